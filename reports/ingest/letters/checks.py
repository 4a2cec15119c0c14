"""What the parts of a letter's reading say against each other: no field that is wrong stays without a warning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from reports.ingest.letters.contents import Contents
from reports.ingest.letters.frame import Letter
from reports.ingest.letters.prose_dates import has_year
from reports.ingest.parsed import ParsedReport, Problem
from reports.ingest.parts.checks import check_authority, check_closing, check_lengths, on_weekend
from reports.ingest.parts.inspectors import NAME
from reports.ingest.problems import note, warning
from reports.reference import AuthorityFact
from reports.vocabulary import NumberedBy, SendOutcome

LONGEST_VISIT = 10
"""Days from the first to the last: of 371 visits the longest took 7, of JTAIs and area SEND inspections three weeks."""
LONGEST_JOINT = 26
_LATEST_LETTER = 150
"""Days from the visit to the date of its letter; of 371 visits the longest took 104."""
_LONGEST_PARAGRAPH = 500
"""Words; the longest of the real letters has under 400."""


def check_letter(
    reading: ParsedReport, letter: Letter, contents: Contents, *, most_days: int, other: AuthorityFact | None = None
) -> Iterator[Problem]:
    """The problems of a letter's reading; `other` is the authority that its first sentence names."""
    if not letter.title:
        yield warning("title-missing", "The letter has no title that can be read.")
    yield from check_authority(reading)
    if other is not None and reading.authority_slug not in (None, other.slug):
        said = f"The title names {reading.authority}, the first sentence {other.name}."
        yield warning("authority-doubtful", said)
    yield from check_days(reading, letter.date, most_days)
    if reading.start_date and not has_year(contents.opening):
        yield note("year-not-printed", "The dates have no year; it is taken from the date of the letter.")
    yield from check_text(reading)
    if not letter.signature:
        yield warning("signature-missing", "The letter has no signature: the file may be cut off.")


def check_days(reading: ParsedReport, written: date | None, most: int) -> Iterator[Problem]:
    """Whether the dates are those of `most` days at most, in the months before the letter was written."""
    start, end = reading.start_date, reading.end_date
    if start is None or end is None:
        yield warning("dates-unreadable", "The inspection dates cannot be read.")
    elif any(first > last for first, last in reading.periods) or (end - start).days >= most:
        yield warning("dates-doubtful", f"The dates {start} to {end} are not those of one visit: check the year.")
    elif on_weekend(reading):
        yield warning("dates-doubtful", f"The dates {start} to {end} begin or end on a weekend.")
    elif written and written < start and written.month == 1 and _in_time(written.replace(year=written.year + 1), end):
        yield note("letter-year-doubtful", f"The letter is dated {written}: its year seems to be the old one.")
    elif written and not _in_time(written, end):
        yield warning("dates-doubtful", f"The letter is dated {written}, the visit ended on {end}: check both.")


def _in_time(written: date, end: date) -> bool:
    return 0 <= (written - end).days <= _LATEST_LETTER


def check_text(reading: ParsedReport) -> Iterator[Problem]:
    """Whether the text is there, in paragraphs of a likely length."""
    if not reading.sections or not reading.paragraphs:
        yield warning("paragraphs-missing", "The text has no headings or no paragraphs that can be read.")
    yield from check_lengths(reading, _LONGEST_PARAGRAPH)
    if not reading.improvement_points and not reading.priority_actions:
        yield note("improvement-points-missing", "No list says what needs to improve.")
    if any(each.numbered_by is NumberedBy.REPORT for each in reading.paragraphs):
        yield note("numbers-printed", "Some paragraphs have printed numbers; the others have ours, after them.")


def check_signatory(reading: ParsedReport, contents: Contents) -> Iterator[Problem]:
    """Whether the signatory is read, looks like a name and is one of the inspectors whom the letter names."""
    lead = reading.lead_inspector
    if lead is None:
        yield warning("lead-inspector-missing", "The letter has no signatory who can be read.")
    elif not NAME.match(lead) or lead.split()[-1] not in re.findall(r"[\w’-]+", contents.opening):
        yield warning("lead-inspector-doubtful", f"“{lead}” signed, but is not among the inspectors named.")


def check_area_send(reading: ParsedReport) -> Iterator[Problem]:
    """The problems of the reading of an area SEND report."""
    yield from check_authority(reading)
    yield from check_days(reading, None, LONGEST_JOINT)
    if reading.lead_inspector is None:
        yield warning("lead-inspector-missing", "Ofsted’s lead inspector cannot be read.")
    if reading.outcome is None:
        yield warning("outcome-unreadable", "The text of the outcome is none of the three that there are.")
    elif reading.outcome == SendOutcome.SYSTEMIC_FAILINGS and not reading.priority_actions:
        yield warning("priority-actions-missing", "The outcome asks for areas for priority action; none can be read.")
    yield from check_text(reading)
    yield from check_closing(reading)
