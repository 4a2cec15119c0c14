"""From a file that came in to what the archive shows: received, read, published, withdrawn, discarded.

Each verb is one transaction: all of it happens or nothing does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone

from reports import reference
from reports.abbreviations import defined_in
from reports.facts import disagreements, inspection_slug, load_authorities, restore_fact
from reports.ingest.parsed import ParsedReport, Problem
from reports.ingest.report import PARSER_VERSION
from reports.models import Abbreviation, Authority, Inspection, Judgement, Paragraph, Reading, Source
from reports.originals import remove_original, store_original
from reports.vocabulary import NumberedBy, Role

LOCK = 0x1A5C
"""The advisory lock that publishing takes, so that two at once do it one after the other."""


class Refused(Exception):
    """A report that was read but cannot be published; says what a person can do about it."""


class Outcome(StrEnum):
    """What an import did to the archive."""

    CREATED = "created"
    REVISED = "revised"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Publication:
    """What publishing a reading did; `samples_removed` counts the sample reports that made way for it."""

    outcome: Outcome
    inspection: Inspection
    problems: tuple[Problem, ...] = ()
    samples_removed: int = 0


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
    value tells whether it is a new one.
    """
    _wait_for_the_archive()
    sha256 = store_original(content)
    source, _ = Source.objects.get_or_create(
        sha256=sha256,
        defaults={
            "name": name,
            "size": len(content),
            "media_type": media_type(content),
            "origin": origin,
            "received_by": by,
        },
    )
    return Reading.objects.get_or_create(
        source=source, parser_version=PARSER_VERSION, defaults={"report": report.as_json()}
    )


@transaction.atomic
def publish(*, reading: Reading, authority: Authority | None = None, published: date | None = None) -> Publication:
    """Make a reading what its inspection shows: the one that is known already, or a new one.

    `authority` is a person's choice where the report's own name matches none; `published` the publication
    date where the report prints none. Raises `Refused` when the report names no authority that is known
    or no dates.
    """
    _wait_for_the_archive()
    report = reading.parsed()
    authority = authority or _authority_of(report)
    if report.start_date is None or report.end_date is None:
        raise Refused("The report gives no inspection dates that could be read. Correct the file and upload it again.")
    removed = 0 if authority.invented else remove_samples()
    checks = disagreements(report, authority.slug)
    inspection = _inspection_of(report, authority, report.start_date, report.end_date)
    if inspection.reading_id is not None and inspection.reading_id == reading.pk:
        return Publication(Outcome.UNCHANGED, inspection, tuple(checks))
    outcome = Outcome.REVISED if inspection.reading_id else Outcome.CREATED
    _fill(inspection, report, published or date_in_name(reading.source.name, report.end_date))
    inspection.reading = reading
    inspection.save()
    _write_judgements(inspection, report)
    _write_paragraphs(inspection, report)
    _write_abbreviations(inspection, report)
    reading.inspection, reading.published_at = inspection, timezone.now()
    reading.checks = [check.as_json() for check in checks]
    reading.save()
    return Publication(outcome, inspection, tuple(checks), removed)


@transaction.atomic
def unpublish(*, inspection: Inspection) -> None:
    """Take a report's text off the pages; its reading waits again, and the inspection's known facts come back.

    An inspection of which nothing but the report was known disappears.
    """
    _wait_for_the_archive()
    Reading.objects.filter(inspection=inspection).update(inspection=None, published_at=None)
    inspection.paragraphs.all().delete()
    inspection.abbreviations.all().delete()
    inspection.judgements.all().delete()
    inspection.reading = None
    inspection.save()
    if not restore_fact(inspection):
        inspection.delete()


@transaction.atomic
def discard(*, reading: Reading) -> None:
    """Forget a reading that waits, and its file when nothing else was read from it. Raises `Refused` if published."""
    _wait_for_the_archive()
    if Reading.objects.filter(pk=reading.pk, inspection__isnull=False).exists():
        raise Refused("This reading is published. Unpublish it first.")
    source = reading.source
    reading.delete()
    if not source.readings.exists():
        _forget(source)


def has_real_text() -> bool:
    """Whether the archive shows any report that is no sample."""
    return Inspection.objects.with_text().filter(authority__invented=False).exists()


@transaction.atomic
def remove_samples() -> int:
    """Take every trace of the invented authorities out of the archive. Returns how many reports went."""
    invented = Inspection.objects.filter(authority__invented=True)
    removed = invented.with_text().count()
    sources = list(Source.objects.filter(readings__inspection__in=invented).distinct())
    invented.update(reading=None)
    for source in sources:
        source.readings.all().delete()
        _forget(source)
    invented.delete()
    Authority.objects.filter(invented=True).delete()
    return removed


def media_type(content: bytes) -> str:
    """The type under which an original is served: PDF or plain text, never a type that a browser would run."""
    return "application/pdf" if content.startswith(b"%PDF-") else "text/plain; charset=utf-8"


def date_in_name(name: str, after: date) -> date | None:
    """The publication date that a file's name ends in (`bristol-2023-03-10.pdf`), if it lies after `after`."""
    found = re.search(r"(\d{4}-\d{2}-\d{2})\D*$", name)
    try:
        printed = date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
    return printed if printed and printed > after else None


def _wait_for_the_archive() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _authority_of(report: ParsedReport) -> Authority:
    if report.authority_slug is None:
        raise Refused(f"No authority is known as “{report.authority}”. Choose it in the admin and publish there.")
    fact = next((each for each in reference.authorities() if each.slug == report.authority_slug), None)
    if fact is not None and fact.invented:
        if has_real_text():
            raise Refused(f"{fact.name} is an invented authority, and the archive holds real reports.")
        return load_authorities([fact])[0]
    known = Authority.objects.filter(slug=report.authority_slug).first()
    if known is None:
        raise Refused(f"The archive has no authority “{report.authority_slug}”. Run `manage.py load_reference` first.")
    return known


def _inspection_of(report: ParsedReport, authority: Authority, start: date, end: date) -> Inspection:
    """The inspection that is known already, or a new one, not yet saved."""
    known = Inspection.objects.known_as(authority_slug=authority.slug, kind=report.kind, start=start, end=end).first()
    return known or Inspection(
        authority=authority,
        region=authority.region,
        kind=report.kind,
        slug=inspection_slug(authority.slug, report.kind, end),
    )


def _fill(inspection: Inspection, report: ParsedReport, published: date | None) -> None:
    """What the report says goes in; what it does not say stays as it was known."""
    values: dict[str, Any] = {
        "length": report.length,
        "start_date": report.start_date,
        "end_date": report.end_date,
        "published": report.published or published,
        "lead_inspector": report.lead_inspector,
        "title": report.title,
        "outcome": report.outcome,
    }
    for field, value in values.items():
        if value is not None:
            setattr(inspection, field, value)


def _write_judgements(inspection: Inspection, report: ParsedReport) -> None:
    inspection.judgements.all().delete()
    Judgement.objects.bulk_create(
        Judgement(
            inspection=inspection,
            area=judgement.area,
            grade=judgement.grade,
            printed_area=judgement.printed_area,
            printed_grade=judgement.printed_grade,
            position=position,
        )
        for position, judgement in enumerate(report.judgements)
    )


def _write_paragraphs(inspection: Inspection, report: ParsedReport) -> None:
    inspection.paragraphs.all().delete()
    inspection.refresh_from_db(fields=["year"])
    paragraphs = [*_summary(report), *_points(report), *_numbered(report)]
    for position, paragraph in enumerate(paragraphs):
        paragraph.inspection = inspection
        paragraph.authority_id = inspection.authority_id
        paragraph.region, paragraph.kind, paragraph.year = inspection.region, inspection.kind, inspection.year
        paragraph.position = position
    Paragraph.objects.bulk_create(paragraphs)


def _write_abbreviations(inspection: Inspection, report: ParsedReport) -> None:
    inspection.abbreviations.all().delete()
    texts = [passage.text for passage in (*report.summary, *report.improvement_points, *report.paragraphs)]
    found = sorted({pair for text in texts for pair in defined_in(text)})
    Abbreviation.objects.bulk_create(Abbreviation(inspection=inspection, short=each, long=long) for each, long in found)


def _summary(report: ParsedReport) -> list[Paragraph]:
    return [Paragraph(role=Role.SUMMARY, text=passage.text, page=passage.page) for passage in report.summary]


def _points(report: ParsedReport) -> list[Paragraph]:
    roles = [(Role.POINT, report.improvement_points), (Role.PRIORITY, report.priority_actions)]
    return [
        Paragraph(
            role=role,
            text=point.text,
            page=point.page,
            number=point.number,
            numbered_by=NumberedBy.REPORT if point.number is not None else "",
        )
        for role, points in roles
        for point in points
    ]


def _numbered(report: ParsedReport) -> list[Paragraph]:
    rows = []
    for paragraph in report.paragraphs:
        section = report.sections[paragraph.section] if paragraph.section is not None else None
        rows.append(
            Paragraph(
                role=Role.NUMBERED,
                text=paragraph.text,
                page=paragraph.page,
                number=paragraph.number,
                numbered_by=paragraph.numbered_by,
                heading=section.heading if section else "",
                area=paragraph.area or "",
                grade=(section.grade or "") if section else "",
            )
        )
    return rows


def _forget(source: Source) -> None:
    """The row goes now, the file once that is certain."""
    sha256 = source.sha256
    source.delete()
    transaction.on_commit(lambda: remove_original(sha256))
