"""The days on site as a letter's sentence gives them: "on 9 and 10 March 2021", "between 16 May and 20 May"."""

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
    rf"\d\s*(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b", samples=("9th of March", "10 March"), strangers=("9 and 10",)
)
_YEAR = Wording(r"\b(?:19|20)\d\d\b", samples=("9 March 2021",), strangers=("9 March", "120190"))


def read_days(text: str, letter_date: date | None) -> tuple[Period, ...]:
    """The first days that `text` names, in order, neighbouring days joined to one period; none where none can be read.

    Days without a year take the one that puts them last before the date of the letter.
    """
    for found in DAYS.regex.finditer(text):
        if not _NAMED_MONTH.search(found["days"]):
            continue
        days = re.sub(r"\bof\s+|\.", "", re.sub(r"\s*/\s*", " and ", found["days"]))
        days = re.sub(r"\band\b", "to", days) if found["range"] else days
        if periods := _with_year(days, letter_date):
            return _joined(periods)
    return ()


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
    found = next((each for each in DAYS.regex.finditer(text) if _NAMED_MONTH.search(each["days"])), None)
    return found is not None and _YEAR.search(found["days"]) is not None


def read_letter_date(text: str) -> date | None:
    """The date that a line is, where it is nothing else."""
    found = LETTER_DATE.match(text.strip())
    periods = read_periods(found["day"]) if found else ()
    return periods[0][0] if periods else None


def _joined(periods: tuple[Period, ...]) -> tuple[Period, ...]:
    together = [periods[0]]
    for start, end in periods[1:]:
        if 0 <= (start - together[-1][1]).days <= 1:
            together[-1] = (together[-1][0], end)
        else:
            together.append((start, end))
    return tuple(together)
