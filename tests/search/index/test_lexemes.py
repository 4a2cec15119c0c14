"""The table of lexemes says at all times what the paragraphs hold."""

import pytest
from django.db import connection

from reports.facts.reference import FOLDER
from reports.ingest.report import read_report
from reports.models import Inspection, Lexeme, Paragraph, Source
from reports.publishing.importing import publish, receive, unpublish

pytestmark = pytest.mark.django_db


def imported(name: str) -> Inspection:
    content = (FOLDER / "samples" / name).read_bytes()
    reading, _ = receive(
        content=content, name=name, report=read_report(content, name), origin=Source.Origin.SAMPLE
    )
    return publish(reading=reading).inspection


def counted_afresh() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, ndoc FROM ts_stat('SELECT search_vector FROM reports_paragraph')"
        )
        return dict(cursor.fetchall())


def kept() -> dict[str, int]:
    return dict(Lexeme.objects.values_list("lexeme", "paragraphs"))


def test_lexemes_are_counted_as_reports_come_and_go() -> None:
    first = imported("wexcombe-2023.txt")
    imported("wexcombe-2019.txt")
    assert kept() == counted_afresh()
    assert kept()["=children"] > 10
    unpublish(inspection=first)
    assert kept() == counted_afresh()


def test_lexemes_follow_a_changed_text() -> None:
    imported("wexcombe-2023.txt")
    Paragraph.objects.filter(number=1).update(text="Zeppelins.")
    assert kept() == counted_afresh()
    assert kept()["=zeppelins"] == 1


def test_no_lexeme_stays_without_a_paragraph() -> None:
    imported("wexcombe-2023.txt")
    Paragraph.objects.all().delete()
    assert kept() == {}
