"""One verb: the bytes of a report in, its reading out. The only error that leaves is `UnreadableReport`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reports.ingest.header import DATES_LABEL
from reports.ingest.ilacs import read_ilacs
from reports.ingest.kinds import recognise
from reports.ingest.lines import ReportLines, report_lines
from reports.ingest.pages import read_pages
from reports.ingest.parsed import ParsedReport
from reports.ingest.problems import Refusal, UnreadableReport
from reports.vocabulary import Kind

PARSER_VERSION = 1
"""Counts up whenever the reading of some file changes."""

READERS: Mapping[Kind, Callable[[ReportLines], ParsedReport]] = {Kind.ILACS: read_ilacs}
"""Who reads each kind of report; a kind that is missing here is recognised and refused."""


def read_report(content: bytes, name: str) -> ParsedReport:
    """The reading of a report, PDF or text (UTF-8, UTF-16 or Windows-1252; plain or Markdown).

    It comes from `content` alone; `name` only helps to say which file is refused. Raises
    `UnreadableReport`, and nothing else, where the file is no report or of a kind not read yet.
    """
    report = report_lines(read_pages(content))
    kind = recognise(report.lines)
    if kind is None:
        raise UnreadableReport(
            Refusal.NOT_A_REPORT,
            f"{name} does not look like an inspection report on children's services: it has no title of one.",
        )
    if kind not in READERS:
        raise UnreadableReport(
            Refusal.KIND_NOT_SUPPORTED,
            f"{name} is a report of another kind: {kind.label}. Only ILACS reports can be read so far.",
        )
    _refuse_several(report)
    return READERS[kind](report)


def _refuse_several(report: ReportLines) -> None:
    titles = [line for line in report.lines if DATES_LABEL.match(line.text)]
    if len(titles) > 1:
        raise UnreadableReport(
            Refusal.SEVERAL_REPORTS, "The file holds several reports. Upload each as a file of its own.", titles[1].page
        )
