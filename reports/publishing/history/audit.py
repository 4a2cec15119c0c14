"""The audit log of editors and commands: the recorded changes together with Django's admin log."""

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
"""The number of latest actions that `latest_activity` reads and groups."""
ACTION_LABELS = {ADDITION: "Added", DELETION: "Deleted"}
"""Labels for the flags of Django's log; any other flag is "Changed"."""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One action: its time, the person, what was done, to what, and details with the reason.

    `address` is the key of the change's page; it is empty for an entry of Django's log.
    """

    at: datetime
    by: str
    what: str
    about: str
    details: str
    address: str


def audit_page(number: int) -> Page[RowKey]:
    """The keys on one page of the log, the latest first.

    A `number` too high gives the last page.
    """
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
        what=ACTION_LABELS.get(entry.action_flag, "Changed"),
        about=f"{kind}{entry.object_repr}",
        details=entry.get_change_message(),
        address="",
    )


@dataclass(frozen=True, slots=True)
class ActivityGroup:
    """Consecutive actions of one kind by one person on one day.

    `line` is the latest of them, `count` their number.
    """

    line: AuditLine
    count: int


def latest_activity(groups: int) -> list[ActivityGroup]:
    """The latest actions in at most `groups` groups: an import of 300 reports is one group.

    Only the latest `MOST_GROUPED` actions are read, in two queries.
    """
    # `changed` may hold a whole report, and these lines do not show it.
    changes = Change.objects.select_related("by").defer("changed")[:MOST_GROUPED]
    entries = LogEntry.objects.select_related("user", "content_type")[:MOST_GROUPED]
    lines = [_line_of_change(change, change.reason) for change in changes]
    lines += [_line_of_entry(entry) for entry in entries]
    lines.sort(key=lambda line: line.at, reverse=True)
    grouped: list[ActivityGroup] = []
    for _, of_one_kind in groupby(lines[:MOST_GROUPED], key=_kind_of_action):
        same = list(of_one_kind)
        grouped.append(ActivityGroup(same[0], len(same)))
    return grouped[:groups]


def _kind_of_action(line: AuditLine) -> tuple[date, str, str]:
    return timezone.localdate(line.at), line.by, line.what
