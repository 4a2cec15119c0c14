"""Dates as the publisher's pages print them: "3 March 2023"."""

from __future__ import annotations

import re
from datetime import date

from reports.fetching.faults import PageDoesNotFit

DATE = r"(?P<day>\d{1,2}) (?P<month>[A-Z][a-z]+) (?P<year>\d{4})"
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WHOLE = re.compile(DATE)


def printed_date(text: str, what: str) -> date:
    """The date of a text like "03 March 2023" or "3 March 2023".

    `what` names it where it is none: raises `PageDoesNotFit`.
    """
    match = _WHOLE.fullmatch(" ".join(text.split()))
    if match and match["month"] in MONTHS:
        month = MONTHS.index(match["month"]) + 1
        try:
            return date(int(match["year"]), month, int(match["day"]))
        except ValueError:
            pass
    raise PageDoesNotFit(f"a date like “3 March 2023” as {what}", f"“{text.strip()[:60]}”")
