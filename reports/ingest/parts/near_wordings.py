"""Wordings that differ from a usual one by a slip: one word more or less, or up to two letters."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MOST_LETTERS = 2


def nearest(wording: str, usual: Iterable[str]) -> str | None:
    """The usual wording that `wording` is near to; None if there is none, or several.

    Case and punctuation do not matter.
    """
    words = _words(wording)
    near = [each for each in usual if _is_near(words, _words(each))]
    return near[0] if len(near) == 1 else None


def _words(wording: str) -> list[str]:
    return re.findall(r"[^\W_]+", re.sub(r"['’]", "", wording.casefold()))


def _is_near(words: list[str], usual: list[str]) -> bool:
    return _differ_in_one_word(words, usual) or _differ_in_few_letters(words, usual)


def _differ_in_one_word(words: list[str], usual: list[str]) -> bool:
    """Whether one has exactly one word more, and all other words are the same."""
    longer, shorter = sorted((words, usual), key=len, reverse=True)
    if len(longer) != len(shorter) + 1:
        return False
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


def _differ_in_few_letters(words: list[str], usual: list[str]) -> bool:
    """Whether both differ in at most two letters; two words may be written as one."""
    return _letters_apart("".join(words), "".join(usual)) <= _MOST_LETTERS


def _letters_apart(word: str, other: str) -> int:
    """The number of letters to change, add or remove between two texts (Levenshtein distance)."""
    above = list(range(len(other) + 1))
    for row, letter in enumerate(word, start=1):
        distances = [row]
        for column, other_letter in enumerate(other, start=1):
            changed = above[column - 1] + (letter != other_letter)
            distances.append(min(changed, above[column] + 1, distances[-1] + 1))
        above = distances
    return above[-1]
