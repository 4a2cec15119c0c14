"""Where a subject occurs: paragraphs by authority and year, and sections by grade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reports.facts.frameworks import FULL_INSPECTIONS, Scale, kinds_on
from reports.facts.vocabulary import NOT_JUDGED, Grade, Region
from reports.models import Authority
from reports.overview.cache import cached_by_version
from reports.overview.outline import outline
from search.index.door import Answer, Count, Question, ask_all
from search.query.query import Query
from search.trends.shares import Share

CACHED_MATRICES = 64
"""The matrices that a process caches; each has at most a few thousand cells."""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """An authority in one year: its matching paragraphs, and the share of reports that have any."""

    year: int
    paragraphs: int
    reports: Share


@dataclass(frozen=True, slots=True)
class MatrixTotal:
    """The total of several cells."""

    paragraphs: int
    reports: Share


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An authority in all years; a cell is None if no report of that year has text."""

    slug: str
    name: str
    cells: list[MatrixCell | None]
    total: MatrixTotal


@dataclass(frozen=True, slots=True)
class RegionRows:
    """The authorities of a region that have a report with text, by name."""

    region: Region
    rows: list[MatrixRow]
    total: MatrixTotal

    @property
    def authorities(self) -> Share:
        """The share of authorities with a report that mentions the subject."""
        mentioning = [row for row in self.rows if row.total.paragraphs]
        return Share(len(mentioning), len(self.rows))


@dataclass(frozen=True, slots=True)
class Matrix:
    """All regions with a report that has text, and the years from the first to the last report."""

    years: range
    regions: list[RegionRows]
    total: MatrixTotal
    authorities: Share


@cached_by_version(CACHED_MATRICES)
def matrix(query: Query, regions: frozenset[str]) -> Matrix:
    """The matrix of a query, which includes its synonyms, for some regions or (empty) all.

    It counts all reports with text.
    """
    cells = _cells(query, regions)
    years = _years(cells)
    with_reports = {slug for slug, _ in cells}
    authorities = [each for each in outline().authorities if each.slug in with_reports]
    authorities.sort(key=lambda authority: (authority.name, authority.slug))
    rows: dict[str, list[MatrixRow]] = {region.value: [] for region in Region}
    for authority in authorities:
        rows[authority.region].append(_row(authority, cells, years))
    parts = []
    for region in Region:
        if of_region := rows[region.value]:
            total = _sum([row.total for row in of_region])
            parts.append(RegionRows(region, of_region, total))
    total_of_all = _sum([part.total for part in parts])
    return Matrix(years, parts, total_of_all, _sum_of_shares([part.authorities for part in parts]))


def _cells(query: Query, regions: frozenset[str]) -> dict[tuple[str, int], MatrixCell]:
    """The cells by the authority's slug and the year; only those with a report that has text."""
    chosen = {"region": regions}
    by = ("authority", "year")
    of_all, matching = ask_all(
        [Question(chosen=chosen, count_by=by), Question(query=query, chosen=chosen, count_by=by)]
    )
    cells = {}
    for (slug, year), count in of_all.counts.items():
        mentioning = matching.counts.get((slug, year), Count(0, 0))
        share = Share(mentioning.reports, count.reports)
        cells[slug, int(year)] = MatrixCell(int(year), mentioning.paragraphs, share)
    return cells


def _years(cells: Mapping[tuple[str, int], MatrixCell]) -> range:
    years = [year for _, year in cells]
    return range(min(years), max(years) + 1) if years else range(0)


def _row(
    authority: Authority, cells: Mapping[tuple[str, int], MatrixCell], years: range
) -> MatrixRow:
    of_years = [cells.get((authority.slug, year)) for year in years]
    totals = [MatrixTotal(cell.paragraphs, cell.reports) for cell in of_years if cell]
    return MatrixRow(authority.slug, authority.name, of_years, _sum(totals))


def _sum(totals: Sequence[MatrixTotal]) -> MatrixTotal:
    paragraphs = sum(each.paragraphs for each in totals)
    return MatrixTotal(paragraphs, _sum_of_shares([each.reports for each in totals]))


def _sum_of_shares(shares: Sequence[Share]) -> Share:
    return Share(sum(share.count for share in shares), sum(share.of for share in shares))


@dataclass(frozen=True, slots=True)
class SectionGrades:
    """For each grade on one scale, the share of sections with that grade that match."""

    scale: Scale
    grades: tuple[tuple[Grade, Share], ...]


@cached_by_version(CACHED_MATRICES)
def sections_by_grade(query: Query, regions: frozenset[str]) -> tuple[SectionGrades, ...]:
    """The sections of full inspections that match, by grade, for each scale with any section.

    A section is what one report says on one judgement. Summaries and points do not count: they
    belong to no judgement.
    """
    questions = []
    for scale in Scale:
        kinds = [kind for kind in FULL_INSPECTIONS if kind in kinds_on(scale)]
        chosen = {"kind": kinds, "region": regions}
        questions.append(Question(chosen=chosen, sections_by_grade=True))
        questions.append(Question(query=query, chosen=chosen, sections_by_grade=True))
    answers = iter(ask_all(questions))
    on_scales = [_shares_by_grade(scale, next(answers), next(answers)) for scale in Scale]
    return tuple([on_scale for on_scale in on_scales if on_scale.grades])


def _shares_by_grade(scale: Scale, of_all: Answer, matching: Answer) -> SectionGrades:
    shares = []
    for grade in (*scale.grades, NOT_JUDGED):
        share = Share(matching.sections[grade], of_all.sections[grade])
        if share.of:
            shares.append((grade, share))
    return SectionGrades(scale, tuple(shares))
