"""The text of a long report without its table of contents and without how to complain, which ends it."""

from __future__ import annotations

from collections.abc import Sequence

from reports.ingest.parsed import LeftOut
from reports.ingest.text.layout import Line
from reports.ingest.wording import Wording
from reports.vocabulary import Omission

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
"""Lines without a page number that one entry may have."""


def trimmed(lines: Sequence[Line]) -> tuple[list[Line], list[LeftOut]]:
    """The lines that are a report's own text, and what was left out of them."""
    end = next(
        (place for place, line in enumerate(lines) if COMPLAINTS.match(line.text)), len(lines)
    )
    kept, contents = _without_contents(lines[:end])
    return kept, [
        *contents,
        *(LeftOut(Omission.TAIL, line.text, line.page) for line in lines[end:]),
    ]


def _without_contents(lines: Sequence[Line]) -> tuple[list[Line], list[LeftOut]]:
    """The lines without the table of contents, and its lines."""
    begin = next(
        (
            place
            for place, line in enumerate(lines[:-1])
            if CONTENTS.match(line.text) and _lists(lines, place)
        ),
        None,
    )
    if begin is None:
        return list(lines), []
    end = _end(lines, begin)
    left_out = [LeftOut(Omission.CONTENTS, line.text, line.page) for line in lines[begin:end]]
    return [*lines[:begin], *lines[end:]], left_out


def _lists(lines: Sequence[Line], begin: int) -> bool:
    return any(ENTRY.match(line.text) for line in lines[begin + 1 : begin + 4])


def _end(lines: Sequence[Line], begin: int) -> int:
    """Where the last entry ends; the second line of a wrapped entry may stand below its page number."""
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
