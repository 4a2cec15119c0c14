"""Dates as the publisher's pages print them: "3 March 2023"."""

from __future__ import annotations

import re
from datetime import date, datetime

from reports.fetching.faults import PageDoesNotFit

DATE = r"\d{1,2} [A-Z][a-z]+ \d{4}"
_WHOLE = re.compile(DATE)


def printed_date(text: str, what: str) -> date:
    """The date of a text like "03 March 2023" or "3 March 2023".

    Raises `PageDoesNotFit` for any other text; `what` names the expected date in its message.
    """
    single_blanks = " ".join(text.split())
    if _WHOLE.fullmatch(single_blanks):
        try:
            printed = datetime.strptime(single_blanks, "%d %B %Y")  # noqa: DTZ007  # no zone
            return printed.date()
        except ValueError:
            pass
    raise PageDoesNotFit(f"a date like “3 March 2023” as {what}", f"“{text.strip()[:60]}”")
