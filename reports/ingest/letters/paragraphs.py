"""Text without printed numbers: its paragraphs and bullets, whole again where lines and pages cut them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from reports.ingest.parts.passages import BULLET
from reports.ingest.text.characters import joined
from reports.ingest.text.typesetting import Typesetting

_INDENT = 8.0
"""Points by which text is set in against the bullet before it, at least."""
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


def read_blocks(
    setting: Typesetting, begin: int, end: int, *, flow: Flow = Flow.PROSE, starts: Collection[int] = ()
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


def _block(setting: Typesetting, part: Sequence[int]) -> Block:
    first = setting.lines[part[0]]
    bullet = BULLET.match(first.text) is not None
    words = [BULLET.regex.sub("", first.text), *(setting.lines[place].text for place in part[1:])]
    return Block(joined(words), first.page, first.left, bullet, part[0])


def _begins_block(setting: Typesetting, part: Sequence[int], place: int, flow: Flow) -> bool:
    line, last = setting.lines[place], part[-1]
    ended = setting.ends_sentence(last)
    if bullet := BULLET.match(line.text):
        parted = ended or setting.spaced(place) or setting.tops_page(place) or not setting.paged
        if bullet["sign"] in _DASHES and not parted:
            return False
        return not _is_inside(setting, part, place, bullet["sign"], flow)
    if not setting.paged:
        whole_lines = setting.unwrapped and (ended or (not line.spaced and line.text[0].isupper()))
        return whole_lines or (ended and line.spaced)
    return _begins_paragraph(setting, part, place, flow)


def _begins_paragraph(setting: Typesetting, part: Sequence[int], place: int, flow: Flow) -> bool:
    """Whether a line of a PDF that has no bullet begins a paragraph."""
    line, last = setting.lines[place], part[-1]
    ended, room = setting.ends_sentence(last), setting.has_room(last)
    hangs = _hangs(setting, part[0], place)
    if setting.tops_page(place):
        return ended and (room or setting.has_room_below(last)) and not hangs
    if hangs and flow is Flow.LIST:
        return False
    if setting.spaced(place):
        return ended or (room and line.text[0].isupper())
    dedented = line.left < setting.lines[last].left - _INDENT
    return (dedented and (ended or room)) or (flow is Flow.BOX and ended and (room or setting.starts_row(place)))


def _hangs(setting: Typesetting, first: int, place: int) -> bool:
    """Whether a line is set in as far as the text of the bullet that begins at `first`."""
    bullet = setting.lines[first]
    return BULLET.match(bullet.text) is not None and setting.lines[place].left > bullet.left + _INDENT


def _is_inside(setting: Typesetting, part: Sequence[int], place: int, sign: str, flow: Flow) -> bool:
    """Whether a bullet belongs to the block above it."""
    line, first = setting.lines[place], setting.lines[part[0]]
    if above := BULLET.match(first.text):
        deeper = line.left > first.left + _INDENT
        return deeper or (sign in _DASHES and above["sign"] not in _DASHES)
    if flow is Flow.BOX:
        return line.left > first.left + _INDENT or not setting.paged
    if flow is Flow.LIST:
        return False
    introduced = setting.lines[part[-1]].text.endswith(":") or _in_list(setting, part)
    return introduced and BULLET.regex.sub("", line.text)[:1].islower()


def _in_list(setting: Typesetting, part: Sequence[int]) -> bool:
    return any(BULLET.match(setting.lines[place].text) for place in part[1:])
