"""The audit log: all that editors and commands did, recorded changes and Django's own log together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.contrib.admin.models import ADDITION, DELETION, LogEntry
from django.core.paginator import Page, Paginator
from django.db.models import F
from django.utils import timezone

from reports.models import Change
from reports.publishing.history.differences import Difference
from reports.publishing.history.rows_by_time import RowKey, keys_by_time, rows_of_keys

LINES_PER_PAGE = 50
MOST_GROUPED = 500
"""The latest actions among which those of one kind are put together."""
VERBS = {ADDITION: "Added", DELETION: "Deleted"}
"""What Django's log says of an entry; all else is "Changed"."""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """Something that was done: when, by whom, what, to what, and details of how and why.

    `address` is the key of its page, empty where it has none.
    """

    at: datetime
    by: str
    what: str
    about: str
    details: str
    address: str


def audit_page(number: int) -> Page[RowKey]:
    """The keys on one page of the log, the latest first; the last page where `number` is beyond."""
    changes, entries = Change.objects.all(), LogEntry.objects.all()
    keys = keys_by_time({"change": (changes, F("at")), "log": (entries, F("action_time"))})
    return Paginator(keys, LINES_PER_PAGE).get_page(number)


def audit_lines(keys: Iterable[RowKey]) -> list[AuditLine]:
    """The lines of these keys, in their order, read in two queries."""
    changes = Change.objects.select_related("by")
    entries = LogEntry.objects.select_related("user", "content_type")
    rows = rows_of_keys(keys, {"change": changes, "log": entries})
    return [_line_of(row) for row in rows]


def _line_of(row: Change | LogEntry) -> AuditLine:
    if isinstance(row, LogEntry):
        return _line_of_entry(row)
    extent = Difference.from_json(row.changed).sentence
    return _line_of_change(row, f"{extent}. {row.reason}".strip())


def _line_of_change(change: Change, details: str) -> AuditLine:
    return AuditLine(
        at=change.at,
        by=change.by.get_username() if change.by else "a command",
        what=change.get_what_display(),
        about=change.title,
        details=details,
        address=str(change.pk),
    )


def _line_of_entry(entry: LogEntry) -> AuditLine:
    kind = f"{entry.content_type.name}: " if entry.content_type else ""
    return AuditLine(
        at=entry.action_time,
        by=entry.user.get_username(),
        what=VERBS.get(entry.action_flag, "Changed"),
        about=f"{kind}{entry.object_repr}",
        details=entry.get_change_message(),
        address="",
    )


@dataclass(frozen=True, slots=True)
class DoneLately:
    """Actions of one kind that one person did one after the other on one day.

    `line` is the latest of them, `count` how many they are.
    """

    line: AuditLine
    count: int


def done_lately(groups: int) -> list[DoneLately]:
    """The latest actions, those of one kind together: an import of 300 reports is one of them.

    Of the latest `MOST_GROUPED` actions, which are read in a few queries.
    """
    # What changed may be a whole report, and is not read for a line without it.
    changes = Change.objects.select_related("by").defer("changed")[:MOST_GROUPED]
    entries = LogEntry.objects.select_related("user", "content_type")[:MOST_GROUPED]
    lines = [_line_of_change(change, change.reason) for change in changes]
    lines += [_line_of_entry(entry) for entry in entries]
    lines.sort(key=lambda line: line.at, reverse=True)
    grouped: list[DoneLately] = []
    for _, of_one_kind in groupby(lines[:MOST_GROUPED], key=_kind_of_action):
        same = list(of_one_kind)
        grouped.append(DoneLately(same[0], len(same)))
    return grouped[:groups]


def _kind_of_action(line: AuditLine) -> tuple[date, str, str]:
    return timezone.localdate(line.at), line.by, line.what
