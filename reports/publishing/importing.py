"""The operations on files and readings: receive, publish, unpublish, discard.

Each operation is one transaction.
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
from reports.publishing.operations import Refused, lock_archive
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
    """The result of publishing a reading.

    `samples_removed` is the number of sample reports that the first real report removed.
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
    """Store a file and its report as a reading, which then waits for `publish` or `discard`.

    Returns the reading, and whether it is new: the same bytes, read by the same version of the
    parser, are one reading. Raises `Refused` if the folder of originals belongs to another archive,
    or the file cannot be written.
    """
    lock_archive()
    claim_originals_folder()
    reading, is_new = _receive_rows(content, name, report, origin, by)
    write_original(content)
    return reading, is_new


@transaction.atomic
def import_report(
    *, content: bytes, name: str, report: ParsedReport, origin: Source.Origin, dry_run: bool = False
) -> Publication:
    """Receive a report and publish its reading.

    The file is written last, when nothing else can be refused. With `dry_run` no file is written
    and the rows are rolled back: the result says what would happen. Raises `Refused`, and then
    stores nothing.
    """
    lock_archive()
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
    """The source with these bytes. A new source gets the name, the origin and the sender `by`."""
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
    """Show a reading as the text of its inspection; create the inspection if there is none.

    `authority` is a person's choice if the report names no known authority. `published` is the
    publication date, which reports do not print.

    Raises `Refused` if the report names no authority of the archive or has no dates, if `published`
    is before the last day on site or in the future, or if the inspection has changed since
    `expected_stamp`.
    """
    lock_archive()
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
    """The chosen publication date, else the one in the file's name, else the inspection's own.

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
    """Show a reading as the text of an inspection, and record and return what that changes.

    Must be called within the transaction of an operation.
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
    """Remove a report's text from the pages. Its reading waits again.

    The inspection gets the values of its reference fact back. Without a fact it is deleted, and its
    history stays under its address. Raises `Refused` if no text is published, or if the inspection
    has changed since `expected_stamp`.
    """
    lock_archive()
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
    """Remove the text of an inspection. Dates return to those read, which identify its fact."""
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
    """Delete a waiting reading, and its file unless the file has other readings.

    Raises `Refused` if the reading is published.
    """
    lock_archive()
    _refresh(reading)
    if reading.inspection_id is not None:
        raise Refused("This reading is published. Unpublish it first.")
    source = reading.source
    reading.delete()
    if not source.readings.exists():
        delete_source(source)


def _refresh(reading: Reading) -> None:
    """Read a reading again from the database. Raises `Refused` if it was discarded."""
    try:
        reading.refresh_from_db()
    except Reading.DoesNotExist as error:
        message = "This reading was discarded in the meantime. Nothing was changed."
        raise Refused(message) from error
