"""Where a subject stands: authorities by years, and sections by grade, all from the scan of its
query.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from reports.facts.vocabulary import Grade, Region
from reports.models import Authority
from reports.models.querysets import FULL_INSPECTIONS
from reports.models.text_search import Matching
from reports.overview.cache import kept
from reports.overview.outline import Numbers, outline
from search.index.columns import archive
from search.index.narrowing import Narrowed
from search.index.scan import places
from search.trends.shares import Share

KEPT_MATRICES = 64
"""Matrices that a process keeps; each has at most a few thousand cells."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The reports of one authority and year: matching paragraphs, and how many of the reports have
    any.
    """

    year: int
    paragraphs: int
    reports: Share


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One authority through the years; None for a year without a report whose text is here."""

    slug: str
    name: str
    cells: list[Cell | None]
    all: Cell


@dataclass(frozen=True, slots=True)
class RegionRows:
    """The authorities of a region with at least one report, by name."""

    region: Region
    rows: list[MatrixRow]
    all: Cell

    @property
    def mentioning(self) -> int:
        """Authorities of which at least one report mentions it."""
        return sum(bool(row.all.paragraphs) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Matrix:
    """All regions that have a report, and their years."""

    years: range
    regions: list[RegionRows]

    @property
    def totals(self) -> tuple[int, Share, Share]:
        """Paragraphs, reports and authorities that mention it, of how many."""
        found = [each.all for each in self.regions]
        return (
            sum(each.paragraphs for each in found),
            Share(
                sum(each.reports.count for each in found), sum(each.reports.of for each in found)
            ),
            Share(
                sum(each.mentioning for each in self.regions),
                sum(len(each.rows) for each in self.regions),
            ),
        )


Place = tuple[str, int]
"""An authority's slug and a year."""


@kept(KEPT_MATRICES)
def matrix(version: int, asked: Matching, regions: frozenset[str]) -> Matrix:
    """The matrix of a query over all reports with text, of all regions unless some are named."""
    cells = _cells(version, asked, regions)
    there = {slug for slug, _ in cells}
    authorities = [each for each in outline(version).authorities if each.slug in there]
    counted = [year for _, year in cells]
    years = range(min(counted), max(counted) + 1) if counted else range(0)
    told = [_region(region, authorities, cells, years) for region in Region]
    return Matrix(years, [each for each in told if each.rows])


def _cells(version: int, asked: Matching, regions: frozenset[str]) -> dict[Place, Cell]:
    """A cell for each authority and year with a report whose text is here."""
    known = archive(version)
    slugs, years = known.columns["authority"], known.columns["year"]
    place_of = slugs.of_report * len(years.values) + years.of_report
    paragraphs = _by_report(version, asked, regions)
    counts = (_by_report(version, None, regions) > 0, paragraphs > 0, paragraphs)
    most = len(slugs.values) * len(years.values)
    of, mentioning, found = (
        np.bincount(place_of, each, most).astype(int).tolist() for each in counts
    )
    cells = {}
    for place, reports in enumerate(of):
        if reports:
            slug, year = divmod(place, len(years.values))
            there = int(years.values[year])
            cells[slugs.values[slug], there] = Cell(
                there, found[place], Share(mentioning[place], reports)
            )
    return cells


def _by_report(version: int, asked: Matching | None, regions: frozenset[str]) -> Numbers:
    """For each report of the archive how many of its paragraphs match; none where its region is not
    asked for.
    """
    found = Narrowed(places(version, asked), version, {"region": regions})
    counts = np.zeros(found.archive.report_count, dtype=np.int64)
    counts[found.reports] = found.in_reports
    return counts


def _region(
    region: Region, authorities: Sequence[Authority], cells: Mapping[Place, Cell], years: range
) -> RegionRows:
    rows = []
    for each in sorted(authorities, key=lambda authority: (authority.name, authority.slug)):
        if each.region == region:
            row = [cells.get((each.slug, year)) for year in years]
            rows.append(MatrixRow(each.slug, each.name, row, _total(row)))
    return RegionRows(region, rows, _total([row.all for row in rows]))


def _total(cells: Sequence[Cell | None]) -> Cell:
    there = [cell for cell in cells if cell]
    reports = Share(
        sum(cell.reports.count for cell in there), sum(cell.reports.of for cell in there)
    )
    return Cell(0, sum(cell.paragraphs for cell in there), reports)


@kept(KEPT_MATRICES)
def sections_by_grade(
    version: int, asked: Matching, regions: frozenset[str]
) -> tuple[tuple[Grade, Share], ...]:
    """For each grade that a section of a full inspection has: how many sections mention it, of how
    many.

    A section is what one report says on one judgement; summaries and points, which belong to none,
    do not count.
    """
    of, mentioning = (_sections_of_grades(version, wanted, regions) for wanted in (None, asked))
    return tuple((grade, Share(mentioning[grade], of[grade])) for grade in Grade if of[grade])


def _sections_of_grades(
    version: int, asked: Matching | None, regions: frozenset[str]
) -> Counter[str]:
    """How many sections of each grade have a paragraph that matches."""
    found = Narrowed(places(version, asked), version, {})
    among = found.archive.reports_passing({"kind": FULL_INSPECTIONS, "region": regions})
    there = found.cells[among[found.reports]] > 0
    # What one report says on one judgement may be of several parts of it, each a section of its own
    # to a scan.
    parts = defaultdict(list)
    for section in outline(version).sections:
        if section.area and section.grade:
            parts[section.area, section.grade].append(section.pk)
    counts: Counter[str] = Counter()
    for (_, grade), keys in parts.items():
        counts[grade] += int(np.count_nonzero(there[:, keys].any(axis=1)))
    return counts
