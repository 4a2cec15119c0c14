"""The facts that ship with the archive: authorities and known inspections, read from
`reports/data/`.

Plain Python: the parser and the models' loaders use it alike. Facts are read once and kept.
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
    """One authority: its names and codes; other authorities are named by their DfE codes.

    `dfe_code` is the key to join on: it outlives renamings and changes of the ONS code. It is empty
    until the code of a new authority is published; till then others name that one by its slug. An
    invented authority is one of the sample reports and exists nowhere else.
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
    """What is known of an inspection without its report. `authority` is a slug; `checked` says how
    far to trust it.
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


GRADED = tuple(area for area in Area if not Track(area.tracks[0]).apart)
"""The areas of which the facts know grades; reviews of safeguarding boards were not collected."""


@cache
def authorities() -> tuple[AuthorityFact, ...]:
    """Every authority, of today, closed and invented, in the order of the files.

    One that is yet to open is left out until a process starts on its first day or later.
    """
    return opened_by(date.today(), announced_authorities())  # noqa: DTZ011  # the day of this machine


@cache
def announced_authorities() -> tuple[AuthorityFact, ...]:
    """The authorities of the files, those too that are yet to open."""
    real = [_authority(row, invented=False) for row in _rows("authorities.csv")]
    return (*real, *(_authority(row, invented=True) for row in _rows("invented_authorities.csv")))


def opened_by(day: date, facts: Iterable[AuthorityFact]) -> tuple[AuthorityFact, ...]:
    """Those that opened on a day or before; what they say of others stays."""
    return tuple(fact for fact in facts if fact.opened is None or fact.opened <= day)


@cache
def inspections() -> tuple[InspectionFact, ...]:
    """Every inspection and visit that is known, in the order of the file."""
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
    grades = {
        area: Grade(row[column]) for area in Area if row.get(column := area.value.replace("-", "_"))
    }
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
