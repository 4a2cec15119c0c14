"""The checks that letters and area SEND reports share: a wrong date or a missing text is warned of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reports.facts.vocabulary import NumberedBy
from reports.ingest.parsed import ParsedReport, Problem
from reports.ingest.parts.checks import check_lengths, check_points, on_weekend
from reports.ingest.problems import note, warning

LONGEST_JOINT = 26
"""Days from the first to the last; of the real JTAIs and area SEND inspections the longest took
three weeks.
"""
_LATEST_LETTER = 150
"""Days from the visit to the date of its letter; of 371 visits the longest took 104."""
_LONGEST_PARAGRAPH = 500
"""Words; the longest of the real letters has under 400."""


def check_days(reading: ParsedReport, written: date | None, most_days: int) -> Iterator[Problem]:
    """Check that the days on site are fewer than `most_days` and shortly before `written`.

    `written` is the date of the letter; None where there is none, which is no problem.
    """
    start, end = reading.start_date, reading.end_date
    if start is None or end is None:
        yield warning("dates-unreadable", "The inspection dates cannot be read.")
        return
    backwards = any(first > last for first, last in reading.periods)
    if backwards or (end - start).days >= most_days:
        message = f"The dates {start} to {end} are not those of one visit: check the year."
        yield warning("dates-doubtful", message)
    elif on_weekend(reading):
        message = f"The dates {start} to {end} begin or end on a weekend."
        yield warning("dates-doubtful", message)
    elif written is not None:
        yield from _check_letter_date(written, start, end)


def _check_letter_date(written: date, start: date, end: date) -> Iterator[Problem]:
    if _is_soon_after(end, written):
        return
    if written < start and written.month == 1:
        next_year = written.replace(year=written.year + 1)
        if _is_soon_after(end, next_year):
            message = f"The letter is dated {written}: its year seems to be the old one."
            yield note("letter-year-doubtful", message)
            return
    message = f"The letter is dated {written}, the visit ended on {end}: check both."
    yield warning("dates-doubtful", message)


def _is_soon_after(end: date, written: date) -> bool:
    return 0 <= (written - end).days <= _LATEST_LETTER


def check_text(reading: ParsedReport) -> Iterator[Problem]:
    """Check that there is text, in paragraphs of a likely length, and a list of points."""
    if not reading.sections or not reading.paragraphs:
        message = "The text has no headings or no paragraphs that can be read."
        yield warning("paragraphs-missing", message)
    yield from check_lengths(reading, _LONGEST_PARAGRAPH)
    yield from check_points(reading)
    if not reading.improvement_points and not reading.priority_actions:
        yield note("improvement-points-missing", "No list says what needs to improve.")
    if any(each.numbered_by is NumberedBy.REPORT for each in reading.paragraphs):
        message = "Some paragraphs have printed numbers; the others have ours, after them."
        yield note("numbers-printed", message)
