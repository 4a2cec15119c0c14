"""The days on site, as reports print them: "16 to 27 January 2023", "9–24 November 2017"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from reports.ingest.wording import Wording

Period = tuple[date, date]

DATES_LABEL = Wording(
    r"^(?:inspection dates?|dates? of (?:the |this )?inspection)\b\s*:?\s*",
    samples=(
        "Dates of inspection: 16 to 27 January 2023",
        "Inspection dates: 16 to 27 January 2023",
        "Inspection date: 11 – 22 July 2022",
        "Inspection dates:",
    ),
    strangers=(
        "Inspection of Wexcombe local authority children’s services",
        "Inspection datelines",
        "Dates of previous inspection: 3 June 2019",
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
_REMARK = Wording(
    r"\s*\([^()]*\b(?:(?:on|off)[- ]?site|fieldwork|remote(?:ly)?|virtual(?:ly)?)\b[^()]*\)",
    samples=(" (on site 10 to 14 June)", " (remote)", " (off-site 3 to 7 June)"),
    strangers=(" (and 8 to 12 June)", "(27 May to 7 June 2024)"),
)
"""Which of the days inspectors were at the authority's offices; all of them are days of inspection."""
_THROUGH = Wording(
    r"\s*(?:to|until|[-\u2010-\u2015\u2192\u2212\u2500])\s*",
    samples=(" to ", "–", " - ", " → "),
    strangers=(" and ",),
)
_BREAK = Wording(
    r"\s*(?:,\s*and|,|;|&|and)\s*", samples=(" and ", ", ", " & ", ", and "), strangers=(" to ",)
)


@dataclass(slots=True)
class _PrintedDay:
    """A day as printed; its month or year may be printed only with a later day."""

    day: int
    month: int | None
    year: int | None
    through: bool
    """Whether "to" or a dash leads from the day before to this one."""


def first_day(periods: Sequence[Period]) -> date | None:
    """The first day on site; None without periods."""
    return min((first for first, _ in periods), default=None)


def last_day(periods: Sequence[Period]) -> date | None:
    """The last day on site; None without periods."""
    return max((last for _, last in periods), default=None)


def read_periods(text: str) -> tuple[Period, ...]:
    """The periods in `text`, in order; empty if any part of it cannot be understood.

    A month or year that is printed once also counts for the days before it. A range over New Year
    begins in the year before the printed one. What brackets say of days on site changes nothing.
    """
    text = _WEEKDAY.regex.sub("", _REMARK.regex.sub("", text)).strip()
    ranged = _RANGE.match(text)
    if ranged:
        text = f"{ranged['first']} to {ranged['last']}"
    days = _printed_days(text)
    _complete(days)
    return _periods(days)


def _printed_days(text: str) -> list[_PrintedDay]:
    """The days that make up all of `text`; empty if it has anything else."""
    days: list[_PrintedDay] = []
    place = 0
    end = len(text.rstrip(" ."))
    while place < end:
        through = False
        if days:
            between = _THROUGH.regex.match(text, place) or _BREAK.regex.match(text, place)
            if between is None:
                return []
            through = _THROUGH.regex.fullmatch(between[0]) is not None
            place = between.end()
        match = _DAY.regex.match(text, place)
        if match is None:
            return []
        year = int(match["year"]) if match["year"] else None
        days.append(_PrintedDay(int(match["day"]), _month(match), year, through))
        place = match.end()
    return days


def _month(match: re.Match[str]) -> int | None:
    if match["number"]:
        return int(match["number"])
    if match["month"]:
        return _MONTHS.index(match["month"][:3].lower()) + 1
    return None


def _complete(days: list[_PrintedDay]) -> None:
    """Give each day without a month or year those of the next day, in place."""
    for after, before in pairwise(reversed(days)):
        if not before.month:
            before.month = after.month
        if before.year is None and after.year and before.month and after.month:
            crosses_year = before.month > after.month
            before.year = after.year - 1 if crosses_year else after.year


def _periods(days: Sequence[_PrintedDay]) -> tuple[Period, ...]:
    """The periods that the days make; empty if a day is incomplete or does not exist."""
    periods: list[Period] = []
    for printed in days:
        day = _date(printed)
        if day is None:
            return ()
        if printed.through:
            periods[-1] = (periods[-1][0], day)
        else:
            periods.append((day, day))
    return tuple(periods)


def _date(printed: _PrintedDay) -> date | None:
    if printed.year is None or printed.month is None:
        return None
    try:
        return date(printed.year, printed.month, printed.day)
    except ValueError:
        return None
