"""Tables drawn with ruled lines: which cell of one a place on the page is in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from reports.ingest.text.layout import TableCell

THICKEST = 5.0
"""Points: what is drawn thicker than a ruled line is a background or a picture."""
_SLACK = 2.0
"""Points by which ruled lines that meet may miss each other."""
_FEWEST_LEVELS = 3
"""Level lines of a table that has no upright ones: above, between and below two rows."""


def turned_back(x: float, y: float, turn: int) -> tuple[float, float]:
    """A place after the page is turned by quarters (0 to 3) to the right around its origin."""
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


@dataclass(frozen=True, slots=True)
class RuledLine:
    """A drawn line, or a narrow box; its edges are in points from the page's bottom left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def is_vertical(self) -> bool:
        """Whether it is higher than wide."""
        return self.top - self.bottom > self.right - self.left

    def turned(self, turn: int) -> RuledLine:
        """The line after the page is turned by quarters to the right around its origin."""
        x, y = turned_back(self.left, self.bottom, turn)
        other_x, other_y = turned_back(self.right, self.top, turn)
        return RuledLine(min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y))

    def moved(self, x: float, y: float, scale: float) -> RuledLine:
        """The line enlarged, and then moved by x and y."""
        return RuledLine(
            self.left * scale + x,
            self.bottom * scale + y,
            self.right * scale + x,
            self.top * scale + y,
        )


class RuledTables:
    """The cells that the ruled lines of a page make."""

    def __init__(self, rules: Sequence[RuledLine]) -> None:
        self._levels = [rule for rule in rules if not rule.is_vertical]
        self._uprights = [rule for rule in rules if rule.is_vertical] or _at_joints(self._levels)

    def __bool__(self) -> bool:
        """Whether there may be a cell at all."""
        return len(self._uprights) > 1 and len(self._levels) > 1

    def cell_at(self, x: float, y: float) -> TableCell | None:
        """The cell around a place; None where ruled lines do not enclose it.

        Above or below, where a page cuts a row, the ends of the upright lines enclose it too.
        """
        beside = [each for each in self._uprights if each.bottom <= y <= each.top]
        before = [each for each in beside if each.left <= x + _SLACK]
        behind = [each for each in beside if each.left > x + _SLACK]
        if not before or not behind:
            return None
        left = max(each.left for each in before)
        right = min(each.left for each in behind)
        heights = [each.bottom for each in self._levels if _covers(each, left, right)]
        sides = [each for each in beside if each.left in (left, right)]
        top = min((height for height in heights if height > y), default=None)
        bottom = max((height for height in heights if height <= y), default=None)
        if top is None and bottom is None:
            return None
        if top is None:
            top = min(each.top for each in sides)
        if bottom is None:
            bottom = max(each.bottom for each in sides)
        return TableCell(left, bottom, right, top)


def _at_joints(levels: Sequence[RuledLine]) -> list[RuledLine]:
    """Upright lines that are not drawn, where level lines meet end to end: one for each cell.

    They meet at the same place in every row; underlined words meet by chance.
    """
    ends = {(round(each.bottom), round(each.right)) for each in levels}
    joined: dict[int, list[RuledLine]] = defaultdict(list)
    for each in levels:
        if (round(each.bottom), round(each.left)) in ends:
            joined[round(each.left)].append(each)
    of_tables = [each for at in joined.values() if len(at) >= _FEWEST_LEVELS for each in at]
    if not of_tables:
        return []
    heights = {round(each.bottom) for each in of_tables}
    of_rows = [each for each in levels if round(each.bottom) in heights]
    sides = {round(each.left) for each in of_rows} | {round(each.right) for each in of_rows}
    return [RuledLine(side, min(heights), side, max(heights)) for side in sorted(sides)]


def _covers(level: RuledLine, left: float, right: float) -> bool:
    """Whether a level line is drawn over the whole width of a column."""
    return level.left <= left + _SLACK and level.right >= right - _SLACK
