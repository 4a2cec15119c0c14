"""Upper bounds of scores, from the levels that entries give the words searched.

An entry holds the level of each word: how often it occurs there for the length of the text
(`archive_saturation`). Few paragraphs have the highest levels, and these decide most orders, so the
highest levels are looked up first.
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

FEW_OF_ONE_PHRASE, FEW_OF_ALTERNATIVES, FEW_OF_SEVERAL = 300, 1000, 2000
"""Up to so many paragraphs, all are scored and no level is looked up.

With nearness, which raises the bounds of all paragraphs alike, levels leave out fewer.
"""
LOOKING_UP = 20
"""How many paragraphs the index lists at a level in the time that scoring one takes."""
MOST_STEMS = 8
"""Stems of the words with one beginning whose levels are looked up; with more, all are scored."""
MANY = 5_000
"""From so many paragraphs on, the low levels are looked up only if the others decide nothing."""

TOP = len(LEVELS) + 1
LOW = (range(1, 3), range(3, 5))
HIGH = (range(5, 6), range(6, 8), range(8, 9), range(9, 10), range(10, 11), range(11, TOP))
COARSE = (*LOW, range(5, 8), range(8, 10), range(10, 12), range(12, TOP))
"""Levels that are looked up together, each range as if it were one level: its highest."""

Scores = NDArray[np.float64]
HighestLevels = NDArray[np.int8]
"""The highest level known of each phrase (rows) in each place (columns).

-1: the phrase does not occur there. 0: it does, at a level that is not known.
"""


@dataclass(frozen=True, slots=True)
class Ranking:
    """What decides the order of an answer.

    `phrases` are the words and phrases that are scored. `concepts` gives, for each concept, the
    indices of its names in `phrases`; `shares` gives its share of the total weight, and all shares
    add up to 1. A concept counts once, by the name that a paragraph has most. `nearness` is the
    most that words standing together add to a score. `components` computes, for each paragraph, one
    number a concept, then one for nearness.

    `requires_all` says that every matching paragraph has all phrases. `posting_count` is an upper
    bound of the paragraphs that the index lists for all phrases together. `tags` is the tsquery
    over entries that matching was limited to, None without a limit.
    """

    phrases: tuple[LexemePhrase, ...]
    concepts: tuple[tuple[int, ...], ...]
    shares: tuple[float, ...]
    nearness: float
    requires_all: bool
    frequencies: Frequencies
    components: ScoreComponents
    posting_count: int
    tags: str | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """Upper bounds of scores.

    `indices` are those of some matches, and `upper` gives the bound of each of them. No other match
    can score more than `upper_of_others`.
    """

    indices: Numbers
    upper: Scores
    upper_of_others: float


def bounds(matches: Places, ranking: Ranking, first: int) -> Iterator[Bounds]:
    """Bounds of the scores of the matches, each time closer, to find the `first` best of them."""
    few = max(_few(ranking), first, ranking.posting_count // LOOKING_UP)
    bounded_by = [_bounded_by(phrase, ranking.frequencies) for phrase in ranking.phrases]
    if len(matches) <= few or not all(bounded_by):
        yield Bounds(np.arange(len(matches)), np.full(len(matches), np.inf), -np.inf)
        return
    certain = ranking.requires_all and all(len(parts) == 1 for parts in bounded_by)
    parts = [part for parts in bounded_by for part in parts]
    unknown = 0 if certain else -1
    highest: HighestLevels = np.full((len(parts), len(matches)), unknown, dtype=np.int8)
    for levels in _steps(len(matches), len(parts), certain=certain):
        # Where a phrase may be missing, level 0 says where it occurs.
        looked_up = levels if certain else (range(1), *levels)
        _look_up_levels(highest, parts, matches, looked_up, ranking.tags)
        lowest = min(each[0] for each in levels) if certain else 1
        yield _bounds(highest, bounded_by, ranking, lowest)


def _few(ranking: Ranking) -> int:
    """Up to how many paragraphs it is cheaper to score all than to look up levels."""
    if len(ranking.phrases) == 1:
        return FEW_OF_ONE_PHRASE
    return FEW_OF_SEVERAL if ranking.nearness else FEW_OF_ALTERNATIVES


def _bounded_by(phrase: LexemePhrase, frequencies: Frequencies) -> tuple[LexemePhrase, ...]:
    """The phrases whose levels add up to an upper bound of a phrase's level.

    This is the phrase itself; for the beginning of a word, the stems of all words that begin so.
    Empty where these stems are too many or not known: then there is no bound.
    """
    if not any(lexeme.endswith("*") for lexeme in phrase):
        return (phrase,)
    stems = frequencies.stems_of_beginnings.get(phrase[0], ()) if len(phrase) == 1 else ()
    return tuple([(stem,) for stem in stems]) if len(stems) <= MOST_STEMS else ()


def _steps(matches: int, parts: int, *, certain: bool) -> Sequence[Sequence[range]]:
    """The ranges of levels to look up together, one step after the other."""
    if not certain or (matches <= MANY and parts > 1):
        return [COARSE]
    return [HIGH, LOW] if matches > MANY else [(*LOW, *HIGH)]


def _look_up_levels(
    highest: HighestLevels,
    parts: Sequence[LexemePhrase],
    matches: Places,
    levels: Sequence[range],
    tags: str | None,
) -> None:
    """Write into `highest` the highest of these levels that each phrase may have in each place."""
    lookups = [(row, each) for each in levels for row in range(len(parts))]
    scans = [Scan(_at_levels(parts[row], each)) for row, each in lookups]
    if tags:
        scans = [scan.within(tags) for scan in scans]
    places = look_up(scans).places
    for (row, each), scan in zip(lookups, scans, strict=True):
        at = _indices_in(matches, places[scan])
        highest[row, at] = np.maximum(highest[row, at], each[-1])


def _bounds(
    highest: HighestLevels,
    bounded_by: Sequence[Sequence[LexemePhrase]],
    ranking: Ranking,
    lowest: int,
) -> Bounds:
    """The bounds that follow from the levels known.

    `lowest` is the lowest level looked up so far: a place without a known level is below it.
    """
    below = LEVELS[lowest - 1]
    most_at = np.array([below, *LEVELS[1:], MOST_SATURATED, 0.0])
    indices = np.arange(highest.shape[1])
    upper_of_others = -np.inf
    if lowest > 1:
        indices = np.flatnonzero(highest.any(axis=0))
        upper_of_others = below + ranking.nearness
    most_of_phrases: list[Scores] = []
    row = 0
    for parts in bounded_by:
        of_parts = most_at[highest[row : row + len(parts), indices]].sum(axis=0)
        most_of_phrases.append(np.minimum(of_parts, MOST_SATURATED))
        row += len(parts)
    upper = np.full(len(indices), ranking.nearness)
    for share, phrases in zip(ranking.shares, ranking.concepts, strict=True):
        upper += share * np.max([most_of_phrases[phrase] for phrase in phrases], axis=0)
    return Bounds(indices, upper, upper_of_others)


def _indices_in(matches: Places, places: Places) -> Numbers:
    """The indices of the matches that are also in `places`; both are in ascending order."""
    at = np.searchsorted(matches, places)
    at[at == len(matches)] = 0
    indices: Numbers = at[matches[at] == places]
    return indices


def _at_levels(phrase: LexemePhrase, levels: range) -> str:
    """The tsquery over entries for a phrase at one of these levels.

    For a phrase of several words it finds where the phrase may have one of the levels or a higher.
    Level 0 means that the phrase occurs, or may occur.
    """
    if not levels[0]:
        return " & ".join([tsquery_of([word]) for word in entry_words(phrase)])
    words = entry_words(tuple([stem_of(lexeme) for lexeme in phrase]))
    accepted = range(levels[0], TOP) if len(words) > 1 else levels
    conditions = [any_of([f"{word}{LEVEL}{level}" for level in accepted]) for word in words]
    return " & ".join([f"({condition})" for condition in dict.fromkeys(conditions)])
