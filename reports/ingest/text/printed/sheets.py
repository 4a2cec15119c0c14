"""The sheets of a PDF: a page each, or two pages printed side by side.

Programs print two pages on a sheet to save paper, and such a print may be saved as a PDF. Read as
one page, the lines of both would run into each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

from reports.ingest.text.layout import Page
from reports.ingest.text.printed.rows import Run, lines_of
from reports.ingest.text.printed.ruled import RuledLine, RuledTables

_LANDSCAPE = 1.2
"""A sheet of two pages is wider than high by this factor, at least: one of A4 or A3 by 1.41."""
_MOST_CROSSING = 0.02
"""The share of runs that may cross the middle of such a sheet: what a browser prints on each."""
_BODY = 12.0
"""Points in which most of a report is set."""
_HEIGHT = 842.0
"""Points of a page of A4."""
_FOOT = 30.0
"""Points from the foot of a page to its lowest line."""
_SLACK = 10.0
"""Points by which the margins of left and right pages may differ by chance."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed on one page of a PDF, counted from 1; all sizes in points.

    `left` is the coordinate of its left edge.
    """

    number: int
    runs: Sequence[Run]
    rules: Sequence[RuledLine]
    left: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """The coordinate of its middle, from left to right."""
        return self.left + self.width / 2

    def holds_two_pages(self) -> bool:
        """Whether it is as wide as two pages, and nearly nothing crosses its middle."""
        if not self.runs or self.width < _LANDSCAPE * self.height:
            return False
        crossing = [run for run in self.runs if run.x < self.middle < run.right]
        return len(crossing) <= _MOST_CROSSING * len(self.runs)

    def halves(self) -> Iterator[Self]:
        """The left and the right half; what crosses the middle is on the left one."""
        for left, right in ((self.left, self.middle), (self.middle, self.left + self.width)):
            yield replace(
                self,
                runs=[run for run in self.runs if left <= run.x < right],
                rules=[rule for rule in self.rules if left <= rule.left < right],
                left=left,
                width=right - left,
            )

    def moved(self, x: float, y: float, scale: float) -> Self:
        """The sheet as a page of A4: what is on it enlarged, and then moved by x and y."""
        runs = [run.moved(x, y, scale) for run in self.runs]
        return replace(
            self,
            runs=[replace(run, size=round(run.size, 2)) for run in runs],
            rules=[rule.moved(x, y, scale) for rule in self.rules],
            left=0.0,
            width=self.width * scale,
            height=_HEIGHT,
        )


class Imposition:
    """How a program has put two pages on each sheet: as small as it liked, with its own margins."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._scale = _BODY / _size_of_body(sheets)
        self._foot = min(run.y for sheet in sheets for run in sheet.runs)
        lefts, rights = zip(*(sheet.halves() for sheet in sheets), strict=True)
        shift = (_margin(rights) - _margin(lefts)) * self._scale
        self._shift = shift if abs(shift) > _SLACK else 0.0

    def pages_on(self, sheet: Sheet) -> Iterator[Sheet]:
        """The pages of a sheet, each as if printed alone; a half without any words is no page."""
        y = _FOOT - self._foot * self._scale
        for half, shift in zip(sheet.halves(), (0.0, self._shift), strict=True):
            if half.runs:
                yield half.moved(-half.left * self._scale - shift, y, self._scale)


def pages_of(sheets: Sequence[Sheet]) -> Iterator[Page]:
    """The pages of all sheets in the order of reading, numbered from 1."""
    doubles = [sheet for sheet in sheets if sheet.holds_two_pages()]
    imposition = Imposition(doubles) if doubles else None
    number = 0
    for sheet in sheets:
        parts: Iterable[Sheet] = [sheet]
        if imposition is not None and sheet.holds_two_pages():
            parts = imposition.pages_on(sheet)
        for part in parts:
            number += 1
            lines = lines_of(part.runs, number, RuledTables(part.rules))
            yield Page(number, tuple(lines), part.height, part.number)


def most_is_sideways(sheets: Sequence[Sheet]) -> bool:
    """Whether more words are turned on their side than upright."""
    sideways = [run.sideways for sheet in sheets for run in sheet.runs]
    return 2 * sum(sideways) > len(sideways)


def _size_of_body(sheets: Sequence[Sheet]) -> float:
    """The size in points in which most letters are set."""
    letters: Counter[float] = Counter()
    for sheet in sheets:
        for run in sheet.runs:
            letters[run.size] += len(run.text)
    return letters.most_common(1)[0][0]


def _margin(halves: Sequence[Sheet]) -> float:
    """How far the words are from the left edge of their half, at least."""
    return min((run.x - half.left for half in halves for run in half.runs), default=0.0)
