"""What filters leave of the places of a scan, counted as often as the facets of a page need it.

A filter asks something either of the report (region, year ...) or of the section (judgement, grade ...). Places are
counted once into cells, a row a report and a column a section; every number of a page is a sum of cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reports.kept import kept
from reports.models import Section
from reports.outline import Outline, outline
from reports.text_search import POSITION_BITS
from reports.vocabulary import Area, Family
from search.scan import Places, inspections_of, positions_of, sections_of

OF_REPORT = ("region", "overall", "kind", "year", "authority")
OF_SECTION = ("area", "family", "grade", "role")
"""The filters, by what they ask something of."""

Chosen = Mapping[str, Iterable[str]]
"""The values that are chosen of each filter; none chosen lets everything pass."""
Marks = NDArray[np.bool_]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Column:
    """What the reports say under one filter: the values that occur, and for each report the place of its value."""

    values: tuple[str, ...]
    of_report: Numbers

    def passing(self, chosen: Iterable[str]) -> Marks:
        """For each report whether it has one of the values."""
        wanted = set(chosen)
        return np.array([value in wanted for value in self.values], dtype=bool)[self.of_report]


@dataclass(frozen=True, slots=True)
class Archive:
    """One version of the archive as filters and orders see it.

    `inspections` are the keys of all reports in ascending order; every other array of reports goes in this order.
    `in_sections` tells for each filter and value which sections have it, by their keys. `row_of` tells by the key of an
    inspection where it stands among `inspections`; -1 where it does not, as the last of all.
    """

    inspections: Numbers
    columns: dict[str, Column]
    orders: dict[str, Numbers]
    in_sections: dict[str, dict[str, Marks]]
    section_count: int
    row_of: Numbers

    def turns(self, order: str, places: Places) -> Numbers:
        """For each place its turn in one of the `orders`; within a report as it goes."""
        return self.orders[order][self.rows_of(places)] << POSITION_BITS | positions_of(places)

    def rows_of(self, places: Places) -> Numbers:
        """For each place the row of its report in every array of reports; below zero for one that is not here."""
        return self.row_of[np.minimum(inspections_of(places), len(self.row_of) - 1)]


@kept(2)
def archive(version: int) -> Archive:
    """Made once for each `version`."""
    told = outline(version)
    of_report = {
        "region": [authority.region for authority in told.of_authority],
        "overall": told.columns.overalls,
        "kind": told.columns.kinds,
        "year": told.years,
        "authority": [authority.slug for authority in told.of_authority],
    }
    columns = {name: _column(values) for name, values in of_report.items()}
    count = max((section.pk for section in told.sections), default=0) + 1
    keys = np.array(told.columns.keys, dtype=np.int64)
    row_of = np.full(int(keys.max(initial=0)) + 2, -1, dtype=np.int64)
    row_of[keys] = np.arange(len(keys))
    return Archive(keys, columns, _orders(told), _in_sections(told.sections, count), count, row_of)


def _orders(told: Outline) -> dict[str, Numbers]:
    ended, slugs = np.array(told.columns.ended, dtype=np.int64), _ranks(told.columns.slugs)
    names = _ranks([authority.name for authority in told.of_authority])
    orders = {
        "newest": np.lexsort((slugs, -ended)),
        "oldest": np.lexsort((slugs, ended)),
        "authority": np.lexsort((slugs, -ended, names)),
    }
    return {name: np.argsort(order) for name, order in orders.items()}


def _ranks(told: list[str]) -> Numbers:
    """For each text its place among all different ones in order."""
    places = {text: place for place, text in enumerate(sorted(set(told)))}
    return np.array([places[text] for text in told], dtype=np.int64)


def _column(told: list[str]) -> Column:
    values = tuple(dict.fromkeys(told))
    places = {value: place for place, value in enumerate(values)}
    return Column(values, np.array([places[value] for value in told], dtype=np.int64))


FAMILIES = {area.value: {family.value for family in Family if area in family.areas} for area in Area}


def _in_sections(known: Iterable[Section], count: int) -> dict[str, dict[str, Marks]]:
    marks: dict[str, dict[str, Marks]] = {name: {} for name in OF_SECTION}
    for section in known:
        families = FAMILIES.get(section.area, set())
        of_name = {"area": {section.area}, "family": families, "grade": {section.grade}, "role": {section.role}}
        for name, values in of_name.items():
            for value in values:
                marks[name].setdefault(value, np.zeros(count, dtype=bool))[section.pk] = True
    return marks


class Narrowed:
    """The places of a scan in one version of the archive, and what the chosen values leave of them."""

    def __init__(self, places: Places, version: int, chosen: Chosen) -> None:
        self.archive = archive(version)
        self.chosen = {name: {str(value) for value in values} for name, values in chosen.items() if values}
        of_report = self.archive.rows_of(places)
        if len(of_report) and of_report.min() < 0:
            # A report that came in after the version was read is none of this version's.
            places, of_report = places[of_report >= 0], of_report[of_report >= 0]
        self.all_places = places
        self.reports, self.rows = _numbered(of_report, len(self.archive.inspections))
        self.sections = np.minimum(sections_of(self.all_places), self.archive.section_count - 1)

    @cached_property
    def cells(self) -> Numbers:
        """How many places there are of each report (rows) and section (columns)."""
        width = self.archive.section_count
        counted = np.bincount(self.rows * width + self.sections, minlength=len(self.reports) * width)
        return counted.reshape(len(self.reports), width)

    @cached_property
    def places(self) -> Places:
        """The places that every filter lets pass."""
        if not self.chosen:
            return self.all_places
        found: Places = self.all_places[self._rows_passing("")[self.rows] & self._sections_passing("")[self.sections]]
        return found

    @cached_property
    def in_reports(self) -> Numbers:
        """How many of the places are in each of `reports`."""
        counted: Numbers = self._in_rows * self._rows_passing("")
        return counted

    @property
    def report_count(self) -> int:
        return int(np.count_nonzero(self.in_reports))

    @property
    def authority_count(self) -> int:
        return len(np.unique(self.archive.columns["authority"].of_report[self.reports[self.in_reports > 0]]))

    def facet(self, name: str) -> Counter[str]:
        """How many places each value of a filter would leave, all other filters as they are."""
        if name in OF_REPORT:
            column = self.archive.columns[name]
            weights = self._in_rows * self._rows_passing(name)
            counts = np.bincount(column.of_report[self.reports], weights, len(column.values))
            return Counter(dict(zip(column.values, counts.astype(int).tolist(), strict=True)))
        totals = self._in_sections * self._sections_passing(name)
        return Counter({value: int(totals[marks].sum()) for value, marks in self.archive.in_sections[name].items()})

    @cached_property
    def _in_rows(self) -> Numbers:
        counted: Numbers = self.cells[:, self._sections_passing("")].sum(axis=1)
        return counted

    @cached_property
    def _in_sections(self) -> Numbers:
        counted: Numbers = self.cells[self._rows_passing("")].sum(axis=0)
        return counted

    def _rows_passing(self, but: str) -> Marks:
        """For each of `reports` whether all filters but one let it pass."""
        passing = np.ones(len(self.reports), dtype=bool)
        for name in self.chosen.keys() & set(OF_REPORT) - {but}:
            passing &= self.archive.columns[name].passing(self.chosen[name])[self.reports]
        return passing

    def _sections_passing(self, but: str) -> Marks:
        passing = np.ones(self.archive.section_count, dtype=bool)
        for name in self.chosen.keys() & set(OF_SECTION) - {but}:
            known = self.archive.in_sections[name]
            having = [known[value] for value in self.chosen[name] if value in known]
            passing &= np.any([np.zeros_like(passing), *having], axis=0)
        return passing


def _numbered(values: Numbers, most: int) -> tuple[Numbers, Numbers]:
    """The values that occur, and for each value its place among them; for many values all below `most` stand in."""
    if len(values) > most:
        return np.arange(most), values
    return np.unique(values, return_inverse=True)
