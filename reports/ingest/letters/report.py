"""What the readings of all reports without printed numbers have alike."""

from __future__ import annotations

from collections.abc import Sequence

from reports.ingest.letters.contents import Contents, with_numbers
from reports.ingest.parsed import ParsedReport
from reports.ingest.parts.dates import Period, first_day, last_day
from reports.reference import AuthorityFact
from reports.vocabulary import Kind


def letter_reading(
    kind: Kind,
    title: str,
    authority: tuple[str | None, AuthorityFact | None],
    periods: Sequence[Period],
    contents: Contents,
) -> ParsedReport:
    """A reading of these parts, without omissions and problems; `authority` is the printed name and what it means."""
    printed, known = authority
    return ParsedReport(
        kind=kind,
        title=title,
        authority=known.name if known else printed,
        authority_slug=known.slug if known else None,
        start_date=first_day(periods),
        end_date=last_day(periods),
        periods=tuple(periods),
        summary=tuple(contents.summary),
        improvement_points=tuple(contents.improvement_points),
        priority_actions=tuple(contents.priority_actions),
        sections=tuple(contents.sections),
        paragraphs=tuple(with_numbers(contents.paragraphs)),
    )
