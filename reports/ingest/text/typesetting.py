"""How the text of a report is set: what tells where a paragraph ends when no number does."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from reports.ingest.text.characters import ends_sentence
from reports.ingest.text.layout import Line

_WIDTH_OF_LETTER = 0.5
"""In font sizes, on the average."""
_LARGER_GAP = 1.25
"""How much further apart than lines of a paragraph the first line of the next one stands, at least.
"""
_CLOSE = 1.5
"""In font sizes: lines further apart are lines of a paragraph only where nearly all are."""
_SHARE = 0.05
_BORDER = 0.3
"""Points that the border of a table's row adds to the distance of two lines, at least."""
_UNWRAPPED = 130
"""Letters in a line that no editor wraps: each line of such a text is a paragraph."""
_FEW = 5


class Typesetting:
    """How the text of a report is set: its type size, the distance of its lines, its right margins."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.paged = any(line.size is not None for line in lines)

    @cached_property
    def size(self) -> float:
        """The type size in which most letters are set; 0 in text files."""
        return usual_size(self.lines)

    @cached_property
    def pitch(self) -> float:
        """The usual distance of two lines of a paragraph: of those that stand close, where any do."""
        pairs = (pair for pair in pairwise(self.lines) if pair[0].page == pair[1].page)
        drops = [drop for upper, line in pairs if (drop := upper.baseline - line.baseline) > 0]
        close = [drop for drop in drops if drop <= _CLOSE * self.size]
        return _usual(
            (round(drop * 2) / 2, 1)
            for drop in (close if len(close) > _SHARE * len(drops) else drops)
        )

    @cached_property
    def bottom(self) -> float:
        """How far down the lines of a page reach."""
        return min((line.baseline for line in self.lines), default=0.0)

    @cached_property
    def margins(self) -> Mapping[int, float]:
        """How far to the right lines reach, by where they begin."""
        reach: dict[int, list[float]] = defaultdict(list)
        for line in self.lines:
            reach[round(line.left)].append(line.right)
        widest = max((right for rights in reach.values() for right in rights), default=0.0)
        return {
            left: max(rights) if len(rights) >= _FEW else widest for left, rights in reach.items()
        }

    @cached_property
    def unwrapped(self) -> bool:
        """Whether each line of a text file is a whole paragraph: most of its letters stand in long
        lines.
        """
        lengths = [len(line.text) for line in self.lines]
        return (
            not self.paged and sum(each for each in lengths if each > _UNWRAPPED) > sum(lengths) / 2
        )

    def spaced(self, place: int) -> bool:
        """Whether there is more room above a line than inside a paragraph."""
        line, above = self.lines[place], self.lines[place - 1] if place else None
        if above is None or above.page != line.page or not self.paged:
            return line.spaced or above is None
        return above.baseline - line.baseline > _LARGER_GAP * self.pitch

    def starts_row(self, place: int) -> bool:
        """Whether the border of a table's row seems to stand above a line: half a point more room
        than usual.
        """
        return self.lines[place - 1].baseline - self.lines[place].baseline > self.pitch + _BORDER

    def tops_page(self, place: int) -> bool:
        """Whether a line is the first of a page of a PDF."""
        return self.paged and (place == 0 or self.lines[place - 1].page != self.lines[place].page)

    def has_room(self, place: int) -> bool:
        """Whether the first word of the next line would still have fitted in the line at `place`."""
        if not self.paged or place + 1 >= len(self.lines):
            return not self.paged
        line, following = self.lines[place], self.lines[place + 1]
        needed = (len(following.text.split()[0]) + 1) * _WIDTH_OF_LETTER * (line.size or 0)
        return line.right + needed < self.margins[round(line.left)]

    def has_room_below(self, place: int) -> bool:
        """Whether two more lines would still have fitted on the page below the line at `place`."""
        return self.paged and self.lines[place].baseline - 2 * self.pitch >= self.bottom

    def ends_sentence(self, place: int) -> bool:
        return ends_sentence(self.lines[place].text)


def usual_size(lines: Iterable[Line]) -> float:
    """The type size in which most letters are set; 0 in text files."""
    return _usual((round(line.size or 0, 1), len(line.text)) for line in lines)


def _usual(weighed: Iterator[tuple[float, int]]) -> float:
    counted: Counter[float] = Counter()
    for value, weight in weighed:
        counted[value] += weight
    return counted.most_common(1)[0][0] if counted else 0.0
