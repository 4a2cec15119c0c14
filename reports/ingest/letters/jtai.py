"""Reading the letter after a joint targeted area inspection, of either form: 2016 to 2020, and since 2022."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from reports.ingest.letters.checks import LONGEST_JOINT, check_letter
from reports.ingest.letters.contents import read_contents
from reports.ingest.letters.frame import read_letter
from reports.ingest.letters.heading_wordings import Use, use_of
from reports.ingest.letters.prose_dates import read_days
from reports.ingest.letters.report import letter_reading
from reports.ingest.parsed import ParsedReport
from reports.ingest.parts.authority_names import match_authority
from reports.ingest.parts.dates import last_day
from reports.ingest.text.lines import ReportLines
from reports.ingest.wording import Wording
from reports.reference import AuthorityFact
from reports.vocabulary import Kind

TITLE = Wording(
    r"^joint (?:targeted )?area (?:child protection )?inspection(?: \(JTAI\))?"
    r"(?: of| in|:|(?= the multi-agency))\s+(?P<about>.+)$",
    samples=(
        "Joint targeted area inspection (JTAI) of Wexcombe",
        "Joint targeted area inspection: the multi-agency response to neglect in Wexcombe",
        "Joint targeted area inspection of Wexcombe",
        "Joint targeted area inspection of the multi-agency response to neglect in Wexcombe",
    ),
    strangers=("This joint targeted area inspection of services found",),
)
DEEP_DIVE = Wording(
    r"\bincluded a ['‘“]deep dive['’”] (?:focus on|into)\s+"
    r"(?:the (?:multi-agency )?response to )?(?P<theme>.{1,300}?)(?:\.(?=\s|$))",
    samples=(
        "This inspection included a ‘deep dive’ focus on the response to children living with domestic abuse.",
        "The JTAI also included a ‘deep dive’ focus on children who have been neglected.",
    ),
    strangers=("Also included was a ‘deep dive’ focus on this group.",),
)
RESPONSE = Wording(
    r"\b(?:multi-agency )?(?:(?:identification and )?response to|identification of)\s+"
    r"(?:the (?=identification))?(?P<theme>[^.]{1,300})",
    samples=(
        "the multi-agency response to serious youth violence",
        "the multi-agency identification and response to initial need and risk",
    ),
    strangers=("agencies respond well",),
)
PLACE = Wording(
    r"\bin (?:the )?(?P<place>[^\W\d_][^.,;:\d]{2,40}?)(?=[.,;:\d]|\n|$)",
    samples=("the multi-agency response to abuse and neglect in Wexcombe.",),
    strangers=("within Wexcombe.",),
)
_NOTE_MARK = Wording(r"[\d⁰¹²³⁴⁵⁶⁷⁸⁹]+$", samples=("Wexcombe1", "Wexcombe²"), strangers=("2 Wexcombe",))
_IN = Wording(r"\s+in\s+(?:the\s+)?", samples=("neglect in the County of Wexcombe",), strangers=("within Wexcombe",))


def read_jtai(report: ReportLines) -> ParsedReport:
    """The reading of a joint inspection's letter; it has neither grades nor a lead inspector."""
    letter = read_letter(report.lines, TITLE)
    contents = read_contents(letter.body, use_of=_UseOfHeadings())
    periods = read_days(contents.opening, letter.date)
    end = last_day(periods)
    title = TITLE.match(letter.title)
    about = _NOTE_MARK.regex.sub("", title["about"]).strip(" .") if title else ""
    printed, authority = _authority(about, contents.opening, end)
    reading = replace(
        letter_reading(Kind.JTAI, letter.title, (printed, authority), periods, contents),
        theme=_theme(about, contents.opening, end),
        left_out=(*report.left_out, *letter.left_out, *contents.left_out),
    )
    return replace(reading, problems=tuple(check_letter(reading, letter, contents, most_days=LONGEST_JOINT)))


class _UseOfHeadings:
    """What stands under each heading in turn: until 2020 areas for improvement have headings of their own below."""

    def __init__(self) -> None:
        self.within = Use.TEXT

    def __call__(self, heading: str | None) -> Use:
        use = use_of(heading)
        if use is not Use.TEXT:
            self.within = use if heading and SPLIT_AREAS.match(heading) else Use.TEXT
        elif heading and ENDS_AREAS.match(heading):
            self.within = Use.TEXT
        return self.within if use is Use.TEXT else use


SPLIT_AREAS = Wording(
    r"^areas? for (?:improvement|development|priority action)",
    samples=("Areas for improvement", "Area for improvement"),
    strangers=("What needs to improve?",),
)
ENDS_AREAS = Wording(
    r"^(?:(?:case|practice) study|places and spaces|next steps|(?:key )?strengths|(?:main |key )?findings"
    r"|context|conclusion)\b",
    samples=("Case study: highly effective practice", "Next steps", "Main findings", "Key Strengths"),
    strangers=("Leadership and management", "Response to children living with domestic abuse"),
)


def _authority(about: str, opening: str, day: date | None) -> tuple[str | None, AuthorityFact | None]:
    """The place that the title ends with, or else the first that the opening names, and the authority that it is."""
    places = list(_places(about))
    for place in (*places, *(found["place"] for found in PLACE.regex.finditer(opening))):
        if known := match_authority(place, day):
            return place, known
    return (places[0] if places else None), None


def _places(about: str) -> Iterator[str]:
    """What may be the name of the place: what follows an "in", the last one first, and the whole."""
    found = list(_IN.regex.finditer(about))
    for each in reversed(found):
        yield about[each.end() :]
    if about and (not found or RESPONSE.search(about) is None):
        yield about


def _theme(about: str, opening: str, day: date | None) -> str | None:
    """What the inspection looked at, as printed: the deep dive where one is named, or else the response to what."""
    if deep := DEEP_DIVE.search(opening):
        return deep["theme"]
    for text in (about, opening):
        if found := RESPONSE.search(text):
            return _without_place(found["theme"], day)
    return None


def _without_place(theme: str, day: date | None) -> str:
    for found in reversed(list(_IN.regex.finditer(theme))):
        if match_authority(theme[found.end() :], day):
            return theme[: found.start()].rstrip(" ,")
    return theme
