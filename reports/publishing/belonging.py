"""Finding the authority, the inspection and the publication date that a reading belongs to."""

from __future__ import annotations

import re
from datetime import date

from reports.facts import reference
from reports.facts.reference import AuthorityFact
from reports.ingest.parsed import ParsedReport
from reports.models import Authority, Inspection, Reading
from reports.publishing.facts import inspection_slug, load_authorities
from reports.publishing.operations import Refused
from reports.publishing.removal import has_real_text

DATE_AT_THE_END = re.compile(r"(\d{4}-\d{2}-\d{2})\D*$")


def inspection_of(reading: Reading, authority: Authority) -> Inspection:
    """The inspection that a reading is about, or a new one, not yet saved.

    It is the first of: the inspection that the same file was read for, one of the authority and
    kind with overlapping dates, one whose first day was this one before a correction. So a file
    stays with its inspection even after its dates were corrected. Raises `Refused` for a report
    without dates.
    """
    report = reading.parsed()
    if report.start_date is None or report.end_date is None:
        raise Refused(
            "No inspection dates could be read in the report. Correct the file and upload it again."
        )
    read_from_same_file = Inspection.objects.filter(
        readings__source=reading.source_id, authority=authority, kind=report.kind
    ).first()
    if read_from_same_file:
        return read_from_same_file
    with_same_dates = Inspection.objects.overlapping(
        authority_slug=authority.slug,
        kind=report.kind,
        start=report.start_date,
        end=report.end_date,
    ).first()
    if with_same_dates:
        return with_same_dates
    corrected = Inspection.objects.corrected_from(
        authority_slug=authority.slug, kind=report.kind, start=report.start_date
    )
    return corrected or Inspection(
        authority=authority,
        region=authority.region,
        kind=report.kind,
        slug=inspection_slug(authority.slug, report.kind, report.end_date),
        start_date=report.start_date,
        end_date=report.end_date,
    )


def authority_of(report: ParsedReport) -> Authority:
    """The authority that a report names. Raises `Refused` if the archive does not have it."""
    if report.authority_slug is None:
        raise Refused(
            f"No authority is called “{report.authority}”. "
            "Choose the authority in the admin, and publish the reading there."
        )
    fact = _authority_fact(report.authority_slug)
    if fact and fact.invented:
        return _invented_authority(fact)
    authority = Authority.objects.filter(slug=report.authority_slug).first()
    if authority is None:
        raise Refused(
            f"The archive has no authority “{report.authority_slug}”. "
            "Run `manage.py load_reference` first."
        )
    return authority


def _authority_fact(slug: str) -> AuthorityFact | None:
    return next((fact for fact in reference.authorities() if fact.slug == slug), None)


def _invented_authority(fact: AuthorityFact) -> Authority:
    """The row of an invented authority. Raises `Refused` in an archive of real reports."""
    if has_real_text():
        raise Refused(f"{fact.name} is an invented authority, and the archive holds real reports.")
    return load_authorities([fact])[0]


def date_in_name(name: str, after: date, until: date = date.max) -> date | None:
    """The publication date at the end of a file's name (`bristol-2023-03-10.pdf`).

    None if the name has no date, or if the date is not after `after` and at most `until`.
    """
    match = DATE_AT_THE_END.search(name)
    if match is None:
        return None
    try:
        printed = date.fromisoformat(match[1])
    except ValueError:
        return None
    return printed if after < printed <= until else None
