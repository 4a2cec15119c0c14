"""What is new: published and revised reports, and texts that were unpublished or that Ofsted
removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.db.models import DateTimeField, F, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from reports.facts.dates import in_words
from reports.models import Authority, Change, Inspection, ListedFile
from reports.publishing.history.rows_by_time import RowKey, keys_by_time, rows_of_keys

SHOWN = (Change.What.PUBLISHED, Change.What.REVISED, Change.What.UNPUBLISHED)
"""The kinds of changes that publish, replace or remove a text."""
WORDS = {
    Change.What.PUBLISHED: "New report",
    Change.What.REVISED: "Another file of the report",
    Change.What.UNPUBLISHED: "Taken off this archive",
}
REMOVED = "Removed by Ofsted"


@dataclass(frozen=True, slots=True)
class Choices:
    """The chosen values of the page's filters; an empty choice stands for everything."""

    kinds: Sequence[str] = ()
    regions: Sequence[str] = ()
    authorities: Sequence[str] = ()
    grades: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Arrival:
    """One line of the page: the time, what happened, and the inspection.

    `key` identifies the line. `inspection` is None if the archive does not have it; then only
    `title` names it.
    """

    key: str
    at: datetime
    what: str
    title: str
    authority: Authority
    inspection: Inspection | None

    @property
    def day(self) -> date:
        """The day on which it happened."""
        return timezone.localdate(self.at)


@dataclass(frozen=True, slots=True)
class Week:
    """The arrivals of one week, the latest first; `monday` is its first day."""

    monday: date
    arrivals: list[Arrival]


def arrival_keys(choices: Choices) -> QuerySet[Any, RowKey]:
    """The keys of everything that matches the choices, the latest first."""
    changes = Change.objects.filter(_matches(choices, "inspection", "slug"), what__in=SHOWN)
    # A removed file whose text the archive never had has neither kind nor grades here.
    files = ListedFile.objects.removed().exclude(authority=None)
    files = files.filter(_matches(choices, "reading__inspection", "pk"))
    day = Cast("gone_since", DateTimeField())
    return keys_by_time({"change": (changes, F("at")), "file": (files, day)})


def _matches(choices: Choices, inspection: str, key: str) -> Q:
    """The condition on rows whose field `inspection` refers to the `key` of an inspection."""
    condition = Q()
    if choices.kinds:
        condition &= Q((f"{inspection}__kind__in", choices.kinds))
    if choices.regions:
        condition &= Q(authority__region__in=choices.regions)
    if choices.authorities:
        condition &= Q(authority__slug__in=choices.authorities)
    if choices.grades:
        judged = Inspection.objects.judged([], choices.grades)
        condition &= Q((f"{inspection}__in", judged.values(key)))
    return condition


def weeks_of(keys: Iterable[RowKey]) -> list[Week]:
    """The arrivals of these keys by week, in their order; read in two queries."""
    arrivals = arrivals_of(keys)
    by_week = groupby(arrivals, key=lambda each: each.day - timedelta(days=each.day.weekday()))
    return [Week(monday, list(group)) for monday, group in by_week]


def arrivals_of(keys: Iterable[RowKey]) -> list[Arrival]:
    """The arrivals of these keys, in their order; read in two queries."""
    keys = list(keys)
    changes = Change.objects.select_related("authority", "inspection__authority").defer(
        "changed", "moved"
    )
    files = ListedFile.objects.select_related("authority", "reading__inspection__authority")
    rows = rows_of_keys(keys, {"change": changes, "file": files})
    arrivals = []
    for key, row in zip(keys, rows, strict=True):
        if isinstance(row, Change):
            arrivals.append(_of_change(row))
        else:
            # `arrival_keys` leaves out files without an authority.
            arrivals.append(_of_file(row, row.authority, key["when"]))
    return arrivals


def _of_change(change: Change) -> Arrival:
    words = WORDS[Change.What(change.what)]
    key = f"changes/{change.pk}"
    return Arrival(key, change.at, words, change.title, change.authority, change.inspection)


def _of_file(file: ListedFile, authority: Authority, at: datetime) -> Arrival:
    inspection = file.reading.inspection if file.reading else None
    title = f"{authority}, {file.kind}, published {in_words(file.published)}"
    key = f"files/{file.file_id}/removed/{file.gone_since}"
    return Arrival(key, at, REMOVED, str(inspection or title), authority, inspection)
