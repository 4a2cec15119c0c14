"""The tables of the page on waiting and timing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reports.facts.frameworks import FULL_INSPECTIONS
from reports.facts.vocabulary import Kind
from reports.pages.timing.figures import (
    AuthorityDays,
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
from reports.pages.timing.forms import NEWEST, OLDEST, TimingChoice

SINCE_BY = (By.REGION, By.GRADE)
"""Days since the last inspection are grouped by these alone."""


@dataclass(frozen=True, slots=True)
class SpreadLine:
    """The least, median and most days of a group as positions on the scale, like `12.5%`."""

    least: str
    median: str
    most: str


@dataclass(frozen=True, slots=True)
class DaysTable:
    """One table: a row for each group, with its line if it has days.

    The scale is 0 to `end` days.
    """

    by: By
    caption: str
    end: int
    rows: list[tuple[GroupDays, SpreadLine | None]]


@dataclass(frozen=True, slots=True)
class TimingPage:
    """All that the page shows; `never` are authorities without a full inspection in the archive.

    `near` are the chosen authority, its statistical neighbours and the others of its region, each
    below a heading; empty where none is chosen.
    """

    today: date
    since: list[DaysTable]
    publication: list[DaysTable]
    near: list[tuple[str, list[AuthorityDays]]]
    authorities: list[AuthorityDays]
    never: list[AuthorityDays]


def timing_page(choice: TimingChoice, today: date) -> TimingPage:
    """The page as of `today`, in three queries."""
    inspections = inspection_days(choice.track)
    authorities = authority_days(inspections, today)
    last = [each.last for each in authorities if each.last]
    since = []
    for by in SINCE_BY:
        measure = _measure("Days since the last full inspection", by, choice)
        for name, members in _tables(last, by):
            since.append(_table(by, measure + name, since_last(members, by, today)))
    publication = []
    for by in By:
        measure = _measure("Days to publication", by, choice)
        for name, members in _tables(counted(inspections, choice, by), by):
            publication.append(_table(by, measure + name, to_publication(members, by)))
    return TimingPage(
        today=today,
        since=since,
        publication=publication,
        near=near(choice.authority, authorities),
        authorities=ordered(authorities, choice.sort),
        never=[each for each in authorities if each.last is None],
    )


def near(slug: str, authorities: Sequence[AuthorityDays]) -> list[tuple[str, list[AuthorityDays]]]:
    """Groups of rows with their headings for the current authority with this slug.

    They are the authority itself, without a heading, its statistical neighbours, the closest first,
    and the others of its region. Empty if there is no such authority.
    """
    own = [each for each in authorities if each.authority.slug == slug]
    if not own:
        return []
    authority = own[0].authority
    by_code = {each.authority.dfe_code: each for each in authorities}
    codes = [code for code in authority.neighbour_codes if code in by_code]
    region = [
        each
        for each in authorities
        if each.authority.region == authority.region and each.authority != authority
    ]
    groups = [
        ("", own),
        ("Statistical neighbours, the closest first", [by_code[code] for code in codes]),
        (f"Others in {authority.get_region_display()}", region),
    ]
    return [(heading, rows) for heading, rows in groups if rows]


def ordered(authorities: list[AuthorityDays], sort: str) -> list[AuthorityDays]:
    """Authorities by name, or by days; those without a full inspection are last."""
    if sort not in (OLDEST, NEWEST):
        return authorities
    sign = -1 if sort == OLDEST else 1
    return sorted(authorities, key=lambda each: (each.days is None, sign * (each.days or 0)))


def counted(
    inspections: Iterable[InspectionDays], choice: TimingChoice, by: By
) -> list[InspectionDays]:
    """The inspections whose publication is counted.

    A table ignores the choice that it is grouped by: by kind it shows all kinds, by year all years.
    """
    kinds = {Kind(choice.kind)} if choice.kind else {*FULL_INSPECTIONS}
    year = choice.year
    if by is By.KIND:
        kinds = {*Kind}
    if by is By.YEAR:
        year = ""
    return [each for each in inspections if each.kind in kinds and year in ("", str(each.year))]


def _measure(measure: str, by: By, choice: TimingChoice) -> str:
    """`Days to publication, by grade for leaders`."""
    name = by.label.lower()
    if by is By.GRADE:
        name = f"grade for {choice.track.label.lower()}"
    return f"{measure}, by {name}"


def _tables(
    inspections: Sequence[InspectionDays], by: By
) -> Iterator[tuple[str, list[InspectionDays]]]:
    """The inspections of each table, and what its caption adds where there are several."""
    tables = on_scales(inspections, by)
    for scale, members in tables:
        name = scale.in_a_sentence if scale else "kinds of report without grades"
        yield f" ({name})" if len(tables) > 1 else "", members


def _table(by: By, caption: str, groups: list[GroupDays]) -> DaysTable:
    # At least one day: a scale from nothing to nothing would have no length.
    end = max([1, *(group.days.most for group in groups if group.days)])
    rows = [(group, _line(group.days, end)) for group in groups]
    return DaysTable(by, caption, end, rows)


def _line(days: Spread | None, end: int) -> SpreadLine | None:
    if days is None:
        return None
    return SpreadLine(_share(days.least, end), _share(days.median, end), _share(days.most, end))


def _share(day: float, end: int) -> str:
    """The position of a day on the scale.

    Negative days, of a date after today, are at its start.
    """
    return f"{100 * max(day, 0) / end:.1f}%"
