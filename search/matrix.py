"""Where a subject stands: authorities by years, and sections by grade, all from the scan of its query."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reports.kept import kept
from reports.outline import Report
from reports.querysets import FULL_INSPECTIONS
from reports.text_search import Matching
from reports.vocabulary import Grade, Region
from search.scan import groups
from search.scan import reports as known_reports
from search.shares import Share

KEPT_MATRICES = 64
"""Matrices that a process keeps; each has at most a few thousand cells."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The reports of one authority and year: matching paragraphs, and how many of the reports have any."""

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
            Share(sum(each.reports.count for each in found), sum(each.reports.of for each in found)),
            Share(sum(each.mentioning for each in self.regions), sum(len(each.rows) for each in self.regions)),
        )


Place = tuple[str, int]
"""An authority's slug and a year."""


@kept(KEPT_MATRICES)
def matrix(version: int, asked: Matching, regions: frozenset[str]) -> Matrix:
    """The matrix of a query over all reports with text, of all regions unless some are named."""
    known = {pk: each for pk, each in known_reports(version).items() if not regions or each.region in regions}
    of, found = _by_place(version, None, known), _by_place(version, asked, known)
    cells = {
        place: Cell(place[1], found[place].total(), Share(len(found[place]), len(reports)))
        for place, reports in of.items()
    }
    region_of = {each.authority: each.region for each in known.values()}
    there = {slug for slug, _ in cells}
    by_name = sorted({(each.authority_name, each.authority) for each in known.values() if each.authority in there})
    counted = [year for _, year in cells]
    years = range(min(counted), max(counted) + 1) if counted else range(0)
    told = [_region(region, by_name, region_of, cells, years) for region in Region]
    return Matrix(years, [each for each in told if each.rows])


def _by_place(version: int, asked: Matching | None, known: Mapping[int, Report]) -> defaultdict[Place, Counter[int]]:
    """For each place, its reports with a paragraph that matches, and how many those are."""
    found: defaultdict[Place, Counter[int]] = defaultdict(Counter)
    for group in groups(version, asked):
        if report := known.get(group.inspection):
            found[report.authority, int(report.year)][group.inspection] += group.paragraphs
    return found


def _region(
    region: Region,
    by_name: Sequence[tuple[str, str]],
    region_of: Mapping[str, str],
    cells: Mapping[Place, Cell],
    years: range,
) -> RegionRows:
    rows = []
    for name, slug in by_name:
        if region_of[slug] == region:
            row = [cells.get((slug, year)) for year in years]
            rows.append(MatrixRow(slug, name, row, _total(row)))
    return RegionRows(region, rows, _total([row.all for row in rows]))


def _total(cells: Sequence[Cell | None]) -> Cell:
    there = [cell for cell in cells if cell]
    reports = Share(sum(cell.reports.count for cell in there), sum(cell.reports.of for cell in there))
    return Cell(0, sum(cell.paragraphs for cell in there), reports)


@kept(KEPT_MATRICES)
def sections_by_grade(version: int, asked: Matching, regions: frozenset[str]) -> tuple[tuple[Grade, Share], ...]:
    """For each grade that a section of a full inspection has: how many sections mention it, of how many.

    A section is what one report says on one judgement; summaries and points, which belong to none, do not count.
    """
    known = {
        pk
        for pk, each in known_reports(version).items()
        if each.kind in FULL_INSPECTIONS and (not regions or each.region in regions)
    }

    def sections(wanted: Matching | None) -> Counter[str]:
        told = {
            (group.inspection, group.area, group.grade)
            for group in groups(version, wanted)
            if group.area and group.grade and group.inspection in known
        }
        return Counter(grade for _, _, grade in told)

    of, mentioning = sections(None), sections(asked)
    return tuple((grade, Share(mentioning[grade], of[grade])) for grade in Grade if of[grade])
