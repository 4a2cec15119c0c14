"""What is new as a file."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from reports.facts.vocabulary import Kind, Region
from reports.pages.new.arrivals import Arrival, Choices, arrival_keys, arrivals_of
from reports.web.tables import columns
from reports.web.tables.table import Cell, CellType, Column, Table

COLUMNS = (
    Column("day", "The day on which it happened", CellType.DAY),
    Column("at", "The moment at which it happened"),
    Column("what", "What happened"),
    Column("title", "The inspection as it was called then"),
    columns.AUTHORITY,
    columns.AUTHORITY_SLUG,
    columns.REGION,
    columns.REGION_CODE,
    columns.INSPECTION,
    columns.KIND,
    columns.KIND_CODE,
    columns.END_DATE,
    columns.PUBLISHED,
)
OF_INSPECTION = 5
"""The columns at the end, which are empty where the archive has no such inspection."""
AT_A_TIME = 500


def arrival_table(choices: Choices) -> Table:
    """Everything that matches the choices, the latest first."""
    return Table("new", "What is new", COLUMNS, lambda: _rows(choices))


def _rows(choices: Choices) -> Iterator[list[Cell]]:
    keys = list(arrival_keys(choices))
    for start in range(0, len(keys), AT_A_TIME):
        for arrival in arrivals_of(keys[start : start + AT_A_TIME]):
            yield _row(arrival)


def _row(arrival: Arrival) -> list[Cell]:
    at = timezone.localtime(arrival.at).isoformat(timespec="seconds")
    row: list[Cell] = [arrival.day, at, arrival.what, arrival.title]
    authority, inspection = arrival.authority, arrival.inspection
    row += [str(authority), authority.slug, Region(authority.region).label, authority.region]
    if inspection is None:
        return [*row, *[None] * OF_INSPECTION]
    kind = Kind(inspection.kind)
    return [
        *row,
        inspection.slug,
        kind.label,
        kind.value,
        inspection.end_date,
        inspection.published,
    ]
