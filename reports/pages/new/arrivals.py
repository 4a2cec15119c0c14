"""What entered the archive: reports and revisions, and what was taken off or removed by Ofsted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import CharField, DateTimeField, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone

from reports.models import Change, Inspection, ListedFile

SHOWN = (Change.What.PUBLISHED, Change.What.REVISED, Change.What.UNPUBLISHED)
"""The changes that bring a text, another one, or take one off."""
WORDS = {
    Change.What.PUBLISHED: "New report",
    Change.What.REVISED: "Another file of the report",
    Change.What.UNPUBLISHED: "Taken off this archive",
}
REMOVED = "Removed by Ofsted"

ArrivalKey = dict[str, Any]
"""When something entered (`when`), in which table it is (`of`), and its key there (`pk`)."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The chosen values of the page's filters; an empty choice stands for everything."""

    kinds: Sequence[str] = ()
    regions: Sequence[str] = ()
    authorities: Sequence[str] = ()
    grades: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Arrival:
    """One line of the page: the day it happened, what it was, and of which inspection.

    `inspection` is None where the archive has none (any more); then `title` alone says what it was.
    """

    day: date
    what: str
    title: str
    inspection: Inspection | None


@dataclass(frozen=True, slots=True)
class Week:
    """The arrivals of one week, the latest first; `monday` is its first day."""

    monday: date
    arrivals: list[Arrival] = field(default_factory=list)


def arrival_keys(choices: Choices) -> QuerySet[Any, ArrivalKey]:
    """The keys of everything that matches the choices, the latest first."""
    changes = Change.objects.filter(what__in=SHOWN).filter(_changes_of(choices))
    files = ListedFile.objects.removed().filter(_files_of(choices))
    columns = ("when", "of", "pk")
    of_changes = changes.order_by().annotate(
        when=F("at"), of=Value("change", output_field=CharField())
    )
    of_files = files.order_by().annotate(
        when=Cast("gone_since", DateTimeField()), of=Value("file", output_field=CharField())
    )
    keys: QuerySet[Any, ArrivalKey] = of_changes.values(*columns).union(
        of_files.values(*columns), all=True
    )
    latest_first: QuerySet[Any, ArrivalKey] = keys.order_by("-when", "-of", "-pk")
    return latest_first


def _changes_of(choices: Choices) -> Q:
    condition = Q()
    if choices.kinds:
        condition &= Q(inspection__kind__in=choices.kinds)
    if choices.regions:
        condition &= Q(authority__region__in=choices.regions)
    if choices.authorities:
        condition &= Q(authority__slug__in=choices.authorities)
    if choices.grades:
        judged = Inspection.objects.judged([], choices.grades)
        condition &= Q(inspection__in=judged.values("slug"))
    return condition


def _files_of(choices: Choices) -> Q:
    """A removed file whose text the archive never had has neither kind nor grades here."""
    condition = Q(authority__isnull=False)
    if choices.kinds:
        condition &= Q(reading__inspection__kind__in=choices.kinds)
    if choices.regions:
        condition &= Q(authority__region__in=choices.regions)
    if choices.authorities:
        condition &= Q(authority__slug__in=choices.authorities)
    if choices.grades:
        judged = Inspection.objects.judged([], choices.grades)
        condition &= Q(reading__inspection__in=judged.values("pk"))
    return condition


def weeks_of(keys: Iterable[ArrivalKey]) -> list[Week]:
    """The arrivals of these keys by week, in their order; read in two queries."""
    arrivals = _arrivals(list(keys))
    by_week = groupby(arrivals, key=lambda each: each.day - timedelta(days=each.day.weekday()))
    return [Week(monday, list(group)) for monday, group in by_week]


def _arrivals(keys: list[ArrivalKey]) -> list[Arrival]:
    changes = Change.objects.select_related("inspection__authority").defer("changed", "moved")
    changes_by_key = changes.in_bulk(_keys_of("change", keys))
    files = ListedFile.objects.select_related("authority", "reading__inspection__authority")
    files_by_key = files.in_bulk(_keys_of("file", keys))
    arrivals = []
    for key in keys:
        if key["of"] == "change":
            arrivals.append(_of_change(changes_by_key[key["pk"]]))
        else:
            arrivals.append(_of_file(files_by_key[key["pk"]]))
    return arrivals


def _keys_of(table: str, keys: Iterable[ArrivalKey]) -> list[int]:
    return [key["pk"] for key in keys if key["of"] == table]


def _of_change(change: Change) -> Arrival:
    words = WORDS[Change.What(change.what)]
    return Arrival(timezone.localdate(change.at), words, change.title, change.inspection)


def _of_file(file: ListedFile) -> Arrival:
    inspection = file.reading.inspection if file.reading else None
    day = file.gone_since or timezone.localdate(file.last_seen)
    title = f"{file.authority}, {file.kind}, published {file.published:%-d %B %Y}"
    return Arrival(day, REMOVED, str(inspection or title), inspection)
