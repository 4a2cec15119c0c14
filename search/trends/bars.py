"""Grades as bars: where each part of each bar stands, for a template to draw as SVG.

Each bar fills the width and is cut by the shares of the grades, best first, so that a grade is
known by its place and its letter as well as by its colour. Across, places are per cent; down,
pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.facts.vocabulary import Grade
from search.trends.grade_trends import GradeRow

ROW, BAR, LABEL = 54, 24, 16
"""Pixels from one bar to the next, of a bar's height, and from the row's top to its label's base
line.
"""
RULE = 26
"""Pixels more above a row with which a framework changed."""
ROOM_FOR_COUNT, ROOM_FOR_LETTER = 12.0, 5.0
"""Per cent of the width that a part needs to have its letter and number written in it, or its
letter alone.
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """One grade's part of a bar, and what is written in its middle."""

    grade: Grade
    x: str
    width: str
    middle: str
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A year or a region with its pieces; a row without a grade has none."""

    row: GradeRow
    rule_y: int
    label_y: int
    y: int
    text_y: int
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class BarChart:
    """A whole picture."""

    height: int
    bar: int
    bars: list[Bar]


def bar_chart(rows: Sequence[GradeRow]) -> BarChart:
    """The picture of some rows, one under the other."""
    bars, top = [], 0
    for row in rows:
        rule_y = top + RULE - 12
        top += RULE if row.before else 0
        y = top + LABEL + 6
        bars.append(Bar(row, rule_y, top + LABEL, y, y + 17, _pieces(row)))
        top += ROW
    return BarChart(top, BAR, bars)


def _pieces(row: GradeRow) -> list[Piece]:
    pieces, at = [], 0.0
    for grade in Grade:
        if count := row.counts[grade]:
            width = 100 * count / row.graded
            wide = f"{grade.letter} {count}" if width >= ROOM_FOR_COUNT else grade.letter
            text = wide if width >= ROOM_FOR_LETTER else ""
            pieces.append(
                Piece(grade, f"{at:.2f}%", f"{width:.2f}%", f"{at + width / 2:.2f}%", text)
            )
            at += width
    return pieces
