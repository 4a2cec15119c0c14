"""Reads the letter after a joint targeted area inspection, in the form of 2016 and of 2022."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reports.facts.reference import AuthorityFact
from reports.facts.vocabulary import Kind
from reports.ingest.letters.checks import check_letter
from reports.ingest.letters.frame import read_letter
from reports.ingest.letters.prose_dates import read_days
from reports.ingest.parsed import ParsedReport
from reports.ingest.parts.authority_names import match_authority
from reports.ingest.parts.dates import last_day
from reports.ingest.text.lines import ReportLines
from reports.ingest.unnumbered.body import UnnumberedBody, read_unnumbered_body
from reports.ingest.unnumbered.checks import LONGEST_JOINT
from reports.ingest.unnumbered.heading_wordings import Use, use_of
from reports.ingest.unnumbered.report import unnumbered_reading
from reports.ingest.wording import Wording

TITLE = Wording(
    r"^(?:joint (?:targeted )?area (?:child protection )?inspection(?: \(JTAI\))?|JTAI)"
    r"(?: of| in|:| [–-]|(?= the multi-agency))\s+(?P<about>.+)$",
    samples=(
        "Joint targeted area inspection (JTAI) of Wexcombe",
        "Joint targeted area inspection: the multi-agency response to neglect in Wexcombe",
        "Joint targeted area inspection of Wexcombe",
        "Joint targeted area inspection – Wexcombe",
        "JTAI of Wexcombe",
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
_NOTE_MARK = Wording(
    r"[\d⁰¹²³⁴⁵⁶⁷⁸⁹]+$", samples=("Wexcombe1", "Wexcombe²"), strangers=("2 Wexcombe",)
)
_IN = Wording(
    r"\s+in\s+(?:the\s+)?",
    samples=("neglect in the County of Wexcombe",),
    strangers=("within Wexcombe",),
)


TOOK_PLACE = Wording(
    r"\bthis inspection (?:took place|was carried out)\b"
    r"|^between \d.{4,60} 20\d\d,? .{0,200}\b(?:carried out|undertook|conducted)\b",
    samples=(
        "This inspection took place from 21 to 25 November 2022.",
        "Between 21 and 25 November 2022, Ofsted and CQC carried out a joint inspection.",
    ),
    strangers=("The last inspection took place in May.",),
)
SPLIT_AREAS = Wording(
    r"^areas? for (?:improvement|development|priority action)",
    samples=("Areas for improvement", "Area for improvement"),
    strangers=("What needs to improve?",),
)
ENDS_AREAS = Wording(
    r"^(?:(?:case|practice) study|places and spaces|next steps|(?:key )?strengths|(?:main |key )?findings"
    r"|context|conclusion)\b",
    samples=(
        "Case study: highly effective practice",
        "Next steps",
        "Main findings",
        "Key Strengths",
    ),
    strangers=("Leadership and management", "Response to children living with domestic abuse"),
)


def read_jtai(report: ReportLines) -> ParsedReport:
    """The reading of a joint inspection's letter; it has neither grades nor a lead inspector."""
    letter = read_letter(report.lines, TITLE)
    body = read_unnumbered_body(letter.body, use_of=_HeadingUses().next_use)
    dated = _dated_paragraph(body)
    periods = read_days(body.opening, letter.date) or read_days(dated, letter.date)
    last_day_on_site = last_day(periods)
    about = _about(letter.title)
    authority = _authority(about, body.opening, last_day_on_site)
    reading = replace(
        unnumbered_reading(Kind.JTAI, letter.title, authority, periods, body),
        theme=_theme(about, body.opening, last_day_on_site),
        left_out=(*report.left_out, *letter.left_out, *body.left_out),
    )
    problems = check_letter(reading, letter, body, most_days=LONGEST_JOINT, dated=dated)
    return replace(reading, problems=tuple(problems))


def _dated_paragraph(body: UnnumberedBody) -> str:
    """The first paragraph, of the summary or else of any section, that says when the inspection was
    made; "" without one.
    """
    texts = [passage.text for passage in body.summary]
    texts += [paragraph.text for paragraph in body.paragraphs]
    return next((text for text in texts if TOOK_PLACE.search(text)), "")


class _HeadingUses:
    """What the text under each heading is, in turn.

    Until 2020, headings of their own may follow "Areas for improvement": what they head is points.
    """

    def __init__(self) -> None:
        self.list_use = Use.TEXT

    def next_use(self, heading: str | None) -> Use:
        """The use of the next heading; to be called in the order of the headings."""
        use = use_of(heading)
        if heading is not None:
            if use is not Use.TEXT:
                self.list_use = use if SPLIT_AREAS.match(heading) else Use.TEXT
            elif ENDS_AREAS.match(heading):
                self.list_use = Use.TEXT
        return self.list_use if use is Use.TEXT else use


def _about(title: str) -> str:
    """What the title says the inspection is of: a place, or a theme and a place."""
    match = TITLE.match(title)
    return _NOTE_MARK.regex.sub("", match["about"]).strip(" .") if match else ""


def _authority(
    about: str, opening: str, day: date | None
) -> tuple[str | None, AuthorityFact | None]:
    """The place that the title ends with, or else the first in the opening that is an authority."""
    places = _places_in_title(about)
    in_opening = [match["place"] for match in PLACE.regex.finditer(opening)]
    for place in (*places, *in_opening):
        fact = match_authority(place, day)
        if fact:
            return place, fact
    return (places[0] if places else None), None


def _places_in_title(about: str) -> list[str]:
    """What may be the name of the place: what follows each "in", the last first, then the whole."""
    words_in = list(_IN.regex.finditer(about))
    places = [about[word.end() :] for word in reversed(words_in)]
    names_theme = words_in and RESPONSE.search(about)
    if about and not names_theme:
        places.append(about)
    return places


def _theme(about: str, opening: str, day: date | None) -> str | None:
    """What the inspection looked at, as printed: the "deep dive", or else the response to what."""
    deep_dive = DEEP_DIVE.search(opening)
    if deep_dive:
        return deep_dive["theme"]
    for text in (about, opening):
        response = RESPONSE.search(text)
        if response:
            return _without_place(response["theme"], day)
    return None


def _without_place(theme: str, day: date | None) -> str:
    """The theme without "in" and the name of an authority at its end."""
    for word in reversed(list(_IN.regex.finditer(theme))):
        if match_authority(theme[word.end() :], day):
            return theme[: word.start()].rstrip(" ,")
    return theme
