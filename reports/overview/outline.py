"""An outline of all authorities, inspections and sections, for the choices, filters and orders of
lists and searches. It is read once for each version of the archive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np
from django.db import DEFAULT_DB_ALIAS
from django.db.models import F, FilteredRelation, Q
from numpy.typing import NDArray

from reports.facts.frameworks import OVERALL
from reports.models import Authority, Inspection, Section
from reports.overview.cache import cached_by_version
from reports.overview.composed import ComposedStatement, LoadedRows, columns_of, composed

Numbers = NDArray[np.int64]


class InspectionRow(NamedTuple):
    """What lists show of an inspection; a row takes a fraction of the time of a model's object."""

    pk: int
    authority_id: int
    region: str
    kind: str
    start_date: date
    end_date: date
    year: int
    published: date | None
    title: str
    slug: str
    reading_id: int | None


class SectionRow(NamedTuple):
    """A section: what the paragraphs have that are counted together."""

    pk: int
    area: str
    grade: str
    role: str


AUTHORITY_COLUMNS = columns_of(Authority)


@cache
def _authorities_by_name() -> ComposedStatement:
    return composed(Authority.objects.values_list(*AUTHORITY_COLUMNS))


@cached_by_version(2)
def authority_rows() -> LoadedRows:
    """All columns of every authority, by name."""
    return _authorities_by_name().load()


@cached_by_version(2, content=authority_rows)
def authorities(loaded: LoadedRows) -> tuple[Authority, ...]:
    """All authorities by name, also closed and invented ones.

    Callers share the rows and must not change them.
    """
    return tuple(
        [Authority.from_db(DEFAULT_DB_ALIAS, AUTHORITY_COLUMNS, row) for row in loaded.rows]
    )


@cached_by_version(2)
def any_invented() -> bool:
    """Whether the archive has invented authorities, which come with the sample reports."""
    return any(authority.invented for authority in authorities())


@dataclass(frozen=True)
class Outline:
    """The authorities by name, the inspections by key, and the sections of paragraphs by key.

    `overall_grades` are the grades for overall effectiveness, in the order of the inspections;
    empty for an inspection without one. `made` has the objects of the inspections that were shown,
    by their keys.
    """

    authorities: tuple[Authority, ...]
    inspections: tuple[InspectionRow, ...]
    overall_grades: tuple[str, ...]
    sections: tuple[SectionRow, ...]
    made: dict[int, Inspection] = field(default_factory=dict, compare=False)

    @cached_property
    def keys(self) -> Numbers:
        """The keys of the inspections, in ascending order."""
        return np.array([inspection.pk for inspection in self.inspections], dtype=np.int64)

    @cached_property
    def authority_rows(self) -> Numbers:
        """The place among `authorities` of each inspection's authority."""
        place_of = {authority.pk: place for place, authority in enumerate(self.authorities)}
        places = [place_of[inspection.authority_id] for inspection in self.inspections]
        return np.array(places, dtype=np.int64)

    @cached_property
    def years(self) -> list[int]:
        """The years in which an inspection ended, the earliest first."""
        return sorted({inspection.year for inspection in self.inspections})

    @cached_property
    def names(self) -> dict[int, str]:
        """What each authority is called, by its key."""
        return {authority.pk: str(authority) for authority in self.authorities}

    @cached_property
    def plain_names(self) -> dict[int, str]:
        """The name of each authority, by its key, as lists are sorted by it."""
        return {authority.pk: authority.name for authority in self.authorities}

    @cached_property
    def authority_of(self) -> dict[int, Authority]:
        """The authorities by their keys."""
        return {authority.pk: authority for authority in self.authorities}

    @cached_property
    def by_key(self) -> dict[int, InspectionRow]:
        """The inspections by their keys."""
        return {inspection.pk: inspection for inspection in self.inspections}


INSPECTION_COLUMNS = ["id", *InspectionRow._fields[1:]]
AUTHORITY_COLUMN = INSPECTION_COLUMNS.index("authority_id")


@cache
def _inspections_with_grades() -> ComposedStatement:
    """`INSPECTION_COLUMNS` and the overall grade of every inspection, by key."""
    overall = FilteredRelation("judgements", condition=Q(judgements__area__in=OVERALL.areas))
    graded = Inspection.objects.annotate(overall=overall, overall_grade=F("overall__grade"))
    return composed(graded.order_by("pk").values_list(*INSPECTION_COLUMNS, "overall_grade"))


@cache
def _sections() -> ComposedStatement:
    return composed(Section.objects.order_by("pk").values_list("pk", "area", "grade", "role"))


@cached_by_version(2)
def outline() -> Outline:
    """The outline of the archive. Callers share its rows, and must not change them."""
    keys = {authority.pk for authority in authorities()}
    loaded = _inspections_with_grades().load()
    # Without inspections of authorities that were added since: the next version has them.
    rows = [row for row in loaded.rows if row[AUTHORITY_COLUMN] in keys]
    return Outline(
        authorities(),
        tuple([InspectionRow(*row[:-1]) for row in rows]),
        tuple([row[-1] or "" for row in rows]),
        tuple([SectionRow(*row) for row in _sections().load().rows]),
    )
