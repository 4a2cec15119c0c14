"""The preview of a reading: its problems, its inspection, and its text beside the original."""

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
    """The problems of a reading, the most serious first.

    For a waiting reading they include its differences from reference facts and from the publisher's
    page.
    """
    if reading.inspection_id:
        return by_gravity(reading.problems())
    problems = list(report.problems)
    if report.authority_slug:
        problems += disagreements(report, report.authority_slug)
    problems += differences_from_page(reading)
    return by_gravity(problems)


def target_of(reading: Reading, chosen: Authority | None) -> Inspection | None:
    """The inspection that the reading would be published for; a new one is not saved.

    `chosen` is the authority that a person chose, None for the one in the report. Returns None if
    the archive has no such authority, or the report has no dates.
    """
    authority = chosen or Authority.objects.filter(slug=reading.parsed().authority_slug).first()
    if authority is None:
        return None
    try:
        return inspection_of(reading, authority)
    except Refused:
        return None


def pages_of(report: ParsedReport, source: Source) -> Iterator[OriginalPage]:
    """The passages of a report, by the page of the original on which they begin.

    Yields every page from 1 to the last page with any text, also pages without a passage. A text
    file is one page without a number.
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
    """The text of a text file; empty for a PDF, a message if the original is missing."""
    if source.is_pdf:
        return ""
    try:
        return source.content().decode("utf-8", "replace")
    except MissingOriginal as error:
        return str(error)
