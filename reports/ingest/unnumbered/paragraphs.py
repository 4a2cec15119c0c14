"""Text without printed numbers: its paragraphs and bullets, whole where lines and pages cut them."""

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
    """Each bullet is a block, whatever introduces them."""
    BOX = auto()
    """As in a table: no more room between paragraphs; bullets belong to the paragraph above."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a bullet (without its sign), with the bullets below it that belong to it."""

    text: str
    page: int | None
    left: float
    """Points from the edge of the page; in a text file, how far the first line is indented."""
    bullet: bool
    place: int
    """Index of its first line."""


def read_blocks(
    setting: Typesetting,
    begin: int,
    end: int,
    *,
    flow: Flow = Flow.PROSE,
    starts: Collection[int] = (),
) -> Iterator[Block]:
    """The blocks of the lines from `begin` up to `end`; one begins at each index in `starts`."""
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
    words = [setting.lines[place].text for place in part]
    words[0] = BULLET.regex.sub("", first.text)
    return Block(joined(words), first.page, first.left, bullet, part[0])


def _begins_block(setting: Typesetting, part: Sequence[int], place: int, flow: Flow) -> bool:
    """Whether the line at `place` begins a block; `part` has the lines of the block above."""
    line = setting.lines[place]
    bullet = BULLET.match(line.text)
    if bullet:
        return _begins_bullet(setting, part, place, bullet["sign"], flow)
    if setting.paged:
        return _begins_paragraph(setting, part, place, flow)
    ended = setting.ends_sentence(part[-1])
    if line.spaced and (ended or setting.ends_without_stop(part[-1])):
        return True
    return setting.unwrapped and (ended or (not line.spaced and line.text[0].isupper()))


def _begins_bullet(
    setting: Typesetting, part: Sequence[int], place: int, sign: str, flow: Flow
) -> bool:
    """Whether a bullet is a block; a dash that merely begins a line within a sentence is none."""
    apart = setting.spaced(place) or setting.tops_page(place) or not setting.paged
    if sign in _DASHES and not apart and not setting.ends_sentence(part[-1]):
        return False
    return not _is_inside(setting, part, place, sign, flow)


def _begins_paragraph(setting: Typesetting, part: Sequence[int], place: int, flow: Flow) -> bool:
    """Whether a line of a PDF that has no bullet begins a paragraph."""
    line = setting.lines[place]
    last = part[-1]
    ended = setting.ends_sentence(last)
    room = setting.has_room(last)
    hangs = _hangs(setting, part[0], place)
    if setting.tops_page(place):
        return ended and not hangs and (room or setting.has_room_below(last))
    if hangs and flow is Flow.LIST:
        return False
    if setting.spaced(place):
        return ended or (room and line.text[0].isupper())
    dedented = line.left < setting.lines[last].left - _INDENT
    if dedented and (ended or room):
        return True
    return flow is Flow.BOX and ended and (room or setting.starts_row(place))


def _hangs(setting: Typesetting, first: int, place: int) -> bool:
    """Whether a line is set in as far as the text of the bullet that begins at `first`."""
    bullet = setting.lines[first]
    set_in = setting.lines[place].left > bullet.left + _INDENT
    return set_in and BULLET.match(bullet.text) is not None


def _is_inside(
    setting: Typesetting, part: Sequence[int], place: int, sign: str, flow: Flow
) -> bool:
    """Whether a bullet belongs to the block above it."""
    line = setting.lines[place]
    first = setting.lines[part[0]]
    deeper = line.left > first.left + _INDENT
    above = BULLET.match(first.text)
    if above:
        second_level = sign in _DASHES and above["sign"] not in _DASHES
        return deeper or second_level
    if flow is Flow.BOX:
        return deeper or not setting.paged
    if flow is Flow.LIST:
        return False
    introduced = setting.lines[part[-1]].text.endswith(":") or _has_bullet(setting, part)
    return introduced and BULLET.regex.sub("", line.text)[:1].islower()


def _has_bullet(setting: Typesetting, part: Sequence[int]) -> bool:
    """Whether a bullet is already inside the block."""
    return any(BULLET.match(setting.lines[place].text) for place in part[1:])
