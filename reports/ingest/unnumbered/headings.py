"""Finds the headings of a text without numbers: by type or, in text files, by their words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reports.ingest.parts.passages import BULLET
from reports.ingest.text.characters import ends_sentence, joined
from reports.ingest.text.typesetting import Typesetting

_LARGER_TYPE = 1.1
"""Type that is larger than the body's by this factor is that of a heading."""
_LONGEST_HEADING = 110
"""The most letters of a heading; the longest real one has 118, and is among the usual wordings."""


_LONGEST_WRAPPED = 3
"""The most lines of a usual heading in a text file."""


@dataclass(frozen=True, slots=True)
class HeadedLines:
    """A heading (None above the first one) and the lines below it, from `begin` up to `end`."""

    heading: str | None
    page: int | None
    begin: int
    end: int


def split_at_headings(
    setting: Typesetting, is_usual: Callable[[str], bool]
) -> Iterator[HeadedLines]:
    """The lines of the text under each heading, in order.

    A heading is set in bold or in larger type; `is_usual` says of a text whether it is a heading
    by its words alone, where it is a line of its own.
    """
    heading: str | None = None
    page: int | None = None
    begin = place = 0
    while place < len(setting.lines):
        end = _heading_end(setting, place, is_usual)
        if end == place:
            place += 1
            continue
        if heading is not None or place > begin:
            yield HeadedLines(heading, page, begin, place)
        heading = joined(line.text for line in setting.lines[place:end])
        page = setting.lines[place].page
        begin = place = end
    yield HeadedLines(heading, page, begin, len(setting.lines))


def _heading_end(setting: Typesetting, begin: int, is_usual: Callable[[str], bool]) -> int:
    """Where the heading that begins at `begin` ends; `begin` itself where none begins."""
    lines = setting.lines
    if not _may_begin(setting, begin) and not is_usual(lines[begin].text):
        return begin
    if _is_usual_line(setting, begin, is_usual):
        return _usual_end(setting, begin, is_usual)
    wrapped_end = _wrapped_usual_end(setting, begin, is_usual)
    if wrapped_end is not None:
        return wrapped_end
    end = begin
    while end < len(lines) and _goes_on(setting, begin, end):
        end += 1
        if is_usual(joined(line.text for line in lines[begin:end])):
            return end
    text = joined(line.text for line in lines[begin:end])
    is_heading = text and len(text) <= _LONGEST_HEADING and text[-1] not in ".,;"
    return end if is_heading else begin


def _may_begin(setting: Typesetting, place: int) -> bool:
    return place == 0 or _is_apart(setting, place) or _is_between_items(setting, place)


def _is_between_items(setting: Typesetting, place: int) -> bool:
    """Whether a line of a text file is a heading by its place: between two items of a list."""
    lines = setting.lines
    if setting.paged or place == 0 or place + 1 >= len(lines):
        return False
    line = lines[place]
    is_short = len(line.text) <= _LONGEST_HEADING and not ends_sentence(line.text)
    is_between = setting.ends_sentence(place - 1) and BULLET.match(lines[place + 1].text)
    return bool(is_between) and is_short and line.text[0].isupper()


def _is_apart(setting: Typesetting, place: int) -> bool:
    """Whether a line has room above it, as the first line of a page has too."""
    return setting.spaced(place) or setting.tops_page(place)


def _goes_on(setting: Typesetting, begin: int, place: int) -> bool:
    """Whether the line at `place` is part of the heading that may begin at `begin`."""
    if not _set_as_heading(setting, place):
        return False
    return place == begin or not _is_apart(setting, place)


def _is_usual_line(setting: Typesetting, place: int, is_usual: Callable[[str], bool]) -> bool:
    """Whether a line is a usual heading that no sentence runs on into."""
    line = setting.lines[place]
    if not is_usual(line.text) or not line.text[0].isupper():
        return False
    above = setting.lines[place - 1].text
    if not setting.paged and (BULLET.match(above) or "\t" in above or is_usual(above)):
        return True
    return _may_begin(setting, place) or setting.ends_sentence(place - 1) or line.bold


def _usual_end(setting: Typesetting, begin: int, is_usual: Callable[[str], bool]) -> int:
    """Where a usual heading ends that begins at `begin`: its last word may be on a second line."""
    lines = setting.lines
    end = begin + 1
    if setting.paged or end >= len(lines) or lines[end].spaced or not lines[end].text[0].islower():
        return end
    return end + 1 if is_usual(joined(line.text for line in lines[begin : end + 1])) else end


def _wrapped_usual_end(
    setting: Typesetting, begin: int, is_usual: Callable[[str], bool]
) -> int | None:
    """Where a usual heading ends that fills several lines of a text file; None where none does."""
    lines = setting.lines
    if setting.paged or not _may_begin(setting, begin):
        return None
    end = begin + 1
    while end < len(lines) and not lines[end].spaced and end - begin < _LONGEST_WRAPPED:
        end += 1
    is_alone = end == len(lines) or lines[end].spaced
    return end if is_alone and is_usual(joined(line.text for line in lines[begin:end])) else None


def _set_as_heading(setting: Typesetting, place: int) -> bool:
    line = setting.lines[place]
    if BULLET.match(line.text) or "\t" in line.text:
        return False
    if not any(sign.isalpha() for sign in line.text):
        return False
    if line.bold:
        return True
    if setting.paged:
        return (line.size or 0) > _LARGER_TYPE * setting.size
    return _is_short_and_alone(setting, place) or _is_between_items(setting, place)


def _is_short_and_alone(setting: Typesetting, place: int) -> bool:
    """Whether a line of a text file has empty lines around it and is no sentence."""
    line = setting.lines[place]
    if not line.spaced or not line.text[0].isupper() or ends_sentence(line.text):
        return False
    if place + 1 >= len(setting.lines):
        return False
    below = setting.lines[place + 1]
    above_ended = place == 0 or setting.ends_sentence(place - 1)
    return above_ended and below.spaced and not below.text[0].islower()
