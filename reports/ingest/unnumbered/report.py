"""The fields of a reading that all reports without printed numbers fill alike."""

from __future__ import annotations

from collections.abc import Sequence

from reports.facts.reference import AuthorityFact
from reports.facts.vocabulary import Kind
from reports.ingest.parsed import ParsedReport
from reports.ingest.parts.dates import Period, first_day, last_day
from reports.ingest.unnumbered.body import UnnumberedBody, with_numbers


def unnumbered_reading(
    kind: Kind,
    title: str,
    authority: tuple[str | None, AuthorityFact | None],
    periods: Sequence[Period],
    body: UnnumberedBody,
) -> ParsedReport:
    """A reading of these parts, without omissions and problems.

    `authority` is the name as printed, and the authority of that name; each None where not read.
    """
    printed, fact = authority
    return ParsedReport(
        kind=kind,
        title=title,
        authority=fact.name if fact else printed,
        authority_slug=fact.slug if fact else None,
        start_date=first_day(periods),
        end_date=last_day(periods),
        periods=tuple(periods),
        summary=tuple(body.summary),
        improvement_points=tuple(body.improvement_points),
        priority_actions=tuple(body.priority_actions),
        sections=tuple(body.sections),
        paragraphs=tuple(with_numbers(body.paragraphs)),
    )
