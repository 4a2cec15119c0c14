"""Every authority with its latest full inspection and the grades of that: what the map, lists and
tallies show.

Most changes of the archive concern something else. So what is made of these rows, down to the
drawing of the map, is shared by all versions in which they are equal.
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
    """An authority in a list, with its latest full inspection (None: none is known).

    `judgements` are those of that inspection by area; only their areas and grades are known.
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
        """What that inspection says on one track; None without an inspection."""
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

        One that came in after this was read has no inspection yet.
        """
        return [
            self._by_key.get(authority.pk) or AuthorityRow(authority, None, {})
            for authority in authorities
        ]


@dataclass(frozen=True)
class _LoadedRows:
    """Rows as they were read; equal when all their values are, not only the keys."""

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
    """All that was read of a row, to be compared."""
    return repr([value for name, value in vars(row).items() if not name.startswith("_")])


@cached_by_version(2, content=_load_rows)
def latest_by_authority(loaded: _LoadedRows) -> Latest:
    """The authorities of the current version: one object for as long as nothing in it changes."""
    return Latest(loaded.rows)
