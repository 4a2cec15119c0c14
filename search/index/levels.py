"""What each paragraph can score at most, by the levels that its entry gives the words searched.

An entry holds the level of each word: how often it occurs there for the length of the text
(`archive_saturation`). The highest levels are those of few paragraphs and decide most orders, so
they are looked up first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reports.models.text_search import LEVEL, LEVELS, MOST_SATURATED
from reports.overview.outline import Numbers
from search.index.compiling import Scan, entry_words
from search.index.lexemes import LexemePhrase, any_of, stem_of, tsquery_of
from search.index.scan import Frequencies, Places, ScoreComponents, look_up

FEW = (300, 2000)
"""Paragraphs that are scored without a look at their levels: of one phrase, and of several."""
LOOKING_UP = 20
"""How many paragraphs the index lists at a level in the time that scoring one takes."""
MOST_STEMS = 8
"""Stems of the words with one beginning whose levels are looked up; with more, all are scored."""
MANY = 5_000
"""Paragraphs from which the low levels are looked up only where the others decide nothing."""

TOP = len(LEVELS) + 1
LOW = (range(1, 3), range(3, 5))
HIGH = (range(5, 6), range(6, 8), range(8, 9), range(9, 10), range(10, 11), range(11, TOP))
COARSE = (*LOW, range(5, 8), range(8, 10), range(10, 12), range(12, TOP))
"""Levels that are looked up together, each range as if it were one level: its highest."""

Scores = NDArray[np.float64]
Reached = NDArray[np.int8]
"""The highest level known of each phrase (rows) in each place (columns).

Below zero: it does not occur there; zero: it does, at a level that is not known.
"""


@dataclass(frozen=True, slots=True)
class Scored:
    """What decides an order.

    `phrases` are the words and phrases. `concepts` has for each concept the places of its phrases
    among them, and `shares` its share of the weight of all; a concept counts by one name at a time.
    `nearness` is what standing together may add. `components` has one number for each concept, then
    that of nearness.
    `everywhere` says that every matching paragraph has all phrases. `listed` is how many paragraphs
    the index goes through to list those of all phrases, at most. `tags` is the tsquery over entries
    that matching was limited to.
    """

    phrases: tuple[LexemePhrase, ...]
    concepts: tuple[tuple[int, ...], ...]
    shares: tuple[float, ...]
    nearness: float
    everywhere: bool
    frequencies: Frequencies
    components: ScoreComponents
    listed: int
    tags: str | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """What places can score at most, by their indices among the matches, and all others can."""

    at: Numbers
    most: Scores
    others: float


def bounds(matches: Places, scored: Scored, first: int) -> Iterator[Bounds]:
    """Ever closer bounds of the matches, of which the `first` are wanted."""
    few = max(first, FEW[len(scored.phrases) > 1], scored.listed // LOOKING_UP)
    bounded_by = [_bounded_by(phrase, scored.frequencies) for phrase in scored.phrases]
    if len(matches) <= few or not all(bounded_by):
        yield Bounds(np.arange(len(matches)), np.full(len(matches), np.inf), -np.inf)
        return
    certain = scored.everywhere and all(len(parts) == 1 for parts in bounded_by)
    parts = [part for parts in bounded_by for part in parts]
    reached: Reached = np.full((len(parts), len(matches)), 0 if certain else -1, dtype=np.int8)
    for levels in _steps(len(matches), len(parts), certain=certain):
        # Where a phrase may be missing, level 0 says where it occurs.
        _reach(reached, parts, matches, levels if certain else (range(1), *levels), scored.tags)
        lowest = min(each[0] for each in levels) if certain else 1
        yield _bounds(reached, bounded_by, scored, lowest)


def _bounded_by(phrase: LexemePhrase, frequencies: Frequencies) -> tuple[LexemePhrase, ...]:
    """The phrases whose levels together bound a phrase's; empty where no levels do.

    Those of a beginning are the stems of all words that begin so.
    """
    if not any(lexeme.endswith("*") for lexeme in phrase):
        return (phrase,)
    stems = frequencies.stems_of_beginnings.get(phrase[0], ()) if len(phrase) == 1 else ()
    return tuple([(stem,) for stem in stems]) if len(stems) <= MOST_STEMS else ()


def _steps(matches: int, parts: int, *, certain: bool) -> Sequence[Sequence[range]]:
    """The levels that are looked up at a time."""
    if not certain or (matches <= MANY and parts > 1):
        return [COARSE]
    return [HIGH, LOW] if matches > MANY else [(*LOW, *HIGH)]


def _reach(
    reached: Reached,
    parts: Sequence[LexemePhrase],
    matches: Places,
    levels: Sequence[range],
    tags: str | None,
) -> None:
    """Note for each phrase and place the highest of these levels that it may have."""
    lookups = [(row, each) for each in levels for row in range(len(parts))]
    scans = [Scan(_at_levels(parts[row], each)) for row, each in lookups]
    if tags:
        scans = [scan.within(tags) for scan in scans]
    places = look_up(scans).places
    for (row, each), scan in zip(lookups, scans, strict=True):
        at = _among(matches, places[scan])
        reached[row, at] = np.maximum(reached[row, at], each[-1])


def _bounds(
    reached: Reached, bounded_by: Sequence[Sequence[LexemePhrase]], scored: Scored, lowest: int
) -> Bounds:
    """What the levels known allow; a place that has reached none is below the `lowest`."""
    below = LEVELS[lowest - 1]
    most_at = np.array([below, *LEVELS[1:], MOST_SATURATED, 0.0])
    at = np.arange(reached.shape[1])
    others = -np.inf
    if lowest > 1:
        at, others = np.flatnonzero(reached.any(axis=0)), below + scored.nearness
    most_of_phrases: list[Scores] = []
    row = 0
    for parts in bounded_by:
        of_parts = most_at[reached[row : row + len(parts), at]].sum(axis=0)
        most_of_phrases.append(np.minimum(of_parts, MOST_SATURATED))
        row += len(parts)
    most = np.full(len(at), scored.nearness)
    for share, phrases in zip(scored.shares, scored.concepts, strict=True):
        most += share * np.max([most_of_phrases[phrase] for phrase in phrases], axis=0)
    return Bounds(at, most, others)


def _among(matches: Places, places: Places) -> Numbers:
    """The indices of the matches that are among `places`; both are in ascending order."""
    at = np.searchsorted(matches, places)
    at[at == len(matches)] = 0
    among: Numbers = at[matches[at] == places]
    return among


def _at_levels(phrase: LexemePhrase, levels: range) -> str:
    """The tsquery for where a phrase has one of these levels, or may have one or a higher.

    Level 0 is that of the phrase occurring at all, or perhaps.
    """
    if not levels[0]:
        return " & ".join([tsquery_of([word]) for word in entry_words(phrase)])
    words = entry_words(tuple([stem_of(lexeme) for lexeme in phrase]))
    reached = range(levels[0], TOP) if len(words) > 1 else levels
    conditions = [any_of([f"{word}{LEVEL}{level}" for level in reached]) for word in words]
    return " & ".join([f"({condition})" for condition in dict.fromkeys(conditions)])
