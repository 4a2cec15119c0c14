"""The first page of the reports before 2018: whose report, which days on site, when it was published, who led."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.ingest.parts.authority_names import match_authority
from reports.ingest.parts.dates import DATES_LABEL, Period, last_day, read_periods
from reports.ingest.parts.inspectors import lead_inspector_named
from reports.ingest.text.characters import joined
from reports.ingest.text.layout import Line
from reports.ingest.wording import Wording
from reports.reference import AuthorityFact

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
    r"^(?:lead|reporting) inspectors?\b(?!s| (?:met|and|is|was|has|had)\b)\s*[:;.–-]?\s*",
    samples=(
        "Lead inspector: Tobias Harkwell",
        "Reporting inspector Ada Bell HMI",
        "Lead Inspector – Ada Bell",
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


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What the lines before the judgements say; `end` is the place of the first line after the dates."""

    title: str
    name: str | None
    periods: tuple[Period, ...]
    published: date | None
    end: int

    @property
    def authority(self) -> AuthorityFact | None:
        """The authority that the printed name means; None where none has that name."""
        return match_authority(self.name, last_day(self.periods)) if self.name else None


def read_front_page(lines: Sequence[Line]) -> FrontPage:
    """The front page that begins with the first of `lines`."""
    dates = next((place for place, line in enumerate(lines) if DATES_LABEL.match(line.text)), None)
    if dates is None:
        return FrontPage(joined(line.text for line in lines[:2]), None, (), None, 0)
    title = joined(line.text for line in lines[:dates])
    periods, end = _dated(lines, dates, DATES_LABEL)
    published: tuple[Period, ...] = ()
    label = next(
        (
            place
            for place in range(end, min(end + 6, len(lines)))
            if PUBLISHED_LABEL.match(lines[place].text)
        ),
        None,
    )
    if label is not None:
        published, below = _dated(lines, label, PUBLISHED_LABEL)
        end = below if published else end
    return FrontPage(title, _name(title), periods, published[0][0] if published else None, end)


def _dated(lines: Sequence[Line], place: int, label: Wording) -> tuple[tuple[Period, ...], int]:
    """The dates below a label, which may run on over the line's end, and the place of the line after them."""
    for end in range(place + 1, min(place + _MOST_LINES_OF_DATES, len(lines)) + 1):
        periods = read_periods(
            label.regex.sub("", joined(line.text for line in lines[place:end]), count=1)
        )
        runs_on = end < len(lines) and lines[end].text.startswith(("and ", "& "))
        if periods and not runs_on:
            return periods, end
    return (), place + 1


def _name(title: str) -> str | None:
    found = TITLE.search(title)
    if found is None:
        return None
    around = title[: found.start()].strip(" ,:–-") or title[found.end() :].strip(" ,:–-")
    return _BOARD.regex.sub("", around).removesuffix(" Local") or None


def read_lead_inspector(lines: Sequence[Line]) -> str | None:
    """The name beside the label "Lead inspector" (before 2014, "Reporting inspector"), or in the line below it."""
    for place, line in enumerate(lines):
        if found := LEAD_LABEL.match(line.text):
            named = line.text[found.end() :] or joined(
                each.text for each in lines[place + 1 : place + 2]
            )
            return lead_inspector_named(named.rstrip(" .;,"))
    return None
