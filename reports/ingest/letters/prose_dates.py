"""The days on site as a sentence gives them: "on 9 and 10 March 2021", "between 16 and 20 May"."""

from __future__ import annotations

import re
from datetime import date

from reports.ingest.parts.dates import Period, read_periods
from reports.ingest.wording import Wording

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = rf"(?:\w{{3,6}}day,?\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:\s+(?:of\s+)?{_MONTH})?(?:,?\s+(?:19|20)\d\d)?"
_BETWEEN = r"\s*(?:,?\s*\band\b|,|&|\bto\b|\buntil\b|[-/\u2010-\u2015\u2212])\s*"
DAYS = Wording(
    rf"(?<![\w./(-])(?P<range>between\s+)?(?P<days>{_DAY}(?:{_BETWEEN}{_DAY})*)(?![\w/(%]|,\d)",
    samples=(
        "9 and 10 March 2021",
        "31 January and 1 February 2018",
        "15, 16 and 21 July 2025",
        "22–23 October 2019",
        "between 20 October and 22 October 2020",
        "9/10 March 2021",
        "Tuesday 3 to Wednesday 4 May 2022",
    ),
    strangers=("section 20(1)(b)", "in March 2019", "50%"),
)
LETTER_DATE = Wording(
    rf"^(?:date:?\s*)?(?P<day>\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\s+(?:19|20)\d\d)$",
    samples=("16 August 2021", "Date: 4 March 2019"),
    strangers=("16 August", "On 16 August 2021 we came"),
)
_NAMED_MONTH = Wording(
    rf"\d\s*(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b",
    samples=("9th of March", "10 March"),
    strangers=("9 and 10",),
)
_YEAR = Wording(r"\b(?:19|20)\d\d\b", samples=("9 March 2021",), strangers=("9 March", "120190"))


def read_days(text: str, letter_date: date | None) -> tuple[Period, ...]:
    """The first days that `text` names, in order; days that follow each other are one period.

    Days without a year take the latest year that puts them before the date of the letter. Returns
    an empty tuple where no days can be read.
    """
    for match in DAYS.regex.finditer(text):
        if not _NAMED_MONTH.search(match["days"]):
            continue
        periods = _with_year(_plain_days(match), letter_date)
        if periods:
            return _merged(periods)
    return ()


def _plain_days(match: re.Match[str]) -> str:
    """The days in the form that `read_periods` reads: "9/10 March" as "9 and 10 March"."""
    days = re.sub(r"\s*/\s*", " and ", match["days"])
    days = re.sub(r"\bof\s+|\.", "", days)
    if match["range"]:
        days = re.sub(r"\band\b", "to", days)
    return days


def _with_year(days: str, letter_date: date | None) -> tuple[Period, ...]:
    if _YEAR.search(days):
        return read_periods(days)
    if letter_date is None:
        return ()
    periods = read_periods(f"{days} {letter_date.year}")
    if periods and periods[-1][1] > letter_date:
        return read_periods(f"{days} {letter_date.year - 1}")
    return periods


def has_year(text: str) -> bool:
    """Whether the first days that `text` names come with a year."""
    for match in DAYS.regex.finditer(text):
        if _NAMED_MONTH.search(match["days"]):
            return _YEAR.search(match["days"]) is not None
    return False


def read_letter_date(text: str) -> date | None:
    """The date that a line is; None where the line is anything else."""
    match = LETTER_DATE.match(text.strip())
    if match is None:
        return None
    periods = read_periods(match["day"])
    return periods[0][0] if periods else None


def _merged(periods: tuple[Period, ...]) -> tuple[Period, ...]:
    """The periods, those that overlap by a day or follow on the next day made one."""
    merged = [periods[0]]
    for start, end in periods[1:]:
        days_between = (start - merged[-1][1]).days
        if 0 <= days_between <= 1:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)
