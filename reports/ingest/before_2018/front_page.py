"""The first page of a report before 2018: authority, days on site, publication, lead inspector."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reports.facts.reference import AuthorityFact
from reports.ingest.parts.authority_names import match_authority, title_begins
from reports.ingest.parts.checks import looks_like_name
from reports.ingest.parts.dates import DATES_LABEL, Period, last_day, read_periods
from reports.ingest.parts.inspectors import NAMED_BEFORE_LABEL, lead_inspector_named
from reports.ingest.text.characters import joined
from reports.ingest.text.layout import Line
from reports.ingest.wording import Wording

PUBLISHED_LABEL = Wording(
    r"^(?:report |date )?(?:published|of publication|publication date)\b(?: on)?\s*:?\s*",
    samples=(
        "Report published: 3 August 2015",
        "Report Published: 17 August 2018",
        "Published:\t23 August 2013",
        "Publication date: 3 May 2016",
    ),
    strangers=("Reports are published in May.", "The report published in May"),
)
TITLE = Wording(
    r"(?P<title>(?:re-?)?inspection of (?:services for|looked after|safeguarding|the effectiveness of)\b.*?"
    r"(?:care leavers|children(?:’s)? services|safeguarding children(?:’s)? board)"
    r"(?:\s*,?\s*and\s+review of the effectiveness of the .{0,80}?safeguarding children(?:’s)? board)?"
    r"|review of the effectiveness of the .{0,80}?safeguarding children(?:’s)? board)",
    samples=(
        "Inspection of services for children in need of help and protection, children looked after and care leavers",
        "Reinspection of services for children in need of help and protection, looked after children and care leavers",
        "Inspection of looked after children services",
        "Review of the effectiveness of the local safeguarding children board",
    ),
    strangers=("Inspection of Wexcombe children’s services",),
)
LEAD_LABEL = Wording(
    r"^(?:lead|reporting) (?:inspectors?|HMIs?)\b(?: \(?on[ -]?site\b\)?)?"
    r"(?!s| (?:met|and|is|was|has|had)\b)\s*[:;.–-]?\s*",
    samples=(
        "Lead inspector: Tobias Harkwell",
        "Reporting inspector Ada Bell HMI",
        "Lead Inspector – Ada Bell",
        "Lead inspector on site: Ada Bell",
        "Lead inspector (on site): Ada Bell",
        "Lead HMI: Ada Bell",
    ),
    strangers=("Deputy lead inspector: Ada Bell", "Lead inspector and team"),
)
_BOARD = Wording(
    r"\s*\b(?:local )?safeguarding children(?:’s)? board(?: \(\w+\))?$",
    samples=(
        "Wexcombe Safeguarding Children Board",
        "Wexcombe Local Safeguarding Children Board (WSCB)",
    ),
)
_MOST_LINES_OF_DATES = 3
_LINES_TO_PUBLICATION = 6
"""The most lines from the dates on site to the date of publication."""


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What the lines before the judgements say; `end` is the index of the first line after them."""

    title: str
    name: str | None
    """The authority's name as printed."""
    authority: AuthorityFact | None
    periods: tuple[Period, ...]
    published: date | None
    end: int


def read_front_page(lines: Sequence[Line]) -> FrontPage:
    """The front page at the beginning of `lines`; without dates, only a title of two lines."""
    for place, line in enumerate(lines):
        if DATES_LABEL.match(line.text):
            return _with_dates(lines, place)
    title = joined(line.text for line in lines[:2])
    return FrontPage(title, name=None, authority=None, periods=(), published=None, end=0)


def _with_dates(lines: Sequence[Line], dates: int) -> FrontPage:
    """The front page whose dates are at index `dates`."""
    texts = [line.text for line in lines[:dates]]
    begin = title_begins(texts, _name) if lines[0].size is None else 0
    title = joined(texts[begin:])
    name = _name(title)
    periods, end = _dates_after(lines, dates, DATES_LABEL)
    published, end = _publication(lines, end)
    return FrontPage(
        title=title,
        name=name,
        authority=match_authority(name, last_day(periods)) if name else None,
        periods=periods,
        published=published,
        end=end,
    )


def _publication(lines: Sequence[Line], begin: int) -> tuple[date | None, int]:
    """The date of publication in the lines from `begin`, and the index of the line after it."""
    for place in range(begin, min(begin + _LINES_TO_PUBLICATION, len(lines))):
        if PUBLISHED_LABEL.match(lines[place].text):
            periods, end = _dates_after(lines, place, PUBLISHED_LABEL)
            return (periods[0][0], end) if periods else (None, begin)
    return None, begin


def _dates_after(
    lines: Sequence[Line], place: int, label: Wording
) -> tuple[tuple[Period, ...], int]:
    """The dates after a label, which may fill several lines, and the index of the line after."""
    for end in range(place + 1, min(place + _MOST_LINES_OF_DATES, len(lines)) + 1):
        text = joined(line.text for line in lines[place:end])
        periods = read_periods(label.regex.sub("", text, count=1))
        goes_on = end < len(lines) and lines[end].text.startswith(("and ", "& "))
        if periods and not goes_on:
            return periods, end
    return (), place + 1


def _name(title: str) -> str | None:
    """The authority's name, before or after the words of the title."""
    match = TITLE.search(title)
    if match is None:
        return None
    before = title[: match.start()].strip(" ,:–-")
    after = title[match.end() :].strip(" ,:–-")
    return _BOARD.regex.sub("", before or after).removesuffix(" Local") or None


def read_lead_inspector(lines: Sequence[Line]) -> str | None:
    """The name beside the label "Lead inspector", or in the line below it.

    Before 2014 the label is "Reporting inspector". Some reports have the name before it, or in the
    line above. Where no label has a name, what the first has; a sentence may begin like a label.
    """
    first: str | None = None
    for place, line in enumerate(lines):
        if not line.text[0].isupper():
            continue
        for named in _named_beside_label(lines, place):
            lead = lead_inspector_named(named.rstrip(" .;,"))
            if lead is not None and looks_like_name(lead):
                return lead
            first = first or lead
    return first


def _named_beside_label(lines: Sequence[Line], place: int) -> Iterator[str]:
    """What may be the lead inspector's name, where a line has their label; the likeliest first."""
    text = lines[place].text
    label = LEAD_LABEL.match(text)
    if label is None:
        before = NAMED_BEFORE_LABEL.match(text)
        if before is not None:
            yield before["name"]
        return
    named = text[label.end() :]
    if named:
        yield named
        return
    if place + 1 < len(lines):
        yield joined([lines[place + 1].text])
    if place > 0:
        yield joined([lines[place - 1].text])
