"""A reading before it is published, as a person sees it: its problems, what it would fill, its
original beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from reports.files.originals import MissingOriginal
from reports.ingest.parsed import ParsedReport, Problem, by_gravity
from reports.models import Authority, Inspection, Reading, Source
from reports.publishing.belonging import inspection_of
from reports.publishing.facts import disagreements
from reports.publishing.history.snapshot import ShownPassage, snapshot_of_report
from reports.publishing.operations import Refused


@dataclass(frozen=True, slots=True)
class OriginalPage:
    """A page of a PDF with the passages that begin on it; number None for text without pages."""

    number: int | None
    passages: list[ShownPassage] = field(default_factory=list)


def problems_of(reading: Reading, report: ParsedReport) -> list[Problem]:
    """The problems of a reading, the gravest first; what the archive knows otherwise, too."""
    if reading.inspection_id:
        return by_gravity(reading.problems())
    against = disagreements(report, report.authority_slug) if report.authority_slug else []
    return by_gravity([*report.problems, *against])


def target_of(reading: Reading, chosen: Authority | None) -> Inspection | None:
    """The inspection that publishing would fill; None where the authority is not known, or the
    dates are not.
    """
    authority = chosen or Authority.objects.filter(slug=reading.parsed().authority_slug).first()
    try:
        return inspection_of(reading, authority) if authority else None
    except Refused:
        return None


def pages_of(report: ParsedReport, source: Source) -> Iterator[OriginalPage]:
    """What was read, page by page of the original; a page on which nothing begins is shown too."""
    passages = snapshot_of_report(report).passages
    printed = [each.page or 1 for each in passages] + [each.page or 1 for each in report.left_out]
    if not source.is_pdf:
        yield OriginalPage(None, list(passages))
        return
    for number in range(1, max(printed, default=1) + 1):
        yield OriginalPage(number, [each for each in passages if (each.page or 1) == number])


def text_of(source: Source) -> str:
    """The original itself where it is text."""
    if source.is_pdf:
        return ""
    try:
        return source.content().decode("utf-8", "replace")
    except MissingOriginal as error:
        return str(error)
