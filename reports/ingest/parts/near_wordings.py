"""Wordings that differ from a usual one by a slip: a word more or less, or two letters."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MOST_LETTERS = 2


def nearest(wording: str, usual: Iterable[str]) -> str | None:
    """The one usual wording that `wording` is near to; None where none or several are.

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
    """Whether one has one word more than the other, the rest being the same."""
    longer, shorter = sorted((words, usual), key=len, reverse=True)
    if len(longer) != len(shorter) + 1:
        return False
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


def _differ_in_few_letters(words: list[str], usual: list[str]) -> bool:
    """Whether words of the same number differ in two letters at most, all together."""
    if len(words) != len(usual):
        return False
    pairs = zip(words, usual, strict=True)
    return sum(_letters_apart(word, other) for word, other in pairs) <= _MOST_LETTERS


def _letters_apart(word: str, other: str) -> int:
    """How many letters have to be changed, added or taken out to make one word the other."""
    above = list(range(len(other) + 1))
    for row, letter in enumerate(word, start=1):
        distances = [row]
        for column, other_letter in enumerate(other, start=1):
            changed = above[column - 1] + (letter != other_letter)
            distances.append(min(changed, above[column] + 1, distances[-1] + 1))
        above = distances
    return above[-1]
