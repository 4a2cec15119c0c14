"""Leaves out of a long report its table of contents and, at its end, the advice on complaints."""

from __future__ import annotations

from collections.abc import Sequence

from reports.facts.vocabulary import Omission
from reports.ingest.parsed import LeftOut
from reports.ingest.text.layout import Line
from reports.ingest.text.omissions import omitted
from reports.ingest.wording import Wording

CONTENTS = Wording(
    r"^(?:table of )?contents:?$",
    samples=("Contents", "Contents:"),
    strangers=("Contents of plans",),
)
ENTRY = Wording(
    r"^.{4,140}?[\s.\t…]+\d{1,3}$",
    samples=("Executive summary\t2", "Recommendations 8", "The local authority ..... 5"),
    strangers=("Executive summary", "12"),
)
COMPLAINTS = Wording(
    r"^any complaints about the (?:inspection|review|report)\b",
    samples=(
        "Any complaints about the inspection or the report should be made following the procedures set out in",
    ),
    strangers=("Complaints about the service are answered.",),
)
_WRAPPED = 2
"""The most lines of an entry that have no page number."""
_LINES_TO_ENTRY = 3
"""The most lines from the heading "Contents" to the first entry."""


def trimmed(lines: Sequence[Line]) -> tuple[list[Line], list[LeftOut]]:
    """The lines that are a report's own text, and what is left out of them."""
    end = 0
    while end < len(lines) and not COMPLAINTS.match(lines[end].text):
        end += 1
    text, contents = _without_contents(lines[:end])
    return text, [*contents, *omitted(lines[end:], Omission.TAIL)]


def _without_contents(lines: Sequence[Line]) -> tuple[list[Line], list[LeftOut]]:
    """The lines without the table of contents, and its lines."""
    for begin, line in enumerate(lines):
        if CONTENTS.match(line.text) and _lists_pages(lines, begin):
            end = _end(lines, begin)
            return [*lines[:begin], *lines[end:]], omitted(lines[begin:end], Omission.CONTENTS)
    return list(lines), []


def _lists_pages(lines: Sequence[Line], begin: int) -> bool:
    below = lines[begin + 1 : begin + 1 + _LINES_TO_ENTRY]
    return any(ENTRY.match(line.text) for line in below)


def _end(lines: Sequence[Line], begin: int) -> int:
    """Where the table of contents ends: after its last entry, and in a PDF with its page.

    The second line of a wrapped entry may be below its page number.
    """
    end = begin + 1
    place = end
    while place < len(lines) and place - end <= _WRAPPED:
        if ENTRY.match(lines[place].text):
            end = place + 1
        place += 1
    page = lines[begin].page
    while page is not None and end < len(lines) and lines[end].page == page:
        end += 1
    return end
