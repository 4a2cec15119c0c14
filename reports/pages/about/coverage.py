"""How much the archive holds: in all, and by kind of report and year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count

from reports.facts.vocabulary import Kind
from reports.models import Inspection
from reports.overview.coverage import REAL


@dataclass(frozen=True, slots=True)
class Coverage:
    """The numbers of real inspections, of those with a text (`reports`), and of their authorities.

    `newest` is the latest last day on site. `samples` is the number of reports about invented
    authorities, and `paragraphs` that of all searchable paragraphs, including theirs.
    """

    inspections: int
    reports: int
    authorities: int
    newest: date | None
    samples: int
    paragraphs: int


def coverage() -> Coverage:
    """The archive's coverage, in one query."""
    with connection.cursor() as cursor:
        # In SQL: Django would take as long to compose the query as the database to answer it.
        cursor.execute(COVERAGE)
        return Coverage(*cursor.fetchone())


COVERAGE = """
    SELECT count(*) FILTER (WHERE NOT invented), count(reading_id) FILTER (WHERE NOT invented),
        count(DISTINCT authority_id) FILTER (WHERE NOT invented),
        max(end_date) FILTER (WHERE NOT invented),
        count(reading_id) FILTER (WHERE invented), (SELECT count(*) FROM reports_paragraph)
    FROM reports_inspection AS inspection
    JOIN reports_authority AS authority ON authority.id = authority_id
"""


@dataclass(frozen=True, slots=True)
class YearCoverage:
    """Inspections of one kind that ended in one year, and how many of them have their text here."""

    year: int
    inspections: int
    reports: int


@dataclass(frozen=True, slots=True)
class KindCoverage:
    """One row of the table: a kind with its years and their totals."""

    kind: Kind
    years: tuple[YearCoverage, ...]
    inspections: int
    reports: int


def coverage_by_kind() -> list[KindCoverage]:
    """Every kind with an inspection, each with all years from the first to the last; one query."""
    counts = (
        Inspection.objects.filter(REAL)
        .order_by()
        .values_list("kind", "year")
        .annotate(inspections=Count("pk"), reports=Count("reading"))
    )
    inspections: Counter[tuple[str, int]] = Counter()
    reports: Counter[tuple[str, int]] = Counter()
    for kind, year, count, with_text in counts:
        inspections[kind, year] = count
        reports[kind, year] = with_text
    years = {year for _, year in inspections}
    span = range(min(years), max(years) + 1) if years else range(0)
    rows = []
    for kind in Kind:
        columns = [
            YearCoverage(year, inspections[kind, year], reports[kind, year]) for year in span
        ]
        row = _with_totals(kind, columns)
        if row.inspections:
            rows.append(row)
    return rows


def _with_totals(kind: Kind, years: list[YearCoverage]) -> KindCoverage:
    return KindCoverage(
        kind,
        tuple(years),
        inspections=sum(year.inspections for year in years),
        reports=sum(year.reports for year in years),
    )
