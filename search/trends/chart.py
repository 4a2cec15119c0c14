"""Lines over the years as a picture: where everything stands, for a template to draw as SVG.

Across, places are per cent of the plot's width, so that the picture fills whatever room it has and
its letters keep their size; down, they are pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reports.facts.frameworks import FRAMEWORK_CHANGES, FrameworkChange
from search.trends.shares import Share

TALL, SMALL = 240, 120
"""Height of the plot of a picture that stands alone, and of one among several."""
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
LABEL_HEIGHT = 18
"""Pixels between two labels at the ends of lines."""
ROOM = 0.92
"""How far up the highest point may stand before the scale takes another step."""


@dataclass(frozen=True, slots=True)
class Series:
    """A line to draw: its letter (which chooses mark and colour), its name, and its share in each
    year.
    """

    letter: str
    name: str
    shares: Sequence[tuple[int, Share]]


@dataclass(frozen=True, slots=True)
class Mark:
    """A year's place on a line; a thin one is drawn hollow."""

    x: str
    y: str
    is_thin: bool


@dataclass(frozen=True, slots=True)
class Stroke:
    """From one year to the next; dashed where either is thin. A year without reports leaves a gap."""

    x1: str
    y1: str
    x2: str
    y2: str
    is_thin: bool


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line as it stands in the picture, with the place of the label at its end."""

    letter: str
    name: str
    marks: list[Mark]
    strokes: list[Stroke]
    label_y: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on a scale; a minor one keeps its label for wide screens."""

    at: str
    label: str
    is_minor: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """Where a framework changed: the change, its number among them, and where it and its label
    stand.
    """

    change: FrameworkChange
    number: int
    x: str
    y: int
    to_the_left: bool


@dataclass(frozen=True, slots=True)
class LineChart:
    """A whole picture."""

    height: int
    up: list[Tick]
    across: list[Tick]
    rules: list[Rule]
    lines: list[DrawnLine]

    @property
    def is_small(self) -> bool:
        return self.height == SMALL

    @property
    def above(self) -> int:
        """Pixels above the plot, for the labels of the rules."""
        return 24 + 15 * len(self.rules)

    @property
    def whole_height(self) -> int:
        """Pixels of the whole picture, the years beneath the plot among them."""
        return self.above + self.height + 30


def line_chart(
    series: Sequence[Series], years: range, *, top: int, as_share: bool, height: int = TALL
) -> LineChart:
    """The picture of some lines; `top` is the highest value of the scale, per cent if `as_share`,
    else reports.
    """
    drawn = [_drawn(each, years, top=top, as_share=as_share, height=height) for each in series]
    steps = 4 if height == TALL and top % 4 == 0 else 2 if top % 2 == 0 else 1
    up = [
        Tick(
            f"{height - height * place / steps:.0f}",
            f"{top * place // steps}{'%' if as_share else ''}",
        )
        for place in range(steps + 1)
    ]
    return LineChart(
        height, up, _years(years, is_small=height == SMALL), _rules(years), _apart(drawn, height)
    )


def top_of(series: Iterable[Series], *, as_share: bool) -> int:
    """The highest value of a scale that holds all lines: a round number, at most 100 per cent."""
    highest = max(
        (_value(share, as_share) or 0 for each in series for _, share in each.shares), default=0
    )
    if as_share:
        return next((step for step in (10, 20, 40, 60, 80) if highest <= ROOM * step), 100)
    step = next((step for step in STEPS if highest <= 4 * step * ROOM), int(highest))
    return 4 * step


def _drawn(series: Series, years: range, *, top: int, as_share: bool, height: int) -> DrawnLine:
    marks: dict[int, Mark] = {}
    for year, share in series.shares:
        value = _value(share, as_share)
        if value is not None:
            marks[year] = Mark(
                _across(year + 0.5, years), f"{height * (1 - value / top):.1f}", share.is_thin
            )
    strokes = [
        Stroke(
            marks[one].x,
            marks[one].y,
            marks[two].x,
            marks[two].y,
            marks[one].is_thin or marks[two].is_thin,
        )
        for one, two in pairwise(marks)
        if two == one + 1
    ]
    ends = list(marks.values())
    return DrawnLine(
        series.letter, series.name, ends, strokes, round(float(ends[-1].y)) if ends else 0
    )


def _value(share: Share, as_share: bool) -> float | None:
    if share.value is None:
        return None
    return 100 * share.value if as_share else float(share.count)


def _apart(lines: list[DrawnLine], height: int) -> list[DrawnLine]:
    """The same lines, the labels at their ends moved so that none covers another."""
    in_order = sorted((line for line in lines if line.marks), key=lambda line: line.label_y)
    places: dict[str, int] = {}
    lowest = height - LABEL_HEIGHT * (len(in_order) - 1)
    for line in in_order:
        above = max(places.values(), default=-LABEL_HEIGHT)
        places[line.letter] = max(min(line.label_y, lowest), above + LABEL_HEIGHT)
        lowest += LABEL_HEIGHT
    return [
        DrawnLine(line.letter, line.name, line.marks, line.strokes, places[line.letter])
        for line in lines
        if line.letter in places
    ]


def _years(years: range, *, is_small: bool) -> list[Tick]:
    """The last year and every third before it always have room; in a small picture the first and
    the last.
    """
    kept = (
        {years[0], years[-1]}
        if is_small
        else {year for year in years if (years[-1] - year) % 3 == 0}
    )
    shown = sorted(kept) if is_small else years
    return [Tick(_across(year + 0.5, years), str(year), year not in kept) for year in shown]


def _rules(years: range) -> list[Rule]:
    """The changes of framework between the first and the last year."""
    found: list[Rule] = []
    for number, change in enumerate(FRAMEWORK_CHANGES, start=1):
        when = change.since.year + (change.since.month - 1) / 12
        if years[0] < when < years[-1] + 1:
            # the last quarter has no room to the right
            late = (when - years[0]) / len(years) > 0.75
            found.append(Rule(change, number, _across(when, years), -14 - 15 * len(found), late))
    return found


def _across(when: float, years: range) -> str:
    return f"{100 * (when - years[0]) / len(years):.2f}%"
