"""The checks of a letter: a title, date or signature that may be read wrong is warned of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.facts.reference import AuthorityFact
from reports.ingest.letters.frame import Letter
from reports.ingest.letters.prose_dates import has_year
from reports.ingest.parsed import ParsedReport, Problem
from reports.ingest.parts.checks import check_authority
from reports.ingest.parts.inspectors import NAME
from reports.ingest.problems import note, warning
from reports.ingest.unnumbered.body import UnnumberedBody
from reports.ingest.unnumbered.checks import check_days, check_text

LONGEST_VISIT = 10
"""Days from the first to the last; of 371 visits the longest took 7."""


def check_letter(
    reading: ParsedReport,
    letter: Letter,
    body: UnnumberedBody,
    *,
    most_days: int,
    other: AuthorityFact | None = None,
) -> Iterator[Problem]:
    """Yield the problems of any letter; `other` is the authority that its first sentence names."""
    if not letter.title:
        yield warning("title-missing", "The letter has no title that can be read.")
    yield from check_authority(reading)
    if other is not None and reading.authority_slug not in (None, other.slug):
        message = f"The title names {reading.authority}, the first sentence {other.name}."
        yield warning("authority-doubtful", message)
    yield from check_days(reading, letter.date, most_days)
    if reading.start_date and not has_year(body.opening):
        message = "The dates have no year; it is taken from the date of the letter."
        yield note("year-not-printed", message)
    yield from check_text(reading)
    if not letter.signature:
        yield warning("signature-missing", "The letter has no signature: the file may be cut off.")


def check_signatory(reading: ParsedReport, body: UnnumberedBody) -> Iterator[Problem]:
    """Check that the signatory looks like a name, with a surname that the opening names too."""
    lead = reading.lead_inspector
    if lead is None:
        yield warning("lead-inspector-missing", "The letter has no signatory who can be read.")
        return
    words_of_opening = re.findall(r"[\w’-]+", body.opening)
    surname = lead.split()[-1]
    if not NAME.match(lead) or surname not in words_of_opening:
        message = f"“{lead}” signed, but is not among the inspectors named."
        yield warning("lead-inspector-doubtful", message)
