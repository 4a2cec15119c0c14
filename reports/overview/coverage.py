"""How much the archive holds of what is listed: in a sentence, and by kind of report and year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Q

from reports.facts.vocabulary import Checked, Kind
from reports.models import Inspection, ListedFile
from reports.overview.cache import cached_by_version

REAL = Q(authority__invented=False)
"""Inspections that took place; those of the samples are never counted among them."""
IS_CHECKED = Q(reading__warnings=0) | Q(reading=None, checked=Checked.REPORT)
"""Its text raised no warning; or, without a text, its facts were read from the report."""


@dataclass(frozen=True, slots=True)
class YearFigures:
    """The inspections of one kind that ended in one year: how many are listed, have their text here,
    were checked against the report, and were removed by the publisher.
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
    """How many reports have their text here, and the last day of the newest, in a sentence."""
    with connection.cursor() as cursor:
        # Composing it with Django's means would take longer than it does.
        cursor.execute(
            "SELECT count(*), max(end_date) FROM reports_inspection WHERE reading_id IS NOT NULL"
        )
        reports, newest = cursor.fetchone()
    if not reports:
        return "no reports"
    return f"{reports} reports, the newest of an inspection that ended on {newest}"


def figures_by_kind() -> list[KindFigures]:
    """Every kind with an inspection, in two queries."""
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
    """The inspections whose file the publisher has removed, by kind and year."""
    removed = ListedFile.objects.removed().filter(reading__inspection__isnull=False).order_by()
    inspections = removed.values_list(
        "reading__inspection", "reading__inspection__kind", "reading__inspection__year"
    )
    return Counter((kind, year) for _, kind, year in inspections.distinct())
