"""The headings that part a text without numbers: told by type (bold, larger) or, in plain text, by their words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reports.ingest.parts.passages import BULLET
from reports.ingest.text.characters import ends_sentence, joined
from reports.ingest.text.typesetting import Typesetting

_LARGER_TYPE = 1.1
_LONGEST_HEADING = 110
"""Letters; the longest real one has 118 on two lines, and is known word for word."""


@dataclass(frozen=True, slots=True)
class HeadedLines:
    """A heading, None above the first one, and the places of the lines below it, up to `end`."""

    heading: str | None
    page: int | None
    begin: int
    end: int


def part_at_headings(setting: Typesetting, is_known: Callable[[str], bool]) -> Iterator[HeadedLines]:
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


def _heading_end(setting: Typesetting, place: int, is_known: Callable[[str], bool]) -> int:
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


def _parted(setting: Typesetting, place: int) -> bool:
    return setting.spaced(place) or setting.tops_page(place)


def _is_known_apart(setting: Typesetting, place: int, is_known: Callable[[str], bool]) -> bool:
    """Whether a line is a known heading and no sentence runs on into it or out of it."""
    line = setting.lines[place]
    if not is_known(line.text) or not line.text[0].isupper():
        return False
    return place == 0 or _parted(setting, place) or setting.ends_sentence(place - 1) or line.bold


def _set_as_heading(setting: Typesetting, place: int) -> bool:
    line = setting.lines[place]
    if BULLET.match(line.text) or "\t" in line.text or not any(sign.isalpha() for sign in line.text):
        return False
    if line.bold:
        return True
    if setting.paged:
        return (line.size or 0) > _LARGER_TYPE * setting.size
    return _alone_and_short(setting, place)


def _alone_and_short(setting: Typesetting, place: int) -> bool:
    """Whether a line of a text file stands between empty lines and is no sentence."""
    line = setting.lines[place]
    followed = place + 1 < len(setting.lines) and setting.lines[place + 1].spaced
    above = place == 0 or setting.ends_sentence(place - 1)
    return line.spaced and followed and above and line.text[0].isupper() and not ends_sentence(line.text)
