"""An authority's inspections and visits on one line of time, for a template to draw as SVG.

A horizontal position is a share of the width plus pixels, so the picture fills any width and its
letters keep their size; vertical positions are pixels. A grade is drawn only at the day on which it
was given. A joint judgement on two tracks is one tile over both lanes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.facts.frameworks import (
    FRAMEWORK_CHANGES,
    FULL_INSPECTIONS,
    VISITS,
    FrameworkChange,
    Track,
)
from reports.facts.vocabulary import Grade
from reports.models import Authority, Inspection
from reports.overview.grade_cells import GradeCell, grade_cells, joined, tracks_judged

LEFT, RIGHT = 104, 20
"""Pixels on the left for the lanes' names, and on the right for half a tile."""
TOP, LANE, TILE = 38, 32, 22
"""Pixels above the first lane, of a lane, and of a tile in it."""
NAME = 16
"""More pixels for the lane of another authority: its name, which may be long, is above its marks.
"""
AXIS = 24
"""Pixels below the last lane, for the years."""
BASELINE = 4
"""Pixels from the middle of a line to the base line of its letters."""
YEARS_NAMED = 5
"""Years that fit beside each other on a phone."""


@dataclass(frozen=True, slots=True)
class TimelineX:
    """A horizontal position: a `share` of the width (such as `12.50%`) plus `shift` pixels."""

    share: str
    shift: str


@dataclass(frozen=True, slots=True)
class GradeTile:
    """One grade, in one lane or over two lanes of a joint judgement. `top`, `height` are pixels."""

    x: TimelineX
    grade: Grade
    top: int
    height: int

    @property
    def middle(self) -> int:
        return self.top + self.height // 2


@dataclass(frozen=True, slots=True)
class Dot:
    """An inspection without its grades.

    `shape` is `square` for a full inspection, `circle` for a visit, `diamond` for any other.
    """

    x: TimelineX
    shape: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the picture; `other` for that of a predecessor or successor."""

    name: str
    top: int
    dots: tuple[Dot, ...] = ()
    other: bool = False

    @property
    def height(self) -> int:
        return LANE + NAME if self.other else LANE

    @property
    def middle(self) -> int:
        return self.top + self.height - LANE // 2

    @property
    def name_y(self) -> int:
        """The base line of the name: beside the marks, or above those of another authority."""
        return self.top + NAME if self.other else self.middle + BASELINE


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole picture. `columns` are the years of full inspections, `years` those of the axis."""

    first: Inspection
    lanes: list[Lane]
    columns: list[tuple[TimelineX, int]]
    tiles: list[GradeTile]
    years: list[tuple[TimelineX, int]]
    changes: list[tuple[TimelineX, FrameworkChange]]

    left = LEFT
    top = TOP

    @property
    def bottom(self) -> int:
        """Where the last lane ends."""
        return TOP + sum(lane.height for lane in self.lanes)

    @property
    def height(self) -> int:
        return self.bottom + AXIS


@dataclass(frozen=True, slots=True)
class _Span:
    """The days that the picture covers, from the first of a year."""

    first: date
    last: date

    def x(self, day: date) -> TimelineX:
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return TimelineX(f"{100 * share:.2f}%", f"{LEFT - share * (LEFT + RIGHT):.1f}")

    def years(self) -> list[tuple[TimelineX, int]]:
        """The first days of years, at most as many as fit."""
        step = (self.last.year - self.first.year) // YEARS_NAMED + 1
        years = range(self.first.year, self.last.year + 1, step)
        return [(self.x(date(year, 1, 1)), year) for year in years]

    def framework_changes(self) -> list[tuple[TimelineX, FrameworkChange]]:
        return [
            (self.x(change.since), change)
            for change in FRAMEWORK_CHANGES
            if self.first < change.since <= self.last
        ]


def timeline(
    authority: Authority, inspections: Sequence[Inspection], today: date
) -> Timeline | None:
    """The timeline of an authority's inspections, and of those of its predecessors and successors.

    `inspections` come with their authority and judgements. None without inspections.
    """
    if not inspections:
        return None
    first = min(inspections, key=lambda inspection: inspection.end_date)
    last_day = max(today, *(each.end_date for each in inspections))
    span = _Span(date(first.end_date.year, 1, 1), last_day)
    own = [each for each in inspections if each.authority_id == authority.pk]
    full = [each for each in own if each.kind in FULL_INSPECTIONS]
    tracks = tracks_judged(full)
    tiles: list[GradeTile] = []
    for inspection in full:
        tiles += _tiles(inspection, tracks, span)
    return Timeline(
        first=first,
        lanes=_lanes(authority, inspections, tracks, span),
        columns=[(span.x(each.end_date), each.end_date.year) for each in full],
        tiles=tiles,
        years=span.years(),
        changes=span.framework_changes(),
    )


def _lanes(
    authority: Authority, inspections: Sequence[Inspection], tracks: list[Track], span: _Span
) -> list[Lane]:
    """A lane for each track, then for visits, for other inspections, and for each other authority.

    The lanes of tracks have no dots: their marks are tiles.
    """
    lanes = [Lane(track.short, TOP + LANE * row) for row, track in enumerate(tracks)]
    top = TOP + LANE * len(tracks)
    for name, members, is_other in _dotted_lanes(authority, inspections):
        if not members:
            continue
        dots = tuple(Dot(span.x(each.end_date), _shape(each)) for each in members)
        lanes.append(Lane(name, top, dots, is_other))
        top += lanes[-1].height
    return lanes


def _dotted_lanes(
    authority: Authority, inspections: Sequence[Inspection]
) -> list[tuple[str, list[Inspection], bool]]:
    """Names and inspections of the lanes of dots, and whether they are another authority's."""
    own = [each for each in inspections if each.authority_id == authority.pk]
    visits = [each for each in own if each.kind in VISITS]
    other_kinds = [each for each in own if each.kind not in (*VISITS, *FULL_INSPECTIONS)]
    lanes = [("Visits", visits, False), ("Joint and other", other_kinds, False)]
    others = {each.authority for each in inspections if each.authority_id != authority.pk}
    for other in sorted(others, key=str):
        members = [each for each in inspections if each.authority == other]
        lanes.append((str(other), members, True))
    return lanes


def _tiles(inspection: Inspection, tracks: list[Track], span: _Span) -> list[GradeTile]:
    """A tile for each judgement of a full inspection, in the lane of its track."""
    x = span.x(inspection.end_date)
    row = 0
    tiles = []
    for cell in joined(grade_cells(inspection, tracks)):
        if cell.judgement:
            tiles.append(_tile(cell, Grade(cell.judgement.grade), row, x))
        row += cell.span
    return tiles


def _tile(cell: GradeCell, grade: Grade, row: int, x: TimelineX) -> GradeTile:
    top = TOP + LANE * row + (LANE - TILE) // 2
    height = TILE + LANE * (cell.span - 1)
    return GradeTile(x, grade, top, height)


def _shape(inspection: Inspection) -> str:
    if inspection.kind in FULL_INSPECTIONS:
        return "square"
    if inspection.kind in VISITS:
        return "circle"
    return "diamond"
