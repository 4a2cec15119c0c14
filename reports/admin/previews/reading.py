"""What the desk shows of a reading before it is published: its problems, the inspection that it
belongs to, and its text beside the pages of the original.
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
from reports.publishing.listed import differences_from_page
from reports.publishing.operations import Refused


@dataclass(frozen=True, slots=True)
class OriginalPage:
    """A page of a PDF with the passages that begin on it; number None for text without pages."""

    number: int | None
    passages: list[ShownPassage] = field(default_factory=list)


def problems_of(reading: Reading, report: ParsedReport) -> list[Problem]:
    """The problems of a reading, the most serious first, and where it disagrees with recorded facts
    and with the publisher's page.
    """
    if reading.inspection_id:
        return by_gravity(reading.problems())
    problems = list(report.problems)
    if report.authority_slug:
        problems += disagreements(report, report.authority_slug)
    problems += differences_from_page(reading)
    return by_gravity(problems)


def target_of(reading: Reading, chosen: Authority | None) -> Inspection | None:
    """The inspection that publishing the reading would fill; a new one is not saved.

    `chosen` is the authority that a person chose, None for the one that was read. Returns None when
    the archive has no such authority, or no dates were read.
    """
    authority = chosen or Authority.objects.filter(slug=reading.parsed().authority_slug).first()
    if authority is None:
        return None
    try:
        return inspection_of(reading, authority)
    except Refused:
        return None


def pages_of(report: ParsedReport, source: Source) -> Iterator[OriginalPage]:
    """The passages that were read, by the page of the original on which they begin.

    Pages run from 1 to the last page from which anything was read, also those on which no passage
    begins. A text is one page without a number.
    """
    passages = snapshot_of_report(report).passages
    if not source.is_pdf:
        yield OriginalPage(None, list(passages))
        return
    pages = [each.page or 1 for each in passages]
    pages += [each.page or 1 for each in report.left_out]
    for number in range(1, max(pages, default=1) + 1):
        yield OriginalPage(number, [each for each in passages if (each.page or 1) == number])


def original_text(source: Source) -> str:
    """The text of an original: empty for a PDF, a message where the file is missing."""
    if source.is_pdf:
        return ""
    try:
        return source.content().decode("utf-8", "replace")
    except MissingOriginal as error:
        return str(error)
