"""Which authority and which inspection a reading is about, and when it was published."""

from __future__ import annotations

import re
from datetime import date

from reports.facts import reference
from reports.ingest.parsed import ParsedReport
from reports.models import Authority, Inspection, Reading
from reports.publishing.facts import inspection_slug, load_authorities
from reports.publishing.operations import Refused
from reports.publishing.removal import has_real_text


def inspection_of(reading: Reading, authority: Authority) -> Inspection:
    """The inspection that a reading is about, or a new one, not yet saved. Raises `Refused` without
    dates.

    A file that was read before stays with its inspection, even where somebody corrected the dates
    since.
    """
    report = reading.parsed()
    if report.start_date is None or report.end_date is None:
        raise Refused(
            "The report gives no inspection dates that could be read. Correct the file and upload it again."
        )
    same_file = Inspection.objects.filter(
        readings__source=reading.source_id, authority=authority, kind=report.kind
    )
    by_dates = Inspection.objects.known_as(
        authority_slug=authority.slug,
        kind=report.kind,
        start=report.start_date,
        end=report.end_date,
    )
    return (
        same_file.first()
        or by_dates.first()
        or Inspection.objects.corrected_from(
            authority=authority, kind=report.kind, start=report.start_date
        )
        or Inspection(
            authority=authority,
            region=authority.region,
            kind=report.kind,
            slug=inspection_slug(authority.slug, report.kind, report.end_date),
            start_date=report.start_date,
            end_date=report.end_date,
        )
    )


def authority_of(report: ParsedReport) -> Authority:
    """The authority that a report names. Raises `Refused` where the archive does not know it."""
    if report.authority_slug is None:
        raise Refused(
            f"No authority is known as “{report.authority}”. Choose it in the admin and publish there."
        )
    fact = next(
        (each for each in reference.authorities() if each.slug == report.authority_slug), None
    )
    if fact is not None and fact.invented:
        if has_real_text():
            raise Refused(
                f"{fact.name} is an invented authority, and the archive holds real reports."
            )
        return load_authorities([fact])[0]
    known = Authority.objects.filter(slug=report.authority_slug).first()
    if known is None:
        raise Refused(
            f"The archive has no authority “{report.authority_slug}”. Run `manage.py load_reference` first."
        )
    return known


def date_in_name(name: str, after: date, until: date = date.max) -> date | None:
    """The publication date that a file's name ends in (`bristol-2023-03-10.pdf`).

    None where the name has none, or one that is not after `after` or is after `until`.
    """
    found = re.search(r"(\d{4}-\d{2}-\d{2})\D*$", name)
    try:
        printed = date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
    return printed if printed and after < printed <= until else None
