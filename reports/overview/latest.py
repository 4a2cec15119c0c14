"""Every authority with its latest full inspection and its grades, for the map, lists and counts.

Most changes of the archive do not change these rows. So all versions with equal rows share the
rows, and what is computed from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS
from django.db.models import OuterRef, Value
from django.db.models.functions import Concat

from reports.facts.frameworks import CORE, Track
from reports.models import Authority, Inspection, Judgement
from reports.overview.cache import cached_by_version
from reports.overview.composed import ComposedStatement, LoadedRows, columns_of, composed
from reports.overview.grade_cells import GradeCell, joined, judgement_cells
from reports.overview.outline import authorities, authority_rows


@dataclass(frozen=True, eq=False)
class AuthorityRow:
    """An authority in a list, with its latest full inspection, or None without one.

    `judgements` has the judgements of that inspection by area; they have only areas and grades.
    """

    authority: Authority
    inspection: Inspection | None
    judgements: Mapping[str, Judgement]

    @property
    def cells(self) -> list[GradeCell]:
        """The grades of that inspection as a table shows them; empty without an inspection."""
        return joined(judgement_cells(self.judgements, CORE)) if self.inspection else []

    @property
    def grades(self) -> dict[str, str]:
        """The grades of that inspection by area."""
        return {area: judgement.grade for area, judgement in self.judgements.items()}

    def on(self, track: Track) -> GradeCell | None:
        """The cell of that inspection on one track; None without an inspection."""
        return judgement_cells(self.judgements, [track])[0] if self.inspection else None


@dataclass(frozen=True, eq=False)
class Latest:
    """All authorities by name, also closed ones."""

    rows: tuple[AuthorityRow, ...]

    @property
    def current(self) -> list[AuthorityRow]:
        """The rows of the authorities that exist today."""
        return [row for row in self.rows if row.authority.is_current]

    @cached_property
    def _by_key(self) -> dict[int, AuthorityRow]:
        return {row.authority.pk: row for row in self.rows}

    def of(self, authorities: Iterable[Authority]) -> list[AuthorityRow]:
        """The rows of these authorities, in the order given.

        An authority that was added after these rows were read gets a row without an inspection.
        """
        return [
            self._by_key.get(authority.pk) or AuthorityRow(authority, None, {})
            for authority in authorities
        ]


INSPECTION_COLUMNS = columns_of(Inspection)


@cache
def _latest_inspections() -> ComposedStatement:
    """`INSPECTION_COLUMNS` of the latest full inspections, and the judgements of each as "area
    grade". The latest are chosen first: their judgements are then the only ones that are read.
    """
    judgements = Judgement.objects.filter(inspection=OuterRef("pk")).order_by("position", "pk")
    given = judgements.values_list(Concat("area", Value(" "), "grade"))
    keys = Inspection.objects.full().latest_of_each_authority().values("pk")
    inspections = Inspection.objects.filter(pk__in=keys).order_by("pk")
    with_judgements = inspections.annotate(given=ArraySubquery(given))
    return composed(with_judgements.values_list(*INSPECTION_COLUMNS, "given"))


def _load_rows() -> tuple[LoadedRows, LoadedRows]:
    """The authorities, and their latest full inspections with the judgements of each."""
    return authority_rows(), _latest_inspections().load()


@cached_by_version(2, content=_load_rows)
def latest_by_authority(loaded: tuple[LoadedRows, LoadedRows]) -> Latest:
    """The rows of the current version. It is the same object until one of their values changes."""
    inspections: dict[int, Inspection] = {}
    given: dict[int, list[str]] = {}
    for *values, judgements in loaded[1].rows:
        inspection = Inspection.from_db(DEFAULT_DB_ALIAS, INSPECTION_COLUMNS, values)
        inspections[inspection.authority_id] = inspection
        given[inspection.authority_id] = judgements
    rows = []
    for authority in authorities():
        latest = inspections.get(authority.pk)
        judged = {}
        if latest:
            latest.authority = authority
            for each in given[authority.pk]:
                area, grade = each.split(" ")
                judged[area] = Judgement(inspection=latest, area=area, grade=grade)
        rows.append(AuthorityRow(authority, latest, judged))
    return Latest(tuple(rows))
