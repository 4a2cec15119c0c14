"""Every authority with its latest full inspection and the grades of it: one query for the map,
lists and tallies.

It is asked after every change of the archive, and seldom says anything new: while it says the same,
what is made of it, down to the drawing of the map, stays too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.db import connection

from reports.models import ArchiveVersion, Authority, Inspection, Judgement
from reports.models.querysets import FULL_INSPECTIONS
from reports.overview.cache import kept
from reports.overview.tracks import CORE, Cell, Track, cells_of, joined, judged_as


@dataclass(frozen=True, eq=False)
class AuthorityRow:
    """An authority in a list, with its latest full inspection (None: none is known) and the grades
    of that by area.
    """

    authority: Authority
    inspection: Inspection | None
    grades: Mapping[str, str]

    @property
    def cells(self) -> list[Cell]:
        given = {area: self._judgement(area) for area in self.grades}
        return joined(cells_of(given, CORE)) if self.inspection else []

    def on(self, track: Track) -> Cell | None:
        """What the inspection says on one track; None when none is known."""
        area = judged_as(track, self.grades)
        return Cell(track, self._judgement(area) if area else None) if self.inspection else None

    def _judgement(self, area: str) -> Judgement:
        key = self.inspection.pk if self.inspection else None
        return Judgement.from_db(connection.alias, JUDGEMENT, (key, area, self.grades[area]))


@dataclass(frozen=True, eq=False)
class Latest:
    """All authorities by name, those that are closed too; one object as long as nothing in it
    changes.
    """

    rows: tuple[AuthorityRow, ...]

    @cached_property
    def current(self) -> list[AuthorityRow]:
        """Those of today."""
        return [row for row in self.rows if row.authority.closed is None]

    @cached_property
    def _by_key(self) -> dict[int, AuthorityRow]:
        return {row.authority.pk: row for row in self.rows}

    def of(self, authorities: Iterable[Authority]) -> list[AuthorityRow]:
        """The rows of these authorities, in the order given."""
        return [
            self._by_key.get(authority.pk) or AuthorityRow(authority, None, {})
            for authority in authorities
        ]


def latest_now() -> Latest:
    """What holds in the version of this moment, or of the request that is being answered."""
    return latest(ArchiveVersion.now())


@kept(2)
def latest(version: int) -> Latest:
    """Read once for each `version` of the archive."""
    with connection.cursor() as cursor:
        cursor.execute(LATEST, [list(FULL_INSPECTIONS)])
        return _latest(tuple(cursor.fetchall()))


@lru_cache(maxsize=2)
def _latest(told: tuple[tuple[Any, ...], ...]) -> Latest:
    """Most versions tell the same, and share it."""
    return Latest(tuple(_row(values) for values in told))


def _row(told: tuple[Any, ...]) -> AuthorityRow:
    of_authority, of_inspection, (areas, grades) = (
        told[: len(AUTHORITY)],
        told[len(AUTHORITY) : -2],
        told[-2:],
    )
    authority = Authority.from_db(connection.alias, AUTHORITY, of_authority)
    if of_inspection[0] is None:
        return AuthorityRow(authority, None, {})
    inspection = Inspection.from_db(connection.alias, INSPECTION, of_inspection)
    inspection.authority = authority
    return AuthorityRow(
        authority, inspection, dict(zip((areas or "").split(), (grades or "").split(), strict=True))
    )


AUTHORITY = (
    *("id", "name", "slug", "region", "dfe_code", "closed"),
    *("tile_column", "tile_row", "tile_label", "invented"),
)
INSPECTION = (
    "id",
    "authority_id",
    "kind",
    "start_date",
    "end_date",
    "slug",
    "checked",
    "reading_id",
)
JUDGEMENT = ("inspection_id", "area", "grade")
"""What is read of each, in the order of the models' fields."""
# The latest is the one with the greatest pair of last day and key. Codes of areas and grades hold
# no blanks.
LATEST = """
    SELECT authority.id, name, authority.slug, authority.region, dfe_code, closed,
        tile_column, tile_row, tile_label, invented,
        inspection.id, inspection.authority_id, inspection.kind, start_date, end_date, inspection.slug, checked,
        reading_id, areas, grades
    FROM reports_authority AS authority
    LEFT JOIN (
        SELECT authority_id, (max(ARRAY[end_date - '0001-01-01', id]))[2] AS id
        FROM reports_inspection WHERE kind = ANY (%s) GROUP BY authority_id
    ) AS latest ON latest.authority_id = authority.id
    LEFT JOIN reports_inspection AS inspection ON inspection.id = latest.id
    LEFT JOIN LATERAL (
        SELECT string_agg(area, ' ' ORDER BY area) AS areas, string_agg(grade, ' ' ORDER BY area) AS grades
        FROM reports_judgement WHERE inspection_id = inspection.id
    ) AS judged ON true
    ORDER BY authority.name
"""
