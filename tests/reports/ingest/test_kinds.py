"""Which kind of report the first lines of a file make it."""

import pytest

from reports.facts.vocabulary import Kind
from reports.ingest.kinds import KINDS, recognise
from reports.ingest.other_documents import OtherDocument
from reports.ingest.text.layout import Line


def kind_of(*texts: str) -> Kind | OtherDocument | None:
    return recognise([Line(text) for text in texts])


@pytest.mark.parametrize(
    ("kind", "sample"),
    [(kind, sample) for kind, wording in KINDS for sample in wording.samples],
)
def test_each_sample_makes_its_kind(kind: Kind, sample: str) -> None:
    assert kind_of("Wexcombe", *sample.split("\t"), "Words.") == kind


def test_other_texts_are_of_no_kind() -> None:
    assert kind_of("Minutes of the parish council", "Focus on plans.") is None
    assert recognise([]) is None


def test_a_title_over_three_lines_is_found() -> None:
    assert kind_of("Area", "SEND inspection", "of Wexcombe") is Kind.AREA_SEND


def test_the_title_wins_over_kinds_that_a_letter_mentions() -> None:
    mention = "after a joint targeted area inspection of Wexcombe in 2018."
    assert kind_of("Focused visit to Wexcombe children’s services", mention) is Kind.FOCUSED_VISIT
    assert kind_of("Dear Ms Bell", mention, "Focused visit to Wexcombe services") is (
        Kind.FOCUSED_VISIT
    )


def test_a_title_begins_with_a_capital_letter() -> None:
    jtai = "joint targeted area inspection of Wexcombe"
    visit = "the findings of a focused visit"
    assert kind_of(visit, jtai) is Kind.JTAI


def test_only_the_first_lines_tell_the_kind() -> None:
    title = "Inspection of looked after children services"
    assert kind_of(*["Words."] * 59, title) is Kind.PRE_SIF
    assert kind_of(*["Words."] * 60, title) is None
