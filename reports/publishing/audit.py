"""All that was done at the desk and by commands: published changes, and what Django's admin logs
beside them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.admin.models import ADDITION, DELETION, LogEntry
from django.core.paginator import Page, Paginator
from django.db.models import CharField, F, Value

from reports.models import Change
from reports.publishing.snapshot import Difference

LINES_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One deed: when, who, what, to what, and why or how; `address` leads to it where it has a
    page.
    """

    at: datetime
    by: str
    what: str
    about: str
    said: str
    address: str


def audit(number: int) -> Page[dict[str, object]]:
    """One page of the list, the newest first, the last page where `number` is beyond it."""
    changes = Change.objects.order_by().annotate(
        when=F("at"), of=Value("change", output_field=CharField())
    )
    logged = LogEntry.objects.order_by().annotate(
        when=F("action_time"), of=Value("log", output_field=CharField())
    )
    columns = ("when", "of", "pk")
    both = (
        changes.values(*columns)
        .union(logged.values(*columns), all=True)
        .order_by("-when", "-of", "-pk")
    )
    return Paginator(both, LINES_A_PAGE).get_page(number)


def lines(rows: Iterable[dict[str, object]]) -> list[Line]:
    """The deeds that a page of the list names, in two queries."""
    rows = list(rows)
    changes = Change.objects.select_related("by").in_bulk(
        [row["pk"] for row in rows if row["of"] == "change"]
    )
    logged = LogEntry.objects.select_related("user", "content_type").in_bulk(
        [row["pk"] for row in rows if row["of"] == "log"]
    )
    return [
        _changed(changes[row["pk"]]) if row["of"] == "change" else _logged(logged[row["pk"]])
        for row in rows
    ]


def _changed(change: Change) -> Line:
    said = f"{Difference.from_json(change.changed).sentence}. {change.reason}".strip()
    by = change.by.get_username() if change.by else "a command"
    return Line(change.at, by, change.get_what_display(), change.title, said, str(change.pk))


def _logged(entry: LogEntry) -> Line:
    what = {ADDITION: "Added", DELETION: "Deleted"}.get(entry.action_flag, "Changed")
    kind = f"{entry.content_type.name}: " if entry.content_type else ""
    by = entry.user.get_username()
    return Line(
        entry.action_time, by, what, f"{kind}{entry.object_repr}", entry.get_change_message(), ""
    )
