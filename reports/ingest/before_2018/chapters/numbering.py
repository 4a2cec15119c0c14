"""Which lines of a long report make its numbered paragraphs, and what stands between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mode

from reports.ingest.before_2018.chapters.headings import Chapter
from reports.ingest.before_2018.chapters.wordings import Holds
from reports.ingest.parsed import Problem
from reports.ingest.parts.numbering import Start, find_starts
from reports.ingest.text.characters import ends_sentence
from reports.ingest.text.layout import Line

_HANGING = 15.0
"""Points by which a paragraph's text stands to the right of its number."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that belong together; `number` where they are a numbered paragraph."""

    number: int | None
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Numbering:
    """Where each number begins a paragraph, and how far the paragraphs' text hangs to the right of it."""

    numbers: Mapping[int, int]
    hanging: float

    def stretches(self, lines: Sequence[Line], begin: int, end: int) -> Iterator[Stretch]:
        """The lines from `begin` up to `end` as numbered paragraphs and what stands between them."""
        places = [place for place in self.numbers if begin <= place < end]
        if begin < min([*places, end]):
            yield Stretch(None, lines[begin : min([*places, end])])
        for place, following in pairwise([*places, end]):
            stop = next(
                (each for each in range(place + 1, following) if self._leaves(lines, place, each)),
                following,
            )
            yield Stretch(self.numbers[place], lines[place:stop])
            if stop < following:
                yield Stretch(None, lines[stop:following])

    def _leaves(self, lines: Sequence[Line], start: int, place: int) -> bool:
        """Whether a line stands out of the paragraph's hanging text, back at the margin, as a new paragraph does."""
        line, above = lines[place], lines[place - 1]
        if self.hanging <= _HANGING or line.left > lines[start].left + self.hanging / 2:
            return False
        return ends_sentence(above.text) and (line.spaced or line.page != above.page)


def find_numbering(
    lines: Sequence[Line], chapters: Sequence[Chapter]
) -> tuple[Numbering, list[Problem]]:
    """The numbers of the paragraphs, sought outside the background first: other numbers stand there."""
    found = [_starts(lines, chapters, skipped=skipped) for skipped in (True, False)]
    starts, problems = max(found, key=lambda each: len(each[0]) - len(each[1]))
    return Numbering(
        {start.place: start.number for start in starts}, _hanging(lines, starts)
    ), problems


def _starts(
    lines: Sequence[Line], chapters: Sequence[Chapter], *, skipped: bool
) -> tuple[list[Start], list[Problem]]:
    ends = [chapter.begin for chapter in chapters[1:]] + [len(lines)]
    headings = [
        range(each.begin, end if skipped and each.holds is Holds.BACKGROUND else each.end)
        for each, end in zip(chapters, ends, strict=bool(chapters))
    ]
    starts, problems = find_starts(lines, headings)
    return starts, [each for each in problems if each.code == "number-missing"]


def _hanging(lines: Sequence[Line], starts: Sequence[Start]) -> float:
    """How far the text of most paragraphs stands to the right of their numbers."""
    places = [start.place for start in starts]
    offsets = [
        round(lines[place + 1].left - lines[place].left)
        for place, following in pairwise([*places, len(lines)])
        if place + 1 < following and lines[place + 1].page == lines[place].page
    ]
    return float(mode(offsets)) if offsets else 0.0
