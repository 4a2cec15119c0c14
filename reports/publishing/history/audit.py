"""The audit log: all that editors and commands did, recorded changes and Django's own log together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.admin.models import ADDITION, DELETION, LogEntry
from django.core.paginator import Page, Paginator
from django.db.models import CharField, F, Value

from reports.models import Change
from reports.publishing.history.differences import Difference

LINES_PER_PAGE = 50
VERBS = {ADDITION: "Added", DELETION: "Deleted"}
"""What Django's log says of an entry; all else is "Changed"."""

Key = dict[str, object]
"""When something was done (`when`), in which of the two logs it is (`of`), and its key there."""


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


def audit_page(number: int) -> Page[Key]:
    """The keys on one page of the log, the latest first; the last page where `number` is beyond."""
    changes = Change.objects.order_by().annotate(
        when=F("at"), of=Value("change", output_field=CharField())
    )
    entries = LogEntry.objects.order_by().annotate(
        when=F("action_time"), of=Value("log", output_field=CharField())
    )
    columns = ("when", "of", "pk")
    keys = changes.values(*columns).union(entries.values(*columns), all=True)
    return Paginator(keys.order_by("-when", "-of", "-pk"), LINES_PER_PAGE).get_page(number)


def audit_lines(keys: Iterable[Key]) -> list[AuditLine]:
    """The lines of these keys, in their order, read in two queries."""
    keys = list(keys)
    changes = Change.objects.select_related("by").in_bulk(_keys_of("change", keys))
    entries = LogEntry.objects.select_related("user", "content_type").in_bulk(_keys_of("log", keys))
    lines = []
    for key in keys:
        if key["of"] == "change":
            lines.append(_line_of_change(changes[key["pk"]]))
        else:
            lines.append(_line_of_entry(entries[key["pk"]]))
    return lines


def _keys_of(log: str, keys: Iterable[Key]) -> list[object]:
    return [key["pk"] for key in keys if key["of"] == log]


def _line_of_change(change: Change) -> AuditLine:
    extent = Difference.from_json(change.changed).sentence
    return AuditLine(
        at=change.at,
        by=change.by.get_username() if change.by else "a command",
        what=change.get_what_display(),
        about=change.title,
        details=f"{extent}. {change.reason}".strip(),
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
