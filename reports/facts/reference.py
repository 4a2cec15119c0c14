"""The reference facts in `reports/data/`: authorities and listed inspections.

Plain Python, for the parser and for the loading of rows. Each file is read once.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from reports.facts.frameworks import Track
from reports.facts.vocabulary import Area, Checked, Grade, Kind, Length, Region

FOLDER = Path(__file__).parents[1] / "data"

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class AuthorityFact:
    """One authority: its names and codes, and other authorities by their DfE codes.

    `dfe_code` identifies the authority, since it stays when the name or the ONS code changes. It is
    empty until the code of a new authority is published; until then other authorities refer to it
    by its slug. An invented authority exists only in the sample reports.
    """

    name: str
    slug: str
    aliases: tuple[str, ...]
    kind: str
    dfe_code: str
    region: Region
    ofsted_region: str = ""
    ons_code: str = ""
    ons_code_previous: str = ""
    ofsted_urn: str = ""
    opened: date | None = None
    closed: date | None = None
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    statistical_neighbours: tuple[str, ...] = ()
    statistical_neighbours_previous: tuple[str, ...] = ()
    tile_column: int | None = None
    tile_row: int | None = None
    tile_label: str = ""
    delivery_body: str = ""
    note: str = ""
    invented: bool = False


@dataclass(frozen=True, slots=True)
class InspectionFact:
    """The facts about an inspection that are known without its report.

    `authority` is a slug. `checked` says how reliable the source is.
    """

    authority: str
    kind: Kind
    length: Length | None
    start_date: date
    end_date: date
    published: date | None
    lead_inspector: str
    grades: Mapping[Area, Grade]
    url: str
    checked: Checked


AREAS_WITH_FACTS = tuple(area for area in Area if not Track(area.tracks[0]).apart)
"""The areas whose grades the facts include. Reviews of safeguarding boards were not collected."""


@cache
def authorities() -> tuple[AuthorityFact, ...]:
    """All authorities that have opened, also closed and invented ones, in the order of the files.

    A process that started before an authority opened does not include it.
    """
    return opened_by(date.today(), announced_authorities())  # noqa: DTZ011  # the day of this machine


@cache
def announced_authorities() -> tuple[AuthorityFact, ...]:
    """All authorities of the files, also those that have not opened yet."""
    real = [_authority(row, invented=False) for row in _rows("authorities.csv")]
    invented = [_authority(row, invented=True) for row in _rows("invented_authorities.csv")]
    return tuple(real + invented)


def opened_by(day: date, facts: Iterable[AuthorityFact]) -> tuple[AuthorityFact, ...]:
    """The authorities that had opened by a day, unchanged: they may still refer to others."""
    return tuple(fact for fact in facts if fact.opened is None or fact.opened <= day)


@cache
def inspections() -> tuple[InspectionFact, ...]:
    """All listed inspections and visits, in the order of the file."""
    return tuple(_inspection(row) for row in _rows("inspections.csv"))


def _rows(name: str) -> list[Row]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _authority(row: Row, *, invented: bool) -> AuthorityFact:
    return AuthorityFact(
        name=row["name"],
        slug=row["slug"],
        aliases=_several(row["aliases"]),
        kind=row["kind"],
        dfe_code=row["dfe_la_code"],
        region=_region(row["region"]),
        ofsted_region=row.get("ofsted_region") or row["region"],
        ons_code=row.get("ons_code", ""),
        ons_code_previous=row.get("ons_code_previous", ""),
        ofsted_urn=row.get("ofsted_urn", ""),
        opened=_day(row.get("opened", "")),
        closed=_day(row.get("closed", "")),
        predecessors=_several(row.get("predecessors", "")),
        successors=_several(row.get("successors", "")),
        statistical_neighbours=_several(row.get("statistical_neighbours", "")),
        statistical_neighbours_previous=_several(row.get("statistical_neighbours_previous", "")),
        tile_column=_whole(row.get("tile_col", "")),
        tile_row=_whole(row.get("tile_row", "")),
        tile_label=row.get("tile_label", ""),
        delivery_body=row.get("delivery_body", ""),
        note=row.get("note", ""),
        invented=invented,
    )


def _inspection(row: Row) -> InspectionFact:
    grades = {}
    for area in Area:
        code = row.get(area.value.replace("-", "_"))
        if code:
            grades[area] = Grade(code)
    return InspectionFact(
        authority=row["authority"],
        kind=Kind(row["kind"]),
        length=Length(row["length"]) if row["length"] else None,
        start_date=date.fromisoformat(row["start_date"]),
        end_date=date.fromisoformat(row["end_date"]),
        published=_day(row["published"]),
        lead_inspector=row["lead_inspector"],
        grades=MappingProxyType(grades),
        url=row["url"],
        checked=Checked(row["checked"]),
    )


@cache
def _region(label: str) -> Region:
    return next(region for region in Region if region.label == label)


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _whole(cell: str) -> int | None:
    return int(cell) if cell else None
