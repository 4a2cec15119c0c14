"""The map as a table: each current authority with its latest grade for one judgement."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reports.facts.frameworks import Scale, Track
from reports.facts.vocabulary import Region
from reports.models import Inspection
from reports.pages.home.tile_map import LatestGrade, TileMap, tile_map
from reports.web.tables import columns
from reports.web.tables.table import Cell, Column, Table

COLUMNS = (
    columns.AUTHORITY,
    columns.AUTHORITY_SLUG,
    columns.DFE_CODE,
    columns.REGION,
    columns.REGION_CODE,
    columns.JUDGEMENT,
    columns.JUDGEMENT_CODE,
    Column("judged_as", "Name that the inspection gave the judgement, alone or with another"),
    columns.GRADE,
    columns.GRADE_CODE,
    columns.INSPECTION,
    columns.KIND,
    columns.START_DATE,
    columns.END_DATE,
    columns.SCALE,
)
ADDED = (columns.ONS_CODE, columns.DAYS_SINCE, columns.URL)


def map_table(track: Track, scale: Scale | None, address: Callable[[str], str]) -> Table:
    """The table of the map of one judgement; `address` makes a path of this site absolute."""
    return Table(
        name=f"map-{track.value}",
        sheet="Map",
        columns=COLUMNS,
        added=ADDED,
        rows=lambda: _rows(tile_map(track, scale), address),
        is_small=True,
    )


def _rows(drawn: TileMap, address: Callable[[str], str]) -> Iterator[list[Cell]]:
    """A row for each authority, by region, the invented ones last."""
    for _, members in drawn.listed:
        for latest in members:
            authority = latest.authority
            yield [
                str(authority),
                authority.slug,
                authority.dfe_code,
                Region(authority.region).label,
                authority.region,
                drawn.track.label,
                drawn.track.value,
                *_judgement_cells(latest),
                *_inspection_cells(latest.inspection),
                latest.scale or "",
                authority.ons_code,
                latest.inspection.days_since if latest.inspection else None,
                address(authority.get_absolute_url()),
            ]


def _judgement_cells(latest: LatestGrade) -> list[Cell]:
    judgement = latest.cell.judgement if latest.cell else None
    if judgement is None:
        return ["", latest.words, ""]
    return [judgement.get_area_display(), latest.words, judgement.grade]


def _inspection_cells(inspection: Inspection | None) -> list[Cell]:
    if inspection is None:
        return ["", "", None, None]
    return [
        inspection.slug,
        inspection.get_kind_display(),
        inspection.start_date,
        inspection.end_date,
    ]
