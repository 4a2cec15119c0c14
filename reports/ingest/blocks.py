"""Text without printed numbers: the headings that part it, and its paragraphs and bullets, whole again over page breaks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from itertools import pairwise

from reports.ingest.characters import joined
from reports.ingest.layout import Line
from reports.ingest.passages import BULLET, SENTENCE_END

_WIDTH_OF_LETTER = 0.5
"""In font sizes, on the average."""
_LARGER_GAP = 1.25
"""How much further apart than lines of a paragraph the first line of the next one stands, at least."""
_INDENT = 8.0
_LARGER_TYPE = 1.1
_LONGEST_HEADING = 110
_UNWRAPPED = 130
"""Letters in a line that no editor wraps: each line of such a text is a paragraph."""
_FEW = 5
_DASHES = "-–—−"


class Flow(Enum):
    """How paragraphs and bullets follow each other."""

    PROSE = auto()
    """Bullets that go on with the sentence above them belong to it."""
    LIST = auto()
    """Each bullet stands for itself, whatever introduces them."""
    BOX = auto()
    """As in a table: paragraphs without more room between them, bullets belonging to the paragraph above."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a bullet (without its sign); sub-bullets stand inside the block that they belong to."""

    text: str
    page: int | None
    left: float
    bullet: bool
    place: int
    """Of its first line."""


@dataclass(frozen=True, slots=True)
class HeadedLines:
    """A heading, None above the first one, and the places of the lines below it, up to `end`."""

    heading: str | None
    page: int | None
    begin: int
    end: int


class Setting:
    """How the text of a report is set: its type size, the distance of its lines, its right margins."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.paged = any(line.size is not None for line in lines)

    @cached_property
    def size(self) -> float:
        """The type size in which most letters are set; 0 in text files."""
        return _usual((round(line.size or 0, 1), len(line.text)) for line in self.lines)

    @cached_property
    def pitch(self) -> float:
        """The usual distance of two lines of a page."""
        drops = (upper.baseline - line.baseline for upper, line in pairwise(self.lines) if upper.page == line.page)
        return _usual((round(drop * 2) / 2, 1) for drop in drops if drop > 0)

    @cached_property
    def margins(self) -> Mapping[int, float]:
        """How far to the right lines reach, by where they begin."""
        reach: dict[int, list[float]] = defaultdict(list)
        for line in self.lines:
            reach[round(line.left)].append(line.right)
        widest = max((right for rights in reach.values() for right in rights), default=0.0)
        return {left: max(rights) if len(rights) >= _FEW else widest for left, rights in reach.items()}

    @cached_property
    def unwrapped(self) -> bool:
        """Whether each line of a text file is a whole paragraph."""
        return not self.paged and any(len(line.text) > _UNWRAPPED for line in self.lines)

    def spaced(self, place: int) -> bool:
        """Whether there is more room above a line than inside a paragraph."""
        line, above = self.lines[place], self.lines[place - 1] if place else None
        if above is None or above.page != line.page or not self.paged:
            return line.spaced or above is None
        return above.baseline - line.baseline > _LARGER_GAP * self.pitch

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

    def ends_sentence(self, place: int) -> bool:
        return SENTENCE_END.search(self.lines[place].text) is not None


def _usual(weighed: Iterator[tuple[float, int]]) -> float:
    counted: Counter[float] = Counter()
    for value, weight in weighed:
        counted[value] += weight
    return counted.most_common(1)[0][0] if counted else 0.0


def part_at_headings(setting: Setting, is_known: Callable[[str], bool]) -> Iterator[HeadedLines]:
    """The lines under each heading: set in bold or larger type, or of a known wording on a line of its own."""
    heading: str | None = None
    page: int | None = None
    begin = place = 0
    while place < len(setting.lines):
        end = _heading_end(setting, place, is_known)
        if end > place:
            if heading is not None or place > begin:
                yield HeadedLines(heading, page, begin, place)
            heading = joined(line.text for line in setting.lines[place:end])
            page, begin = setting.lines[place].page, end
        place = max(end, place + 1)
    yield HeadedLines(heading, page, begin, len(setting.lines))


def _heading_end(setting: Setting, place: int, is_known: Callable[[str], bool]) -> int:
    """Where the heading that begins at `place` ends; `place` itself where none begins."""
    lines = setting.lines
    if not (place == 0 or setting.spaced(place) or setting.tops_page(place) or is_known(lines[place].text)):
        return place
    if _is_known_apart(setting, place, is_known):
        return place + 1
    end = place
    while end < len(lines) and _set_as_heading(setting, end) and (end == place or not _parted(setting, end)):
        end += 1
        if is_known(joined(line.text for line in lines[place:end])):
            return end
    text = joined(line.text for line in lines[place:end])
    return end if text and len(text) <= _LONGEST_HEADING and text[-1] not in ".,;" else place


def _parted(setting: Setting, place: int) -> bool:
    return setting.spaced(place) or setting.tops_page(place)


def _is_known_apart(setting: Setting, place: int, is_known: Callable[[str], bool]) -> bool:
    """Whether a line is a known heading and no sentence runs on into it or out of it."""
    line = setting.lines[place]
    if not is_known(line.text) or not line.text[0].isupper():
        return False
    return place == 0 or _parted(setting, place) or setting.ends_sentence(place - 1) or line.bold


def _set_as_heading(setting: Setting, place: int) -> bool:
    line = setting.lines[place]
    if BULLET.match(line.text) or "\t" in line.text or not any(sign.isalpha() for sign in line.text):
        return False
    if line.bold:
        return True
    if setting.paged:
        return (line.size or 0) > _LARGER_TYPE * setting.size
    return _alone_and_short(setting, place)


def _alone_and_short(setting: Setting, place: int) -> bool:
    """Whether a line of a text file stands between empty lines and is no sentence."""
    line = setting.lines[place]
    followed = place + 1 < len(setting.lines) and setting.lines[place + 1].spaced
    above = place == 0 or setting.ends_sentence(place - 1)
    return line.spaced and followed and above and line.text[0].isupper() and SENTENCE_END.search(line.text) is None


def read_blocks(
    setting: Setting, begin: int, end: int, *, flow: Flow = Flow.PROSE, starts: Collection[int] = ()
) -> Iterator[Block]:
    """The paragraphs and bullets of the lines from `begin` up to `end`; one begins at each of `starts` in any case."""
    part: list[int] = []
    for place in range(begin, end):
        if part and (place in starts or _begins_block(setting, part, place, flow)):
            yield _block(setting, part)
            part = []
        part.append(place)
    if part:
        yield _block(setting, part)


def _block(setting: Setting, part: Sequence[int]) -> Block:
    first = setting.lines[part[0]]
    bullet = BULLET.match(first.text) is not None
    words = [BULLET.regex.sub("", first.text), *(setting.lines[place].text for place in part[1:])]
    return Block(joined(words), first.page, first.left, bullet, part[0])


def _begins_block(setting: Setting, part: Sequence[int], place: int, flow: Flow) -> bool:
    line, last = setting.lines[place], part[-1]
    ended = setting.ends_sentence(last)
    if bullet := BULLET.match(line.text):
        if bullet["sign"] in _DASHES and not ended and not _parted(setting, place) and setting.paged:
            return False
        return not _is_inside(setting, part, place, bullet["sign"], flow)
    if not setting.paged:
        return ended and (line.spaced or setting.unwrapped)
    if setting.tops_page(place):
        hanging = line.left > setting.lines[part[0]].left + _INDENT and BULLET.match(setting.lines[part[0]].text)
        return ended and setting.has_room(last) and not hanging
    room = setting.has_room(last)
    if setting.spaced(place):
        return ended or (room and line.text[0].isupper())
    dedented = line.left < setting.lines[last].left - _INDENT
    return (dedented and (ended or room)) or (flow is Flow.BOX and ended and room)


def _is_inside(setting: Setting, part: Sequence[int], place: int, sign: str, flow: Flow) -> bool:
    """Whether a bullet belongs to the block above it."""
    line, first = setting.lines[place], setting.lines[part[0]]
    if above := BULLET.match(first.text):
        deeper = line.left > first.left + _INDENT
        return deeper or (sign in _DASHES and above["sign"] not in _DASHES)
    if flow is Flow.BOX:
        return line.left > first.left + _INDENT or not setting.paged
    if flow is Flow.LIST:
        return False
    introduced = setting.lines[part[-1]].text.endswith(":") or len(part) > 1 and _in_list(setting, part)
    words = line.text[BULLET.match(line.text).end() :]  # type: ignore[union-attr]  # the caller found the bullet
    return introduced and words[:1].islower()


def _in_list(setting: Setting, part: Sequence[int]) -> bool:
    return any(BULLET.match(setting.lines[place].text) for place in part[1:])
