"""Reading the letter after a focused visit or a monitoring visit; both are laid out alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from reports.ingest.letters.checks import LONGEST_VISIT, check_letter, check_signatory
from reports.ingest.letters.contents import Contents, read_contents
from reports.ingest.letters.frame import Letter, read_letter, read_signatory
from reports.ingest.letters.prose_dates import read_days
from reports.ingest.letters.report import letter_reading
from reports.ingest.parsed import ParsedReport
from reports.ingest.parts.authority_names import match_authority
from reports.ingest.parts.dates import Period, last_day
from reports.ingest.text.lines import ReportLines
from reports.ingest.wording import Wording
from reports.reference import AuthorityFact
from reports.vocabulary import Kind

_BEFORE_TITLE = r"(?:(?:ofsted|first|second|third|fourth|fifth|sixth|seventh|eighth) )*"
TITLE = Wording(
    rf"^{_BEFORE_TITLE}(?P<kind>focus+ed|monitoring)(?: assurance)? visit(?: (?:of|to|at|in)|:)\s+"
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
    rf"^{_BEFORE_TITLE}(?:focus+ed|monitoring)(?: assurance)? visit(?: (?:of|to|at|in)|:)\s",
    samples=(
        "Focused visit to Wexcombe",
        "Focused visit: Wexcombe",
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
_SHORT_COUNCIL = Wording(r"\s+(?:MBC|MDC|BC|CC|DC)$", samples=("Wexcombe MBC", "Wexcombe CC"), strangers=("Wexcombe",))
_SUBJECT = Wording(
    r"\b(?:inspectors|this visit|the visit)\b(?: \w+){0,2} "
    r"(?:looked at|evaluated|reviewed|considered|focused on|examined)\b",
    samples=("Inspectors looked at the authority’s arrangements", "This visit looked at", "The inspectors focused on"),
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
    contents = read_contents(letter.body)
    periods = _periods(contents.opening, letter.date)
    end = last_day(periods)
    printed, authority = _authority(letter, contents, end)
    reading = replace(
        letter_reading(_kind(letter, contents), letter.title, (printed, authority), periods, contents),
        lead_inspector=read_signatory(letter.signature),
        theme=_theme(contents.opening),
        left_out=(*report.left_out, *letter.left_out, *contents.left_out),
    )
    opening = OPENING.search(contents.opening)
    other = match_authority(opening["authority"], end) if opening else None
    problems = [
        *check_letter(reading, letter, contents, most_days=LONGEST_VISIT, other=other),
        *check_signatory(reading, contents),
    ]
    return replace(reading, problems=tuple(problems))


def _kind(letter: Letter, contents: Contents) -> Kind:
    said = letter.title or (found[0] if (found := OPENING.search(contents.opening)) else "")
    return Kind.MONITORING_VISIT if "monitoring visit" in said.casefold() else Kind.FOCUSED_VISIT


def _periods(opening: str, letter_date: date | None) -> tuple[Period, ...]:
    """The days of the visit: those of the sentence that names it, or else the first of the opening."""
    found = OPENING.search(opening)
    return (read_days(opening[found.start() :], letter_date) if found else ()) or read_days(opening, letter_date)


def _authority(letter: Letter, contents: Contents, day: date | None) -> tuple[str | None, AuthorityFact | None]:
    """The name as printed, and the authority that it is: of the title, or else of the first sentence."""
    names = list(_names(letter.title, contents.opening))
    for name in names:
        if known := match_authority(name, day):
            return name, known
    return (names[0] if names else None), None


def _names(title: str, opening: str) -> Iterator[str]:
    for found in (TITLE.match(title), OPENING.search(opening)):
        if found:
            yield found["authority"]
            if (short := _SHORT_COUNCIL.regex.sub("", found["authority"])) != found["authority"]:
                yield short
            if "trust" in found[0].casefold():
                yield found[0].split(" to ", 1)[-1].strip()
    if begins := TITLE_BEGINS.match(title):
        yield title[begins.end() :].strip(" .")


def _theme(opening: str) -> str | None:
    """What inspectors looked at, as printed: the object of the first sentence that says so, evidence apart."""
    for found in _SUBJECT.regex.finditer(opening):
        sentence = opening[found.start() :].split("\n", maxsplit=1)[0]
        for wording in THEME:
            theme = wording.search(sentence)
            if theme and not _EVIDENCE.match(theme["theme"]) and theme.start() < sentence.find(theme["theme"]) + 1:
                return theme["theme"]
    return None
