"""What each paragraph can score at most, by the levels that its entry gives the words asked for.

An entry holds the level of each word: how often it stands there for the length of the text
(`archive_saturation`). The highest levels are those of few paragraphs and decide most orders, so
they are asked for first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reports.models.text_search import LEVEL, LEVELS, MOST_SATURATED, Matching, any_of
from reports.overview.outline import Numbers
from search.index.columns import Marks
from search.index.frequencies import Frequencies
from search.index.lexemes import LexemePhrase, stem_of
from search.index.lookup import of_phrase, words_amid
from search.index.scan import Places, places_of_each

FEW = (300, 2000)
"""Paragraphs that are scored without asking for their levels: of a single word or phrase, and of
several.
"""
SCORING = 20
"""How many times as long scoring a paragraph takes as listing one at a level."""
SPARSE = 4
"""How many paragraphs of its words a paragraph found must stand among for the index to pick it out
of their levels.
"""
MANY, VERY_MANY = 5_000, 50_000
"""Paragraphs of which the levels are asked for in steps, and in small ones."""
TOP = len(LEVELS) + 1
Step = tuple[range, ...]
"""Levels that are asked for at a time, each range as if it were one level: its highest."""
LOW: Step = (range(1, 3), range(3, 5))
MIDDLE: Step = (range(5, 6), range(6, 8))
HIGH: Step = (range(8, 9), range(9, 10), range(10, 11), range(11, TOP))
HIGH_AS_ONE: Step = (range(8, TOP),)
OF_SEVERAL: Step = (*LOW, range(5, 8), range(8, 10), range(10, 12), range(12, TOP))
MOST_STEMS = 8
"""Stems of the words with one beginning whose levels are asked for; all paragraphs of a commoner
one are scored.
"""

NEARNESS = 0.5
"""What standing side by side adds, as a share of what all words together weigh."""

Scores = NDArray[np.float64]
Reached = NDArray[np.int8]
"""The highest level known of each part (rows) in each place (columns).

Below zero: it does not stand there; zero: it does, at a level that is not known.
"""


@dataclass(frozen=True, slots=True)
class Scanned:
    """The scan that an order is of: how many paragraphs it found, perhaps only those `within`
    another query.
    """

    version: int
    paragraphs: int
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Sought:
    """The words and phrases that decide an order, each with its share of all their weight.

    `everywhere`: whether every paragraph found has all of them, since no alternatives were asked
    for. `parts` are for each of them the phrases whose levels bound it, and `listed` is how many
    paragraphs the index must go through for all of those, at most.
    """

    phrases: tuple[LexemePhrase, ...]
    shares: tuple[float, ...]
    everywhere: bool
    parts: tuple[tuple[LexemePhrase, ...], ...]
    listed: int
    scanned: Scanned

    @property
    def nearness(self) -> float:
        """What standing together may add; nothing for one phrase, or for alternatives.

        To look for other names near the rest of a query took longer than all else, and ordered no
        better.
        """
        return NEARNESS if self.everywhere and len(self.phrases) > 1 else 0.0

    @property
    def are_certain(self) -> bool:
        """Whether every part stands in every paragraph found."""
        return self.everywhere and all(len(parts) == 1 for parts in self.parts)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What places can score at most, by their indices among those found, and what all other places
    can.

    `standing` tells for each phrase (rows) in which of all places found (columns) it may stand.
    """

    places: Numbers
    most: Scores
    others: float
    standing: Marks


def bounding(phrase: LexemePhrase, seen: Frequencies) -> tuple[LexemePhrase, ...]:
    """The phrases whose levels, together, bound a phrase's: itself, or the stems of all words that
    begin so.

    None where no levels do.
    """
    if not phrase[-1].endswith("*"):
        return (phrase,)
    stems = seen.begun.get(phrase[0], ()) if len(phrase) == 1 else ()
    return tuple((stem,) for stem in stems) if len(stems) <= MOST_STEMS else ()


def bounds(found: Places, wanted: Sought, first: int) -> Iterator[Bounds]:
    """Ever closer bounds of the places found. Where all of them are asked for (`first`), nothing
    needs a bound.
    """
    few = len(found) <= max(first, FEW[len(wanted.phrases) > 1], wanted.listed // SCORING)
    if few or not all(wanted.parts):
        anywhere = np.ones((len(wanted.phrases), len(found)), dtype=bool)
        yield Bounds(np.arange(len(found)), np.full(len(found), np.inf), -np.inf, anywhere)
        return
    parts = [part for parts in wanted.parts for part in parts]
    reached: Reached = np.full(
        (len(parts), len(found)), 0 if wanted.are_certain else -1, dtype=np.int8
    )
    for step in _steps(wanted, len(found)):
        _reach(reached, parts, found, step, wanted)
        yield _bounds(reached, wanted, min(levels[0] for levels in step))


def _steps(wanted: Sought, found: int) -> Sequence[Step]:
    if not wanted.are_certain or (found <= MANY and len(wanted.phrases) > 1):
        return [OF_SEVERAL]
    if found <= MANY:
        return [(*HIGH_AS_ONE, *MIDDLE, *LOW)]
    return [(*HIGH, *MIDDLE), LOW] if found <= VERY_MANY else [HIGH, MIDDLE, LOW]


def _reach(
    reached: Reached, parts: list[LexemePhrase], found: Places, step: Step, wanted: Sought
) -> None:
    """Note for each part and place the highest level of this step that it may have; where not
    certain, if it is.
    """
    told = step if wanted.are_certain else (range(1), *step)
    asked = [(place, levels) for levels in told for place in range(len(parts))]
    queries = [_from_level(parts[place], levels) for place, levels in asked]
    if wanted.are_certain and len(parts) > 1 and len(found) * SPARSE < wanted.listed:
        everything = " & ".join(f"({_from_level(part, range(1))})" for part in parts)
        queries = [f"{everything} & ({query})" for query in queries]
    within = wanted.scanned.within
    told_within = [
        Matching(query).within(within) if within else Matching(query) for query in queries
    ]
    known = places_of_each(wanted.scanned.version, told_within)
    for (place, levels), places in zip(asked, known, strict=True):
        at = _among(found, places)
        reached[place, at] = np.maximum(reached[place, at], levels[-1])


def _bounds(reached: Reached, wanted: Sought, lowest: int) -> Bounds:
    """What the levels known allow, of which `lowest` is the lowest asked for: what has none of them
    is below it.
    """
    below = LEVELS[lowest - 1]
    most_at = np.array([below, *LEVELS[1:], MOST_SATURATED, 0.0])
    places = np.arange(reached.shape[1])
    others = -np.inf
    if lowest > 1 and wanted.are_certain:
        places, others = np.flatnonzero(reached.any(axis=0)), below + wanted.nearness
    most = np.full(len(places), wanted.nearness)
    standing = np.empty((len(wanted.phrases), reached.shape[1]), dtype=bool)
    row = 0
    for number, (share, parts) in enumerate(zip(wanted.shares, wanted.parts, strict=True)):
        of_parts = reached[row : row + len(parts)]
        most += share * np.minimum(most_at[of_parts[:, places]].sum(axis=0), MOST_SATURATED)
        standing[number] = np.any(of_parts >= 0, axis=0)
        row += len(parts)
    return Bounds(places, most, others, standing)


def _among(found: Places, places: Places) -> Numbers:
    """The indices of those of the places found that are among `places`; both are in ascending
    order.
    """
    at = np.searchsorted(found, places)
    at[at == len(found)] = 0
    inside: Numbers = at[found[at] == places]
    return inside


def _from_level(phrase: LexemePhrase, levels: range) -> str:
    """The query for where a phrase has one of these levels; or all of its words have one or a
    higher, as it may.

    Level 0 is that of the phrase standing there at all, or perhaps.
    """
    if not levels[0]:
        return of_phrase(phrase).text or ""
    words = words_amid([stem_of(lexeme) for lexeme in phrase])
    told = range(levels[0], TOP) if len(words) > 1 else levels
    alternatives = [any_of(f"{word}{LEVEL}{each}" for each in told) for word in words]
    return " & ".join(f"({each})" for each in dict.fromkeys(alternatives))
