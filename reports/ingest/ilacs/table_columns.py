"""Brings the columns of a judgement table into the usual order: the label, then the grade.

Some tables have the grades first, or a column of earlier grades, numbers or dates beside them. The
head says which column is which. In a PDF the ruled lines of the table part its columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reports.facts.vocabulary import Omission
from reports.ingest.ilacs.areas import AREA_BEGINS
from reports.ingest.parsed import LeftOut
from reports.ingest.parts.grades import GRADE
from reports.ingest.text.layout import Line, TableCell, is_same_edge
from reports.ingest.wording import Wording

_LABEL_HEAD = Wording(
    r"^(?:key |area of )?judge?ments?(?: areas?)?$",
    samples=("Judgement", "Key judgements", "Judgement area"),
    strangers=("Previous judgement", "Judgement grade"),
)
_GRADE_HEAD = Wording(
    r"^(?:(?:current |new |this )?(?:judge?ment )?grades?|(?:grades?,? )?(?:in |at )?(?P<year>20\d\d)(?: grades?)?"
    r"|grade (?:at )?this inspection|current judge?ment)$",
    samples=("Grade", "Current grade", "2023", "Grade in 2023", "Grade this inspection"),
    strangers=("Previous grade", "Grade at last inspection", "Date"),
)
"""The head of a column of grades; of several columns the latest year has this inspection's."""
_GRADE_FIRST = Wording(
    rf"^(?P<grade>{GRADE})(?:\t|\s*[:|=\u2013\u2014-]\s+)(?P<label>{AREA_BEGINS}.*)$",
    samples=("Good\tOverall effectiveness", "Good: The impact of leaders on practice"),
    strangers=("Good leaders: The impact of leaders", "Good\tSomething else"),
)
_THIS_YEAR = "this"
"""The key of a head without a year; it sorts after every year."""
_HEAD = "Judgement\tGrade"


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which of the columns, counted from the left, has the labels, and which the grades.

    `lefts` are the left edges of the columns in a PDF, in points; `head` is the cell of the head
    of the labels. In a text file both are None.
    """

    count: int
    label: int
    grade: int
    lefts: tuple[float, ...] | None = None
    head: TableCell | None = None

    @property
    def is_usual(self) -> bool:
        """Whether the table has the labels, then the grades, and nothing else."""
        return (self.count, self.label, self.grade) == (2, 0, 1)


def with_usual_columns(lines: Sequence[Line]) -> tuple[list[Line], list[LeftOut]]:
    """The lines with each row of the table as its label and grade, and the words left out.

    A table whose head does not say which column has the grades stays as it is.
    """
    place = next((place for place, line in enumerate(lines) if _has_label_head(line)), None)
    if place is None:
        return _with_grades_last(lines), []
    columns = _ruled_columns(lines, place) if lines[place].cells else _typed_columns(lines[place])
    if columns is None or columns.is_usual:
        return _with_grades_last(lines), []
    usual: list[Line] = list(lines[:place])
    left_out: list[LeftOut] = []
    usual.append(replace(lines[place], text=_HEAD, cells=()))
    for line in lines[place:]:
        in_columns = _parts_by_column(line, columns)
        if in_columns is None:
            usual.append(line)
            continue
        is_head = _is_in_head(line, columns) or line is lines[place]
        row = [] if is_head else [columns.label, columns.grade]
        words = [in_columns[column] for column in row if column in in_columns]
        if words:
            usual.append(replace(line, text="\t".join(words), cells=()))
        others = [part for column, part in in_columns.items() if column not in row]
        left_out += [LeftOut(Omission.FURNITURE, part, line.page) for part in others if part]
    return usual, left_out


def _has_label_head(line: Line) -> bool:
    """Whether a line with several columns has the head of the labels."""
    parts = line.text.split("\t")
    return len(parts) > 1 and any(_LABEL_HEAD.match(part) for part in parts)


def _with_grades_last(lines: Sequence[Line]) -> list[Line]:
    """The lines of a text file, with rows that begin with their grade turned to label and grade.

    Only the first run of such rows is a table; a single line of that form is a heading.
    """
    turned = list(lines)
    matches = [_GRADE_FIRST.match(line.text) if line.size is None else None for line in lines]
    begin = next((place for place, pair in enumerate(pairwise(matches)) if all(pair)), len(lines))
    for place in range(begin, len(lines)):
        match = matches[place]
        if match is None:
            break
        turned[place] = replace(lines[place], text=f"{match['label']}\t{match['grade']}")
    return turned


def _typed_columns(head: Line) -> _Columns | None:
    return _columns(head.text.split("\t"))


def _columns(heads: Sequence[str]) -> _Columns | None:
    """The columns with these heads; None where none, or several, may have the grades."""
    labels = [column for column, head in enumerate(heads) if _LABEL_HEAD.match(head)]
    years: dict[str, list[int]] = {}
    for column, head in enumerate(heads):
        match = _GRADE_HEAD.match(head)
        if match:
            years.setdefault(match["year"] or _THIS_YEAR, []).append(column)
    grades = years[max(years)] if years else []
    if len(labels) != 1 or len(grades) != 1:
        return None
    return _Columns(len(heads), labels[0], grades[0])


def _ruled_columns(lines: Sequence[Line], place: int) -> _Columns | None:
    """The columns of a table with ruled lines, whose head has the label's in the line at `place`."""
    parts = zip(lines[place].text.split("\t"), lines[place].cells, strict=True)
    head = next((cell for part, cell in parts if _LABEL_HEAD.match(part)), None)
    if head is None:
        return None
    heads: dict[float, list[str]] = {}
    for line in lines:
        if line.page != lines[place].page or not line.cells:
            continue
        for part, cell in zip(line.text.split("\t"), line.cells, strict=True):
            if cell is not None and is_same_edge(cell.top, head.top):
                heads.setdefault(cell.left, []).append(part)
    lefts = tuple(sorted(heads))
    columns = _columns([" ".join(heads[left]) for left in lefts])
    return replace(columns, lefts=lefts, head=head) if columns else None


def _parts_by_column(line: Line, columns: _Columns) -> dict[int, str] | None:
    """The words of a line by their columns; None for a line that is not in the table."""
    parts = line.text.split("\t")
    if columns.lefts is None:
        return dict(enumerate(parts)) if len(parts) == columns.count else None
    by_column: dict[int, str] = {}
    for part, cell in zip(parts, line.cells, strict=False):
        near = [
            column
            for column, left in enumerate(columns.lefts)
            if cell is not None and is_same_edge(cell.left, left)
        ]
        if not near:
            return None
        by_column[near[0]] = part
    return by_column or None


def _is_in_head(line: Line, columns: _Columns) -> bool:
    """Whether a line of a PDF is in the cells of the head."""
    head = columns.head
    cell = line.cells[0] if line.cells else None
    return head is not None and cell is not None and is_same_edge(cell.top, head.top)
