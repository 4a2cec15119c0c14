"""From a file that comes in to what the archive shows: receive, publish, unpublish, discard.

Each operation is one transaction: all of it happens or nothing does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from reports.facts.validity import publication_mistake
from reports.files.originals import digest_of, media_type
from reports.ingest.parsed import ParsedReport, Problem
from reports.ingest.report import PARSER_VERSION
from reports.models import Authority, Change, Inspection, Reading, Source
from reports.publishing.belonging import authority_of, date_in_name, inspection_of
from reports.publishing.content.showing import show
from reports.publishing.facts import disagreements, restore_fact
from reports.publishing.history.changes import Operation, record, refuse_if_stale
from reports.publishing.history.differences import Difference
from reports.publishing.history.snapshot import Snapshot, snapshot_of_inspection
from reports.publishing.listed import join_by_hash
from reports.publishing.operations import Refused, wait_for_the_archive
from reports.publishing.originals_folder import (
    claim_originals_folder,
    refuse_foreign_folder,
    write_original,
)
from reports.publishing.removal import delete_source, remove_samples


class Outcome(StrEnum):
    """What an import did to the archive."""

    CREATED = "created"
    REVISED = "revised"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Publication:
    """What publishing a reading did.

    `samples_removed` counts the sample reports that were removed because a real report came.
    """

    outcome: Outcome
    inspection: Inspection
    problems: tuple[Problem, ...] = ()
    samples_removed: int = 0
    difference: Difference = Difference()  # noqa: RUF009  # frozen, and so safe to share


@transaction.atomic
def receive(
    *,
    content: bytes,
    name: str,
    report: ParsedReport,
    origin: Source.Origin,
    by: User | None = None,
) -> tuple[Reading, bool]:
    """Store a file and what was read from it; the reading then waits for `publish` or `discard`.

    Returns the reading, and whether it is a new one: the same bytes read by the same version of the
    parser are one reading, however often they come in. Raises `Refused` where the folder of
    originals belongs to another archive, or the disk takes no file.
    """
    wait_for_the_archive()
    claim_originals_folder()
    reading, is_new = _receive_rows(content, name, report, origin, by)
    write_original(content)
    return reading, is_new


@transaction.atomic
def import_report(
    *, content: bytes, name: str, report: ParsedReport, origin: Source.Origin, dry_run: bool = False
) -> Publication:
    """Receive a report and publish what was read from it.

    The file is written last, when nothing else can be refused. With `dry_run` no file is written,
    the rows are rolled back, and the return value is what would happen. Raises `Refused`, and then
    stores nothing.
    """
    wait_for_the_archive()
    if dry_run:
        refuse_foreign_folder()
    else:
        claim_originals_folder()
    reading, _ = _receive_rows(content, name, report, origin, by=None)
    publication = publish(reading=reading)
    if dry_run:
        transaction.set_rollback(True)
    else:
        write_original(content)
    return publication


def source_of_bytes(
    content: bytes, name: str, origin: Source.Origin, by: User | None = None
) -> Source:
    """The row of these bytes; a new one gets the name and origin, and who sent it."""
    source, _ = Source.objects.get_or_create(
        sha256=digest_of(content),
        defaults={
            "name": name,
            "size": len(content),
            "media_type": media_type(content),
            "origin": origin,
            "received_by": by,
        },
    )
    return source


def _receive_rows(
    content: bytes, name: str, report: ParsedReport, origin: Source.Origin, by: User | None
) -> tuple[Reading, bool]:
    source = source_of_bytes(content, name, origin, by)
    checks = disagreements(report, report.authority_slug) if report.authority_slug else []
    reading, is_new = Reading.objects.get_or_create(
        source=source,
        parser_version=PARSER_VERSION,
        defaults={"report": report.as_json(), "checks": [check.as_json() for check in checks]},
    )
    join_by_hash(reading)
    return reading, is_new


@transaction.atomic
def publish(
    *,
    reading: Reading,
    authority: Authority | None = None,
    published: date | None = None,
    by: User | None = None,
    reason: str = "",
    expected_stamp: str | None = None,
) -> Publication:
    """Let the inspection that a reading is about show it; a new one where there is none yet.

    `authority` is a person's choice where the name in the report is of none; `published` is the
    publication date where the report prints none. Raises `Refused` where the report names no
    authority of the archive or no dates, where `published` is before the last day on site or in the
    future, or where the inspection has another stamp than the one expected.
    """
    wait_for_the_archive()
    _refresh(reading)
    authority = authority or authority_of(reading.parsed())
    inspection = inspection_of(reading, authority)
    refuse_if_stale(inspection, expected_stamp)
    if Inspection.objects.filter(reading=reading).exclude(pk=inspection.pk).exists():
        raise Refused("This reading is published for another inspection. Unpublish it there first.")
    samples_removed = 0 if authority.invented else remove_samples()
    is_shown = inspection.reading_id is not None and inspection.reading_id == reading.pk
    if is_shown and published in (None, inspection.published):
        return Publication(Outcome.UNCHANGED, inspection, tuple(reading.archive_checks()))
    is_revision = inspection.reading_id is not None
    what = Change.What.REVISED if is_revision else Change.What.PUBLISHED
    inspection.published = _publication_date(inspection, reading, published)
    difference = make_current(inspection, reading, Operation(what, by, reason))
    return Publication(
        outcome=Outcome.REVISED if is_revision else Outcome.CREATED,
        inspection=inspection,
        problems=tuple(reading.archive_checks()),
        samples_removed=samples_removed,
        difference=difference,
    )


def _publication_date(inspection: Inspection, reading: Reading, chosen: date | None) -> date | None:
    """The date that a person chose, else the one in the file's name, else the inspection's own.

    Raises `Refused` for a chosen date that is before the last day on site or in the future.
    """
    today = timezone.localdate()
    if chosen is None:
        return date_in_name(reading.source.name, inspection.end_date, today) or inspection.published
    mistake = publication_mistake(chosen, inspection.end_date, today)
    if mistake:
        raise Refused(mistake)
    return chosen


def make_current(inspection: Inspection, reading: Reading, operation: Operation) -> Difference:
    """Let an inspection show a reading, and record what that changes.

    For use within the transaction of an operation.
    """
    before = snapshot_of_inspection(inspection)
    report = reading.parsed()
    inspection.reading = reading
    show(inspection, report)
    reading.inspection, reading.published_at = inspection, timezone.now()
    reading.checks = [check.as_json() for check in disagreements(report, inspection.authority.slug)]
    # Without the report itself: it is long, and stays as it was read.
    reading.save(update_fields=["inspection", "published_at", "checks"])
    after = snapshot_of_inspection(inspection)
    return record(inspection, operation, before=before, after=after, reading=reading)


@transaction.atomic
def unpublish(
    *,
    inspection: Inspection,
    by: User | None = None,
    reason: str = "",
    expected_stamp: str | None = None,
) -> None:
    """Take a report's text off the pages; its reading waits again, and the reference fact returns.

    An inspection without a reference fact is deleted; its history stays under its address. Raises
    `Refused` where no text is published, or the inspection has another stamp than the one expected.
    """
    wait_for_the_archive()
    refuse_if_stale(inspection, expected_stamp)
    inspection = Inspection.objects.select_related("authority", "reading").get(pk=inspection.pk)
    before, reading = snapshot_of_inspection(inspection), inspection.reading
    if reading is None:
        raise Refused(f"No text of {inspection} is published.")
    _remove_text(inspection, reading.parsed())
    has_fact = restore_fact(inspection)
    if has_fact:
        inspection.refresh_from_db()
        show(inspection, None)
    after = snapshot_of_inspection(inspection) if has_fact else Snapshot()
    operation = Operation(Change.What.UNPUBLISHED, by, reason)
    record(inspection, operation, before=before, after=after, reading=reading)
    if not has_fact:
        inspection.delete()


def _remove_text(inspection: Inspection, report: ParsedReport) -> None:
    """Remove all of a text but its dates as they were read, which identify the reference fact."""
    Reading.objects.filter(inspection=inspection).update(inspection=None, published_at=None)
    inspection.reading = None
    inspection.title, inspection.outcome, inspection.theme = "", "", ""
    inspection.start_date = report.start_date or inspection.start_date
    inspection.end_date = report.end_date or inspection.end_date
    if inspection.published and inspection.published < inspection.end_date:
        inspection.published = None  # its last day on site had been corrected
    inspection.paragraphs.all().delete()
    inspection.abbreviations.all().delete()
    inspection.judgements.all().delete()
    inspection.save()


@transaction.atomic
def discard(*, reading: Reading) -> None:
    """Delete a reading that waits, and its file where nothing else was read from it.

    Raises `Refused` where the reading is published.
    """
    wait_for_the_archive()
    _refresh(reading)
    if reading.inspection_id is not None:
        raise Refused("This reading is published. Unpublish it first.")
    source = reading.source
    reading.delete()
    if not source.readings.exists():
        delete_source(source)


def _refresh(reading: Reading) -> None:
    """Read a reading again from the database. Raises `Refused` where somebody discarded it."""
    try:
        reading.refresh_from_db()
    except Reading.DoesNotExist as error:
        raise Refused("This reading was discarded meanwhile. Nothing was changed.") from error
