"""What is new as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator

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
ADDED = (
    columns.ONS_CODE,
    columns.DFE_CODE,
    Column("url", "Permanent address of the inspection, or of the authority", CellType.ADDRESS),
)
OF_INSPECTION = 5
"""The columns at the end, which are empty where the archive has no such inspection."""
AT_A_TIME = 500


def arrival_table(choices: Choices, address: Callable[[str], str]) -> Table:
    """The table of everything that matches the choices, the latest first.

    `address` makes a path of this site absolute.
    """
    return Table("new", "What is new", COLUMNS, lambda: _rows(choices, address), added=ADDED)


def _rows(choices: Choices, address: Callable[[str], str]) -> Iterator[list[Cell]]:
    keys = list(arrival_keys(choices))
    for start in range(0, len(keys), AT_A_TIME):
        for arrival in arrivals_of(keys[start : start + AT_A_TIME]):
            authority = arrival.authority
            page = arrival.inspection or authority
            added = [authority.ons_code, authority.dfe_code, address(page.get_absolute_url())]
            yield [*_row(arrival), *added]


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
