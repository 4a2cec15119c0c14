"""How alike two texts are, word by word. Plain Python."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

ALIKE = 0.6
"""The least likeness at which two passages count as one passage that was changed. `difflib`'s
documentation: "a ratio over 0.6 means the sequences are close matches".
"""

WORD = re.compile(r"\S+")


def likeness(first: str, second: str) -> float:
    """The share of words that two texts have in common, in the same order: 0 to 1.

    Returns 0 without computing the share if an upper bound of it is below `ALIKE`.
    """
    if first == second:
        return 1.0
    matcher = SequenceMatcher(None, WORD.findall(first), WORD.findall(second), autojunk=False)
    # Both are upper bounds of the ratio, and much cheaper.
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def most_alike(text: str, candidates: Sequence[str], least: float = ALIKE) -> int | None:
    """The index of the candidate most like `text`, the first of equals.

    None if no candidate has a likeness of at least `least`.
    """
    best = None
    highest = 0.0
    for index, candidate in enumerate(candidates):
        score = likeness(text, candidate)
        if score >= least and score > highest:
            best, highest = index, score
    return best
