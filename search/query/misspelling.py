"""How far two words are apart as they are written, and what a slip of the keyboard may have meant.

A step is a letter more, a letter less, another letter, or two changed round (Damerau 1964, "A
technique for computer detection and correction of spelling errors").
"""

from __future__ import annotations

from string import ascii_lowercase

SHORTEST_HALF = 3
"""The fewest letters of each of two words that were written as one."""


def steps_between(one: str, other: str) -> int:
    """In how many steps one word becomes another; no letter takes part in two (optimal string
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
    """All that one step makes of a word of small letters; some hundred, few of them words."""
    made: set[str] = set()
    for at in range(len(word) + 1):
        start, end = word[:at], word[at:]
        made.update([start + letter + end for letter in ascii_lowercase])
        made.update([start + letter + end[1:] for letter in ascii_lowercase if end])
        made.add(start + end[1:])
        made.add(start + end[1:2] + end[:1] + end[2:])
    return made - {word}


def halves_of(word: str) -> list[tuple[str, str]]:
    """The pairs of words that a word may be when a blank was left out."""
    ends = range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1)
    return [(word[:end], word[end:]) for end in ends]
