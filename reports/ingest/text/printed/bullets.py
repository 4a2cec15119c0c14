"""Bullets that are drawn: browsers save the dot before an item as a drawing, not as a sign."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reports.ingest.text.printed.rows import Run
from reports.ingest.text.printed.ruled import RuledLine

_SMALLEST, _LARGEST = 0.1, 0.6
"""The height of a dot, in sizes of the words behind it."""
_FLATTEST = 0.8
"""The height of a dot as a share of its width, or its width as one of its height, at least."""
_FURTHEST = 3.0
"""The most room between a dot and its words, in their size."""
_COLUMN_GAP = 1.5
"""The least room between a dot and words of another column before it, in their size."""


def drawn_bullets(drawings: Iterable[RuledLine], runs: Sequence[Run]) -> list[Run]:
    """A run for each dot before the first words of a line; other drawings are no bullets."""
    bullets: list[Run] = []
    for dot in drawings:
        if not _is_round(dot):
            continue
        middle = (dot.bottom + dot.top) / 2
        row = [run for run in runs if run.y < middle < run.y + run.size]
        behind = min((run for run in row if run.x >= dot.right), key=_left, default=None)
        if behind is not None and _begins(row, dot, behind):
            bullets.append(Run("•", dot.left, behind.y, dot.right, behind.size, bold=False))
    return bullets


def _left(run: Run) -> float:
    return run.x


def _is_round(drawing: RuledLine) -> bool:
    """Whether a drawing is about as high as wide, and not empty."""
    width, height = drawing.right - drawing.left, drawing.top - drawing.bottom
    return min(width, height) > 0 and min(width, height) >= _FLATTEST * max(width, height)


def _begins(row: Sequence[Run], dot: RuledLine, behind: Run) -> bool:
    """Whether a dot has the size and the place of a bullet before the words behind it."""
    height = (dot.top - dot.bottom) / behind.size
    if not _SMALLEST <= height <= _LARGEST or dot.right + _FURTHEST * behind.size < behind.x:
        return False
    before = [run.right for run in row if run.x < dot.left]
    return not before or max(before) + _COLUMN_GAP * behind.size < dot.left
