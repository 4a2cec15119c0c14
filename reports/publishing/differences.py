"""How two texts differ, word by word, and which of several is most like a given one. Plain Python."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

ALIKE = 0.6
"""The least share of words in common, in the same order, by which two passages count as one that
was changed (`difflib`'s documentation: "a ratio over 0.6 means the sequences are close matches").
"""

_WORD = re.compile(r"\S+")


class Mark(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in a row, and what became of them."""

    mark: Mark
    text: str


def likeness(one: str, other: str) -> float:
    """How alike two texts are: 0 for no word in common, 1 for the same words in the same order."""
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, _WORD.findall(one), _WORD.findall(other), autojunk=False)
    # Both are upper bounds of the ratio and much cheaper.
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def most_alike(text: str, candidates: Sequence[str], least: float = ALIKE) -> int | None:
    """The place of the candidate most like `text`; None where none reaches `least`."""
    best = max(
        range(len(candidates)), key=lambda place: likeness(text, candidates[place]), default=None
    )
    return best if best is not None and likeness(text, candidates[best]) >= least else None


def marked(before: str, after: str) -> list[Piece]:
    """Both texts in one, every word marked as kept, removed or added; what was removed stands
    before what came.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    pieces: list[Piece] = []
    for change, start, end, new_start, new_end in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if change == "equal":
            pieces.append(Piece(Mark.KEPT, " ".join(old[start:end])))
            continue
        if end > start:
            pieces.append(Piece(Mark.REMOVED, " ".join(old[start:end])))
        if new_end > new_start:
            pieces.append(Piece(Mark.ADDED, " ".join(new[new_start:new_end])))
    return pieces
