"""What filters leave of the places of a scan, counted as often as the facets of a page need it.

A filter chooses values either of reports (region, year ...) or of sections (judgement, grade ...).
Places are counted once into cells, a row a report and a column a section; every number is a sum of
cells.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from reports.facts.frameworks import areas_of
from reports.models.text_search import TAG, any_of
from reports.overview.outline import Numbers
from search.index.columns import OF_REPORT, OF_SECTION, ArchiveColumns, Marks
from search.index.scan import Places, sections_of

Chosen = Mapping[str, Collection[object]]
"""The values that are chosen of each filter; without any it lets everything pass."""
IN_ENTRIES = ("region", "kind", "year", "area", "grade", "role")
"""The filters whose values entries hold; they also hold the keys of authorities."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many paragraphs, in how many reports."""

    paragraphs: int
    reports: int


class NarrowedPlaces:
    """The places of a scan in one version of the archive, and what the chosen values leave of them.

    Of many places, `reports` are all of the archive; of few, those that have any.
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
        if len(places) > archive.report_count:
            self.reports, rows = np.arange(archive.report_count), of_report
        else:
            self.reports, rows = np.unique(of_report, return_inverse=True)
        sections = np.minimum(sections_of(places), archive.section_count - 1)
        size = len(self.reports) * archive.section_count
        counted = np.bincount(rows * archive.section_count + sections, minlength=size)
        self.cells: Numbers = counted.reshape(len(self.reports), archive.section_count)
        self._choose({name: set(map(str, values)) for name, values in chosen.items() if values})
        rows_passing, sections_passing = self._rows_passing(), self._sections_passing()
        self.places: Places = places[rows_passing[rows] & sections_passing[sections]]
        self.in_rows: Numbers = self.cells[:, sections_passing].sum(axis=1)
        self.in_sections: Numbers = self.cells[rows_passing].sum(axis=0)
        self.in_reports: Numbers = self.in_rows * rows_passing

    @property
    def report_count(self) -> int:
        return int(np.count_nonzero(self.in_reports))

    @property
    def authority_count(self) -> int:
        authorities = self.archive.columns["authority"].of_report
        return len(np.unique(authorities[self.reports[self.in_reports > 0]]))

    def facet(self, name: str) -> Counter[str]:
        """How many paragraphs each value of a filter would leave, all other filters as they are."""
        if name in OF_REPORT:
            column = self.archive.columns[name]
            weights = self.in_rows * self._rows_passing(but=name)
            counts = np.bincount(column.of_report[self.reports], weights, len(column.values))
            counts_of_values = zip(column.values, counts.astype(int).tolist(), strict=True)
            return Counter(dict(counts_of_values))
        totals = self.in_sections * self._sections_passing(but=name)
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
        there = (self.cells > 0)[self._rows_passing()] & self._sections_passing()
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
        self._report_marks: dict[str, Marks] = {}
        self._section_marks: dict[str, Marks] = {}
        for name, values in chosen.items():
            if name in OF_REPORT:
                column = self.archive.columns[name]
                has_value = np.array([value in values for value in column.values], dtype=bool)
                self._report_marks[name] = has_value[column.of_report[self.reports]]
            elif name in OF_SECTION:
                marks = np.zeros(self.archive.section_count, dtype=bool)
                for value, having in self.archive.in_sections[name].items():
                    if value in values:
                        marks |= having
                self._section_marks[name] = marks

    def _rows_passing(self, but: str = "") -> Marks:
        """For each of `reports` whether all filters but one let it pass."""
        passing = np.ones(len(self.reports), dtype=bool)
        for name, marks in self._report_marks.items():
            if name != but:
                passing &= marks
        return passing

    def _sections_passing(self, but: str = "") -> Marks:
        """For each section whether all filters but one let it pass."""
        passing = np.ones(self.archive.section_count, dtype=bool)
        for name, marks in self._section_marks.items():
            if name != but:
                passing &= marks
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
    """The words of entries for the values of a filter; of a family those of its areas."""
    if name == "family":
        return [f"area{TAG}{area.value}" for area in areas_of(sorted(values))]
    if name == "authority":
        chosen = [each for each in archive.outline.authorities if each.slug in values]
        return [f"authority{TAG}{authority.pk}" for authority in chosen]
    return [f"{name}{TAG}{value}" for value in sorted(values)] if name in IN_ENTRIES else []
