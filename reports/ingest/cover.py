"""Leaves out a page before a report: where it is from, or which appendix of a paper it is."""

from __future__ import annotations

from collections.abc import Sequence

from reports.facts.vocabulary import Kind, Omission
from reports.ingest.kinds import has_title_of_ilacs, page_of_title
from reports.ingest.parsed import Problem
from reports.ingest.parts.dates import DATES_LABEL
from reports.ingest.problems import note
from reports.ingest.text.layout import Line
from reports.ingest.text.lines import ReportLines
from reports.ingest.text.omissions import omitted

_LONGEST_COVER = 600
"""The most letters before the title of a report that are no part of it."""


def without_cover(report: ReportLines, kind: Kind) -> tuple[ReportLines, list[Problem]]:
    """The report without the pages before that with its title, and a note that says so."""
    title_page = page_of_title(report.lines, kind)
    before = [line for line in report.lines if (line.page or 0) < (title_page or 0)]
    if not before or _may_be_report(before):
        return report, []
    left_out = (*report.left_out, *omitted(before, Omission.FURNITURE))
    message = f"The report begins on page {title_page}; what is before it is left out."
    problem = note("cover-left-out", message, before[0].page)
    return ReportLines(report.lines[len(before) :], left_out), [problem]


def _may_be_report(lines: Sequence[Line]) -> bool:
    """Whether lines before a title are more than a cover has, or have what a report begins with."""
    if sum(len(line.text) for line in lines) > _LONGEST_COVER or has_title_of_ilacs(lines):
        return True
    return any(DATES_LABEL.match(line.text) for line in lines)
