"""Filters: which places of a scan they leave, and the counts of every facet.

A filter chooses values of reports (region, year ...) or of sections (judgement, grade ...). One
version of the archive is held in memory: for each filter, the value of each report or section.
Places are counted once into cells, a row a report and a column a section. Every count is a sum of
cells.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reports.facts.frameworks import FAMILIES, areas_of
from reports.facts.vocabulary import Area
from reports.models.text_search import POSITION_BITS, SECTION_BITS, TAG
from reports.overview.cache import cached_by_version
from reports.overview.outline import Numbers, Outline, SectionRow, outline
from reports.overview.passage_times import passage_times
from search.index.lexemes import any_of
from search.index.scan import Places, inspections_of, positions_of, sections_of

OF_REPORT = ("region", "overall", "kind", "year", "authority", "report", "ended")
OF_SECTION = ("area", "family", "grade", "role")
"""The filters on values of reports, and those on values of sections.

The values of `report` are slugs, those of `ended` days such as `2023-01-27`.
"""
NO_JUDGEMENT = "none"
"""The family of what belongs to no judgement: letters after visits, summaries, points."""

Mask = NDArray[np.bool_]
Chosen = Mapping[str, Collection[object]]
"""The values chosen for each filter. A filter without a value lets everything pass."""
IN_ENTRIES = ("region", "kind", "year", "area", "grade", "role")
"""The filters whose values entries hold; they also hold the keys of authorities."""


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """The distinct values of one filter, and for each report the index of its value."""

    values: tuple[str, ...]
    of_report: Numbers


@dataclass(frozen=True, slots=True)
class ArchiveColumns:
    """The values of all filters in one version of the archive.

    Each report has a row, in the order of the outline, which is that of their keys. `of_reports`
    has a column for each filter on reports. `of_sections` gives, for each filter on sections and
    each value, the mask of the sections with that value, by their keys. `row_of` gives the row of
    each inspection by its key: -1 where there is none, and always in its last place. `orders` gives
    the rank of each report, from 0, in each order.
    """

    outline: Outline
    of_reports: dict[str, ReportColumn]
    of_sections: Mapping[str, Mapping[str, Mask]]
    section_count: int
    row_of: Numbers
    orders: dict[str, Numbers]

    def turns(self, order: str, places: Places) -> Numbers:
        """A number for each place that sorts places in an order; within a report, by position.

        `order` is one of `orders`, or `changed`: by when a passage came in or changed, the latest
        first.
        """
        if order == "changed":
            return _turns_by_change(places)
        return self.orders[order][self.rows_of(places)] << POSITION_BITS | positions_of(places)

    def turn_of(self, order: str, key: PassageKey) -> int:
        """The number, as in `turns`, of one passage in one of the `orders`.

        If its report is gone, or its dates have changed, this is the number just before the first
        passage that would follow it.
        """
        target = _sort_key(order, key.end_date, key.authority, key.inspection)
        reports_before = 0
        is_listed = False
        for each in self.outline.inspections:
            name = self.outline.plain_names[each.authority_id]
            own = _sort_key(order, each.end_date.toordinal(), name, each.slug)
            reports_before += own < target
            is_listed |= own == target
        first = reports_before << POSITION_BITS
        return first | key.position if is_listed else first - 1

    def rows_of(self, places: Places) -> Numbers:
        """The row of the report of each place; -1 for a report that is not in this version."""
        return self.row_of[np.minimum(inspections_of(places), len(self.row_of) - 1)]


def _turns_by_change(places: Places) -> Numbers:
    changed = passage_times().changed_in_microseconds(places >> SECTION_BITS)
    turns: Numbers = np.empty(len(places), dtype=np.int64)
    turns[np.lexsort((places, -changed))] = np.arange(len(places))
    return turns


@dataclass(frozen=True, slots=True)
class PassageKey:
    """The values by which a passage is sorted among all others.

    They are the last day of its inspection as an ordinal (`date.toordinal`), the name of its
    authority, the slug of its inspection, and its position in the report.
    """

    end_date: int
    authority: str
    inspection: str
    position: int


def _sort_key(order: str, end_date: int, authority: str, slug: str) -> tuple[Any, ...]:
    """The key by which one of the `orders` sorts reports."""
    if order == "oldest":
        return end_date, slug
    if order == "authority":
        return authority, -end_date, slug
    return -end_date, slug


@cached_by_version(2)
def archive_columns() -> ArchiveColumns:
    """The values of all filters in the version of the archive that the request began with."""
    current_outline = outline()
    slugs = [authority.slug for authority in current_outline.authorities]
    regions = [authority.region for authority in current_outline.authorities]
    keys = current_outline.keys
    of_reports = {
        "region": _of_authorities(regions, current_outline.authority_rows),
        "overall": _column(list(current_outline.overall_grades)),
        "kind": _column([each.kind for each in current_outline.inspections]),
        "year": _column([str(each.year) for each in current_outline.inspections]),
        "authority": _of_authorities(slugs, current_outline.authority_rows),
        "report": _column([each.slug for each in current_outline.inspections]),
        "ended": _column([each.end_date.isoformat() for each in current_outline.inspections]),
        "inspection": ReportColumn(tuple(map(str, keys.tolist())), np.arange(len(keys))),
    }
    section_count = max((section.pk for section in current_outline.sections), default=0) + 1
    row_of = np.full(int(keys.max(initial=0)) + 2, -1, dtype=np.int64)
    row_of[keys] = np.arange(len(keys))
    of_sections = _section_masks(current_outline.sections, section_count)
    return ArchiveColumns(
        current_outline, of_reports, of_sections, section_count, row_of, _orders(current_outline)
    )


def _column(values_of_reports: list[str]) -> ReportColumn:
    values = tuple(dict.fromkeys(values_of_reports))
    index = {value: at for at, value in enumerate(values)}
    of_report = np.array([index[value] for value in values_of_reports], dtype=np.int64)
    return ReportColumn(values, of_report)


def _of_authorities(values: list[str], authority_rows: Numbers) -> ReportColumn:
    """A column of values that reports have from their authorities.

    `values` has one for each authority; `authority_rows` gives each report its index there.
    """
    of_authority = _column(values)
    return ReportColumn(of_authority.values, of_authority.of_report[authority_rows])


def _orders(current_outline: Outline) -> dict[str, Numbers]:
    """For each order the rank of each report, from 0; slugs decide between equals."""
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
    # `lexsort` gives the row at each rank; `argsort` of that gives the rank of each row.
    return {order: np.argsort(by_slug[np.lexsort(by)]) for order, by in keys.items()}


FAMILIES_OF = {
    area.value: {family.code for family in FAMILIES.values() if area in family.areas}
    for area in Area
}


@lru_cache(maxsize=2)
def _section_masks(
    sections: tuple[SectionRow, ...], count: int
) -> Mapping[str, Mapping[str, Mask]]:
    """For each filter on sections, and each of its values, the mask of the sections with it.

    Most versions have the sections of the one before, and share the masks.
    """
    masks: dict[str, dict[str, Mask]] = {name: {} for name in OF_SECTION}
    for section in sections:
        values_of = {
            "area": {section.area},
            "family": FAMILIES_OF[section.area] if section.area else {NO_JUDGEMENT},
            "grade": {section.grade},
            "role": {section.role},
        }
        for name, values in values_of.items():
            for value in values:
                mask = masks[name].setdefault(value, np.zeros(count, dtype=bool))
                mask[section.pk] = True
    return masks


@dataclass(frozen=True, slots=True)
class Count:
    """A number of paragraphs, and of the reports that they are in."""

    paragraphs: int
    reports: int


class NarrowedPlaces:
    """The places of a scan, and what the chosen filters leave of them.

    `columns` are those of one version of the archive. `reports` are the rows of the reports that
    are counted: all reports, or those with a place where places are few. `cells` counts the places
    of each of these reports (rows) in each section (columns).

    `places` are those left, in `report_count` reports of `authority_count` authorities.
    `left_in_report` counts them by report. `in_sections_of_report` counts by report what the
    filters of sections leave, and `in_reports_of_section` by section what those of reports leave.
    """

    def __init__(
        self,
        places: Places,
        columns: ArchiveColumns,
        chosen: Chosen,
        inspections: Collection[int] | None = None,
    ) -> None:
        self.columns = columns
        of_report = columns.rows_of(places)
        is_counted = of_report >= 0  # not a report that came in after this version
        if inspections is not None:
            is_counted &= np.isin(columns.outline.keys, list(inspections))[of_report]
        if not is_counted.all():
            places, of_report = places[is_counted], of_report[is_counted]
        if len(places) > len(columns.outline.keys):
            self.reports, rows = np.arange(len(columns.outline.keys)), of_report
        else:
            self.reports, rows = np.unique(of_report, return_inverse=True)
        sections = np.minimum(sections_of(places), columns.section_count - 1)
        size = len(self.reports) * columns.section_count
        counts = np.bincount(rows * columns.section_count + sections, minlength=size)
        self.cells: Numbers = counts.reshape(len(self.reports), columns.section_count)
        self._choose({name: set(map(str, values)) for name, values in chosen.items() if values})
        reports_pass = self._passing(OF_REPORT)
        sections_pass = self._passing(OF_SECTION)
        self.places: Places = places[reports_pass[rows] & sections_pass[sections]]
        self.in_sections_of_report: Numbers = self.cells[:, sections_pass].sum(axis=1)
        self.in_reports_of_section: Numbers = self.cells[reports_pass].sum(axis=0)
        self.left_in_report: Numbers = self.in_sections_of_report * reports_pass
        with_places = self.reports[self.left_in_report > 0]
        self.report_count = len(with_places)
        authorities = columns.of_reports["authority"].of_report[with_places]
        self.authority_count = len(np.unique(authorities))

    def facet(self, name: str) -> Counter[str]:
        """How many paragraphs each value of a filter would leave, with all others as they are."""
        if name in OF_REPORT:
            column = self.columns.of_reports[name]
            weights = self.in_sections_of_report * self._passing(OF_REPORT, but=name)
            counts = np.bincount(column.of_report[self.reports], weights, len(column.values))
            return Counter(dict(zip(column.values, counts.astype(int).tolist(), strict=True)))
        totals = self.in_reports_of_section * self._passing(OF_SECTION, but=name)
        masks = self.columns.of_sections[name]
        return Counter({value: int(totals[mask].sum()) for value, mask in masks.items()})

    def counted_by(self, names: Sequence[str]) -> dict[tuple[str, ...], Count]:
        """Paragraphs and reports for each combination of values in some columns of reports."""
        columns = [self.columns.of_reports[name] for name in names]
        has_any = self.left_in_report > 0
        reports, paragraphs = self.reports[has_any], self.left_in_report[has_any]
        if not len(reports):
            return {}
        sizes = [len(column.values) for column in columns]
        combinations = np.ravel_multi_index(
            [column.of_report[reports] for column in columns], sizes
        )
        report_counts = np.bincount(combinations)
        paragraph_counts = np.bincount(combinations, paragraphs).astype(int)
        counts = {}
        for number in np.flatnonzero(report_counts).tolist():
            indices = np.unravel_index(number, sizes)
            values = [column.values[at] for column, at in zip(columns, indices, strict=True)]
            count = Count(int(paragraph_counts[number]), int(report_counts[number]))
            counts[tuple(values)] = count
        return counts

    def sections_by_grade(self) -> Counter[str]:
        """How many sections of each grade have a place; a section is one report's judgement."""
        left = (self.cells > 0)[self._passing(OF_REPORT)] & self._passing(OF_SECTION)
        keys_of: dict[tuple[str, str], list[int]] = defaultdict(list)
        for section in self.columns.outline.sections:
            # In the index, the paragraphs on a judgement and its points are separate sections.
            if section.area and section.grade:
                keys_of[section.area, section.grade].append(section.pk)
        counts: Counter[str] = Counter()
        for (_, grade), keys in keys_of.items():
            counts[grade] += int(np.count_nonzero(left[:, keys].any(axis=1)))
        return counts

    def _choose(self, chosen: Mapping[str, set[str]]) -> None:
        """Make a mask for each filter: which of `reports`, or which sections, it lets pass."""
        self._masks: dict[str, Mask] = {}
        for name, values in chosen.items():
            if name in OF_REPORT:
                column = self.columns.of_reports[name]
                is_chosen = np.array([value in values for value in column.values], dtype=bool)
                self._masks[name] = is_chosen[column.of_report[self.reports]]
            elif name in OF_SECTION:
                mask = np.zeros(self.columns.section_count, dtype=bool)
                for value, with_value in self.columns.of_sections[name].items():
                    if value in values:
                        mask |= with_value
                self._masks[name] = mask

    def _passing(self, names: Sequence[str], but: str = "") -> Mask:
        """Which of `reports`, or which sections, the filters with these names let pass.

        `names` is OF_REPORT or OF_SECTION; the filter `but` is left out.
        """
        size = len(self.reports) if names is OF_REPORT else self.columns.section_count
        passing = np.ones(size, dtype=bool)
        for name in names:
            if name in self._masks and name != but:
                passing &= self._masks[name]
        return passing


def tags_of(chosen: Chosen, columns: ArchiveColumns, *, for_facets: bool) -> str | None:
    """The tsquery over entries that limits a scan to what the filters let pass; None for no limit.

    A facet ignores its own filter. So with `for_facets`, an entry passes that at most one filter
    leaves out, whichever that is. Filters whose values entries do not hold set no limit.
    """
    conditions = []
    for name, values in chosen.items():
        tags = _tags(name, {str(value) for value in values}, columns) if values else []
        if tags:
            conditions.append(f"({any_of(tags)})")
    if not for_facets:
        return " & ".join(conditions) or None
    if len(conditions) < 2:
        return None
    all_but_one = []
    for left_out in range(len(conditions)):
        others = conditions[:left_out] + conditions[left_out + 1 :]
        all_but_one.append(f"({' & '.join(others)})")
    return " | ".join(all_but_one)


def _tags(name: str, values: set[str], columns: ArchiveColumns) -> list[str]:
    """The words that entries have for the values of a filter; for a family, those of its areas.

    Empty for a filter that entries do not hold, and for passages that belong to no judgement,
    which have no such word.
    """
    if name == "family":
        if NO_JUDGEMENT in values:
            return []
        return [f"area{TAG}{area.value}" for area in areas_of(sorted(values))]
    if name == "authority":
        chosen = [each for each in columns.outline.authorities if each.slug in values]
        return [f"authority{TAG}{authority.pk}" for authority in chosen]
    return [f"{name}{TAG}{value}" for value in sorted(values)] if name in IN_ENTRIES else []
