"""How alike two texts are, word by word, and which of several is most like a given one.

Plain Python.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

ALIKE = 0.6
"""The least likeness by which two passages count as one that was changed (`difflib`'s
documentation: "a ratio over 0.6 means the sequences are close matches").
"""

WORD = re.compile(r"\S+")


def likeness(one: str, other: str) -> float:
    """How alike two texts are: 1 for the same words in the same order, 0 for too few in common.

    Between, the share of words in common, in the same order; 0 also for any share below `ALIKE`
    that a quick look rules out.
    """
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, WORD.findall(one), WORD.findall(other), autojunk=False)
    # Both are upper bounds of the ratio, and much cheaper.
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def most_alike(text: str, candidates: Sequence[str], least: float = ALIKE) -> int | None:
    """The index of the candidate most like `text`, the first of equals; None below `least`."""
    best = None
    highest = 0.0
    for index, candidate in enumerate(candidates):
        score = likeness(text, candidate)
        if score >= least and score > highest:
            best, highest = index, score
    return best
