"""Reading a report under the single inspection framework (November 2013 to 2018), re-inspections too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.ingest.characters import joined
from reports.ingest.front_page import FrontPage, read_front_page, read_lead_inspector
from reports.ingest.judgements import Table
from reports.ingest.layout import Line
from reports.ingest.lines import ReportLines
from reports.ingest.long_checks import check_long_report, check_sif
from reports.ingest.long_report import Body, check_numbers, read_body
from reports.ingest.parsed import LeftOut, ParsedReport, Passage, PrintedJudgement
from reports.ingest.passages import read_summary
from reports.ingest.sif_judgements import VERDICT, area_of, begins_table, grade_in, grade_of, parted, read_table
from reports.ingest.table_of_contents import without_contents
from reports.vocabulary import Area, Kind

_LONGEST_VERDICT = 3
"""Lines of a judgement in a sentence at most."""
_COLUMN = 100.0
"""Points by which the column of grades stands to the right of the labels."""
_FIRST_PAGES = 80
"""Lines among which the judgement table begins."""


def read_sif(report: ReportLines) -> ParsedReport:
    """The reading of a SIF report, with the problems that its parts raise against each other."""
    lines, contents = without_contents(report.lines)
    front = read_front_page(lines)
    begin = _table_begins(lines, front.end)
    table = read_table(lines, begin)
    overall, after_overall = verdict(lines[front.end : begin], Area.OVERALL)
    board, rest = verdict(lines[table.end : table.end + 12], Area.LSCB)
    body = read_body(rest + list(lines[table.end + 12 :]))
    board = board or _board_of(body)
    reading = long_reading(Kind.SIF, front, lines, body)
    reading = replace(
        reading,
        judgements=(*filter(None, [overall]), *table.judgements, *filter(None, [board])),
        summary=(*read_summary(after_overall), *reading.summary),
        left_out=(*report.left_out, *contents, *body.left_out),
    )
    problems = (*body.problems, *check_numbers(lines, body), *check_long_report(reading, front), *check_sif(reading, table))
    return replace(reading, problems=problems)


def long_reading(kind: Kind, front: FrontPage, lines: Sequence[Line], body: Body) -> ParsedReport:
    """What the kinds before 2018 have alike: the front page, the lead inspector and the body."""
    authority = front.authority
    return ParsedReport(
        kind=kind,
        title=front.title,
        authority=authority.name if authority else front.name,
        authority_slug=authority.slug if authority else None,
        start_date=front.first_day,
        end_date=front.last_day,
        periods=front.periods,
        published=front.published,
        lead_inspector=read_lead_inspector(lines),
        summary=tuple(body.passages),
        improvement_points=tuple(body.points),
        sections=tuple(body.sections),
        paragraphs=tuple(body.paragraphs),
    )


def _table_begins(lines: Sequence[Line], after: int) -> int:
    """The place of the table's first row, or of the grade that stands above it."""
    rows = (place for place in range(after, min(_FIRST_PAGES, len(lines))) if begins_table(lines[place]))
    row = next(rows, after)
    while row > after and _is_grade_beside(lines[row - 1], lines[row]):
        row -= 1
    return row


def _is_grade_beside(line: Line, row: Line) -> bool:
    return not parted(line.text)[0] and line.left > row.left + _COLUMN


def verdict(lines: Sequence[Line], area: Area) -> tuple[PrintedJudgement | None, list[Line]]:
    """The judgement of `area` that stands among `lines` as a sentence, and the other lines."""
    for begin in range(len(lines)):
        for end in range(begin + 1, min(begin + _LONGEST_VERDICT, len(lines)) + 1):
            sentence = joined(line.text for line in lines[begin:end])
            if judgement := _judgement_in(sentence, area):
                return judgement, [*lines[:begin], *lines[end:]]
    return None, list(lines)


def _judgement_in(sentence: str, area: Area) -> PrintedJudgement | None:
    if area is Area.OVERALL:
        found = VERDICT.match(sentence)
        grade = grade_of(found["grade"]) if found else None
        return PrintedJudgement(area, grade, sentence, found["grade"]) if found and grade else None
    graded = grade_in(sentence)
    if graded is None or area_of(sentence) is not area:
        return None
    return PrintedJudgement(area, graded[0], sentence, graded[1])


def _board_of(body: Body) -> PrintedJudgement | None:
    """The board's grade from the heading of its part, where the first page does not give it."""
    return next((found for each in body.sections if (found := _judgement_in(each.heading, Area.LSCB))), None)
