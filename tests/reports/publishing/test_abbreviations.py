"""Abbreviations are found where a report explains them, and nowhere else."""

import pytest

from reports.models import Paragraph
from reports.publishing.abbreviations import EXAMPLES, defined_in
from reports.publishing.report_rows import abbreviations_of


@pytest.mark.parametrize(("text", "found"), EXAMPLES)
def test_example(text: str, found: tuple[str, str] | None) -> None:
    assert list(defined_in(text)) == ([found] if found else [])


@pytest.mark.parametrize(
    ("text", "is_word"), [("They act fast.", True), ("They act fasting.", False), ("", False)]
)
def test_an_abbreviation_that_the_report_also_has_as_a_word(text: str, is_word: bool) -> None:
    explained = Paragraph(text="The family assessment support team (FAST) left.")
    (found,) = abbreviations_of([explained, Paragraph(text=text)])
    assert (found.short, found.long, found.is_word) == (
        "FAST",
        "family assessment support team",
        is_word,
    )
