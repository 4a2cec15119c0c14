"""Checks the reading of a letter, and warns of a title, date or signature that may be wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.facts.reference import AuthorityFact
from reports.facts.vocabulary import Omission
from reports.ingest.letters.frame import Letter
from reports.ingest.letters.prose_dates import has_year
from reports.ingest.parsed import ParsedReport, Problem
from reports.ingest.parts.authority_names import match_authority
from reports.ingest.parts.checks import check_authority
from reports.ingest.parts.inspectors import NAME
from reports.ingest.problems import note, warning
from reports.ingest.unnumbered.body import UnnumberedBody
from reports.ingest.unnumbered.checks import check_days, check_text
from reports.ingest.unnumbered.heading_wordings import KEY_FINDINGS
from reports.ingest.wording import Wording

_AREAS_COVERED = Wording(
    r"^(?:areas? covered|scope|focus) (?:by|of) (?:the|this) (?:monitoring )?visit",
    samples=("Areas covered by the visit", "Scope of the visit"),
    strangers=("Findings",),
)
_FINDINGS = Wording(
    r"^(?:(?:main |key |detailed |summary of )?findings|evaluation of progress)\b",
    samples=("Findings and evaluation of progress", "Main findings"),
    strangers=("Areas covered by the visit",),
)
_COUNCIL = Wording(
    r"\b(?:council|borough|county|city of)\b",
    samples=("Wexcombe Council", "London Borough of Wexcombe"),
    strangers=("Wexcombe", "Countywide"),
)
LONGEST_VISIT = 10
"""The most days from the first to the last of a visit; the longest of 371 took 7."""


def check_letter(
    reading: ParsedReport,
    letter: Letter,
    body: UnnumberedBody,
    *,
    most_days: int,
    other: AuthorityFact | None = None,
    dated: str = "",
) -> Iterator[Problem]:
    """Yield the problems of any letter.

    `other` is the authority that its first sentence names, `dated` a paragraph below a heading that
    gives the days.
    """
    if not letter.title:
        yield warning("title-missing", "The letter has no title that can be read.")
    yield from check_authority(reading)
    if other is not None and reading.authority_slug not in (None, other.slug):
        message = f"The title names {reading.authority}, the first sentence {other.name}."
        yield warning("authority-doubtful", message)
    yield from check_days(reading, letter.date, most_days)
    printed = "\n".join([body.opening, dated, *(passage.text for passage in body.summary)])
    if reading.start_date and not has_year(printed):
        message = "The dates have no year; it is taken from the date of the letter."
        yield note("year-not-printed", message)
    yield from check_text(reading)
    if body.has_list_in_summary and not reading.improvement_points:
        message = "A list is in the summary, and no heading says what needs to improve."
        yield warning("points-doubtful", message)
    is_text = all(paragraph.page is None for paragraph in reading.paragraphs)
    if is_text and reading.priority_actions and not reading.improvement_points:
        message = "No heading says what needs to improve: such points may be among the actions."
        yield warning("points-doubtful", message)
    headings = [section.heading for section in reading.sections]
    if is_text and not reading.summary and any(map(KEY_FINDINGS.match, headings)):
        message = "No headline findings are found: the key findings may be these."
        yield warning("summary-doubtful", message)
    for heading in body.headings_without_points:
        message = f"Text without bullets stands below “{heading}”: it may be points."
        yield warning("points-doubtful", message)
    if body.has_text_below_points:
        message = "Text without a bullet stands below a point, and may belong to it."
        yield warning("point-doubtful", message)
    if not letter.signature:
        yield warning("signature-missing", "The letter has no signature: the file may be cut off.")


def check_signatory(reading: ParsedReport, body: UnnumberedBody) -> Iterator[Problem]:
    """Check that the signatory looks like a name, with a surname that the opening names too."""
    lead = reading.lead_inspector
    if lead is None:
        yield warning(
            "lead-inspector-missing", "The letter names no inspector below its closing words."
        )
        return
    words_of_opening = re.findall(r"[\w’-]+", body.opening)
    surname = lead.split()[-1]
    if not NAME.match(lead) or surname not in words_of_opening:
        message = f"“{lead}” signed, but is not among the inspectors named."
        yield warning("lead-inspector-doubtful", message)


def check_monitoring(reading: ParsedReport) -> Iterator[Problem]:
    """Check a letter after a monitoring visit against what is known of its form.

    No collection has such letters: the reader knows their form from descriptions alone.
    """
    message = (
        "Letters after monitoring visits are read by what is known of their form."
        " Compare the reading with the letter."
    )
    yield note("form-not-measured", message)
    headings = [section.heading for section in reading.sections]
    if not any(_AREAS_COVERED.match(heading) for heading in headings):
        yield note("heading-missing", "No heading names the areas that the visit covered.")
    if not any(_FINDINGS.match(heading) for heading in headings):
        yield warning("heading-missing", "No heading of the findings is found in the letter.")
    if not reading.summary:
        yield warning("summary-missing", "No headline findings are found in the letter.")
    for authority in _authorities_in_address(reading):
        if reading.authority_slug not in (None, authority.slug):
            message = f"The title names {reading.authority}, the address {authority.name}."
            yield warning("authority-doubtful", message)


def _authorities_in_address(reading: ParsedReport) -> list[AuthorityFact]:
    """The authorities that lines of the address name: "Wexcombe Council", not a town alone."""
    authorities: list[AuthorityFact] = []
    for each in reading.left_out:
        is_council = each.reason is Omission.ADDRESS and _COUNCIL.search(each.text)
        fact = match_authority(each.text, reading.end_date) if is_council else None
        if fact is not None:
            authorities.append(fact)
    return authorities
