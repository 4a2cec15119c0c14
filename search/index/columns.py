"""One version of the archive as filters and orders see it: columns of what they ask, a row for each
report.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reports.facts.frameworks import Family
from reports.facts.vocabulary import Area
from reports.models import Section
from reports.models.text_search import POSITION_BITS
from reports.overview.cache import cached_by_version
from reports.overview.outline import Numbers, Outline, outline
from search.index.scan import Places, inspections_of, positions_of

OF_REPORT = ("region", "overall", "kind", "year", "authority")
OF_SECTION = ("area", "family", "grade", "role")
"""The filters, by what they ask something of."""

Chosen = Mapping[str, Collection[str]]
"""The values that are chosen of each filter; none chosen lets everything pass."""
Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Column:
    """What the reports say under one filter: the values that occur, and for each report the place
    of its value.
    """

    values: tuple[str, ...]
    of_report: Numbers

    def passing(self, chosen: Iterable[str]) -> Marks:
        """For each report whether it has one of the values."""
        wanted = set(chosen)
        return np.array([value in wanted for value in self.values], dtype=bool)[self.of_report]


@dataclass(frozen=True)
class Archive:
    """One version of the archive as filters and orders see it.

    Every array of reports goes in the order of the outline, that of their keys. `in_sections` tells
    for each filter and value which sections have it, by their keys. `row_of` tells by the key of an
    inspection where it stands in this order; -1 where it does not, as the last of all.
    """

    outline: Outline
    columns: dict[str, Column]
    in_sections: dict[str, dict[str, Marks]]
    section_count: int
    row_of: Numbers

    @property
    def report_count(self) -> int:
        return len(self.outline.inspections)

    def turns(self, order: str, places: Places) -> Numbers:
        """For each place its turn in one of the orders of `ORDERS`; within a report as it goes."""
        return self._orders[order][self.rows_of(places)] << POSITION_BITS | positions_of(places)

    def rows_of(self, places: Places) -> Numbers:
        """For each place the row of its report in every array of reports; below zero for one that
        is not here.
        """
        return self.row_of[np.minimum(inspections_of(places), len(self.row_of) - 1)]

    def column(self, name: str) -> Column:
        """A column by its name, among them `inspection`: the key of each report, in digits."""
        if name == "inspection":
            keys = self.outline.keys.tolist()
            return Column(tuple(map(str, keys)), np.arange(len(keys)))
        return self.columns[name]

    def reports_passing(self, chosen: Chosen) -> Marks:
        """For each report whether the chosen values of the filters `OF_REPORT` let it pass."""
        passing = np.ones(self.report_count, dtype=bool)
        for name in OF_REPORT:
            if values := chosen.get(name):
                passing &= self.columns[name].passing(values)
        return passing

    def sections_passing(self, chosen: Chosen) -> Marks:
        """For each section whether the chosen values of the filters `OF_SECTION` let it pass."""
        passing = np.ones(self.section_count, dtype=bool)
        for name in OF_SECTION:
            if values := chosen.get(name):
                known = self.in_sections[name]
                having = [known[value] for value in values if value in known]
                passing &= np.any([np.zeros_like(passing), *having], axis=0)
        return passing

    @cached_property
    def _orders(self) -> dict[str, Numbers]:
        """For each order and report its turn; slugs decide between equals."""
        told = self.outline
        slugs = [each.slug for each in told.inspections]
        by_slug = np.array(sorted(range(len(slugs)), key=slugs.__getitem__), dtype=np.int64)
        days = [each.end_date.toordinal() for each in told.inspections]
        ended = np.array(days, dtype=np.int64)[by_slug]
        _, by_name = np.unique([each.name for each in told.authorities], return_inverse=True)
        keys = {
            "newest": (-ended,),
            "oldest": (ended,),
            "authority": (-ended, by_name[told.authority_rows[by_slug]]),
        }
        # Sorting an order once more turns it round: from the row of each turn to the turn of each
        # row.
        return {order: np.argsort(by_slug[np.lexsort(by)]) for order, by in keys.items()}


@cached_by_version(2)
def archive(version: int) -> Archive:
    """Made once for each `version`."""
    told = outline()
    reports = told.inspections
    years, year_of = np.unique([each.year for each in reports], return_inverse=True)
    columns = {
        "region": _column(
            [authority.region for authority in told.authorities], told.authority_rows
        ),
        "overall": _column(list(told.overall_grades)),
        "kind": _column([each.kind for each in reports]),
        "year": Column(tuple(map(str, years.tolist())), year_of),
        "authority": _column(
            [authority.slug for authority in told.authorities], told.authority_rows
        ),
    }
    count = max((section.pk for section in told.sections), default=0) + 1
    keys = told.keys
    row_of = np.full(int(keys.max(initial=0)) + 2, -1, dtype=np.int64)
    row_of[keys] = np.arange(len(keys))
    return Archive(told, columns, _in_sections(told.sections, count), count, row_of)


def _column(told: list[str], rows: Numbers | None = None) -> Column:
    """The values told of each report, or of what stands in its row of another array."""
    values = tuple(dict.fromkeys(told))
    places = {value: place for place, value in enumerate(values)}
    of_each = np.array([places[value] for value in told], dtype=np.int64)
    return Column(values, of_each if rows is None else of_each[rows])


FAMILIES = {
    area.value: {family.value for family in Family if area in family.areas} for area in Area
}


def _in_sections(known: Iterable[Section], count: int) -> dict[str, dict[str, Marks]]:
    marks: dict[str, dict[str, Marks]] = {name: {} for name in OF_SECTION}
    for section in known:
        families = FAMILIES.get(section.area, set())
        of_name = {
            "area": {section.area},
            "family": families,
            "grade": {section.grade},
            "role": {section.role},
        }
        for name, values in of_name.items():
            for value in values:
                marks[name].setdefault(value, np.zeros(count, dtype=bool))[section.pk] = True
    return marks
