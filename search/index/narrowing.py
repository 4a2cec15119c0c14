"""What filters leave of the places of a scan, counted as often as the facets of a page need it.

A filter asks something either of the report (region, year ...) or of the section (judgement, grade
...). Places are counted once into cells, a row a report and a column a section; every number of a
page is a sum of cells.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from reports.overview.outline import Numbers
from search.index.columns import OF_REPORT, Chosen, Marks, archive
from search.index.scan import Places, sections_of


@dataclass(frozen=True, slots=True)
class Count:
    """How many paragraphs, in how many reports."""

    paragraphs: int
    reports: int


class Narrowed:
    """The places of a scan in one version of the archive, and what the chosen values leave of them."""

    def __init__(
        self,
        places: Places,
        version: int,
        chosen: Chosen,
        inspections: Collection[int] | None = None,
    ) -> None:
        self.archive = archive(version)
        self.chosen = {
            name: {str(value) for value in values} for name, values in chosen.items() if values
        }
        of_report = self.archive.rows_of(places)
        if len(of_report) and of_report.min() < 0:
            # A report that came in after the version was read is none of this version's.
            places, of_report = places[of_report >= 0], of_report[of_report >= 0]
        if inspections is not None:
            among = np.isin(self.archive.outline.keys, list(inspections))[of_report]
            places, of_report = places[among], of_report[among]
        self.all_places = places
        self.reports, self.rows = _numbered(of_report, self.archive.report_count)
        self.sections = np.minimum(sections_of(self.all_places), self.archive.section_count - 1)

    @cached_property
    def cells(self) -> Numbers:
        """How many places there are of each report (rows) and section (columns)."""
        width = self.archive.section_count
        counted = np.bincount(
            self.rows * width + self.sections, minlength=len(self.reports) * width
        )
        return counted.reshape(len(self.reports), width)

    @cached_property
    def places(self) -> Places:
        """The places that every filter lets pass."""
        if not self.chosen:
            return self.all_places
        found: Places = self.all_places[
            self._rows_passing("")[self.rows] & self._sections_passing("")[self.sections]
        ]
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
        return len(
            np.unique(
                self.archive.columns["authority"].of_report[self.reports[self.in_reports > 0]]
            )
        )

    def facet(self, name: str) -> Counter[str]:
        """How many places each value of a filter would leave, all other filters as they are."""
        if name in OF_REPORT:
            column = self.archive.columns[name]
            weights = self._in_rows * self._rows_passing(name)
            counts = np.bincount(column.of_report[self.reports], weights, len(column.values))
            return Counter(dict(zip(column.values, counts.astype(int).tolist(), strict=True)))
        totals = self._in_sections * self._sections_passing(name)
        return Counter(
            {
                value: int(totals[marks].sum())
                for value, marks in self.archive.in_sections[name].items()
            }
        )

    def counted_by(self, names: Collection[str]) -> Mapping[tuple[str, ...], Count]:
        """Paragraphs and reports by the values that reports have in columns, together."""
        columns = [self.archive.column(name) for name in names]
        sizes = [len(column.values) for column in columns]
        there = self.reports[self.in_reports > 0]
        if not len(there):
            return {}
        together = np.ravel_multi_index([column.of_report[there] for column in columns], sizes)
        reports = np.bincount(together)
        paragraphs = np.bincount(together, self.in_reports[self.in_reports > 0]).astype(int)
        counts = {}
        for number in np.flatnonzero(reports).tolist():
            at = np.unravel_index(number, sizes)
            values = tuple(column.values[i] for column, i in zip(columns, at, strict=True))
            counts[values] = Count(int(paragraphs[number]), int(reports[number]))
        return counts

    def sections_by_grade(self) -> Counter[str]:
        """For each grade how many sections have a place; a section is one report's judgement."""
        there = (self.cells > 0)[self._rows_passing("")] & self._sections_passing("")
        parts: dict[tuple[str, str], list[int]] = defaultdict(list)
        for section in self.archive.outline.sections:
            # A judgement's paragraphs and its points are sections of their own to the index.
            if section.area and section.grade:
                parts[section.area, section.grade].append(section.pk)
        counts: Counter[str] = Counter()
        for (_, grade), keys in parts.items():
            counts[grade] += int(np.count_nonzero(there[:, keys].any(axis=1)))
        return counts

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
        return self.archive.reports_passing(self._chosen(but))[self.reports]

    def _sections_passing(self, but: str) -> Marks:
        return self.archive.sections_passing(self._chosen(but))

    def _chosen(self, but: str) -> Chosen:
        return {name: values for name, values in self.chosen.items() if name != but}


def _numbered(values: Numbers, most: int) -> tuple[Numbers, Numbers]:
    """The values that occur, and for each value its place among them; for many values all below
    `most` stand in.
    """
    if len(values) > most:
        return np.arange(most), values
    return np.unique(values, return_inverse=True)
