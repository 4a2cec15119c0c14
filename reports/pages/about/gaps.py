"""The inspections whose text the archive lacks, and its comparison with the publisher's list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q

from reports.models import Inspection, ListedFile, ListedProvider
from reports.overview.coverage import REAL
from reports.overview.latest import latest_by_authority


@dataclass(frozen=True, slots=True)
class SiteFigures:
    """The numbers of files on the publisher's list, by their state in the archive.

    `compared` is when the list was last read; None, with zeros, if it never was.
    """

    compared: datetime | None
    listed: int
    fetched: int
    to_fetch: int
    removed: int
    refused: int


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
