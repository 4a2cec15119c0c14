"""What the archive holds, in numbers: for the home page, and by kind and year for the page about
the archive.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, Q

from reports.facts.vocabulary import Area, Grade, Kind
from reports.models import Inspection
from reports.overview.latest import latest_now

REAL = Q(authority__invented=False)
"""Inspections that took place; invented ones are never counted among them."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many inspections are known, of how many the text can be read, and how far up to date they
    are.

    Sample reports about invented authorities are counted apart; `paragraphs` are all that can be
    searched.
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
        # Composing it with Django's means would take as long as it does.
        cursor.execute(COVERAGE)
        return Coverage(*cursor.fetchone())


COVERAGE = """
    SELECT count(*) FILTER (WHERE NOT invented), count(reading_id) FILTER (WHERE NOT invented),
        count(DISTINCT authority_id) FILTER (WHERE NOT invented), max(end_date) FILTER (WHERE NOT invented),
        count(reading_id) FILTER (WHERE invented), (SELECT count(*) FROM reports_paragraph)
    FROM reports_inspection AS inspection JOIN reports_authority AS authority ON authority.id = authority_id
"""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many have one grade."""

    term: Grade
    count: int


@dataclass(frozen=True, slots=True)
class GradesOfArea:
    """How many of today's authorities had each grade for one area in their latest full inspection."""

    area: Area
    tallies: tuple[Tally, ...]


def latest_grades() -> list[GradesOfArea]:
    """Every area that a latest full inspection has, with the four grades of today."""
    real = [row for row in latest_now().current if not row.authority.invented]
    counts = Counter(judged for row in real for judged in row.grades.items())
    areas = [area for area in Area if any(given == area for given, _ in counts)]
    return [
        GradesOfArea(area, tuple(Tally(grade, counts[area, grade]) for grade in GRADES_OF_TODAY))
        for area in areas
    ]


GRADES_OF_TODAY = (Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)


@dataclass(frozen=True, slots=True)
class YearOfKind:
    """Inspections of one kind that ended in one year: how many are known, and how many can be read."""

    year: int
    known: int
    reports: int


@dataclass(frozen=True, slots=True)
class KindThroughYears:
    """One row of the table by kind and year, with its totals."""

    kind: Kind
    years: tuple[YearOfKind, ...]
    known: int
    reports: int


def by_kind_and_year() -> list[KindThroughYears]:
    """Every kind that the archive knows, each with all years from the first to the last, in one
    query.
    """
    counted = (
        Inspection.objects.filter(REAL)
        .order_by()
        .values_list("kind", "year")
        .annotate(known=Count("pk"), reports=Count("reading"))
    )
    known: Counter[tuple[str, int]] = Counter()
    reports: Counter[tuple[str, int]] = Counter()
    for kind, year, count, with_text in counted:
        known[kind, year], reports[kind, year] = count, with_text
    years = {year for _, year in known}
    span = range(min(years), max(years) + 1) if years else range(0)
    rows = []
    for kind in Kind:
        row = tuple(YearOfKind(year, known[kind, year], reports[kind, year]) for year in span)
        total = sum(each.known for each in row)
        if total:
            rows.append(KindThroughYears(kind, row, total, sum(each.reports for each in row)))
    return rows
