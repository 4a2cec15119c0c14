"""The table of lexemes says at all times what the paragraphs hold."""

import pytest

from reports.facts.reference import FOLDER
from reports.ingest.report import read_report
from reports.models import Inspection, Paragraph, Source
from reports.publishing.importing import publish, receive, unpublish
from tests.support.index import counted_afresh, lexeme_counts

pytestmark = pytest.mark.django_db


def imported(name: str) -> Inspection:
    content = (FOLDER / "samples" / name).read_bytes()
    reading, _ = receive(
        content=content, name=name, report=read_report(content, name), origin=Source.Origin.SAMPLE
    )
    return publish(reading=reading).inspection


def test_lexemes_are_counted_as_reports_come_and_go() -> None:
    first = imported("wexcombe-2023.txt")
    imported("wexcombe-2019.txt")
    assert lexeme_counts() == counted_afresh()
    assert lexeme_counts()["=children"] > 10
    unpublish(inspection=first)
    assert lexeme_counts() == counted_afresh()


def test_lexemes_follow_a_changed_text() -> None:
    imported("wexcombe-2023.txt")
    Paragraph.objects.filter(number=1).update(text="Zeppelins.")
    assert lexeme_counts() == counted_afresh()
    assert lexeme_counts()["=zeppelins"] == 1


def test_no_lexeme_stays_without_a_paragraph() -> None:
    imported("wexcombe-2023.txt")
    Paragraph.objects.all().delete()
    assert lexeme_counts() == {}
