"""What the archive lacks, by name, and how it stands against the publisher's list."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q

from reports.facts.vocabulary import Checked, Kind
from reports.models import Inspection, ListedFile, ListedProvider
from reports.overview.latest import latest_by_authority
from reports.pages.about.coverage import REAL

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


@dataclass(frozen=True, slots=True)
class SiteFigures:
    """How the archive stands against the publisher's list; `compared` is when it was read last.

    None and zeros in an archive that was never compared.
    """

    compared: datetime | None
    listed: int
    fetched: int
    to_fetch: int
    removed: int
    refused: int


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


def latest_without_text() -> list[Inspection]:
    """The latest full inspections of current authorities whose text is not here, by authority."""
    rows = latest_by_authority().current
    return [
        row.inspection
        for row in rows
        if row.inspection and not row.inspection.reading_id and not row.authority.invented
    ]


def inspections_without_text() -> list[Inspection]:
    """Every real inspection whose text is not here, the latest first."""
    missing = Inspection.objects.filter(REAL, reading=None)
    return list(missing.select_related("authority").order_by("-end_date", "authority__name"))


def site_figures() -> SiteFigures:
    """The figures of the ledger, in two queries."""
    compared = ListedProvider.objects.aggregate(last=Max("last_seen"))["last"]
    state = ListedFile.State
    counts = ListedFile.objects.aggregate(
        listed=Count("pk"),
        fetched=Count("pk", filter=Q(reading__isnull=False)),
        to_fetch=Count("pk", filter=Q(state=state.LISTED)),
        removed=Count("pk", filter=Q(state=state.GONE)),
        refused=Count("pk", filter=Q(state=state.REFUSED)),
    )
    return SiteFigures(compared, **counts)
