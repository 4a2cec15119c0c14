"""What filters leave of the places of a scan, counted as often as the facets of a page need it.

A filter chooses values either of reports (region, year ...) or of sections (judgement, grade ...).
One version of the archive is held as a column for each filter, a row for each report. Places are
counted once into cells, a row a report and a column a section; every number is a sum of cells.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reports.facts.frameworks import FAMILIES, areas_of
from reports.facts.vocabulary import Area
from reports.models import Section
from reports.models.text_search import POSITION_BITS, SECTION_BITS, TAG
from reports.overview.cache import cached_by_version
from reports.overview.outline import Numbers, Outline, outline
from reports.overview.passage_times import passage_times
from search.index.lexemes import any_of
from search.index.scan import Places, inspections_of, positions_of, sections_of

OF_REPORT = ("region", "overall", "kind", "year", "authority", "report", "ended")
OF_SECTION = ("area", "family", "grade", "role")
"""The filters, by what has the values that are chosen. `report` has slugs, `ended` days such as
`2023-01-27`.
"""
NO_JUDGEMENT = "none"
"""The family of what belongs to no judgement: letters after visits, summaries, points."""

Marks = NDArray[np.bool_]
Chosen = Mapping[str, Collection[object]]
"""The values that are chosen of each filter; without any it lets everything pass."""
IN_ENTRIES = ("region", "kind", "year", "area", "grade", "role")
"""The filters whose values entries hold; they also hold the keys of authorities."""


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

    def turns(self, order: str, places: Places) -> Numbers:
        """The turn of each place in one of the `orders`, or by when it came in or changed, the
        latest first; within a report they go by position.
        """
        if order == "changed":
            return _turns_by_change(places)
        return self.orders[order][self.rows_of(places)] << POSITION_BITS | positions_of(places)

    def turn_of(self, order: str, key: PassageKey) -> int:
        """The turn of a passage in one of the `orders`; where its report is gone or has other days
        by now, the turn just before what would follow it.
        """
        sought = _sort_key(order, key.end_date, key.authority, key.inspection)
        before = 0
        is_there = False
        for each in self.outline.inspections:
            name = self.outline.plain_names[each.authority_id]
            own = _sort_key(order, each.end_date.toordinal(), name, each.slug)
            before += own < sought
            is_there |= own == sought
        first = before << POSITION_BITS
        return first | key.position if is_there else first - 1

    def rows_of(self, places: Places) -> Numbers:
        """The row of the report of each place; below zero for one that is not in this version."""
        return self.row_of[np.minimum(inspections_of(places), len(self.row_of) - 1)]


def _turns_by_change(places: Places) -> Numbers:
    changed = passage_times().changed_in_microseconds(places >> SECTION_BITS)
    turns: Numbers = np.empty(len(places), dtype=np.int64)
    turns[np.lexsort((places, -changed))] = np.arange(len(places))
    return turns


@dataclass(frozen=True, slots=True)
class PassageKey:
    """What orders a passage among all: the last day of its inspection as an ordinal number, the name
    of its authority, the slug of its inspection, and its position in the report.
    """

    end_date: int
    authority: str
    inspection: str
    position: int


def _sort_key(order: str, end_date: int, authority: str, slug: str) -> tuple[Any, ...]:
    """What one of the `orders` sorts reports by."""
    if order == "oldest":
        return end_date, slug
    if order == "authority":
        return authority, -end_date, slug
    return -end_date, slug


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
        "report": _column([each.slug for each in current_outline.inspections]),
        "ended": _column([each.end_date.isoformat() for each in current_outline.inspections]),
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


FAMILIES_OF = {
    area.value: {family.code for family in FAMILIES.values() if area in family.areas}
    for area in Area
}


def _in_sections(sections: Iterable[Section], count: int) -> dict[str, dict[str, Marks]]:
    marks: dict[str, dict[str, Marks]] = {name: {} for name in OF_SECTION}
    for section in sections:
        values_of = {
            "area": {section.area},
            "family": FAMILIES_OF[section.area] if section.area else {NO_JUDGEMENT},
            "grade": {section.grade},
            "role": {section.role},
        }
        for name, values in values_of.items():
            for value in values:
                having = marks[name].setdefault(value, np.zeros(count, dtype=bool))
                having[section.pk] = True
    return marks


@dataclass(frozen=True, slots=True)
class Count:
    """How many paragraphs, in how many reports."""

    paragraphs: int
    reports: int


class NarrowedPlaces:
    """The places of a scan in one version of the archive, and what the chosen values leave of them.

    Of many places, `reports` are all of the archive; of few, those that have any. `cells` counts
    the places of each report (rows) in each section (columns). `places` are those left, in so many
    reports of so many authorities; `in_reports` counts them for each of `reports`.
    """

    def __init__(
        self,
        places: Places,
        archive: ArchiveColumns,
        chosen: Chosen,
        inspections: Collection[int] | None = None,
    ) -> None:
        self.archive = archive
        of_report = archive.rows_of(places)
        among = of_report >= 0  # a report that came in after the version was read is none of it
        if inspections is not None:
            among &= np.isin(archive.outline.keys, list(inspections))[of_report]
        if not among.all():
            places, of_report = places[among], of_report[among]
        if len(places) > len(archive.outline.keys):
            self.reports, rows = np.arange(len(archive.outline.keys)), of_report
        else:
            self.reports, rows = np.unique(of_report, return_inverse=True)
        sections = np.minimum(sections_of(places), archive.section_count - 1)
        size = len(self.reports) * archive.section_count
        counted = np.bincount(rows * archive.section_count + sections, minlength=size)
        self.cells: Numbers = counted.reshape(len(self.reports), archive.section_count)
        self._choose({name: set(map(str, values)) for name, values in chosen.items() if values})
        of_reports, of_sections = self._passing(OF_REPORT), self._passing(OF_SECTION)
        self.places: Places = places[of_reports[rows] & of_sections[sections]]
        self.in_rows: Numbers = self.cells[:, of_sections].sum(axis=1)
        self.in_sections: Numbers = self.cells[of_reports].sum(axis=0)
        self.in_reports: Numbers = self.in_rows * of_reports
        with_places = self.reports[self.in_reports > 0]
        self.report_count = len(with_places)
        authorities = archive.columns["authority"].of_report[with_places]
        self.authority_count = len(np.unique(authorities))

    def facet(self, name: str) -> Counter[str]:
        """How many paragraphs each value of a filter would leave, all other filters as they are."""
        if name in OF_REPORT:
            column = self.archive.columns[name]
            weights = self.in_rows * self._passing(OF_REPORT, but=name)
            counts = np.bincount(column.of_report[self.reports], weights, len(column.values))
            return Counter(dict(zip(column.values, counts.astype(int).tolist(), strict=True)))
        totals = self.in_sections * self._passing(OF_SECTION, but=name)
        having = self.archive.in_sections[name]
        return Counter({value: int(totals[marks].sum()) for value, marks in having.items()})

    def counted_by(self, names: Sequence[str]) -> dict[tuple[str, ...], Count]:
        """Paragraphs and reports by the values that reports have in columns, together."""
        columns = [self.archive.columns[name] for name in names]
        has_any = self.in_reports > 0
        there, paragraphs = self.reports[has_any], self.in_reports[has_any]
        if not len(there):
            return {}
        sizes = [len(column.values) for column in columns]
        together = np.ravel_multi_index([column.of_report[there] for column in columns], sizes)
        reports = np.bincount(together)
        total = np.bincount(together, paragraphs).astype(int)
        counts = {}
        for number in np.flatnonzero(reports).tolist():
            indices = np.unravel_index(number, sizes)
            values = [column.values[at] for column, at in zip(columns, indices, strict=True)]
            counts[tuple(values)] = Count(int(total[number]), int(reports[number]))
        return counts

    def sections_by_grade(self) -> Counter[str]:
        """For each grade how many sections have a place; a section is one report's judgement."""
        there = (self.cells > 0)[self._passing(OF_REPORT)] & self._passing(OF_SECTION)
        parts: dict[tuple[str, str], list[int]] = defaultdict(list)
        for section in self.archive.outline.sections:
            # A judgement's paragraphs and its points are sections of their own to the index.
            if section.area and section.grade:
                parts[section.area, section.grade].append(section.pk)
        counts: Counter[str] = Counter()
        for (_, grade), keys in parts.items():
            counts[grade] += int(np.count_nonzero(there[:, keys].any(axis=1)))
        return counts

    def _choose(self, chosen: Mapping[str, set[str]]) -> None:
        """Mark the reports and the sections that each filter lets pass."""
        self._marks: dict[str, Marks] = {}
        for name, values in chosen.items():
            if name in OF_REPORT:
                column = self.archive.columns[name]
                has_value = np.array([value in values for value in column.values], dtype=bool)
                self._marks[name] = has_value[column.of_report[self.reports]]
            elif name in OF_SECTION:
                marks = np.zeros(self.archive.section_count, dtype=bool)
                for value, having in self.archive.in_sections[name].items():
                    if value in values:
                        marks |= having
                self._marks[name] = marks

    def _passing(self, names: Sequence[str], but: str = "") -> Marks:
        """For each of `reports`, or each section, whether the filters of these names let it pass.

        `names` are OF_REPORT or OF_SECTION; `but` is one that is left out.
        """
        size = len(self.reports) if names is OF_REPORT else self.archive.section_count
        passing = np.ones(size, dtype=bool)
        for name in names:
            if name in self._marks and name != but:
                passing &= self._marks[name]
        return passing


def tags_of(chosen: Chosen, archive: ArchiveColumns, *, for_facets: bool) -> str | None:
    """A tsquery over entries for what all filters let pass, so that a scan lists little else.

    For facets it finds what all filters but one let pass, whichever that is. A filter that entries
    do not hold lets everything pass; None stands for everything.
    """
    conditions = []
    for name, values in chosen.items():
        tags = _tags(name, {str(value) for value in values}, archive) if values else []
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


def _tags(name: str, values: set[str], archive: ArchiveColumns) -> list[str]:
    """The words of entries for the values of a filter; of a family those of its areas.

    What belongs to no judgement has no such word: nothing is left out for it.
    """
    if name == "family":
        if NO_JUDGEMENT in values:
            return []
        return [f"area{TAG}{area.value}" for area in areas_of(sorted(values))]
    if name == "authority":
        chosen = [each for each in archive.outline.authorities if each.slug in values]
        return [f"authority{TAG}{authority.pk}" for authority in chosen]
    return [f"{name}{TAG}{value}" for value in sorted(values)] if name in IN_ENTRIES else []
