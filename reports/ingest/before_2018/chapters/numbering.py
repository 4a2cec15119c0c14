"""Which lines of a long report make its numbered paragraphs, and which are between them."""

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
"""Points by which a paragraph's text is to the right of its number, where it hangs."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that belong together; `number` where they are a numbered paragraph."""

    number: int | None
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Numbering:
    """The number of each paragraph by the index of its first line.

    `hanging` is how many points most paragraphs' text is to the right of their number.
    """

    numbers: Mapping[int, int]
    hanging: float

    def stretches(self, lines: Sequence[Line], begin: int, end: int) -> Iterator[Stretch]:
        """The lines from `begin` up to `end` as numbered paragraphs and what is between them."""
        places = [place for place in self.numbers if begin <= place < end]
        first = places[0] if places else end
        if begin < first:
            yield Stretch(None, lines[begin:first])
        for place, following in pairwise([*places, end]):
            stop = self._paragraph_end(lines, place, following)
            yield Stretch(self.numbers[place], lines[place:stop])
            if stop < following:
                yield Stretch(None, lines[stop:following])

    def _paragraph_end(self, lines: Sequence[Line], start: int, following: int) -> int:
        """Where the paragraph that begins at `start` ends, `following` at the latest."""
        for place in range(start + 1, following):
            if self._leaves(lines, start, place):
                return place
        return following

    def _leaves(self, lines: Sequence[Line], start: int, place: int) -> bool:
        """Whether a line is back at the margin of the number, as a new paragraph is."""
        line, above = lines[place], lines[place - 1]
        hangs = self.hanging > _HANGING
        if not hangs or line.left > lines[start].left + self.hanging / 2:
            return False
        return ends_sentence(above.text) and (line.spaced or line.page != above.page)


def find_numbering(
    lines: Sequence[Line], chapters: Sequence[Chapter]
) -> tuple[Numbering, list[Problem]]:
    """The numbers of the paragraphs, and a problem for each number that is missing.

    Other numbers may occur in the background: it is read only where that gives more paragraphs.
    """
    without = _starts(lines, chapters, with_background=False)
    within = _starts(lines, chapters, with_background=True)
    starts, problems = max(without, within, key=lambda each: len(each[0]) - len(each[1]))
    numbers = {start.place: start.number for start in starts}
    return Numbering(numbers, _hanging(lines, starts)), problems


def _starts(
    lines: Sequence[Line], chapters: Sequence[Chapter], *, with_background: bool
) -> tuple[list[Start], list[Problem]]:
    skipped: list[range] = []
    for chapter in chapters:
        is_skipped = chapter.holds is Holds.BACKGROUND and not with_background
        skipped.append(range(chapter.begin, chapter.stop if is_skipped else chapter.end))
    starts, problems = find_starts(lines, skipped)
    reported = ("number-missing", "number-repeated")
    return starts, [problem for problem in problems if problem.code in reported]


def _hanging(lines: Sequence[Line], starts: Sequence[Start]) -> float:
    """How many points the second line of most paragraphs is to the right of their first."""
    offsets: list[int] = []
    places = [start.place for start in starts]
    for place, following in pairwise([*places, len(lines)]):
        has_second_line = place + 1 < following and lines[place + 1].page == lines[place].page
        if has_second_line:
            offsets.append(round(lines[place + 1].left - lines[place].left))
    return float(mode(offsets)) if offsets else 0.0
