"""Reading a report under the single inspection framework (November 2013 to 2018), re-inspections too."""

from __future__ import annotations

from dataclasses import replace

from reports.ingest.before_2018.areas import BOARD
from reports.ingest.before_2018.boards.appended import with_board, without_board
from reports.ingest.before_2018.boards.review import read_lscb_review
from reports.ingest.before_2018.chapters.body import ChapteredBody, read_body
from reports.ingest.before_2018.checks import check_common, check_sif
from reports.ingest.before_2018.front_page import read_front_page
from reports.ingest.before_2018.judgements import judgement_in, read_table, table_begins, verdict
from reports.ingest.before_2018.report import common_reading
from reports.ingest.before_2018.trimming import trimmed
from reports.ingest.parsed import ParsedReport, PrintedJudgement
from reports.ingest.parts.passages import read_paragraphs
from reports.ingest.text.lines import ReportLines
from reports.vocabulary import Area, Kind

_BELOW_TABLE = 12
"""Lines below the table in which the board's grade may stand."""


def read_sif(report: ReportLines) -> ParsedReport:
    """The reading of a SIF report, with the problems that its parts raise against each other."""
    report, board_report = without_board(report)
    lines, left_out = trimmed(report.lines)
    front = read_front_page(lines)
    begin = table_begins(lines, front.end)
    table = read_table(lines, begin)
    overall, introduction = verdict(lines[front.end : begin], Area.OVERALL)
    below = table.end + _BELOW_TABLE
    board, rest = verdict(lines[table.end : below], Area.LSCB)
    body = read_body([*rest, *lines[below:]])
    board = board or _board_of(body)
    reading = common_reading(Kind.SIF, front, lines, body)
    reading = replace(
        reading,
        judgements=tuple(each for each in (overall, *table.judgements, board) if each),
        summary=(*read_paragraphs(introduction), *reading.summary),
        left_out=(*report.left_out, *left_out, *body.left_out),
    )
    if board_report is not None:
        reading = with_board(reading, read_lscb_review(board_report))
    problems = (
        *reading.problems,
        *body.problems,
        *check_common(reading, front),
        *check_sif(reading, table),
    )
    return replace(reading, problems=problems)


def _board_of(body: ChapteredBody) -> PrintedJudgement | None:
    """The board's grade from the heading of its part, where the first page does not give it."""
    return next(
        (
            found
            for each in body.sections
            if (found := judgement_in(each.heading, Area.LSCB, BOARD))
        ),
        None,
    )
