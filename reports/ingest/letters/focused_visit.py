"""Reads the letter after a focused visit or a monitoring visit; both have the same layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from reports.facts.reference import AuthorityFact
from reports.facts.vocabulary import Kind
from reports.ingest.letters.checks import (
    LONGEST_VISIT,
    check_letter,
    check_monitoring,
    check_signatory,
)
from reports.ingest.letters.frame import read_letter, read_signatory
from reports.ingest.letters.prose_dates import read_days
from reports.ingest.parsed import ParsedReport
from reports.ingest.parts.authority_names import match_authority
from reports.ingest.parts.dates import Period, last_day
from reports.ingest.text.lines import ReportLines
from reports.ingest.unnumbered.body import read_unnumbered_body
from reports.ingest.unnumbered.report import unnumbered_reading
from reports.ingest.wording import Wording

_BEFORE_TITLE = r"(?:(?:ofsted|first|second|third|fourth|fifth|sixth|seventh|eighth) )*"
TITLE = Wording(
    rf"^{_BEFORE_TITLE}(?P<kind>focus+ed|monitoring)(?: assurance)? visit(?: (?:of|to|at|in)|:| [–-])\s+"
    r"(?P<authority>.{1,100}?)(?:['’]s)?,?\s*(?:local authority\s*)?"
    r"(?:\bchildren['’]?s?['’]? (?:social care )?services?\b|\bchildren['’]s trust\b)\W*$",
    samples=(
        "Focused visit to Wexcombe local authority children’s services",
        "Monitoring visit of Wexcombe Borough Council children's services",
        "Focused visit to Wexcombe’s children’s services",
        "Focused visit to Wexcombe Children’s Trust",
    ),
    strangers=("Inspection of Wexcombe local authority children’s services",),
)
TITLE_BEGINS = Wording(
    rf"^{_BEFORE_TITLE}(?:focus+ed|monitoring)(?: assurance)? visit(?: (?:of|to|at|in)|:| [–-])\s",
    samples=(
        "Focused visit to Wexcombe",
        "Focused visit: Wexcombe",
        "Focused visit – Wexcombe",
        "Second monitoring visit of Wexcombe children’s services",
    ),
    strangers=("The focused visit to Wexcombe",),
)
OPENING = Wording(
    r"\bfindings of (?:the|a|an|our)(?: \w+){0,2} (?:focus+ed|monitoring)(?: assurance)? visit (?:of|to|at|in)\s+"
    r"(?P<authority>.{1,100}?)(?:['’]s)?,?\s*(?:local authority\s*)?"
    r"(?:\bchildren['’]?s?['’]? (?:social care )?services?\b|\bchildren['’]s trust\b|(?=\s(?:on|between|from)\s\d))",
    samples=(
        "This letter summarises the findings of a focused visit to Wexcombe County Council on 27 and 28 February 2018.",
        "the findings of the second monitoring visit to Wexcombe local authority children’s services",
    ),
    strangers=("the findings of the inspection",),
)
THEME = (
    Wording(
        r"\b(?:arrangements|progress made) (?:for|in|in relation to|in respect of)\s+"
        r"(?P<theme>.{1,600}?)(?:\.(?=\s|$))",
        samples=(
            "Inspectors looked at the local authority’s arrangements for care leavers.",
            "Inspectors reviewed the local authority’s arrangements for responding to contacts.",
        ),
        strangers=("Inspectors looked at case records.",),
    ),
    Wording(
        r"\b(?:looked at|evaluated|reviewed|considered|focused on|examined)\s+(?P<theme>.{1,600}?)(?:\.(?=\s|$))",
        samples=(
            "This visit looked at the quality and impact of decision-making.",
            "inspectors reviewed the progress made in services for care leavers.",
        ),
        strangers=("Inspectors met parents.",),
    ),
)
_SHORT_COUNCIL = Wording(
    r"\s+(?:MBC|MDC|BC|CC|DC)$", samples=("Wexcombe MBC", "Wexcombe CC"), strangers=("Wexcombe",)
)
_SUBJECT = Wording(
    r"\b(?:inspectors|this visit|the visit)\b(?: \w+){0,2} "
    r"(?:looked at|evaluated|reviewed|considered|focused on|examined)\b",
    samples=(
        "Inspectors looked at the authority’s arrangements",
        "This visit looked at",
        "The inspectors focused on",
    ),
    strangers=("Inspectors used video calls",),
)
_EVIDENCE = Wording(
    r"^a (?:wide )?range of evidence",
    samples=("a range of evidence, including case records",),
    strangers=("care leavers",),
)


def read_visit(report: ReportLines) -> ParsedReport:
    """The reading of a visit's letter; its lead inspector is its signatory."""
    letter = read_letter(report.lines, TITLE_BEGINS)
    body = read_unnumbered_body(letter.body)
    periods = _periods(body.opening, letter.date)
    last_day_on_site = last_day(periods)
    authority = _authority(letter.title, body.opening, last_day_on_site)
    kind = _kind(letter.title, body.opening)
    reading = replace(
        unnumbered_reading(kind, letter.title, authority, periods, body),
        lead_inspector=read_signatory(letter.signature),
        theme=_theme(body.opening),
        left_out=(*report.left_out, *letter.left_out, *body.left_out),
    )
    other = _authority_in_opening(body.opening, last_day_on_site)
    problems = [
        *check_letter(reading, letter, body, most_days=LONGEST_VISIT, other=other),
        *check_signatory(reading, body),
    ]
    if kind is Kind.MONITORING_VISIT:
        problems += check_monitoring(reading)
    return replace(reading, problems=tuple(problems))


def _kind(title: str, opening: str) -> Kind:
    """Whether the title, or without one the first sentence, names a monitoring visit."""
    named = title
    if not named:
        sentence = OPENING.search(opening)
        named = sentence[0] if sentence else ""
    return Kind.MONITORING_VISIT if "monitoring visit" in named.casefold() else Kind.FOCUSED_VISIT


def _periods(opening: str, letter_date: date | None) -> tuple[Period, ...]:
    """The days of the visit: those in the sentence that names it, or else the first in the opening."""
    sentence = OPENING.search(opening)
    if sentence:
        periods = read_days(opening[sentence.start() :], letter_date)
        if periods:
            return periods
    return read_days(opening, letter_date)


def _authority(
    title: str, opening: str, day: date | None
) -> tuple[str | None, AuthorityFact | None]:
    """The authority's name as printed, in the title or else in the first sentence, and whose it is."""
    names = list(_names(title, opening))
    for name in names:
        fact = match_authority(name, day)
        if fact:
            return name, fact
    return (names[0] if names else None), None


def _authority_in_opening(opening: str, day: date | None) -> AuthorityFact | None:
    sentence = OPENING.search(opening)
    return match_authority(sentence["authority"], day) if sentence else None


def _names(title: str, opening: str) -> Iterator[str]:
    """What may be the authority's name, the likeliest first."""
    for match in (TITLE.match(title), OPENING.search(opening)):
        if match is None:
            continue
        name = match["authority"]
        yield name
        yield _SHORT_COUNCIL.regex.sub("", name)
        if "trust" in match[0].casefold():
            yield match[0].split(" to ", 1)[-1].strip()
    begins = TITLE_BEGINS.match(title)
    if begins:
        yield title[begins.end() :].strip(" .")


def _theme(opening: str) -> str | None:
    """What inspectors looked at, as printed in the first sentence that says so, evidence apart."""
    for subject in _SUBJECT.regex.finditer(opening):
        sentence, _, _ = opening[subject.start() :].partition("\n")
        for wording in THEME:
            theme = _theme_in(sentence, wording)
            if theme:
                return theme
    return None


def _theme_in(sentence: str, wording: Wording) -> str | None:
    """The theme that `wording` finds; None for evidence, and for words that occur before it too."""
    match = wording.search(sentence)
    if match is None or _EVIDENCE.match(match["theme"]):
        return None
    theme = match["theme"]
    return None if sentence.find(theme) < match.start() else theme
