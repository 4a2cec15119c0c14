"""The distance between two spellings, and the corrections of a typing mistake.

A step inserts, deletes or replaces a letter, or exchanges two adjacent letters (Damerau 1964, "A
technique for computer detection and correction of spelling errors").
"""

from __future__ import annotations

from string import ascii_lowercase

SHORTEST_HALF = 3
"""The fewest letters of each of two words that were written as one."""
SHORT_FIRST_HALVES = frozenset(("at", "by", "in", "no", "of", "on", "to", "up"))
"""Shorter words that are written as one with the next: inhouse, ontime."""


def steps_between(one: str, other: str) -> int:
    """The number of steps from one word to another; no letter is changed twice (optimal string
    alignment).
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, target in enumerate(other, 1):
            step = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != target))
            if row > 1 and column > 1 and (letter, one[row - 2]) == (other[column - 2], target):
                step = min(step, before[column - 2] + 1)
            current.append(step)
        before, last = last, current
    return last[-1]


def one_step_from(word: str) -> set[str]:
    """All results of one step from a word of small letters: hundreds, of which few are words."""
    made: set[str] = set()
    for at in range(len(word) + 1):
        start, end = word[:at], word[at:]
        made.update([start + letter + end for letter in ascii_lowercase])
        made.update([start + letter + end[1:] for letter in ascii_lowercase if end])
        made.add(start + end[1:])
        made.add(start + end[1:2] + end[:1] + end[2:])
    return made - {word}


def halves_of(word: str) -> list[tuple[str, str]]:
    """The pairs of words that a word may be if a blank was forgotten."""
    ends = range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1)
    halves = [(word[:end], word[end:]) for end in ends]
    if word[:2] in SHORT_FIRST_HALVES and len(word) - 2 >= SHORTEST_HALF:
        halves.append((word[:2], word[2:]))
    return halves
