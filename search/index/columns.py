"""One version of the archive as filters and orders see it: a column for each filter, a row for each
report.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

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
"""The filters, by what has the values that are chosen."""

Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """The values of one filter, and for each report the index of its value."""

    values: tuple[str, ...]
    of_report: Numbers


@dataclass(frozen=True, slots=True)
class ArchiveColumns:
    """One version of the archive.

    Every array of reports is in the order of the outline, that of their keys. `in_sections` gives
    for each filter and value which sections have it, by their keys. `row_of` gives the row of each
    inspection by its key, -1 where there is none, as in its last place. `orders` gives the turn of
    each report in an order.
    """

    outline: Outline
    columns: dict[str, ReportColumn]
    in_sections: dict[str, dict[str, Marks]]
    section_count: int
    row_of: Numbers
    orders: dict[str, Numbers]

    @property
    def report_count(self) -> int:
        return len(self.outline.inspections)

    def turns(self, order: str, places: Places) -> Numbers:
        """The turn of each place in one of the `orders`; within a report they go by position."""
        return self.orders[order][self.rows_of(places)] << POSITION_BITS | positions_of(places)

    def rows_of(self, places: Places) -> Numbers:
        """The row of the report of each place; below zero for one that is not in this version."""
        return self.row_of[np.minimum(inspections_of(places), len(self.row_of) - 1)]


@cached_by_version(2)
def archive() -> ArchiveColumns:
    """The columns of the version that the request came in at."""
    current_outline = outline()
    slugs = [authority.slug for authority in current_outline.authorities]
    regions = [authority.region for authority in current_outline.authorities]
    keys = current_outline.keys
    columns = {
        "region": _of_authorities(regions, current_outline.authority_rows),
        "overall": _column(list(current_outline.overall_grades)),
        "kind": _column([each.kind for each in current_outline.inspections]),
        "year": _column([str(each.year) for each in current_outline.inspections]),
        "authority": _of_authorities(slugs, current_outline.authority_rows),
        "inspection": ReportColumn(tuple(map(str, keys.tolist())), np.arange(len(keys))),
    }
    section_count = max((section.pk for section in current_outline.sections), default=0) + 1
    row_of = np.full(int(keys.max(initial=0)) + 2, -1, dtype=np.int64)
    row_of[keys] = np.arange(len(keys))
    in_sections = _in_sections(current_outline.sections, section_count)
    return ArchiveColumns(
        current_outline, columns, in_sections, section_count, row_of, _orders(current_outline)
    )


def _column(values_of_reports: list[str]) -> ReportColumn:
    values = tuple(dict.fromkeys(values_of_reports))
    index = {value: at for at, value in enumerate(values)}
    of_report = np.array([index[value] for value in values_of_reports], dtype=np.int64)
    return ReportColumn(values, of_report)


def _of_authorities(values: list[str], authority_rows: Numbers) -> ReportColumn:
    """A column of what each report's authority has; `authority_rows` are the rows of `values`."""
    of_authority = _column(values)
    return ReportColumn(of_authority.values, of_authority.of_report[authority_rows])


def _orders(current_outline: Outline) -> dict[str, Numbers]:
    """For each order the turn of each report; slugs decide between equals."""
    slugs = [each.slug for each in current_outline.inspections]
    days = [each.end_date.toordinal() for each in current_outline.inspections]
    by_slug = np.array(sorted(range(len(slugs)), key=slugs.__getitem__), dtype=np.int64)
    ended = np.array(days, dtype=np.int64)[by_slug]
    _, by_name = np.unique([each.name for each in current_outline.authorities], return_inverse=True)
    keys = {
        "newest": (-ended,),
        "oldest": (ended,),
        "authority": (-ended, by_name[current_outline.authority_rows[by_slug]]),
    }
    # Sorting an order once more turns it round: from the row of each turn to the turn of each row.
    return {order: np.argsort(by_slug[np.lexsort(by)]) for order, by in keys.items()}


FAMILIES = {
    area.value: {family.value for family in Family if area in family.areas} for area in Area
}


def _in_sections(sections: Iterable[Section], count: int) -> dict[str, dict[str, Marks]]:
    marks: dict[str, dict[str, Marks]] = {name: {} for name in OF_SECTION}
    for section in sections:
        values_of = {
            "area": {section.area},
            "family": FAMILIES.get(section.area, set()),
            "grade": {section.grade},
            "role": {section.role},
        }
        for name, values in values_of.items():
            for value in values:
                having = marks[name].setdefault(value, np.zeros(count, dtype=bool))
                having[section.pk] = True
    return marks
