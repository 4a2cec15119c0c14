"""Takes off the numbers that a program puts before every line of a text, or every fifth."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

_NUMBERED = re.compile(r"^\s{0,6}(?P<number>\d{1,4})(?=\s|$)")
_FEWEST = {1: 10, 5: 4, 10: 3}
"""Numbered lines, at least, by the lines from one to the next."""
_MOST = 0.9
"""The share of numbers that follow each other, and of lines that have one, at least."""
_GOING_ON = 0.1
"""The share of lines that begin in small letters, at least: other lines are whole paragraphs."""


def without_line_numbers(lines: Sequence[str]) -> list[str]:
    """The lines with blanks in place of their numbers, where those count the lines."""
    going_on = sum(_NUMBERED.sub("", line).lstrip()[:1].islower() for line in lines)
    if going_on < _GOING_ON * len(lines):
        return list(lines)
    numbers: dict[int, int] = {}
    for place, line in enumerate(lines):
        match = _NUMBERED.match(line)
        if match:
            numbers[place] = int(match["number"])
    for step, fewest in _FEWEST.items():
        counting = {place: number for place, number in numbers.items() if number % step == 0}
        if len(counting) >= fewest and _counts_lines(lines, counting, step):
            return [
                _NUMBERED.sub(_blanks, line) if place in counting else line
                for place, line in enumerate(lines)
            ]
    return list(lines)


def _counts_lines(lines: Sequence[str], numbers: Mapping[int, int], step: int) -> bool:
    """Whether numbers, given by the index of their line, count the lines by `step`.

    Empty lines may count or not, and each page may begin with 1 again.
    """
    written = [place for place, line in enumerate(lines) if line.strip()]
    if len(numbers) < _MOST * (len(written) // step):
        return False
    order = {place: index for index, place in enumerate(written)}
    following = 0
    for (place, number), (next_place, next_number) in pairwise(numbers.items()):
        rise = next_number - number
        is_next = rise in (next_place - place, order[next_place] - order[place])
        following += is_next or next_number == step
    return following >= _MOST * (len(numbers) - 1)


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match[0])
