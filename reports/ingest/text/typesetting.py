"""How the text of a report is set: it shows where paragraphs end that have no numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import inf

from reports.ingest.text.characters import ends_sentence, sentence_goes_on
from reports.ingest.text.layout import Line

_WIDTH_OF_LETTER = 0.5
"""In font sizes, on average."""
_LARGER_GAP = 1.25
"""In distances of lines: the least room above the first line of a paragraph."""
_CLOSE = 1.5
"""In font sizes: lines further apart are lines of a paragraph only where nearly all are."""
_SHARE = 0.05
"""The share of distances that must be close before the others are passed over."""
_BORDER = 0.3
"""Points that the border of a table's row adds to the distance of two lines, at least."""
_UNWRAPPED = 130
"""Letters in a line that is not wrapped: each line of such a text is a paragraph."""
_FILLED = 0.85
"""Up to which share of the width a line is filled that has room for the next word, at most."""
_FEWEST_SPACED = 0.08
"""The share of lines that have room above them; of the real reports the least has 0.09."""
_FEWEST_PAIRS = 40
"""The fewest lines of prose, each below another, of which that share says something."""
_FEW = 5
"""The fewest lines that begin at one place for their ends to show its right margin."""


class Typesetting:
    """How a text is set. Sizes and distances are in points, and 0 for a text file.

    `size` is the size in which most letters are set, `pitch` the usual distance of two lines of a
    paragraph, `bottom` how far down the lines of a page reach.
    """

    def __init__(self, lines: Sequence[Line], most_pitch: float = inf) -> None:
        """Lines that are too few to tell their pitch may be given that of others at most."""
        self.lines = lines
        self.paged = any(line.size is not None for line in lines)
        self.size = usual_size(lines)
        self.pitch = min(_pitch(lines, self.size), most_pitch)
        self.bottom = min((line.baseline for line in lines), default=0.0)
        self.margins = _margins(lines)
        self.unwrapped = not self.paged and _is_unwrapped(lines)
        self.width = None if self.paged else wrapping_width(lines)

    def spaced(self, place: int) -> bool:
        """Whether there is more room above a line than inside a paragraph."""
        line = self.lines[place]
        if place == 0:
            return True
        above = self.lines[place - 1]
        if above.page != line.page or not self.paged:
            return line.spaced
        enlarged = min(above.size or 0, line.size or 0) / (self.size or 1)
        pitch = self.pitch * max(1.0, enlarged)
        return above.baseline - line.baseline > _LARGER_GAP * pitch

    def starts_row(self, place: int) -> bool:
        """Whether the border of a table's row seems to be above a line: half a point more room."""
        distance = self.lines[place - 1].baseline - self.lines[place].baseline
        return distance > self.pitch + _BORDER

    def tops_page(self, place: int) -> bool:
        """Whether a line is the first of a page of a PDF."""
        if not self.paged:
            return False
        return place == 0 or self.lines[place - 1].page != self.lines[place].page

    def has_room(self, place: int) -> bool:
        """Whether the first word of the next line would have fitted in the line at `place`."""
        if not self.paged:
            return True
        if place + 1 >= len(self.lines):
            return False
        line, following = self.lines[place], self.lines[place + 1]
        letters = len(following.text.split()[0]) + 1
        needed = letters * _WIDTH_OF_LETTER * (line.size or 0)
        return line.right + needed < self.margins[round(line.left)]

    def ends_without_stop(self, place: int) -> bool:
        """Whether a paragraph of a text file ends with the line at `place`, which has no full stop.

        The next line has an empty line above it and begins with a capital letter.
        """
        return parts_without_stop(self.lines[place], self.lines[place + 1], self.width)

    def has_room_below(self, place: int) -> bool:
        """Whether two more lines would have fitted on the page below the line at `place`."""
        return self.paged and self.lines[place].baseline - 2 * self.pitch >= self.bottom

    def ends_sentence(self, place: int) -> bool:
        """Whether the line at `place` ends as sentences do."""
        return ends_sentence(self.lines[place].text)


def parts_without_stop(above: Line, line: Line, width: int | None) -> bool:
    """Whether an empty line parts two paragraphs of a text file though the first has no full stop.

    Elsewhere a page may be cut there. `width` is that of `wrapping_width`.
    """
    if not line.spaced or not line.text[0].isupper() or sentence_goes_on(above.text):
        return False
    return has_room_for_word(above, line, width)


def has_room_for_word(above: Line, line: Line, width: int | None) -> bool:
    """Whether the first word of a line would have fitted in the line above it.

    `width` is that of `wrapping_width`.
    """
    needed = len(above.text) + 1 + len(line.text.split()[0])
    return width is None or needed < _FILLED * width


def is_close(lines: Sequence[Line]) -> bool:
    """Whether the paragraphs of a PDF have next to no room between them."""
    pairs = [
        (above, line)
        for above, line in pairwise(lines)
        if above.page == line.page and not above.bold and not line.bold
    ]
    is_paged = any(line.size is not None for line in lines)
    spaced = sum(line.spaced for _, line in pairs)
    return is_paged and len(pairs) >= _FEWEST_PAIRS and spaced < _FEWEST_SPACED * len(pairs)


def wrapping_width(lines: Sequence[Line]) -> int | None:
    """The letters of the longest line of a text file; None where its lines are not wrapped.

    A line is wrapped where the next one goes on in small letters, without an empty line above it.
    """
    for above, line in pairwise(lines):
        if len(above.text) <= _UNWRAPPED and not line.spaced and line.text[0].islower():
            return max(len(each.text) for each in lines if len(each.text) <= _UNWRAPPED)
    return None


def usual_size(lines: Iterable[Line]) -> float:
    """The size in points in which most letters are set; 0 in text files."""
    exactly: Counter[float] = Counter()
    for line in lines:
        exactly[line.size or 0] += len(line.text)
    letters: Counter[float] = Counter()
    for size, count in exactly.items():
        letters[round(size, 1)] += count
    return _commonest(letters)


def _pitch(lines: Sequence[Line], size: float) -> float:
    """The usual distance of two lines, of those that are close where there are enough."""
    distances: list[float] = []
    for upper, lower in pairwise(lines):
        distance = upper.baseline - lower.baseline
        if upper.page == lower.page and distance > 0:
            distances.append(distance)
    close = [distance for distance in distances if distance <= _CLOSE * size]
    counted = close if len(close) > _SHARE * len(distances) else distances
    half_points = Counter(round(distance * 2) / 2 for distance in counted)
    return _commonest(half_points)


def _margins(lines: Sequence[Line]) -> Mapping[int, float]:
    """How far to the right lines reach, by where they begin, rounded."""
    reach: dict[int, list[float]] = defaultdict(list)
    for line in lines:
        reach[round(line.left)].append(line.right)
    widest = max((line.right for line in lines), default=0.0)
    margins: dict[int, float] = {}
    for left, rights in reach.items():
        margins[left] = max(rights) if len(rights) >= _FEW else widest
    return margins


def _is_unwrapped(lines: Sequence[Line]) -> bool:
    """Whether most letters of a text file are in long lines, each a whole paragraph."""
    lengths = [len(line.text) for line in lines]
    long = [length for length in lengths if length > _UNWRAPPED]
    return sum(long) > sum(lengths) / 2


def _commonest(counted: Counter[float]) -> float:
    """The commonest value; 0 without any."""
    return counted.most_common(1)[0][0] if counted else 0.0
