"""The sheets of a PDF: a page each, or several pages printed side by side or below each other.

Programs print several pages on a sheet to save paper, and such a print may be saved as a PDF. Read
as one page, the lines of all would run into each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Self

from reports.ingest.text.layout import Page
from reports.ingest.text.printed.bullets import drawn_bullets
from reports.ingest.text.printed.rows import Run, lines_of
from reports.ingest.text.printed.ruled import RuledLine, RuledTables

_LANDSCAPE = 1.2
"""A sheet of two pages is wider than high by this factor, at least: one of A4 or A3 by 1.41."""
_MOST_CROSSING = 0.02
"""The share of runs that may cross from page to page: what a browser prints on each sheet."""
_BODY = 12.0
"""Points in which most of a report is set."""
_WIDTH, _HEIGHT = 595.0, 842.0
"""Points of a page of A4."""
_FOOT = 30.0
"""Points from the foot of a page to its lowest line."""
_SLACK = 10.0
"""Points by which the margins of pages in two columns may differ by chance."""
_LARGEST_TITLE = 30.0
"""Points: the titles of reports have 26."""
_HEIGHT_OF_LETTERS = 0.7
"""In font sizes: that of capitals."""
_AS_SHRUNK = 0.16
"""The logarithm of the factor by which type may differ in size from that of a shrunk page."""


@dataclass(frozen=True, slots=True)
class Grid:
    """How pages share a sheet: in `columns` beside each other, in `rows` below each other."""

    columns: int
    rows: int


_ALONE = Grid(1, 1)
_SIDE_BY_SIDE = Grid(2, 1)
_GRIDS = (Grid(3, 2), Grid(2, 3), Grid(2, 2), _SIDE_BY_SIDE, Grid(1, 2))
"""As programs offer them; where the type is as likely for two, the one with more pages is meant."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed on one page of a PDF, counted from 1; all sizes in points.

    `left` and `bottom` are the coordinates of its edges. `across` has the words that are turned
    otherwise than the page's, or lie large under others: a watermark, a stamp at the margin.
    """

    number: int
    runs: Sequence[Run]
    rules: Sequence[RuledLine]
    left: float
    width: float
    height: float
    bottom: float = 0.0
    across: tuple[str, ...] = ()

    def grid(self) -> Grid:
        """How the pages on it are arranged: its type is as small as they are shrunk.

        A sheet as wide as two pages has two, whatever its type. Nearly nothing crosses from page to
        page.
        """
        if not self.runs:
            return _ALONE
        size = _size_of_body([self])
        apart = {grid: abs(log(size / self._size_of_shrunk(grid))) for grid in _GRIDS}
        for grid in sorted(_GRIDS, key=apart.__getitem__):
            if apart[grid] <= _AS_SHRUNK and self._is_free_between(grid):
                return grid
        is_wide = self.width >= _LANDSCAPE * self.height
        return _SIDE_BY_SIDE if is_wide and self._is_free_between(_SIDE_BY_SIDE) else _ALONE

    def _size_of_shrunk(self, grid: Grid) -> float:
        """The size in points that the type of a report has where its pages are shrunk into a grid."""
        scale_across = self.width / grid.columns / _WIDTH
        scale_down = self.height / grid.rows / _HEIGHT
        return _BODY * min(scale_across, scale_down)

    def _is_free_between(self, grid: Grid) -> bool:
        """Whether nearly no run is over the edges of the pages of a grid."""
        most = _MOST_CROSSING * len(self.runs)
        for column in range(1, grid.columns):
            x = self.left + column * self.width / grid.columns
            if sum(run.x < x < run.right for run in self.runs) > most:
                return False
        for row in range(1, grid.rows):
            y = self.bottom + row * self.height / grid.rows
            if sum(run.y < y < run.y + run.size for run in self.runs) > most:
                return False
        return True

    def parts(self, grid: Grid) -> Iterator[Self]:
        """The parts of a grid from the top left; what crosses is on that where it begins."""
        width, height = self.width / grid.columns, self.height / grid.rows
        for row in range(grid.rows):
            bottom = self.bottom + (grid.rows - 1 - row) * height
            for column in range(grid.columns):
                left = self.left + column * width
                yield replace(
                    self,
                    runs=[
                        run
                        for run in self.runs
                        if left <= run.x < left + width and bottom <= run.y < bottom + height
                    ],
                    rules=[
                        rule
                        for rule in self.rules
                        if left <= rule.left < left + width and bottom <= rule.top < bottom + height
                    ],
                    left=left,
                    width=width,
                    height=height,
                    bottom=bottom,
                )

    def at_origin(self) -> Self:
        """The sheet with its bottom left corner at 0, 0; most have it there."""
        if not self.left and not self.bottom:
            return self
        return replace(
            self,
            runs=[run.moved(-self.left, -self.bottom, 1) for run in self.runs],
            rules=[rule.moved(-self.left, -self.bottom, 1) for rule in self.rules],
            left=0.0,
            bottom=0.0,
        )

    def moved(self, x: float, y: float, scale: float) -> Self:
        """The sheet as a page of A4: what is on it enlarged, and then moved by x and y."""
        runs = [run.moved(x, y, scale) for run in self.runs]
        return replace(
            self,
            runs=[run._replace(size=round(run.size, 2)) for run in runs],
            rules=[rule.moved(x, y, scale) for rule in self.rules],
            left=0.0,
            width=self.width * scale,
            height=_HEIGHT,
            bottom=0.0,
        )


def upright_sheet(
    number: int, runs: Sequence[Run], rules: Sequence[RuledLine], box: RuledLine
) -> Sheet:
    """The sheet of a page, turned so that most of its letters are upright.

    `box` has the edges of the page. How a program is to show the page does not matter.
    """
    turn = _turn_of_most(runs)
    if turn:
        rules = [rule.turned(turn) for rule in rules]
        box = box.turned(turn)
    upright = [run for run in runs if run.turn == turn]
    watermark = _watermark(upright)
    words = [run for run in upright if run not in watermark] if watermark else upright
    across: list[Run] = []
    if len(words) < len(runs):
        across = [run for run in runs if run.turn != turn or run in watermark]
    return Sheet(
        number,
        [*words, *drawn_bullets(rules, words)],
        rules,
        box.left,
        box.right - box.left,
        box.top - box.bottom,
        box.bottom,
        tuple(run.text.strip() for run in across),
    )


def _turn_of_most(runs: Sequence[Run]) -> int:
    """The turn of most letters; nearly always all are upright."""
    if all(run.turn == 0 for run in runs):
        return 0
    letters: Counter[int] = Counter()
    for run in runs:
        if run.turn is not None:
            letters[run.turn] += len(run.text)
    return letters.most_common(1)[0][0] if letters else 0


def _watermark(runs: Sequence[Run]) -> list[Run]:
    """The runs of lines in large type over which other words are printed."""
    large = [run for run in runs if run.size > _LARGEST_TITLE]
    lines = {run.y for run in large if any(_is_over(other, run) for other in runs)}
    return [run for run in large if run.y in lines]


def _is_over(other: Run, large: Run) -> bool:
    """Whether words of less than half the size of large ones are printed over them."""
    is_small = 2 * other.size < large.size
    is_beside = other.x < large.right and other.right > large.x
    middle = other.y + other.size / 2
    return is_small and is_beside and large.y <= middle <= large.y + _HEIGHT_OF_LETTERS * large.size


class Imposition:
    """How a program has put pages on sheets in a grid: as small as it liked, with its own margins."""

    def __init__(self, grid: Grid, sheets: Sequence[Sheet]) -> None:
        self._grid = grid
        self._scale = _BODY / _size_of_body(sheets)
        columns: dict[int, list[Sheet]] = defaultdict(list)
        for sheet in sheets:
            for place, part in enumerate(sheet.parts(grid)):
                columns[place % grid.columns].append(part)
        parts = [part for column in columns.values() for part in column]
        self._foot = min((run.y - part.bottom for part in parts for run in part.runs), default=0.0)
        first_margin = _margin(columns[0])
        self._shifts: list[float] = []
        for column in range(grid.columns):
            shift = (_margin(columns[column]) - first_margin) * self._scale
            self._shifts.append(shift if abs(shift) > _SLACK else 0.0)

    def pages_on(self, sheet: Sheet) -> Iterator[Sheet]:
        """The pages of a sheet, each as if printed alone; a part without any words is no page."""
        for place, part in enumerate(sheet.parts(self._grid)):
            x = -part.left * self._scale - self._shifts[place % self._grid.columns]
            y = _FOOT - (self._foot + part.bottom) * self._scale
            if part.runs:
                yield part.moved(x, y, self._scale)


def pages_of(sheets: Sequence[Sheet]) -> Iterator[Page]:
    """The pages of all sheets in the order of reading, numbered from 1."""
    grids = [sheet.grid() for sheet in sheets]
    impositions: dict[Grid, Imposition] = {}
    for grid in set(grids) - {_ALONE}:
        alike = [sheet for sheet, other in zip(sheets, grids, strict=True) if other == grid]
        impositions[grid] = Imposition(grid, alike)
    number = 0
    for sheet, grid in zip(sheets, grids, strict=True):
        imposition = impositions.get(grid)
        across = sheet.across
        for part in imposition.pages_on(sheet) if imposition else [sheet.at_origin()]:
            number += 1
            lines = lines_of(part.runs, number, RuledTables(part.rules))
            yield Page(number, tuple(lines), part.height, part.number, across=across)
            across = ()


def _size_of_body(sheets: Sequence[Sheet]) -> float:
    """The size in points in which most letters are set."""
    letters: Counter[float] = Counter()
    for sheet in sheets:
        for run in sheet.runs:
            letters[run.size] += len(run.text)
    return letters.most_common(1)[0][0]


def _margin(parts: Sequence[Sheet]) -> float:
    """How far the words are from the left edge of their part, at least."""
    return min((run.x - part.left for part in parts for run in part.runs), default=0.0)
