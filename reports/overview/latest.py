"""Every authority with its latest full inspection and its grades, for the map, lists and counts.

Most changes of the archive do not change these rows. So all versions with equal rows share the
rows, and what is computed from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef
from django.db.models.functions import JSONObject

from reports.facts.frameworks import CORE, Track
from reports.models import Authority, Inspection, Judgement
from reports.overview.cache import cached_by_version
from reports.overview.grade_cells import GradeCell, joined, judgement_cells
from reports.overview.outline import authorities


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
    """All authorities by name, those that are closed too."""

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


@dataclass(frozen=True)
class _LoadedRows:
    """Rows as they were read. Two are equal if all values of their rows are equal."""

    values: tuple[str, ...]
    rows: tuple[AuthorityRow, ...] = field(compare=False)


def _load_rows() -> _LoadedRows:
    latest_of = {inspection.authority_id: inspection for inspection in _latest_inspections()}
    rows = []
    values = []
    for authority in authorities():
        inspection = latest_of.get(authority.pk)
        values.append(_values(authority))
        judgements = {}
        if inspection:
            values.append(_values(inspection))
            inspection.authority = authority
            for given in inspection.given:
                judgements[given["area"]] = Judgement(inspection=inspection, **given)
        rows.append(AuthorityRow(authority, inspection, judgements))
    return _LoadedRows(tuple(values), tuple(rows))


def _latest_inspections() -> Iterable[Any]:
    """The latest full inspection of each authority, with its areas and grades as `given`."""
    judgements = Judgement.objects.filter(inspection=OuterRef("pk")).order_by("position", "pk")
    given = judgements.values_list(JSONObject(area="area", grade="grade"))
    inspections = Inspection.objects.full().latest_of_each_authority()
    return inspections.annotate(given=ArraySubquery(given))


def _values(row: Model) -> str:
    """The values of all fields of a row, as text for comparison."""
    return repr([value for name, value in vars(row).items() if not name.startswith("_")])


@cached_by_version(2, content=_load_rows)
def latest_by_authority(loaded: _LoadedRows) -> Latest:
    """The rows of the current version. It is the same object until one of their values changes."""
    return Latest(loaded.rows)
