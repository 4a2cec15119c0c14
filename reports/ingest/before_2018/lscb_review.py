"""Reading the review of a safeguarding children board that was published alone.

Its one judgement is of the board, not of the authority's services.
"""

from __future__ import annotations

from dataclasses import replace

from reports.ingest.front_page import read_front_page
from reports.ingest.lines import ReportLines
from reports.ingest.long_checks import check_board, check_long_report
from reports.ingest.long_reading import long_reading
from reports.ingest.long_report import read_body
from reports.ingest.own_text import own_text
from reports.ingest.parsed import ParsedReport
from reports.ingest.sif_table import verdict
from reports.vocabulary import Area, Kind

_FRONT_LINES = 12


def read_lscb_review(report: ReportLines) -> ParsedReport:
    """The reading of a review of a board."""
    lines, contents = own_text(report.lines)
    front = read_front_page(lines)
    board, rest = verdict(lines[front.end : front.end + _FRONT_LINES], Area.LSCB)
    body = read_body([*rest, *lines[front.end + _FRONT_LINES :]], whole=Area.LSCB)
    reading = replace(
        long_reading(Kind.LSCB_REVIEW, front, lines, body),
        judgements=(board,) if board else (),
        left_out=(*report.left_out, *contents, *body.left_out),
    )
    problems = (*body.problems, *check_long_report(reading, front), *check_board(reading))
    return replace(reading, problems=problems)
