"""How many listed inspections have their text here: in a sentence, and by kind and year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Q

from reports.facts.vocabulary import Checked, Kind
from reports.models import Inspection, ListedFile
from reports.overview.cache import cached_by_version

REAL = Q(authority__invented=False)
"""Inspections of real authorities: those of the sample reports are never counted."""
IS_CHECKED = Q(reading__warnings=0) | Q(reading=None, checked=Checked.REPORT)
"""Inspections whose text has no warning, or, without a text, whose facts are from the report."""


@dataclass(frozen=True, slots=True)
class YearFigures:
    """The inspections of one kind that ended in one year.

    They are counted as listed here, with their text here, checked against the report, and removed
    by the publisher.
    """

    year: int
    listed: int
    with_text: int
    checked: int
    removed: int


@dataclass(frozen=True, slots=True)
class KindFigures:
    """A kind with its years, the latest first."""

    kind: Kind
    years: list[YearFigures]


@cached_by_version(2)
def coverage_sentence() -> str:
    """The number of reports with text, and the last day of the latest inspection, in words."""
    with connection.cursor() as cursor:
        # In SQL: Django would take longer to compose the query than the database to answer it.
        cursor.execute(
            "SELECT count(*), max(end_date) FROM reports_inspection WHERE reading_id IS NOT NULL"
        )
        reports, newest = cursor.fetchone()
    if not reports:
        return "no reports"
    return f"{reports} reports, the newest of an inspection that ended on {newest}"


def figures_by_kind() -> list[KindFigures]:
    """The figures of each kind that has an inspection, in two queries."""
    counts = (
        Inspection.objects.filter(REAL)
        .order_by()
        .values_list("kind", "year")
        .annotate(
            listed=Count("pk"),
            with_text=Count("reading"),
            checked=Count("pk", filter=IS_CHECKED),
        )
    )
    removed = _removed()
    by_kind: dict[str, list[YearFigures]] = {}
    for kind, year, listed, with_text, checked in sorted(counts, key=lambda row: -row[1]):
        figures = YearFigures(year, listed, with_text, checked, removed[kind, year])
        by_kind.setdefault(kind, []).append(figures)
    return [KindFigures(kind, by_kind[kind]) for kind in Kind if kind in by_kind]


def _removed() -> Counter[tuple[str, int]]:
    """The number of inspections whose file the publisher has removed, by kind and year."""
    removed = ListedFile.objects.removed().filter(reading__inspection__isnull=False).order_by()
    inspections = removed.values_list(
        "reading__inspection", "reading__inspection__kind", "reading__inspection__year"
    )
    return Counter((kind, year) for _, kind, year in inspections.distinct())
