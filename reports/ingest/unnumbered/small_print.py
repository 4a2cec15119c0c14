"""Page numbers and notes that are too far from the edge of a page for `text.lines` to take them
off.
"""

from __future__ import annotations

from collections.abc import Sequence

from reports.facts.vocabulary import Omission
from reports.ingest.parsed import LeftOut
from reports.ingest.text.furniture import PAGE_NUMBER
from reports.ingest.text.layout import Line
from reports.ingest.text.omissions import omitted
from reports.ingest.text.typesetting import usual_size

_NOTE_SIZE = 0.9
"""In sizes of the body's type: notes are set smaller than this."""


def without_page_numbers(lines: Sequence[Line]) -> tuple[list[Line], list[LeftOut]]:
    """The lines without page numbers, and those: the last line of a page that is its number."""
    text: list[Line] = []
    numbers: list[Line] = []
    for place, line in enumerate(lines):
        target = numbers if _is_page_number(lines, place) else text
        target.append(line)
    return text, omitted(numbers, Omission.FURNITURE)


def _is_page_number(lines: Sequence[Line], place: int) -> bool:
    line = lines[place]
    if line.page is None or not PAGE_NUMBER.match(line.text):
        return False
    if line.text.split()[-1] != str(line.page):
        return False
    return place + 1 == len(lines) or lines[place + 1].page != line.page


def without_small_print(lines: Sequence[Line]) -> tuple[list[Line], list[LeftOut]]:
    """The lines without the small lines below the body of their page, and those: notes."""
    body = usual_size(lines)
    ends: dict[int | None, int] = {}
    for place, line in enumerate(lines):
        if (line.size or body) >= _NOTE_SIZE * body:
            ends[line.page] = place
    text: list[Line] = []
    notes: list[Line] = []
    for place, line in enumerate(lines):
        is_note = line.page is not None and place > ends.get(line.page, -1)
        target = notes if is_note else text
        target.append(line)
    return text, omitted(notes, Omission.FOOTNOTE)
