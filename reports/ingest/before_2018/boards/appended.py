"""A report on the safeguarding board that follows the closing lines of a SIF report in one file, numbered afresh.

The joint pilot inspection of a board (Kingston upon Hull 2015) was published so. It belongs to the inspection; as
numbers are unique over a report, its paragraphs get numbers of ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from reports.ingest.before_2018.front_page import TITLE
from reports.ingest.parsed import LeftOut, NumberedParagraph, ParsedReport, Passage, Point
from reports.ingest.parts.dates import DATES_LABEL
from reports.ingest.problems import note
from reports.ingest.text.characters import joined
from reports.ingest.text.layout import Line
from reports.ingest.text.lines import RAISED, ReportLines, begins_tail
from reports.vocabulary import NumberedBy, Omission

_LONGEST_TITLE = 6
_Text = TypeVar("_Text", Passage, Point)


def without_board(report: ReportLines) -> tuple[ReportLines, ReportLines | None]:
    """The report without what follows its closing lines, and the report on the board that does, if any."""
    closing = [each for each in report.left_out if each.reason is Omission.TAIL]
    dates = next(
        (place for place, each in enumerate(closing) if DATES_LABEL.match(each.text)), None
    )
    begin = _title_begins(closing, dates) if dates is not None else None
    if begin is None:
        return report, None
    texts = [each.text for each in closing]
    end = next(
        (place for place in range(begin, len(closing)) if begins_tail(texts, place)), len(closing)
    )
    second = closing[begin:end]
    others = tuple(each for each in report.left_out if not any(each is line for line in second))
    lines = tuple(Line(RAISED.regex.sub("", each.text).strip(), each.page) for each in second)
    return ReportLines(report.lines, others), ReportLines(
        tuple(line for line in lines if line.text), ()
    )


def _title_begins(closing: Sequence[LeftOut], dates: int) -> int | None:
    """Where the title begins that stands above the dates; None where it is not that of a board."""
    begin = dates
    while begin and dates - begin < _LONGEST_TITLE and "©" not in closing[begin - 1].text:
        begin -= 1
    title = TITLE.search(joined(each.text for each in closing[begin:dates]))
    return (
        begin
        if title and "safeguarding children" in title[0].casefold() and "services" not in title[0]
        else None
    )


def with_board(reading: ParsedReport, board: ParsedReport) -> ParsedReport:
    """One reading of both: the board's sections and texts behind the others, its paragraphs with numbers of ours."""
    sections = len(reading.sections)
    last = max(
        [
            0,
            *(each.number for each in reading.paragraphs),
            *(each.number or 0 for each in reading.improvement_points),
        ]
    )
    said = f"A report on the board follows the closing lines. Its numbers begin at 1; here they go on from {last + 1}."
    return replace(
        reading,
        judgements=(*reading.judgements, *board.judgements),
        sections=(*reading.sections, *board.sections),
        summary=(*reading.summary, *(_moved(each, sections) for each in board.summary)),
        improvement_points=(
            *reading.improvement_points,
            *(replace(_moved(each, sections), number=None) for each in board.improvement_points),
        ),
        paragraphs=(
            *reading.paragraphs,
            *(_renumbered(each, last, sections) for each in board.paragraphs),
        ),
        left_out=(
            *reading.left_out,
            LeftOut(Omission.FURNITURE, board.title, None),
            *board.left_out,
        ),
        problems=(*reading.problems, note("numbers-afresh", said)),
    )


def _moved(each: _Text, sections: int) -> _Text:
    return replace(each, section=None if each.section is None else each.section + sections)


def _renumbered(each: NumberedParagraph, last: int, sections: int) -> NumberedParagraph:
    section = None if each.section is None else each.section + sections
    return replace(each, number=each.number + last, section=section, numbered_by=NumberedBy.ARCHIVE)
