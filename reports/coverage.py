"""What the archive holds, in numbers: for the home page, and by kind and year for the page about the archive."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from reports.models import Inspection, Judgement, Paragraph
from reports.vocabulary import Area, Grade, Kind

REAL = Q(authority__invented=False)
"""Inspections that took place; invented ones are never counted among them."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many inspections are known, of how many the text can be read, and how far up to date they are.

    Sample reports about invented authorities are counted apart; `paragraphs` are all that can be searched.
    """

    inspections: int
    reports: int
    authorities: int
    newest: date | None
    samples: int
    paragraphs: int


def coverage() -> Coverage:
    """The archive's coverage, in two queries."""
    known = Inspection.objects.aggregate(
        inspections=Count("pk", filter=REAL),
        reports=Count("reading", filter=REAL),
        authorities=Count("authority", distinct=True, filter=REAL),
        newest=Max("end_date", filter=REAL),
        samples=Count("reading", filter=~REAL),
    )
    return Coverage(paragraphs=Paragraph.objects.count(), **known)


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
    """Every area that a latest full inspection has, with the four grades of today, in one query."""
    real = Inspection.objects.filter(REAL, authority__closed=None)
    latest = real.full().latest_of_each_authority().values("pk")
    counted = (
        Judgement.objects.filter(inspection__in=latest)
        .order_by()
        .values_list("area", "grade")
        .annotate(count=Count("pk"))
    )
    counts = {(area, grade): count for area, grade, count in counted}
    areas = [area for area in Area if any(given == area for given, _ in counts)]
    return [
        GradesOfArea(area, tuple(Tally(grade, counts.get((area, grade), 0)) for grade in GRADES_OF_TODAY))
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
    """Every kind that the archive knows, each with all years from the first to the last, in one query."""
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
