"""The judgements on the first page of a SIF report: the table, and sentences above and below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.facts.vocabulary import Area
from reports.ingest.before_2018.areas import BOARD, ROW_NUMBER, WRAPPED, area_of
from reports.ingest.parsed import PrintedJudgement
from reports.ingest.parts.grades import GRADE, grade_of, grades_in, label_and_grade
from reports.ingest.parts.judgement_table import JudgementTable, paired
from reports.ingest.text.characters import joined
from reports.ingest.text.layout import Line
from reports.ingest.wording import Wording

VERDICT = Wording(
    r"^(?:the overall judge?ment\b.{0,60}?"
    r"|(?:overall, )?(?:children’s services|services for children) (?:in|on|for|at) .{2,80}? (?=are |is |requires? ))"
    rf"(?:\b(?:is|are|that it)\b:? *)*(?P<grade>{GRADE})\.?$",
    samples=(
        "The overall judgement is that children’s services are inadequate",
        "The overall judgement is requires improvement.",
        "Children’s services in Wexcombe require improvement to be good",
        "Children’s services in the Isles of Wexcombe are outstanding",
    ),
    strangers=(
        "Children’s services in Wexcombe are good because",
        "The overall judgement is that of inspectors.",
    ),
)
LOOSE_VERDICT = Wording(
    r"^[^.]{0,120}\b(?:services|judge?ment|effectiveness|authority|council|borough)\b[^.]{0,80}?"
    rf"(?:\b(?:is|are|judged|that it)\b:? *|: *| (?=require))+(?P<grade>{GRADE})\.?$",
    samples=(
        "Overall effectiveness: good",
        "The Royal Borough of Wexcombe requires improvement to be good",
    ),
    strangers=(
        "The local authority leads effective services that meet the requirements for good.",
    ),
)
"""Other forms of that sentence, for reports that have none in the usual form."""
_REST_OF_GRADE = Wording(
    r"^(?:improvement )?to be good\.?$",
    samples=("to be good", "improvement to be good."),
    strangers=("to be good parents",),
)
"""The end of "requires improvement to be good" on a line of its own."""
_NAMES = (
    r"(?:children (?:who|in need)|children looked after and|adoption performance"
    r"|(?:the )?exp\w+ and progress of care|leadership, management)"
)
_NUMBERED_ROW = Wording(
    rf"{ROW_NUMBER}{_NAMES}",
    samples=(
        "1. Children who need",
        "1) Children who need",
        "1.\tChildren who need",
        "II. Children looked after and",
        "2.1 Adoption performance",
        "3. Leadership, management and governance",
    ),
    strangers=("1. The quality of plans", "Adoption performance"),
)
_ROW = Wording(
    r"(?<!\S)(?<!\d )(?<!\d[.):] )(?<!\b[a-c][.):] )(?<!\b[IV][.):] )(?<![IV][IV][.):] )"
    rf"(?=(?:{ROW_NUMBER})?{_NAMES})",
    samples=("1. Children who need", "Adoption performance", "2.1 Adoption performance"),
    strangers=("1. The quality of plans", "Adopters"),
)
"""A row with or without a number: the numbers of a list may not be part of its text."""
_LONGEST_ROW = 70
"""The most letters in a line of a label."""
_LONGEST_VERDICT = 3
"""The most lines of a sentence that is a judgement."""
_COLUMN = 100.0
"""Points by which the column of grades is to the right of the labels."""
_FIRST_PAGES = 80
"""The number of lines, from the first, among which the table begins."""


def table_begins(lines: Sequence[Line], after: int) -> int:
    """The index of the table's first row, or of a grade above it; `after` where there is none."""
    row = _first_row(lines, after)
    while row > after and _is_grade_beside(lines[row - 1], lines[row]):
        row -= 1
    return row


def _first_row(lines: Sequence[Line], after: int) -> int:
    """The index of the first numbered row, or else of the first row with a grade."""
    places = range(after, min(_FIRST_PAGES, len(lines)))
    for place in places:
        if _NUMBERED_ROW.match(lines[place].text):
            return place - 1 if place > after and _is_row(lines[place - 1]) else place
    for place in places:
        if _is_row(lines[place]):
            return place
    return after


def _is_row(line: Line) -> bool:
    """Whether a line is a row with its grade."""
    _, grade = label_and_grade(line.text)
    return bool(grade) and _ROW.match(line.text) is not None


def _is_grade_beside(line: Line, row: Line) -> bool:
    """Whether a line is the grade, or its first word, of the row below it."""
    label, _ = label_and_grade(line.text)
    if label:
        return False
    in_column = line.left > row.left + _COLUMN
    in_text = line.size is None and line.text == "Requires"
    return in_column or in_text


def read_verdict(lines: Sequence[Line], area: Area) -> tuple[PrintedJudgement | None, list[Line]]:
    """The judgement of `area` that is a sentence among `lines`, and the other lines."""
    wordings = (BOARD,) if area is Area.LSCB else (VERDICT, LOOSE_VERDICT)
    for wording in wordings:
        for begin, end in _sentences(len(lines)):
            stop = _grade_end(lines, end)
            sentence = joined(line.text for line in lines[begin:stop])
            judgement = judgement_in(sentence, area, wording)
            if judgement is not None:
                return judgement, [*lines[:begin], *lines[stop:]]
    return None, list(lines)


def _grade_end(lines: Sequence[Line], end: int) -> int:
    """Where a grade ends that may go on, at `end`, over one line or two."""
    for stop in (end + 2, end + 1):
        rest = joined(line.text for line in lines[end:stop])
        if stop <= len(lines) and _REST_OF_GRADE.match(rest):
            return stop
    return end


def _sentences(count: int) -> Iterator[tuple[int, int]]:
    """Where a sentence may begin and end among `count` lines, the shorter first."""
    for begin in range(count):
        for end in range(begin + 1, min(begin + _LONGEST_VERDICT, count) + 1):
            yield begin, end


def judgement_in(sentence: str, area: Area, wording: Wording) -> PrintedJudgement | None:
    """The judgement of `area` that a sentence of this wording is; None without a grade."""
    match = wording.match(sentence)
    if match is None or not match["grade"]:
        return None
    grade = grade_of(match["grade"])
    return PrintedJudgement(area, grade, sentence, match["grade"]) if grade else None


def read_table(lines: Sequence[Line], begin: int) -> JudgementTable:
    """The table whose first row, or the grade above it, is `lines[begin]`.

    A label or a grade may wrap, and a grade may be above, beside or below its label: so labels and
    grades are collected apart, each in the order of the page, and paired.
    """
    labels: list[str] = []
    grades: list[str] = []
    end = begin
    for line in lines[begin:]:
        label, grade = label_and_grade(line.text)
        if not _in_table(label, labels):
            break
        if _ROW.match(label) and _is_complete(labels, grades):
            break
        if label:
            labels.append(label)
        if grade:
            grades.append(grade)
        end += 1
    return paired(_rows(labels), grades_in(grades), end, area_of)


def _in_table(label: str, labels: Sequence[str]) -> bool:
    """Whether a line with this label belongs to the table that has `labels` above it."""
    if len(label) > _LONGEST_ROW:
        return False
    if not label or _ROW.match(label):
        return True
    return bool(labels) and WRAPPED.match(label) is not None


def _is_complete(labels: Sequence[str], grades: Sequence[str]) -> bool:
    """Whether the last row, leadership, has been read with its grade."""
    rows = _rows(labels)
    if not rows or area_of(rows[-1]) is not Area.LEADERSHIP:
        return False
    return len(grades_in(grades)) == len(rows)


def _rows(labels: Sequence[str]) -> list[str]:
    rows = [row.strip() for row in _ROW.regex.split(joined(labels))]
    return [row for row in rows if row]
