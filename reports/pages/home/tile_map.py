"""England as a map of tiles: one square an authority, with the grade of one judgement in its latest
full inspection.

The positions are reference facts (`tile_column`, `tile_row`, `tile_label`). An authority without
one stands in the list alone, as invented authorities do. A latest inspection without the judgement
leaves its tile without a grade.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reports.facts.vocabulary import Grade, Region
from reports.models import Authority, Inspection
from reports.overview.latest import Latest, latest_now
from reports.overview.tracks import CORE, Cell, Track

SIDE = 40
"""Units of the drawing from one tile to the next."""
INNER = 37
"""Units of a tile itself, so that a gap is left between two."""


@dataclass(frozen=True, slots=True)
class LatestGrade:
    """One authority's grade on one track in its latest full inspection, as far as there is any."""

    authority: Authority
    inspection: Inspection | None
    cell: Cell | None

    @property
    def grade(self) -> Grade | None:
        """None where the inspection has no such judgement, or no inspection is known."""
        return Grade(self.cell.judgement.grade) if self.cell and self.cell.judgement else None

    @property
    def together(self) -> bool:
        """Whether it is one grade for children in care and care leavers."""
        return self.cell is not None and self.cell.together

    @property
    def told(self) -> str:
        """The grade in words: "Good", "Not judged", "No full inspection known"."""
        if self.inspection is None:
            return "No full inspection known"
        return self.grade.label if self.grade else Grade.NOT_JUDGED.label

    @property
    def letter(self) -> str:
        """The grade's letter, with a star where it is one grade for two judgements of today."""
        return f"{(self.grade or Grade.NOT_JUDGED).letter}{'*' if self.together else ''}"

    @property
    def name(self) -> str:
        """Everything that the tile says, for those who hear it."""
        both = " (children in care and care leavers judged together)" if self.together else ""
        when = f", inspected {self.inspection.end_date:%B %Y}" if self.inspection else ""
        return f"{self.authority}: {self.told}{both}{when}"


@dataclass(frozen=True, slots=True)
class Tile:
    """An authority's square; x and y are those of its upper left corner."""

    latest: LatestGrade
    x: int
    y: int

    @property
    def middle(self) -> float:
        return self.x + INNER / 2


@dataclass(frozen=True, slots=True, eq=False)
class TileMap:
    """Every authority of today with its latest grade on a track: by region, invented ones apart,
    and as tiles.
    """

    track: Track
    by_region: list[tuple[Region, list[LatestGrade]]]
    invented: list[LatestGrade]
    tiles: list[Tile]

    inner = INNER

    @property
    def width(self) -> int:
        return max((tile.x for tile in self.tiles), default=0) + SIDE

    @property
    def height(self) -> int:
        return max((tile.y for tile in self.tiles), default=0) + SIDE

    @property
    def real(self) -> list[LatestGrade]:
        return [latest for _, authorities in self.by_region for latest in authorities]

    @property
    def without_tile(self) -> list[LatestGrade]:
        """Real authorities whose place is not known."""
        return [each for each in self.real if _corner(each.authority) is None]

    @property
    def listed(self) -> list[tuple[str, list[LatestGrade]]]:
        """Every authority under its region, and invented ones under a heading that says so."""
        regions = [(region.label, authorities) for region, authorities in self.by_region]
        return (
            [*regions, ("Invented, for the sample reports", self.invented)]
            if self.invented
            else regions
        )

    @property
    def tallies(self) -> list[tuple[Grade, int]]:
        """How many real authorities have each grade; the four of today always, others where there
        are any.
        """
        grades = [each.grade or Grade.NOT_JUDGED for each in self.real]
        return [
            (grade, grades.count(grade)) for grade in Grade if grade not in RARE or grade in grades
        ]

    @property
    def any_together(self) -> bool:
        return any(each.together for each in self.real)


RARE = (Grade.ADEQUATE, Grade.NOT_JUDGED)
"""Grades that a legend names only where a tile has them."""


KEPT_MAPS = 2 * len(CORE)
"""Maps that a process keeps: one of each judgement, before a change and after it."""


def tile_map(track: Track) -> TileMap:
    """The map of one judgement, in one query."""
    return _tile_map(latest_now(), track)


@lru_cache(maxsize=KEPT_MAPS)
def _tile_map(known: Latest, track: Track) -> TileMap:
    """Made once for all versions in which the latest grades are the same."""
    latest = [LatestGrade(row.authority, row.inspection, row.on(track)) for row in known.current]
    real = [each for each in latest if not each.authority.invented]
    tiles = [Tile(each, *corner) for each in real if (corner := _corner(each.authority))]
    by_region = [
        (region, [each for each in real if each.authority.region == region]) for region in Region
    ]
    return TileMap(
        track,
        [(region, authorities) for region, authorities in by_region if authorities],
        [each for each in latest if each.authority.invented],
        # Row by row from the north, so that the keyboard goes as the eye does.
        sorted(tiles, key=lambda tile: (tile.y, tile.x)),
    )


COLUMNS = (
    *(
        "authority",
        "authority_slug",
        "dfe_code",
        "region",
        "region_code",
        "judgement",
        "judgement_code",
    ),
    *("judged_as", "grade", "grade_code", "inspection", "kind", "start_date", "end_date"),
)


def csv_rows(shown: TileMap) -> Iterator[list[str]]:
    """The same values as a file: one row an authority, by region, invented ones last."""
    for each in (*shown.real, *shown.invented):
        authority, inspection = each.authority, each.inspection
        judgement = each.cell.judgement if each.cell else None
        yield [
            *(
                str(authority),
                authority.slug,
                authority.dfe_code,
                Region(authority.region).label,
                authority.region,
            ),
            *(
                shown.track.label,
                shown.track.code,
                judgement.get_area_display() if judgement else "",
            ),
            *(each.told, judgement.grade if judgement else ""),
            *((inspection.slug, inspection.get_kind_display()) if inspection else ("", "")),
            *(
                (inspection.start_date.isoformat(), inspection.end_date.isoformat())
                if inspection
                else ("", "")
            ),
        ]


def _corner(authority: Authority) -> tuple[int, int] | None:
    if authority.tile_column is None or authority.tile_row is None:
        return None
    return authority.tile_column * SIDE, authority.tile_row * SIDE
