"""A report on the safeguarding board that follows the closing lines of a SIF report in one file, numbered afresh.

The joint pilot inspection of a board (Kingston upon Hull 2015) was published in this way. It
belongs to the inspection; as numbers are unique in a report, its paragraphs get numbers of ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.facts.vocabulary import NumberedBy, Omission
from reports.ingest.before_2018.front_page import TITLE
from reports.ingest.parsed import LeftOut, NumberedParagraph, ParsedReport, Passage, Point
from reports.ingest.parts.dates import DATES_LABEL
from reports.ingest.problems import note
from reports.ingest.text.characters import RAISED, joined
from reports.ingest.text.layout import Line
from reports.ingest.text.lines import ReportLines, begins_tail

_LONGEST_TITLE = 6
"""Lines."""


def without_board(report: ReportLines) -> tuple[ReportLines, ReportLines | None]:
    """The report without a report on the board after its closing lines, and that report, if any."""
    closing = [each for each in report.left_out if each.reason is Omission.TAIL]
    begin = _board_begins(closing)
    if begin is None:
        return report, None
    texts = [each.text for each in closing]
    end = begin
    while end < len(closing) and not begins_tail(texts, end):
        end += 1
    board = closing[begin:end]
    of_board = {id(each) for each in board}
    others = [each for each in report.left_out if id(each) not in of_board]
    without_notes = [Line(RAISED.regex.sub("", each.text).strip(), each.page) for each in board]
    lines = [line for line in without_notes if line.text]
    return ReportLines(report.lines, tuple(others)), ReportLines(tuple(lines), ())


def _board_begins(closing: Sequence[LeftOut]) -> int | None:
    """Where the title of a report on the board begins; None where no such report follows."""
    for place, each in enumerate(closing):
        if DATES_LABEL.match(each.text):
            return _title_begins(closing, place)
    return None


def _title_begins(closing: Sequence[LeftOut], dates: int) -> int | None:
    """Where the title above the dates begins; None where it is not that of a board."""
    begin = dates
    while begin and dates - begin < _LONGEST_TITLE and "©" not in closing[begin - 1].text:
        begin -= 1
    title = TITLE.search(joined(each.text for each in closing[begin:dates]))
    if title is None:
        return None
    is_of_board = "safeguarding children" in title[0].casefold() and "services" not in title[0]
    return begin if is_of_board else None


def with_board(reading: ParsedReport, board: ParsedReport) -> ParsedReport:
    """One reading of both: the board's sections and texts follow, its paragraphs numbered by us."""
    sections = len(reading.sections)
    last = _last_number(reading)
    summary = [_moved_passage(passage, sections) for passage in board.summary]
    points = [_moved_point(point, sections) for point in board.improvement_points]
    paragraphs = [_renumbered(paragraph, last, sections) for paragraph in board.paragraphs]
    title = LeftOut(Omission.FURNITURE, board.title, None)
    message = (
        "A report on the board follows the closing lines."
        f" Its numbers begin at 1; here they go on from {last + 1}."
    )
    return replace(
        reading,
        judgements=(*reading.judgements, *board.judgements),
        sections=(*reading.sections, *board.sections),
        summary=(*reading.summary, *summary),
        improvement_points=(*reading.improvement_points, *points),
        paragraphs=(*reading.paragraphs, *paragraphs),
        left_out=(*reading.left_out, title, *board.left_out),
        problems=(*reading.problems, note("numbers-afresh", message)),
    )


def _last_number(reading: ParsedReport) -> int:
    """The largest number of a paragraph or a point; 0 without any."""
    numbers = [paragraph.number for paragraph in reading.paragraphs]
    numbers += [point.number or 0 for point in reading.improvement_points]
    return max(numbers, default=0)


def _moved_section(section: int | None, sections: int) -> int | None:
    return None if section is None else section + sections


def _moved_passage(passage: Passage, sections: int) -> Passage:
    return replace(passage, section=_moved_section(passage.section, sections))


def _moved_point(point: Point, sections: int) -> Point:
    return replace(point, number=None, section=_moved_section(point.section, sections))


def _renumbered(paragraph: NumberedParagraph, last: int, sections: int) -> NumberedParagraph:
    return replace(
        paragraph,
        number=paragraph.number + last,
        section=_moved_section(paragraph.section, sections),
        numbered_by=NumberedBy.ARCHIVE,
    )
