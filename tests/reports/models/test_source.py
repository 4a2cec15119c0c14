"""Readings by where they stand, and sources by their kind."""

from __future__ import annotations

import pytest
from django.db.models import QuerySet

from reports.files.originals import store_original
from reports.models import Inspection, ListedFile, Reading, Source
from tests.archive import make_authority, make_inspection

SHOWN = "published"
ASIDE = "replaced by a later reading"


@pytest.mark.parametrize(
    ("inspection", "state", "waits"),
    [
        (None, "waiting", True),
        (Inspection(pk=5, reading_id=7), SHOWN, False),
        (Inspection(pk=5, reading_id=8), ASIDE, False),
        (Inspection(pk=5), ASIDE, False),
    ],
)
def test_where_a_reading_stands(inspection: Inspection | None, state: str, *, waits: bool) -> None:
    reading = Reading(pk=7, inspection=inspection)
    assert reading.state == state
    assert ListedFile(reading=reading).waits is waits


def test_file_without_a_reading_does_not_wait() -> None:
    assert not ListedFile().waits


def test_only_one_media_type_is_a_pdf() -> None:
    assert Source(media_type="application/pdf").is_pdf
    assert not Source(media_type="text/plain").is_pdf


def test_rows_have_names() -> None:
    source = Source(name="report.pdf")
    assert str(source) == "report.pdf"
    assert str(Reading(source=source, parser_version=3)) == "Reading of report.pdf by parser 3"


def test_content_is_that_of_the_original() -> None:
    assert Source(sha256=store_original(b"invented")).content() == b"invented"


@pytest.mark.django_db
def test_readings_are_waiting_published_or_set_aside() -> None:
    inspection = make_inspection(make_authority(), original=b"shown")
    shown = inspection.reading
    assert shown is not None
    Reading.objects.filter(pk=shown.pk).update(inspection=inspection)
    aside = Reading.objects.create(
        source=shown.source, parser_version=2, report={}, inspection=inspection
    )
    waiting = Reading.objects.create(source=shown.source, parser_version=3, report={})

    def keys(readings: QuerySet[Reading]) -> list[int]:
        return [each.pk for each in readings]

    assert keys(Reading.objects.waiting()) == [waiting.pk]
    assert keys(Reading.objects.published()) == [shown.pk]
    assert keys(Reading.objects.set_aside()) == [aside.pk]
