"""An outline of all authorities, inspections and sections, for the choices, filters and orders of
lists and searches. It is read once for each version of the archive.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from django.db.models import F, FilteredRelation, Q
from numpy.typing import NDArray

from reports.facts.frameworks import OVERALL
from reports.models import Authority, Inspection, Section
from reports.overview.cache import cached_by_version

Numbers = NDArray[np.int64]

SHOWN_IN_LISTS = (
    "authority",
    "region",
    "kind",
    "start_date",
    "end_date",
    "year",
    "published",
    "title",
    "slug",
    "reading",
)
"""The fields of an inspection that are read at once; Django reads others when they are needed."""


@cached_by_version(2)
def authorities() -> tuple[Authority, ...]:
    """All authorities by name, also closed and invented ones.

    Callers share the rows and must not change them.
    """
    return tuple(Authority.objects.all())


@cached_by_version(2)
def any_invented() -> bool:
    """Whether the archive has invented authorities, which come with the sample reports."""
    return any(authority.invented for authority in authorities())


@dataclass(frozen=True)
class Outline:
    """The authorities by name, the inspections by key, and the sections of paragraphs by key.

    `overall_grades` are the grades for overall effectiveness, in the order of the inspections;
    empty for an inspection without one.
    """

    authorities: tuple[Authority, ...]
    inspections: tuple[Inspection, ...]
    overall_grades: tuple[str, ...]
    sections: tuple[Section, ...]

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
    def by_key(self) -> dict[int, Inspection]:
        """The inspections by their keys, each with its authority."""
        return {inspection.pk: inspection for inspection in self.inspections}


@cached_by_version(2)
def outline() -> Outline:
    """The outline of the archive. Callers share its rows, and must not change them."""
    by_key = {authority.pk: authority for authority in authorities()}
    overall = FilteredRelation("judgements", condition=Q(judgements__area__in=OVERALL.areas))
    # Without inspections of authorities that were added since: the next version has them.
    rows = Inspection.objects.filter(authority__in=by_key).order_by("pk")
    rows = rows.only(*SHOWN_IN_LISTS).annotate(overall=overall, overall_grade=F("overall__grade"))
    inspections: tuple[Any, ...] = tuple(rows)
    for inspection in inspections:
        inspection.authority = by_key[inspection.authority_id]
    return Outline(
        authorities(),
        inspections,
        tuple(inspection.overall_grade or "" for inspection in inspections),
        tuple(Section.objects.order_by("pk")),
    )
