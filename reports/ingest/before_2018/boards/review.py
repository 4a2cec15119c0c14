"""Reading the review of a safeguarding children board that was published alone.

Its one judgement is of the board, not of the authority's services.
"""

from __future__ import annotations

from dataclasses import replace

from reports.facts.vocabulary import Area, Kind
from reports.ingest.before_2018.chapters.body import read_chapters
from reports.ingest.before_2018.checks import check_board, check_common
from reports.ingest.before_2018.front_page import read_front_page
from reports.ingest.before_2018.judgements import read_verdict
from reports.ingest.before_2018.report import common_reading
from reports.ingest.before_2018.trimming import trimmed
from reports.ingest.parsed import ParsedReport
from reports.ingest.text.lines import ReportLines

_FRONT_LINES = 12
"""Lines below the front page among which the judgement is."""


def read_lscb_review(report: ReportLines) -> ParsedReport:
    """The reading of a review of a board."""
    lines, trimmings = trimmed(report.lines)
    front = read_front_page(lines)
    below = front.end + _FRONT_LINES
    board, rest = read_verdict(lines[front.end : below], Area.LSCB)
    body = read_chapters([*rest, *lines[below:]], whole=Area.LSCB)
    reading = replace(
        common_reading(Kind.LSCB_REVIEW, front, lines, body),
        judgements=(board,) if board else (),
        left_out=(*report.left_out, *trimmings, *body.left_out),
    )
    problems = [*body.problems, *check_common(reading, front), *check_board(reading)]
    return replace(reading, problems=tuple(problems))
