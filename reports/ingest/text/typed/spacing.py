"""Blanks before stops, and where paragraphs part in a text without empty lines between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reports.ingest.text.characters import ends_sentence
from reports.ingest.text.layout import Line

_WRAPPED = 0.15
"""The share of lines that go on in small letters below a line, in a text that is wrapped."""
_LONGEST_WRAPPED = 130
"""Letters in a line of a text that is wrapped; a longer one is a paragraph, or cut by a page."""
_LONG = 0.9
"""The share of lines that are shorter than the width at which a text is wrapped."""
_ROOM = 0.85
"""Up to which share of the width a line is filled that has room for the next word, at most."""
_FEW_SPACES = 0.05
"""The share of lines with an empty line above them in a text that does without, at most."""
_LONGEST_HEADING = 110
"""Letters."""


_APART = re.compile(r"(?<=[^\W\d_)’”'\"]) (?=[.,;:?!](?:[’”'\")]*\s|$))", re.MULTILINE)
"""A blank between a word and its stop."""
_STOP = re.compile(r"[.,;](?=\s|$)", re.MULTILINE)
_MANY_APART = 0.3
"""The share of stops with a blank before them where that is how the text is written, at least."""


def with_close_stops(text: str) -> str:
    """The text without the blanks that scanners' software writes before stops."""
    apart = sum(1 for _ in _APART.finditer(text))
    stops = sum(1 for _ in _STOP.finditer(text))
    return _APART.sub("", text) if apart > _MANY_APART * stops else text


def with_spacing(lines: Sequence[Line]) -> list[Line]:
    """The lines, with `spaced` also for those that begin a paragraph by their words.

    In a text that is not wrapped, a sentence that ends with its line ends a paragraph; in one that
    is, it does where the next word would have fitted in the line.
    """
    width = _width(lines) if _is_wrapped(lines) else None
    is_dense = _is_dense(lines)
    spaced = list(lines[:1])
    for above, line in pairwise(lines):
        begins = _ends_paragraph(above, line, width)
        if width is None and is_dense:
            begins = begins or _is_heading_above(above, line)
        elif width is None:
            begins = begins and not may_be_heading(line)
        begins = begins and not line.text[0].islower() and not line.text[0].isdigit()
        spaced.append(replace(line, spaced=line.spaced or begins))
    return spaced


def parts_by_room_alone(lines: Sequence[Line]) -> bool:
    """Whether a text is wrapped, and has next to no empty lines between its paragraphs."""
    return _is_dense(lines) and _is_wrapped(lines)


def _is_dense(lines: Sequence[Line]) -> bool:
    return sum(line.spaced for line in lines) <= _FEW_SPACES * len(lines)


def _is_wrapped(lines: Sequence[Line]) -> bool:
    going_on = 0
    for above, line in pairwise(lines):
        is_below = not line.spaced and len(above.text) <= _LONGEST_WRAPPED
        going_on += is_below and line.text[0].islower()
    return going_on > _WRAPPED * len(lines)


def _width(lines: Sequence[Line]) -> int:
    """The width in letters at which a text is wrapped."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[int(_LONG * (len(lengths) - 1))]


def _ends_paragraph(above: Line, line: Line, width: int | None) -> bool:
    """Whether the line above ends a paragraph; `width` is None where lines are not wrapped."""
    if not ends_sentence(above.text):
        return False
    needed = len(above.text) + 1 + len(line.text.split()[0])
    return width is None or needed < _ROOM * width


def _is_heading_above(above: Line, line: Line) -> bool:
    """Whether the line above may be a heading, while this is a sentence."""
    return may_be_heading(above) and ends_sentence(line.text)


def may_be_heading(line: Line) -> bool:
    """Whether a line is short and no sentence."""
    return len(line.text) <= _LONGEST_HEADING and not ends_sentence(line.text)
