"""The tables on waiting and timing to save: by authority, or by what its page groups by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from reports.facts.vocabulary import Region
from reports.models.addresses import address as address_of
from reports.pages.timing.figures import (
    By,
    GroupDays,
    InspectionDays,
    Spread,
    authority_days,
    inspection_days,
    on_scales,
    since_last,
    to_publication,
)
from reports.pages.timing.forms import TimingChoice
from reports.pages.timing.page import SINCE_BY, counted, ordered
from reports.web.tables import columns
from reports.web.tables.table import Cell, CellType, Column, Table

FROM_LAST_DAY = "Calendar days from the last day on site to publication"
FROM_FIRST_DAY = "Calendar days from the first day on site to publication"
AUTHORITY_COLUMNS = (
    columns.AUTHORITY,
    columns.AUTHORITY_SLUG,
    columns.REGION,
    columns.REGION_CODE,
    columns.INSPECTION,
    columns.START_DATE,
    columns.END_DATE,
    columns.DAYS_SINCE,
    columns.PUBLISHED,
    Column("days_from_last_day_to_publication", FROM_LAST_DAY, CellType.NUMBER),
    Column("days_from_first_day_to_publication", FROM_FIRST_DAY, CellType.NUMBER),
)
ADDED = (columns.ONS_CODE, columns.DFE_CODE, columns.URL)
GROUP_COLUMNS = (
    Column("by", "What inspections are grouped by"),
    Column("group", "Name of the group"),
    Column("group_code", "The group’s code in addresses; all: every inspection"),
    Column("measure", "Which days are counted"),
    Column("inspections", "Inspections whose days are known", CellType.NUMBER),
    Column("median_days", "Median of their days", CellType.NUMBER),
    Column("least_days", "Least of their days", CellType.NUMBER),
    Column("most_days", "Most of their days", CellType.NUMBER),
    Column("not_known", "Inspections whose day of publication is not known", CellType.NUMBER),
    columns.SCALE,
)


def timing_by_authority(choice: TimingChoice, today: date, address: Callable[[str], str]) -> Table:
    """One row a current authority, in the order of the page; `address` makes a path absolute."""
    return Table(
        name="timing-by-authority",
        sheet="Timing by authority",
        columns=AUTHORITY_COLUMNS,
        added=ADDED,
        rows=lambda: _authority_rows(choice, today, address),
    )


def timing_by_group(choice: TimingChoice, by: By, today: date) -> Table:
    """One row a group and measure; days since the last inspection only by `SINCE_BY`."""
    return Table(
        name=f"timing-by-{by.value}",
        sheet=f"Timing by {by.value}",
        columns=GROUP_COLUMNS,
        rows=lambda: _group_rows(choice, by, today),
    )


def _authority_rows(
    choice: TimingChoice, today: date, address: Callable[[str], str]
) -> Iterator[list[Cell]]:
    authorities = authority_days(inspection_days(choice.track), today)
    for each in ordered(authorities, choice.sort):
        authority = each.authority
        yield [
            str(authority),
            authority.slug,
            Region(authority.region).label,
            authority.region,
            *_inspection_cells(each.last, each.days),
            authority.ons_code,
            authority.dfe_code,
            address(address_of("inspection-detail", each.last.slug)) if each.last else None,
        ]


def _inspection_cells(last: InspectionDays | None, days: int | None) -> list[Cell]:
    if last is None:
        return [None] * 7
    return [
        last.slug,
        last.start,
        last.end,
        days,
        last.published,
        last.from_last_day,
        last.from_first_day,
    ]


def _group_rows(choice: TimingChoice, by: By, today: date) -> Iterator[list[Cell]]:
    inspections = inspection_days(choice.track)
    if by in SINCE_BY:
        last = [each.last for each in authority_days(inspections, today) if each.last]
        for scale, members in on_scales(last, by):
            for group in since_last(members, by, today):
                cells = _group_cells(by, group, "since the last full inspection", group.days, 0)
                yield [*cells, scale]
    for scale, members in on_scales(counted(inspections, choice, by), by):
        for group in to_publication(members, by):
            for cells in _publication_cells(by, group):
                yield [*cells, scale]


def _publication_cells(by: By, group: GroupDays) -> Iterator[list[Cell]]:
    unknown = group.unknown
    yield _group_cells(by, group, "from the last day to publication", group.days, unknown)
    yield _group_cells(
        by, group, "from the first day to publication", group.from_first_day, unknown
    )


def _group_cells(
    by: By, group: GroupDays, measure: str, days: Spread | None, unknown: int
) -> list[Cell]:
    figures: list[Cell] = [0, None, None, None]
    if days:
        figures = [days.inspections, _plain(days.median), days.least, days.most]
    return [by.value, group.label, group.code or "all", measure, *figures, unknown]


def _plain(median: float) -> float:
    """A median as it is written: 12 for 12.0, but 12.5."""
    return int(median) if median == int(median) else median
