"""An authority's inspections and visits on one line of time, for a template to draw as SVG.

Across, a place is a share of the width with pixels added, so that the picture fills whatever room
it has and its letters keep their size; down, places are pixels. A grade stands where it was given
and nowhere else: a framework without the judgement leaves its lane empty, and one grade for two
lanes is one tile over both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.facts.frameworks import FRAMEWORK_CHANGES, FrameworkChange
from reports.facts.vocabulary import Grade, Kind
from reports.models import Authority, Inspection
from reports.models.querysets import FULL_INSPECTIONS
from reports.overview.tracks import Cell, Track, cells, joined, used

LEFT, RIGHT = 104, 20
"""Pixels kept free for the lanes' names, and for half a tile at the end."""
TOP, LANE, TILE = 38, 32, 22
"""Pixels above the first lane, of a lane, and of a tile in it."""
NAME = 16
"""Pixels more of the lane of another authority: its name stands above its marks, for beside them it
may be too long.
"""
YEARS_NAMED = 5
"""Years that have room beside each other on a phone."""
VISITS = (Kind.FOCUSED_VISIT, Kind.MONITORING_VISIT)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a day stands across: `share` of the width and `shift` pixels more."""

    share: str
    shift: str


@dataclass(frozen=True, slots=True)
class GradeTile:
    """One grade, over one lane or over two that were judged together."""

    place: Place
    grade: Grade
    top: int
    height: int

    @property
    def middle(self) -> int:
        return self.top + self.height // 2


@dataclass(frozen=True, slots=True)
class Dot:
    """An inspection without its grades: `shape` is `square` (full), `circle` (visit) or `diamond`
    (any other).
    """

    place: Place
    shape: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the picture; that of another authority, before or after this one, is `other`."""

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
        """The base line of the name: beside the marks, or above them."""
        return self.top + NAME if self.other else self.middle + 4


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole picture."""

    first: Inspection
    lanes: list[Lane]
    columns: list[tuple[Place, int]]
    tiles: list[GradeTile]
    years: list[tuple[Place, int]]
    changes: list[tuple[Place, FrameworkChange]]

    left = LEFT
    top = TOP

    @property
    def bottom(self) -> int:
        return TOP + sum(lane.height for lane in self.lanes)

    @property
    def height(self) -> int:
        return self.bottom + 24


@dataclass(frozen=True, slots=True)
class _Span:
    """The days that the picture covers, from the first of a year."""

    first: date
    last: date

    def place(self, day: date) -> Place:
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return Place(f"{100 * share:.2f}%", f"{LEFT - share * (LEFT + RIGHT):.1f}")

    def years(self) -> list[tuple[Place, int]]:
        """The first days of years, as many as have room for their names."""
        step = (self.last.year - self.first.year) // YEARS_NAMED + 1
        return [
            (self.place(date(year, 1, 1)), year)
            for year in range(self.first.year, self.last.year + 1, step)
        ]


def timeline(
    authority: Authority, inspections: Sequence[Inspection], today: date
) -> Timeline | None:
    """The picture of the authority's own inspections, and of those of its predecessors and
    successors among them.

    `inspections` come with authority and judgements. None when there are none.
    """
    if not inspections:
        return None
    first = min(inspections, key=lambda inspection: inspection.end_date)
    span = _Span(
        date(first.end_date.year, 1, 1), max(today, *(each.end_date for each in inspections))
    )
    own = [inspection for inspection in inspections if inspection.authority_id == authority.pk]
    full = [inspection for inspection in own if inspection.kind in FULL_INSPECTIONS]
    others = [inspection for inspection in inspections if inspection.authority_id != authority.pk]
    tracks = used(full)
    return Timeline(
        first=first,
        lanes=_lanes([track.short for track in tracks], own, others, span),
        columns=[
            (span.place(inspection.end_date), inspection.end_date.year) for inspection in full
        ],
        tiles=[tile for inspection in full for tile in _tiles(inspection, tracks, span)],
        years=span.years(),
        changes=[
            (span.place(each.since), each)
            for each in FRAMEWORK_CHANGES
            if span.first < each.since <= span.last
        ],
    )


def _lanes(
    tracks: list[str], own: list[Inspection], others: list[Inspection], span: _Span
) -> list[Lane]:
    """A lane a track, then the visits, the joint inspections, and one lane for each other
    authority.
    """
    rest = [inspection for inspection in own if inspection.kind not in FULL_INSPECTIONS]
    kept: list[tuple[str, list[Inspection], bool]] = [(name, [], False) for name in tracks]
    kept.append(("Visits", [each for each in rest if each.kind in VISITS], False))
    kept.append(("Joint and other", [each for each in rest if each.kind not in VISITS], False))
    lineage = sorted({each.authority for each in others}, key=str)
    kept += [
        (str(other), [each for each in others if each.authority == other], True)
        for other in lineage
    ]
    lanes, top = [], TOP
    for place, (name, seen, other) in enumerate(kept):
        if place < len(tracks) or seen:
            dots = tuple(Dot(span.place(each.end_date), _shape(each)) for each in seen)
            lanes.append(Lane(name, top, dots, other))
            top += lanes[-1].height
    return lanes


def _tiles(inspection: Inspection, tracks: list[Track], span: _Span) -> list[GradeTile]:
    row = 0
    tiles = []
    for cell in joined(cells(inspection, tracks)):
        if cell.judgement:
            tiles.append(_tile(cell, cell.judgement.grade, row, span.place(inspection.end_date)))
        row += cell.span
    return tiles


def _tile(cell: Cell, grade: str, row: int, place: Place) -> GradeTile:
    return GradeTile(
        place, Grade(grade), TOP + LANE * row + (LANE - TILE) // 2, TILE + LANE * (cell.span - 1)
    )


def _shape(inspection: Inspection) -> str:
    if inspection.kind in FULL_INSPECTIONS:
        return "square"
    return "circle" if inspection.kind in VISITS else "diamond"
