"""From a file that came in to what the archive shows: received, read, published, withdrawn,
discarded.

Each verb is one transaction: all of it happens or nothing does.
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
from reports.publishing.facts import disagreements, restore_fact
from reports.publishing.history import Deed, record, refuse_if_stale
from reports.publishing.operations import Refused, wait_for_the_archive
from reports.publishing.originals_folder import (
    claim_originals_folder,
    refuse_foreign_folder,
    write_original,
)
from reports.publishing.removal import forget, remove_samples
from reports.publishing.showing import show
from reports.publishing.snapshot import Difference, Shown, shown


class Outcome(StrEnum):
    """What an import did to the archive."""

    CREATED = "created"
    REVISED = "revised"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Publication:
    """What publishing a reading did; `samples_removed` counts the sample reports that made way for
    it.
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
    """Keep a file and what was read from it; the reading then waits for `publish` or `discard`.

    The same bytes read by the same parser are one reading, however often they come in; the second
    value tells whether it is a new one. Raises `Refused` when the folder of originals belongs to
    another archive, or the disk takes no file.
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
    the rows are undone, and what is returned is what would happen. Raises `Refused`, and leaves
    nothing.
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


def _receive_rows(
    content: bytes, name: str, report: ParsedReport, origin: Source.Origin, by: User | None
) -> tuple[Reading, bool]:
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
    checks = disagreements(report, report.authority_slug) if report.authority_slug else []
    return Reading.objects.get_or_create(
        source=source,
        parser_version=PARSER_VERSION,
        defaults={"report": report.as_json(), "checks": [check.as_json() for check in checks]},
    )


@transaction.atomic
def publish(
    *,
    reading: Reading,
    authority: Authority | None = None,
    published: date | None = None,
    by: User | None = None,
    reason: str = "",
    seen: str | None = None,
) -> Publication:
    """Make a reading what its inspection shows: the one that is known already, or a new one.

    `authority` is a person's choice where the report's own name matches none; `published` the
    publication date where the report prints none; `seen` the stamp of the inspection as `by` saw
    it. Raises `Refused` when the report names no authority that is known or no dates, `published`
    is before the last day on site or in the future, or the inspection is not as it was seen.
    """
    wait_for_the_archive()
    _refuse_discarded(reading)
    report = reading.parsed()
    authority = authority or authority_of(report)
    inspection = inspection_of(reading, authority)
    refuse_if_stale(inspection, seen)
    if Inspection.objects.filter(reading=reading).exclude(pk=inspection.pk).exists():
        raise Refused("This reading is published for another inspection. Unpublish it there first.")
    removed = 0 if authority.invented else remove_samples()
    if inspection.reading_id is not None and inspection.reading_id == reading.pk:
        return Publication(Outcome.UNCHANGED, inspection, tuple(reading.archive_checks()))
    outcome = Outcome.REVISED if inspection.reading_id else Outcome.CREATED
    what = Change.What.REVISED if inspection.reading_id else Change.What.PUBLISHED
    today = timezone.localdate()
    if published and (mistake := publication_mistake(published, inspection.end_date, today)):
        raise Refused(mistake)
    named = date_in_name(reading.source.name, inspection.end_date, today)
    inspection.published = published or named or inspection.published
    difference = make_current(inspection, reading, Deed(what, by, reason))
    return Publication(outcome, inspection, tuple(reading.archive_checks()), removed, difference)


def make_current(inspection: Inspection, reading: Reading, deed: Deed) -> Difference:
    """Let an inspection show a reading, and keep in its history what that changes; within a verb's
    transaction.
    """
    before = shown(inspection)
    report = reading.parsed()
    inspection.reading = reading
    show(inspection, report)
    reading.inspection, reading.published_at = inspection, timezone.now()
    reading.checks = [check.as_json() for check in disagreements(report, inspection.authority.slug)]
    # Not the report itself: it is long, and stays as it was read.
    reading.save(update_fields=["inspection", "published_at", "checks"])
    return record(inspection, deed, before=before, after=shown(inspection), reading=reading)


@transaction.atomic
def unpublish(
    *, inspection: Inspection, by: User | None = None, reason: str = "", seen: str | None = None
) -> None:
    """Take a report's text off the pages; its reading waits again, and the inspection's known facts
    come back.

    An inspection of which nothing but the report was known disappears; its history stays under its
    address. Raises `Refused` where it is not as it was `seen`.
    """
    wait_for_the_archive()
    refuse_if_stale(inspection, seen)
    inspection = Inspection.objects.select_related("authority", "reading").get(pk=inspection.pk)
    before, reading = shown(inspection), inspection.reading
    if reading is None:
        raise Refused(f"No text of {inspection} is published.")
    _take_text_off(inspection, reading.parsed())
    known = restore_fact(inspection)
    if known:
        inspection.refresh_from_db()
        show(inspection, None)
    after = shown(inspection) if known else Shown()
    record(
        inspection,
        Deed(Change.What.UNPUBLISHED, by, reason),
        before=before,
        after=after,
        reading=reading,
    )
    if not known:
        inspection.delete()


def _take_text_off(inspection: Inspection, report: ParsedReport) -> None:
    """Leave nothing of a text but its dates, as they were before any correction: they tell what
    else is known.
    """
    Reading.objects.filter(inspection=inspection).update(inspection=None, published_at=None)
    inspection.reading, inspection.title, inspection.outcome, inspection.theme = None, "", "", ""
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
    """Forget a reading that waits, and its file when nothing else was read from it. Raises
    `Refused` if published.
    """
    wait_for_the_archive()
    _refuse_discarded(reading)
    if reading.inspection_id is not None:
        raise Refused("This reading is published. Unpublish it first.")
    source = reading.source
    reading.delete()
    if not source.readings.exists():
        forget(source)


def _refuse_discarded(reading: Reading) -> None:
    """Bring a reading up to what the archive knows of it; somebody may have discarded it meanwhile."""
    try:
        reading.refresh_from_db()
    except Reading.DoesNotExist as error:
        raise Refused("This reading was discarded meanwhile. Nothing was changed.") from error
