"""What the desk shows of a reading before it is published."""

from __future__ import annotations

import pytest

from reports.admin.previews.reading import original_text, pages_of, problems_of, target_of
from reports.facts.vocabulary import Severity
from reports.files.originals import original_path
from reports.ingest.parsed import Passage, Problem
from reports.models import Authority, Source
from tests.reports.publishing.readings import CONTENT, published, read, received
from tests.support.reference import load_facts

pytestmark = pytest.mark.django_db

PDF = Source(media_type="application/pdf")
TEXT = Source(media_type="text/plain; charset=utf-8")


def test_each_page_of_a_pdf_is_shown_with_what_begins_on_it() -> None:
    summary = (Passage("First.", page=1), Passage("Also.", page=1), Passage("Last.", page=4))
    report = read(
        summary=summary, paragraphs=(), improvement_points=(), priority_actions=(), left_out=()
    )
    pages = list(pages_of(report, PDF))
    assert [page.number for page in pages] == [1, 2, 3, 4]
    texts = [[each.text for each in page.passages] for page in pages]
    assert texts == [["First.", "Also."], [], [], ["Last."]]


def test_pdf_without_any_passage_has_its_first_page() -> None:
    report = read(
        summary=(), paragraphs=(), improvement_points=(), priority_actions=(), left_out=()
    )
    [page] = pages_of(report, PDF)
    assert (page.number, page.passages) == (1, [])


def test_a_text_is_one_page_without_a_number() -> None:
    report = read()
    [page] = pages_of(report, TEXT)
    assert page.number is None
    assert len(page.passages) >= len(report.paragraphs) == 39


def test_text_of_an_original() -> None:
    source = received().source
    assert original_text(source) == CONTENT.decode()
    assert original_text(PDF) == ""
    original_path(source.sha256).unlink()
    assert source.sha256 in original_text(source)


def test_problems_come_with_the_most_serious_first() -> None:
    note = Problem(Severity.INFO, "x", "An oddity.")
    warning = Problem(Severity.WARNING, "x", "Look here.")
    reading = received(report=read(problems=(note, warning)))
    assert problems_of(reading, reading.parsed()) == [warning, note]


def test_reading_belongs_to_the_inspection_that_is_published() -> None:
    inspection = published()
    again = received(CONTENT + b"\n")
    assert target_of(again, None) == inspection


def test_reading_of_an_unknown_authority_belongs_to_none() -> None:
    load_facts()
    reading = received(CONTENT.replace(b"Wexcombe", b"Nowhereshire"))
    assert target_of(reading, None) is None
    chosen = Authority.objects.get(slug="bristol")
    target = target_of(reading, chosen)
    assert target is not None
    assert target._state.adding
    assert target.authority == chosen


def test_reading_without_dates_belongs_to_none() -> None:
    load_facts()
    reading = received(report=read(start_date=None, end_date=None))
    assert target_of(reading, Authority.objects.get(slug="bristol")) is None
