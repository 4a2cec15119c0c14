"""From runs of words and their places on a page to its lines, as a reader sees them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf
from operator import attrgetter
from typing import NamedTuple

from reports.ingest.text.characters import raised
from reports.ingest.text.layout import Line, TableCell
from reports.ingest.text.printed.ruled import RuledTables
from reports.ingest.wording import Wording

# Distances in font sizes.
_SAME_ROW = 0.25
_RAISED_AT_MOST = 0.6
_RAISED_SIZE = 0.8
_RAISED_SIZE_OF_MARK = 0.9
_TOUCHING = 0.5
_WORD_GAP = 0.15
_DIGIT_GAP = 0.2
_COLUMN_GAP = 1.5
_PARAGRAPH_GAP = 1.5
_OVERPRINTED = 0.15

_MARK = Wording(r"^(?:\d{1,2}|st|nd|rd|th)$", samples=("1", "12", "th"), strangers=("2019", "that"))
"""What may be raised: a note mark, or the end of "1st", "2nd", "3rd" or "4th"."""


class Run(NamedTuple):
    """Words set in one font at one place: x and y (of the baseline) in points from the bottom left.

    `turn`: by how many quarters the words are turned to the left, 0 to 3; None at another angle.
    The places of turned words are those on the page as it is when they are upright.

    A page has hundreds: a tuple is made in a third of the time of a class that cannot change.
    """

    text: str
    x: float
    y: float
    right: float
    size: float
    bold: bool
    turn: int | None = 0

    def moved(self, x: float, y: float, scale: float) -> Run:
        """The run enlarged, and then moved by x and y."""
        return self._replace(
            x=self.x * scale + x,
            y=self.y * scale + y,
            right=self.right * scale + x,
            size=self.size * scale,
        )


def lines_of(runs: Sequence[Run], page: int, tables: RuledTables | None = None) -> Iterator[Line]:
    """The lines of a page from the top down, with a tab between two columns.

    Two runs are in different columns if they are far apart, or if a ruled line of `tables` is
    between them.
    """
    above: Line | None = None
    for row in _rows(runs):
        above = _line(row, page, tables, above)
        yield above


def _is_spaced(above: Line, run: Run) -> bool:
    """Whether there is more room between a line and a run below it than inside a paragraph."""
    drop = above.baseline - run.y
    return drop > _PARAGRAPH_GAP * (run.size or drop)


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs that share a baseline, from the top of the page down; what is raised joins the row below."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=attrgetter("y"), reverse=True):
        if rows and _on_baseline(run, rows[-1][0]):
            rows[-1].append(run)
        else:
            rows.append([run])
    for upper, lower in pairwise(rows):
        if all(_is_raised(run, lower) for run in upper):
            lower.extend(_with_raised_sign(run) for run in upper)
            upper.clear()
    return [_without_overprint(row) for row in rows if row]


def _on_baseline(run: Run, first: Run) -> bool:
    """Whether a run, which is not above `first`, is on its baseline."""
    return first.y - run.y <= _SAME_ROW * max(run.size, first.size)


def _with_raised_sign(run: Run) -> Run:
    return run._replace(text=raised(run.text)) if _MARK.match(run.text.strip()) else run


def _without_overprint(row: list[Run]) -> list[Run]:
    """The runs of a row from the left, without those printed a second time over the first.

    Some programs make letters bold in this way.
    """
    once: list[Run] = []
    last_place: dict[str, float] = {}
    for run in sorted(row, key=attrgetter("x")):
        if run.x - last_place.get(run.text, -inf) > _OVERPRINTED * run.size:
            once.append(run)
        last_place[run.text] = run.x
    return once


def _is_raised(run: Run, row: list[Run]) -> bool:
    """Whether a run is small, above a row, and beside a word of it or near before its first.

    Some programs set the raised "th" nearly as large as the words.
    """
    below = [word for word in row if 0 < run.y - word.y <= _RAISED_AT_MOST * word.size]
    if not below:
        return False
    is_mark = _MARK.match(run.text.strip()) is not None
    most = _RAISED_SIZE_OF_MARK if is_mark else _RAISED_SIZE
    first = min(each.x for each in row)
    larger = [word for word in below if run.size <= most * word.size]
    return any(_is_beside(run, word, first) for word in larger)


def _is_beside(run: Run, word: Run, first: float) -> bool:
    """Whether a raised run is beside a word of the row that begins at `first`, or near before it."""
    gap = min(abs(run.x - word.right), abs(run.right - word.x))
    before_row = 0 <= first - run.right <= _COLUMN_GAP * word.size
    return gap <= _TOUCHING * word.size or before_row


def _line(row: list[Run], page: int, tables: RuledTables | None, above: Line | None) -> Line:
    cells = _cells(row, tables)
    text = row[0].text
    cells_of_parts = [cells[0]]
    for before, run, cell_before, cell in zip(row, row[1:], cells, cells[1:], strict=False):
        gap = run.x - before.right
        if gap > _COLUMN_GAP * run.size or cell != cell_before:
            text = text.rstrip() + "\t" + run.text.lstrip()
            cells_of_parts.append(cell)
        elif run.y - before.y > _SAME_ROW * before.size:
            text = text.rstrip() + run.text
        elif gap > _WORD_GAP * run.size and _is_blank(gap, text, run):
            text += " " + run.text
        else:
            text += run.text
    letters = [len(run.text) for run in row]
    longest = row[letters.index(max(letters))]
    bold = sum(len(run.text) for run in row if run.bold)
    return Line(
        text=text.strip(),
        page=page,
        left=row[0].x,
        right=row[-1].right,
        baseline=longest.y,
        size=longest.size,
        bold=2 * bold > sum(letters),
        spaced=above is not None and _is_spaced(above, longest),
        cells=tuple(cells_of_parts) if any(cells_of_parts) else (),
    )


def _is_blank(gap: float, text: str, run: Run) -> bool:
    """Whether a gap after `text` is a blank; digits of one number may be set apart by less."""
    if text[-1].isspace():
        return False
    is_in_number = text[-1].isdigit() and run.text[0].isdigit()
    return not is_in_number or gap > _DIGIT_GAP * run.size


def _cells(row: list[Run], tables: RuledTables | None) -> list[TableCell | None]:
    """The cell of a ruled table that each run of a row is in."""
    if not tables:
        return [None] * len(row)
    return [tables.cell_at(run.x, run.y) for run in row]
