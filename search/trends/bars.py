"""Grades as bars: the position of each part of each bar, for a template to write as SVG.

Each bar fills the width and is divided by the shares of the grades, the best first. So a grade is
recognised by its place and its letter, not only by its colour. Widths are in per cent, heights in
pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.facts.vocabulary import Grade
from search.trends.grade_trends import GradeRow

ROW, BAR = 54, 24
"""Pixels from one bar to the next, and a bar's height."""
LABEL = 16
"""Pixels from the top of a row to the base line of its label."""
BELOW_LABEL = 6
"""Pixels from that base line to the bar."""
TEXT = 17
"""Pixels from the top of a bar to the base line of what is written in it."""
RULE, BELOW_RULE = 26, 12
"""Pixels added above a row where the framework changed, and how many of them are below the line."""
ROOM_FOR_COUNT, ROOM_FOR_LETTER = 12.0, 5.0
"""Per cent of the width that a part needs for its letter and number, or for its letter alone."""


@dataclass(frozen=True, slots=True)
class BarPart:
    """One grade's part of a bar, and the text in its middle."""

    grade: Grade
    x: str
    width: str
    middle: str
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar of a year or region; it has no parts if nothing was graded."""

    row: GradeRow
    rule_y: int
    label_y: int
    y: int
    text_y: int
    parts: list[BarPart]


@dataclass(frozen=True, slots=True)
class BarChart:
    """A chart: its height and the height of each bar, in pixels."""

    height: int
    bar: int
    bars: list[Bar]


def bar_chart(rows: Sequence[GradeRow], grades: Sequence[Grade]) -> BarChart:
    """The chart of some rows, from top to bottom, each divided by `grades` in their order."""
    bars = []
    top = 0
    for row in rows:
        if row.change:
            top += RULE
        label_y = top + LABEL
        y = label_y + BELOW_LABEL
        bars.append(Bar(row, top - BELOW_RULE, label_y, y, y + TEXT, _parts(row, grades)))
        top += ROW
    return BarChart(top, BAR, bars)


def _parts(row: GradeRow, grades: Sequence[Grade]) -> list[BarPart]:
    parts = []
    x = 0.0
    for grade in grades:
        count = row.counts[grade]
        if not count:
            continue
        width = 100 * count / row.graded
        middle = x + width / 2
        text = _text(grade, count, width)
        parts.append(BarPart(grade, f"{x:.2f}%", f"{width:.2f}%", f"{middle:.2f}%", text))
        x += width
    return parts


def _text(grade: Grade, count: int, width: float) -> str:
    """As much of a part's letter and number as its width, in per cent, has room for."""
    if width >= ROOM_FOR_COUNT:
        return f"{grade.letter} {count}"
    return grade.letter if width >= ROOM_FOR_LETTER else ""
