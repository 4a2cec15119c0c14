"""England as a map of tiles: a square for each authority, with its latest grade for one judgement.

A map shows one scale: a grade on another scale has neither colour nor letter. The positions are
reference facts (`tile_column`, `tile_row`, `tile_label`). An authority without a position, such as
an invented one, is only in the list. If the latest full inspection has no such judgement, the tile
has no grade.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from reports.facts.frameworks import Scale, Track, scale_of, scales_in_use
from reports.facts.vocabulary import NOT_JUDGED, Area, Grade, Region
from reports.models import Authority, Inspection
from reports.overview.grade_cells import GradeCell
from reports.overview.latest import AuthorityRow, latest_by_authority

SIDE = 40
"""Units of the drawing from one tile to the next."""
INNER = 37
"""Units of the side of a tile, smaller than `SIDE` to leave a gap; the stylesheet has it, too."""
LABEL_DOWN = 15
"""Units from the top of a tile to the base line of its label."""
OTHER_SCALE = "≠"
"""The letter of a grade on another scale than that of the map."""
INVENTED = "Invented, for the sample reports"
"""The heading of the invented authorities in the list."""


@dataclass(frozen=True, slots=True)
class LatestGrade:
    """An authority's grade for the judgement of the map in its latest full inspection.

    `inspection` and `cell` are None without such an inspection. The cell has no judgement, and
    `grade` is None, if the inspection does not have this one. `scale` is the scale of the grade.
    """

    authority: Authority
    inspection: Inspection | None
    cell: GradeCell | None
    grade: Grade | None
    scale: Scale | None

    @property
    def joint(self) -> Area | None:
        """The area of a grade that is shared with another judgement; None for any other."""
        return self.cell.joint if self.cell else None

    @property
    def together(self) -> bool:
        """Whether the grade is one for several judgements together."""
        return self.joint is not None

    @property
    def words(self) -> str:
        """The grade in words: "Good", "Not judged", "No full inspection listed"."""
        if self.inspection is None:
            return "No full inspection listed"
        return self.grade.label if self.grade else NOT_JUDGED.label

    @property
    def letter(self) -> str:
        """The letter of the grade, with a star if it is for several judgements together."""
        letter = (self.grade or NOT_JUDGED).letter
        return f"{letter}*" if self.together else letter

    @property
    def description(self) -> str:
        """The content of the tile as text, for a screen reader."""
        both = f" ({self.joint.label.lower()} judged together)" if self.joint else ""
        when = f", inspected {self.inspection.end_date:%B %Y}" if self.inspection else ""
        return f"{self.authority}: {self.words}{both}{when}"


@dataclass(frozen=True, slots=True)
class Tile:
    """An authority's square; x and y are those of its upper left corner, in units of the drawing.

    `other_scale` says that the grade is on another scale than that of the map.
    """

    latest: LatestGrade
    other_scale: bool
    x: int
    y: int

    @property
    def letter(self) -> str:
        return OTHER_SCALE if self.other_scale else self.latest.letter

    @property
    def middle(self) -> float:
        return self.x + INNER / 2

    @property
    def label_line(self) -> int:
        return self.y + LABEL_DOWN


@dataclass(frozen=True, slots=True)
class TileMap:
    """Every current authority with its latest grade on a track, as tiles and as a list.

    `tiles` are in rows from the north, which is the order of the keyboard. `regions` are the real
    authorities by region; `listed` are the same with the regions' names, and the invented ones with
    a heading of their own. `without_tile` are the real authorities without a position.

    `tallies` count the real authorities by the grades of the map's scale, and those without a grade
    if there are any. `others` count those with a grade on each other scale. `joint` are the areas
    of joint judgements on the map.
    """

    track: Track
    scale: Scale
    tiles: list[Tile]
    width: int
    height: int
    regions: list[tuple[Region, list[LatestGrade]]]
    listed: list[tuple[str, list[LatestGrade]]]
    without_tile: list[LatestGrade]
    tallies: list[tuple[Grade, int]]
    others: list[tuple[Scale, int]]
    joint: list[Area]


def tile_map(track: Track, scale: Scale | None = None) -> TileMap:
    """The map of one judgement, from the latest grades.

    Without a `scale` it shows the scale of most authorities' grades.
    """
    grades = [_latest_grade(row, track) for row in latest_by_authority().current]
    real = [each for each in grades if not each.authority.invented]
    invented = [each for each in grades if each.authority.invented]
    by_scale = Counter(each.scale for each in real if each.scale)
    shown = scale or _commonest(by_scale)
    tiles = _tiles(real, shown)
    regions = _by_region(real)
    listed = [(region.label, members) for region, members in regions]
    if invented:
        listed.append((INVENTED, invented))
    return TileMap(
        track=track,
        scale=shown,
        tiles=tiles,
        width=max((tile.x for tile in tiles), default=0) + SIDE,
        height=max((tile.y for tile in tiles), default=0) + SIDE,
        regions=regions,
        listed=listed,
        without_tile=[each for each in real if _corner(each.authority) is None],
        tallies=_tallies(real, shown),
        others=[(each, by_scale[each]) for each in Scale if by_scale[each] and each != shown],
        joint=_joint_areas(real),
    )


def _latest_grade(row: AuthorityRow, track: Track) -> LatestGrade:
    """The grade of an authority on a track."""
    cell = row.on(track)
    if row.inspection is None or cell is None or cell.judgement is None:
        return LatestGrade(row.authority, row.inspection, cell, None, None)
    grade = Grade(cell.judgement.grade)
    scale = scale_of(row.inspection.kind, grade)
    return LatestGrade(row.authority, row.inspection, cell, grade, scale)


def _commonest(by_scale: Counter[Scale]) -> Scale:
    """The scale with the most grades; without any grades, the first scale in use."""
    if not by_scale:
        return scales_in_use()[0]
    return by_scale.most_common(1)[0][0]


def _tiles(real: Iterable[LatestGrade], scale: Scale) -> list[Tile]:
    tiles = []
    for latest in real:
        corner = _corner(latest.authority)
        if corner is not None:
            tiles.append(Tile(latest, latest.scale not in (None, scale), *corner))
    return sorted(tiles, key=lambda tile: (tile.y, tile.x))


def _corner(authority: Authority) -> tuple[int, int] | None:
    if authority.tile_column is None or authority.tile_row is None:
        return None
    return authority.tile_column * SIDE, authority.tile_row * SIDE


def _by_region(real: list[LatestGrade]) -> list[tuple[Region, list[LatestGrade]]]:
    """The authorities by region, in the order of the vocabulary, without empty regions."""
    regions = []
    for region in Region:
        members = [each for each in real if each.authority.region == region]
        if members:
            regions.append((region, members))
    return regions


def _joint_areas(real: Iterable[LatestGrade]) -> list[Area]:
    """The areas of joint judgements, in the order of the vocabulary."""
    judged = {each.cell.joint for each in real if each.cell}
    return [area for area in Area if area in judged]


def _tallies(real: Iterable[LatestGrade], scale: Scale) -> list[tuple[Grade, int]]:
    on_scale = Counter(each.grade for each in real if each.scale == scale)
    tallies = [(grade, on_scale[grade]) for grade in scale.grades]
    without = sum(each.scale is None for each in real)
    return [*tallies, (NOT_JUDGED, without)] if without else tallies
