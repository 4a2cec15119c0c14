"""The days on site, as reports print them: "16 to 27 January 2023", "9–24 November 2017"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.ingest.wording import Wording

Period = tuple[date, date]

DATES_LABEL = Wording(
    r"^inspection dates?\b\s*:?\s*",
    samples=(
        "Inspection dates: 16 to 27 January 2023",
        "Inspection date: 11 – 22 July 2022",
        "Inspection dates:",
    ),
    strangers=(
        "Inspection of Wexcombe local authority children’s services",
        "Inspection datelines",
    ),
)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = Wording(
    r"""(?x)(?P<day>\d{1,2})(?:st|nd|rd|th|ˢᵗ)?
        (?:\s*[/.]\s*(?P<number>\d{1,2})|\s*(?:of\s+)?(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*))?\.?
        (?:[,.]?[\s/]*(?P<year>\d{4}))?(?!\d)""",
    samples=(
        "16 January 2023",
        "04 Nov",
        "1st",
        "1/06/2015",
        "12.06.2023",
        "23",
        "18 Feb. 2014",
        "9th of March",
        "3June 2024",
    ),
    strangers=("January", "the last day"),
)
_RANGE = Wording(
    r"^(?:from|between)\s+(?P<first>.+?)\s+(?:and|to|until)\s+(?P<last>.+)$",
    samples=("From 12 to 23 June 2023", "Between 12 June and 23 June 2023"),
    strangers=("12 to 23 June 2023",),
)
_WEEKDAY = Wording(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b,?",
    samples=("Monday 3 June", "Friday,"),
    strangers=("Sundayish",),
)
_THROUGH = Wording(
    r"\s*(?:to|until|[-\u2010-\u2015\u2212\u2500])\s*",
    samples=(" to ", "–", " - "),
    strangers=(" and ",),
)
_BREAK = Wording(
    r"\s*(?:,\s*and|,|;|&|and)\s*", samples=(" and ", ", ", " & ", ", and "), strangers=(" to ",)
)


@dataclass(slots=True)
class _Day:
    day: int
    month: int | None
    year: int | None
    through: bool
    """Whether "to" or a dash leads from the day before to this one."""


def first_day(periods: Sequence[Period]) -> date | None:
    """The first day on site; None where no period is known."""
    return min((first for first, _ in periods), default=None)


def last_day(periods: Sequence[Period]) -> date | None:
    """The last day on site; None where no period is known."""
    return max((last for _, last in periods), default=None)


def read_periods(text: str) -> tuple[Period, ...]:
    """Each period that `text` names, in order; none when any part of it cannot be understood.

    A month or year that is printed once counts for the days before it too; a range that crosses the
    turn of the year begins in the year before the one that is printed.
    """
    text = _WEEKDAY.regex.sub("", text).strip()
    if found := _RANGE.match(text):
        text = f"{found['first']} to {found['last']}"
    days = _days(text)
    _complete(days)
    try:
        return _paired(days)
    except (TypeError, ValueError):
        return ()


def _days(text: str) -> list[_Day]:
    days: list[_Day] = []
    place = len(text) - len(text.lstrip())
    while place < len(text.rstrip(" .")):
        between = None
        through = False
        if days:
            between = _THROUGH.regex.match(text, place) or _BREAK.regex.match(text, place)
            if between is None:
                return []
            through = _THROUGH.regex.fullmatch(between[0]) is not None
            place = between.end()
        found = _DAY.regex.match(text, place)
        if found is None:
            return []
        days.append(
            _Day(
                int(found["day"]),
                _month(found),
                int(found["year"]) if found["year"] else None,
                through,
            )
        )
        place = found.end()
    return days


def _month(found: re.Match[str]) -> int | None:
    if found["number"]:
        return int(found["number"])
    return _MONTHS.index(found["month"][:3].lower()) + 1 if found["month"] else None


def _complete(days: list[_Day]) -> None:
    for before, after in zip(days[-2::-1], days[:0:-1], strict=True):
        before.month = before.month or after.month
        if before.year is None and after.year and before.month and after.month:
            before.year = after.year - (before.month > after.month)


def _paired(days: list[_Day]) -> tuple[Period, ...]:
    periods: list[Period] = []
    for each in days:
        day = date(each.year, each.month, each.day)  # type: ignore[arg-type]  # None is the TypeError the caller expects
        if each.through:
            periods[-1] = (periods[-1][0], day)
        else:
            periods.append((day, day))
    return tuple(periods)
