"""Text without numbers in the long reports before 2018: paragraphs and lists, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.ingest.parsed import Passage
from reports.ingest.parts.passages import BULLET, SENTENCE_END, read_points, read_summary
from reports.ingest.text.layout import Line

_BULLET_SLACK = 3.0
"""Points by which a paragraph's margin may stand to the right of the bullets above it."""


def read_passages(lines: Sequence[Line], section: int | None) -> Iterator[Passage]:
    """Text without numbers: each bullet of the first level, with those below it, and each paragraph."""
    place = 0
    while place < len(lines):
        end = place + 1
        listed = BULLET.match(lines[place].text) is not None
        while end < len(lines) and not (_list_ends(lines, place, end) if listed else BULLET.match(lines[end].text)):
            end += 1
        part = lines[place:end]
        for each in read_points(part) if listed else read_summary(part):
            yield Passage(each.text, each.page, section)
        place = end


def _list_ends(lines: Sequence[Line], begin: int, place: int) -> bool:
    """Whether a list that begins at `begin` has ended above `place`: a new paragraph stands at its margin."""
    line, above = lines[place], lines[place - 1]
    if BULLET.match(line.text) or SENTENCE_END.search(above.text) is None:
        return False
    return line.left <= lines[begin].left + _BULLET_SLACK and (line.spaced or line.page != above.page)
