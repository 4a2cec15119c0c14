"""Reading a report under the single inspection framework (November 2013 to 2018), re-inspections
too.
"""

from __future__ import annotations

from dataclasses import replace

from reports.facts.vocabulary import Area, Kind, Omission
from reports.ingest.before_2018.areas import BOARD
from reports.ingest.before_2018.boards.appended import with_board, without_board
from reports.ingest.before_2018.boards.review import read_lscb_review
from reports.ingest.before_2018.chapters.body import ChapteredBody, read_chapters
from reports.ingest.before_2018.chapters.wordings import TABLE_HEAD
from reports.ingest.before_2018.checks import check_common, check_sif
from reports.ingest.before_2018.front_page import read_front_page
from reports.ingest.before_2018.judgements import (
    judgement_in,
    read_table,
    read_verdict,
    table_begins,
)
from reports.ingest.before_2018.report import common_reading
from reports.ingest.before_2018.trimming import trimmed
from reports.ingest.parsed import ParsedReport, PrintedJudgement
from reports.ingest.parts.passages import read_paragraphs
from reports.ingest.text.lines import ReportLines
from reports.ingest.text.omissions import omitted

_BELOW_TABLE = 12
"""Lines below the table among which the board's grade may be."""


def read_sif(report: ReportLines) -> ParsedReport:
    """The reading of a SIF report, with the problems that its parts show."""
    report, board_report = without_board(report)
    lines, trimmings = trimmed(report.lines)
    front = read_front_page(lines)
    table_begin = table_begins(lines, front.end)
    table = read_table(lines, table_begin)
    overall, above_table = read_verdict(lines[front.end : table_begin], Area.OVERALL)
    heads = [line for line in above_table if TABLE_HEAD.match(line.text)]
    introduction = [line for line in above_table if line not in heads]
    below = table.end + _BELOW_TABLE
    board, rest = read_verdict(lines[table.end : below], Area.LSCB)
    body = read_chapters([*rest, *lines[below:]])
    if board is None:
        board = _board_judgement(body)
    judgements = [overall, *table.judgements, board]
    reading = common_reading(Kind.SIF, front, lines, body)
    reading = replace(
        reading,
        judgements=tuple(judgement for judgement in judgements if judgement),
        summary=(*read_paragraphs(introduction), *reading.summary),
        left_out=(
            *report.left_out,
            *trimmings,
            *omitted(heads, Omission.FURNITURE),
            *body.left_out,
        ),
    )
    if board_report is not None:
        reading = with_board(reading, read_lscb_review(board_report))
    problems = [
        *reading.problems,
        *body.problems,
        *check_common(reading, front),
        *check_sif(reading, table),
    ]
    return replace(reading, problems=tuple(problems))


def _board_judgement(body: ChapteredBody) -> PrintedJudgement | None:
    """The judgement of the board in the heading of its part, if a heading has one."""
    for section in body.sections:
        judgement = judgement_in(section.heading, Area.LSCB, BOARD)
        if judgement is not None:
            return judgement
    return None
