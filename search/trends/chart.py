"""Lines over the years as a chart: the position of each element, for a template to write as SVG.

Horizontal positions are per cent of the plot's width, so that the chart fills any width while its
letters keep their size. Vertical positions are pixels from the top of the plot.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reports.facts.frameworks import FRAMEWORK_CHANGES, FrameworkChange
from search.trends.shares import Share

TALL, SMALL = 240, 120
"""The height of the plot in pixels: of a single chart, and of one among several."""
SHARE_TOPS = (10, 20, 40, 60, 80)
"""The possible top values of a scale of shares below 100, in per cent."""
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
"""The possible steps of a scale of numbers, which has four steps."""
LABEL_HEIGHT = 18
"""Pixels between two labels at the ends of lines."""
ROOM = 0.92
"""The greatest share of a scale's height that the highest point may take."""
LATE = 0.75
"""From this share of the width on, the label of a rule is on its left."""
FIRST_RULE, RULE_LABEL = 14, 15
"""Pixels from the plot up to the first rule's label, and from each label to the next."""
MARGIN_ABOVE, MARGIN_BELOW = 24, 30
"""Pixels above the plot, without the labels of rules; and below it, for the years."""
LABELLED_YEARS = 3
"""Every third year has its label on narrow screens too."""


@dataclass(frozen=True, slots=True)
class Series:
    """A line to draw: its letter, which decides mark and colour, its name and its shares."""

    letter: str
    name: str
    shares: Sequence[tuple[int, Share]]


@dataclass(frozen=True, slots=True)
class ChartMark:
    """A year's position on a line; a thin one is drawn hollow."""

    x: str
    y: str
    is_thin: bool


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line from one year to the next, dashed if either is thin. Missing years are gaps."""

    x1: str
    y1: str
    x2: str
    y2: str
    is_thin: bool


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line of the chart; `label_y` is the vertical position of the label at its end."""

    letter: str
    name: str
    marks: list[ChartMark]
    strokes: list[Stroke]
    label_y: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A value on a scale; the label of a minor one shows on wide screens only."""

    at: str
    label: str
    is_minor: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A vertical line where a framework changed, its number, and the side of its label."""

    change: FrameworkChange
    number: int
    x: str
    y: int
    to_the_left: bool


@dataclass(frozen=True, slots=True)
class LineChart:
    """A whole chart."""

    height: int
    vertical: list[Tick]
    horizontal: list[Tick]
    rules: list[Rule]
    lines: list[DrawnLine]

    @property
    def is_small(self) -> bool:
        return self.height == SMALL

    @property
    def above(self) -> int:
        """Pixels above the plot, for the labels of the rules."""
        return MARGIN_ABOVE + RULE_LABEL * len(self.rules)

    @property
    def whole_height(self) -> int:
        """The height of the whole chart in pixels."""
        return self.above + self.height + MARGIN_BELOW


def line_chart(
    series: Sequence[Series], years: range, *, top: int, as_share: bool, height: int = TALL
) -> LineChart:
    """The chart of some lines over one or more years.

    `top` is the highest value of the scale: in per cent if `as_share`, else in reports.
    """
    scale = _Scale(years, height, top, as_share)
    lines = _with_labels_apart([scale.line(each) for each in series], height)
    horizontal = _small_years(years) if height == SMALL else _all_years(years)
    return LineChart(height, scale.ticks(), horizontal, _rules(years), lines)


def top_of(series: Iterable[Series], *, as_share: bool) -> int:
    """The highest value of a scale that holds all lines: a round number, at most 100 per cent."""
    highest = 0.0
    for each in series:
        for _, share in each.shares:
            highest = max(highest, _value(share, as_share) or 0)
    if as_share:
        return next((top for top in SHARE_TOPS if highest <= ROOM * top), 100)
    step = next((step for step in STEPS if highest <= 4 * step * ROOM), int(highest))
    return 4 * step


@dataclass(frozen=True, slots=True)
class _Scale:
    """The scale of a chart, which turns years and values into positions."""

    years: range
    height: int
    top: int
    as_share: bool

    def line(self, series: Series) -> DrawnLine:
        """A line with its marks, and strokes between consecutive years."""
        marks: dict[int, ChartMark] = {}
        for year, share in series.shares:
            value = _value(share, self.as_share)
            if value is not None:
                y = self.height * (1 - value / self.top)
                marks[year] = ChartMark(_across(year + 0.5, self.years), f"{y:.1f}", share.is_thin)
        strokes = [
            _stroke(marks[first], marks[second])
            for first, second in pairwise(marks)
            if second == first + 1
        ]
        drawn = list(marks.values())
        label_y = round(float(drawn[-1].y)) if drawn else 0
        return DrawnLine(series.letter, series.name, drawn, strokes, label_y)

    def ticks(self) -> list[Tick]:
        """Four, two or one equal steps, so that every label is a whole number."""
        allowed = (4, 2, 1) if self.height == TALL else (2, 1)
        steps = next(steps for steps in allowed if self.top % steps == 0)
        unit = "%" if self.as_share else ""
        ticks = []
        for step in range(steps + 1):
            y = self.height - self.height * step / steps
            ticks.append(Tick(f"{y:.0f}", f"{self.top * step // steps}{unit}"))
        return ticks


def _stroke(start: ChartMark, end: ChartMark) -> Stroke:
    return Stroke(start.x, start.y, end.x, end.y, start.is_thin or end.is_thin)


def _value(share: Share, as_share: bool) -> float | None:
    """The value in per cent, or the number of reports; None for a year without reports."""
    if share.value is None:
        return None
    return 100 * share.value if as_share else float(share.count)


def _with_labels_apart(lines: list[DrawnLine], height: int) -> list[DrawnLine]:
    """The lines that have marks, with the labels at their ends moved so that none overlap."""
    marked = [line for line in lines if line.marks]
    label_y: dict[str, int] = {}
    lowest = height - LABEL_HEIGHT * (len(marked) - 1)
    highest = 0
    for line in sorted(marked, key=lambda line: line.label_y):
        label_y[line.letter] = max(min(line.label_y, lowest), highest)
        highest = label_y[line.letter] + LABEL_HEIGHT
        lowest += LABEL_HEIGHT
    return [replace(line, label_y=label_y[line.letter]) for line in marked]


def _small_years(years: range) -> list[Tick]:
    """The first and the last year, for which a small chart has room."""
    labelled = sorted({years[0], years[-1]})
    return [Tick(_across(year + 0.5, years), str(year)) for year in labelled]


def _all_years(years: range) -> list[Tick]:
    """Every year; the last and every third before it also have labels on narrow screens."""
    ticks = []
    for year in years:
        is_minor = (years[-1] - year) % LABELLED_YEARS != 0
        ticks.append(Tick(_across(year + 0.5, years), str(year), is_minor))
    return ticks


def _rules(years: range) -> list[Rule]:
    """The changes of framework between the first and the last year."""
    rules: list[Rule] = []
    for number, change in enumerate(FRAMEWORK_CHANGES, start=1):
        when = change.since.year + (change.since.month - 1) / 12
        if years[0] < when < years[-1] + 1:
            is_late = (when - years[0]) / len(years) > LATE
            y = -FIRST_RULE - RULE_LABEL * len(rules)
            rules.append(Rule(change, number, _across(when, years), y, is_late))
    return rules


def _across(when: float, years: range) -> str:
    """The horizontal position of a time in years, from the first year's start to the last's end."""
    return f"{100 * (when - years[0]) / len(years):.2f}%"
