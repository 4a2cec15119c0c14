"""The pages of each list of the API, from a cursor on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Max, Model, QuerySet
from django.http import Http404, HttpRequest, QueryDict

from reports.models import Authority, Change, Inspection
from reports.overview.outline import outline
from reports.records.authorities import AuthorityRecord, authority_records
from reports.records.changes import ChangeRecord, change_records
from reports.records.inspections import InspectionRecord, inspection_records
from reports.records.passages import PassageRecord, passage_record
from reports.web.cursors import BadCursor, Key, cursor_for, read_cursor, rows_after
from reports.web.filters import AuthorityFilter, InspectionFilter
from search.api.parameters import ROWS

Rec = TypeVar("Rec")
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class RecordPage(Generic[Rec]):
    """Some records of a list of `count` records; `cursor` leads on, None at the end."""

    records: list[Rec]
    count: int
    cursor: str | None


def limit_of(parameters: QueryDict) -> int:
    """How many rows a valid address asks for."""
    return int(parameters.get("limit") or ROWS)


def page_of_records(records: Sequence[Rec], parameters: QueryDict) -> RecordPage[Rec]:
    """A page of records whose order never changes; their indices serve as keys of the cursor."""
    numbered = [((place,), record) for place, record in enumerate(records)]
    shown, cursor = _keys(numbered, parameters)
    return RecordPage(shown, len(numbered), cursor)


def authorities_page(request: HttpRequest) -> RecordPage[AuthorityRecord]:
    """A page of the authorities that match, by name and slug."""
    filters = AuthorityFilter(request.GET, queryset=Authority.objects.all())
    rows = [((name, slug), slug) for name, slug in filters.qs.values_list("name", "slug")]
    keys, cursor = _keys(rows, request.GET)
    chosen = set(keys)
    records = authority_records(request.build_absolute_uri)
    by_slug = {each.authority_slug: each for each in records if each.authority_slug in chosen}
    return RecordPage([by_slug[slug] for slug in keys if slug in by_slug], len(rows), cursor)


def inspections_page(request: HttpRequest) -> RecordPage[InspectionRecord]:
    """A page of the inspections that match, the latest first."""
    filters = InspectionFilter(request.GET, queryset=Inspection.objects.order_by())
    rows = [
        ((-day.toordinal(), slug), pk)
        for day, slug, pk in filters.qs.values_list("end_date", "slug", "pk")
    ]
    keys, cursor = _keys(rows, request.GET)
    by_key = Inspection.objects.listed().in_bulk(keys)
    inspections = [by_key[key] for key in keys if key in by_key]
    return RecordPage(
        inspection_records(inspections, request.build_absolute_uri), len(rows), cursor
    )


def inspection_at(slug: str) -> Inspection:
    """The inspection of an address. Raises `Http404` where there is none."""
    keys = [each.pk for each in outline().inspections if each.slug == slug]
    inspection = Inspection.objects.listed().filter(pk__in=keys).first()
    if inspection is None:
        raise Http404("No inspection has this slug.")
    return inspection


def passages_page(request: HttpRequest, slug: str) -> RecordPage[PassageRecord]:
    """A page of the passages of an inspection, as they stand in the report. Raises `Http404`."""
    inspection = inspection_at(slug)
    passages = inspection.paragraphs.order_by("position")
    rows, cursor = _rows_after(passages, "position", request.GET)
    for row in rows:
        row.inspection = inspection
    records = [passage_record(row, request.build_absolute_uri) for row in rows]
    return RecordPage(records, passages.count(), cursor)


def changes_page(parameters: QueryDict) -> RecordPage[ChangeRecord]:
    """A page of the changes after the one that a valid address names, the earliest first.

    A change gets its number while an operation holds the lock of the archive. So no number appears
    later that is below one that can be read (docs/decisions/0007).
    """
    changes = Change.objects.filter(pk__gt=after_of(parameters)).order_by("pk")
    with_names = changes.select_related("authority", "inspection")
    rows, cursor = _rows_after(with_names, "pk", parameters)
    return RecordPage(change_records(rows), changes.count(), cursor)


def after_of(parameters: QueryDict) -> int:
    """The number of the change after which a valid address asks for changes; 0 for all of them."""
    return int(parameters.get("after") or 0)


def last_change() -> int:
    """The number of the last change; 0 where there is none."""
    last: int | None = Change.objects.aggregate(last=Max("pk"))["last"]
    return last or 0


def _rows_after(
    rows: QuerySet[Row], field: str, parameters: QueryDict
) -> tuple[list[Row], str | None]:
    """The rows after the cursor, at most as many as the address asks for, and the next cursor.

    `rows` are in the order of `field`, a unique whole number.
    """
    key, limit = read_cursor(parameters), limit_of(parameters)
    if key:
        rows = rows.filter(**{f"{field}__gt": _number(key)})
    following = list(rows[: limit + 1])
    shown = following[:limit]
    cursor = None
    if len(following) > limit:
        cursor = cursor_for(parameters, (getattr(shown[-1], field),))
    return shown, cursor


def _number(key: Key) -> int:
    if len(key) != 1 or not isinstance(key[0], int):
        raise BadCursor("This cursor belongs to another list.")
    return key[0]


def _keys(rows: list[tuple[Key, Any]], parameters: QueryDict) -> tuple[list[Any], str | None]:
    """The values after the cursor, at most as many as the address asks for, and the next cursor.

    `rows` are pairs of a key, which orders them, and a value.
    """
    rows = sorted(rows, key=lambda row: row[0])
    following = rows_after(rows, lambda row: row[0], read_cursor(parameters))
    shown = following[: limit_of(parameters)]
    cursor = None
    if len(following) > len(shown):
        cursor = cursor_for(parameters, shown[-1][0])
    return [each for _, each in shown], cursor
