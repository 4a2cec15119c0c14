"""Tables drawn with ruled lines: which cell of one a place on the page is in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.ingest.text.layout import TableCell

THICKEST = 2.5
"""Points: what is drawn thicker than a ruled line is a background or a picture."""
_SLACK = 2.0
"""Points by which ruled lines that meet may miss each other."""


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
        self._uprights = [rule for rule in rules if rule.is_vertical]
        self._levels = [rule for rule in rules if not rule.is_vertical]

    def __bool__(self) -> bool:
        """Whether there may be a cell at all."""
        return len(self._uprights) > 1 and len(self._levels) > 1

    def cell_at(self, x: float, y: float) -> TableCell | None:
        """The cell around a place; None where ruled lines do not enclose it."""
        sides = [each.left for each in self._uprights if each.bottom <= y <= each.top]
        left = max((side for side in sides if side <= x + _SLACK), default=None)
        right = min((side for side in sides if side > x + _SLACK), default=None)
        if left is None or right is None:
            return None
        heights = [each.bottom for each in self._levels if _covers(each, left, right)]
        top = min((height for height in heights if height > y), default=None)
        bottom = max((height for height in heights if height <= y), default=None)
        if top is None or bottom is None:
            return None
        return TableCell(left, bottom, right, top)


def _covers(level: RuledLine, left: float, right: float) -> bool:
    """Whether a level line is drawn over the whole width of a column."""
    return level.left <= left + _SLACK and level.right >= right - _SLACK
