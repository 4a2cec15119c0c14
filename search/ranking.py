"""Which paragraphs come first: those that are wholly on the subject.

BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"): a rare word weighs more than a common
one, a second mention less than the first, and a short paragraph more than a long one. To that comes nearness: words
that stand together weigh more than the same words far apart.

A score needs the paragraph's vector, and a common word has a hundred thousand paragraphs. Their entries hold the level
of each word, so that no paragraph can score more than its levels allow. Paragraphs are scored from the highest bound
downwards until the next bound is below the last place that was asked for: the order is that of scoring them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from reports.text_search import (
    LEVEL,
    LEVELS,
    MOST_SATURATED,
    Frequencies,
    Matching,
    stem_of,
    tsquery_of,
)
from search.lookup import as_one_word, of_phrase
from search.scan import Places, inspections_of, scanned

NEARNESS = 0.5
"""What standing side by side adds, as a share of what all words together weigh."""
MOST_RANKED = 10
"""Words and phrases that decide the order; a query of more is found whole, and ranked by its first ones."""
STEP = 0.02
"""Scores that are as good as equal count as equal, so that the newest of them comes first."""
FEW = (300, 2000)
"""Paragraphs that are scored without asking for their levels: of a single word or phrase, and of several."""
AT_A_TIME = 100
"""Paragraphs that are scored first, four times as many then, and so on."""
MANY = 10_000
"""Paragraphs of which the highest levels are asked for one after the other."""

Phrase = tuple[str, ...]
Numbers = NDArray[np.int64]
Scores = NDArray[np.float64]

SCORED = """
    SELECT string_agg(float8send(coalesce(SCORE, '-infinity')), '' ORDER BY turn)
    FROM unnest(%s::bigint[]) WITH ORDINALITY AS asked (place, turn)
    LEFT JOIN reports_paragraph
        ON inspection_id = archive_inspection_of(place) AND position = archive_position_of(place)
"""
SATURATED = "%s * archive_saturation(10 * ts_rank_cd(search_vector, %s::tsquery), octet_length(text))"
"""`ts_rank_cd` counts 0.1 for each time that a lexeme stands (PostgreSQL manual 12.3.3)."""
TOGETHER = "%s * (1 - 1 / (1 + 10 * ts_rank_cd(search_vector, %s::tsquery)))"


@dataclass(frozen=True, slots=True)
class Sought:
    """The words and phrases that decide an order, each with its share of all their weight.

    `everywhere`: whether every paragraph found has all of them, since no alternatives were asked for.
    """

    phrases: tuple[Phrase, ...]
    shares: tuple[float, ...]
    everywhere: bool


def sought(phrases: Sequence[Phrase], seen: Frequencies, *, everywhere: bool) -> Sought:
    """What decides the order, of the phrases that `Query.wanted` gives. A phrase is as rare as its rarest word."""
    phrases = tuple(phrases[:MOST_RANKED])
    weights = [rarity(min(seen.paragraphs[lexeme] for lexeme in phrase), seen.total) for phrase in phrases]
    return Sought(phrases, tuple(weight / sum(weights) for weight in weights), everywhere)


def best(found: Places, turns: Numbers, wanted: Sought, first: int, *, of_reports: bool = False) -> Places:
    """The `first` of the places found, the best first, as if all were scored; at most one a report if `of_reports`.

    `turns` gives each place its turn among equals. Places of paragraphs that are gone are left out.
    """
    board = _Board(found, turns, wanted, first, of_reports)
    for places, most, others in _bounds(found, wanted, first) if len(found) and first else ():
        order = np.argsort(-most)
        waiting, bounds = places[order], _rounded(most[order])
        size = AT_A_TIME if np.all(np.isfinite(bounds)) else len(waiting)
        at = 0
        while at < len(waiting) and board.last() <= bounds[at]:
            board.score(waiting[at : at + size])
            at, size = at + size, size * 4
        if board.last() > _rounded(others):
            break
    return board.listed()


def in_turn(found: Places, turns: Numbers, first: int, *, of_reports: bool = False) -> Places:
    """The `first` of the places found by their turns alone; at most one a report if `of_reports`."""
    if of_reports or first >= len(found):
        return _listed(found[np.argsort(turns)], first, of_reports)
    nearest = np.argpartition(turns, first)[:first]
    return found[nearest[np.argsort(turns[nearest])]]


class _Board:
    """The places scored so far, by their indices among those found."""

    def __init__(self, found: Places, turns: Numbers, wanted: Sought, first: int, of_reports: bool) -> None:
        self.found, self.turns, self.wanted, self.first, self.of_reports = found, turns, wanted, first, of_reports
        self.is_scored = np.zeros(len(found), dtype=bool)
        self.at: Numbers = np.empty(0, dtype=np.int64)
        self.scores: Scores = np.empty(0)

    def score(self, places: Numbers) -> None:
        """Score those of the places that are not yet."""
        new = places[~self.is_scored[places]]
        if len(new):
            self.is_scored[new] = True
            self.at = np.concatenate([self.at, new])
            self.scores = np.concatenate([self.scores, _scored(self.found[new], self.wanted)])

    def last(self) -> float:
        """The score of the last place that would be listed; minus infinity while there are too few."""
        scores = self.scores[self.scores > -np.inf]
        if self.of_reports:
            order = np.argsort(-self.scores)
            reports = inspections_of(self.found[self.at[order]])
            scores = self.scores[order][np.unique(reports, return_index=True)[1]]
        return float(-np.partition(-scores, self.first - 1)[self.first - 1]) if len(scores) >= self.first else -np.inf

    def listed(self) -> Places:
        order = np.lexsort((self.turns[self.at], -self.scores))
        order = order[self.scores[order] > -np.inf]
        return _listed(self.found[self.at[order]], self.first, self.of_reports)


def _listed(ordered: Places, first: int, of_reports: bool) -> Places:
    if of_reports:
        ordered = ordered[np.sort(np.unique(inspections_of(ordered), return_index=True)[1])]
    return ordered[:first]


def _bounds(found: Places, wanted: Sought, first: int) -> Iterator[tuple[Numbers, Scores, float]]:
    """Indices of places with what each can score at most, ever more of them, as lower levels become known.

    With the bound of all others: they need not be scored before the next bounds. Where all are asked for (`first`),
    nothing needs a bound.
    """
    everything = np.arange(len(found))
    few = len(found) <= max(first, FEW[len(wanted.phrases) > 1])
    if few or any(phrase[-1].endswith("*") for phrase in wanted.phrases):
        yield everything, np.full(len(found), np.inf), -np.inf
        return
    nearness = NEARNESS if len(wanted.phrases) > 1 else 0.0
    # Below zero: it does not stand there; zero: it does, at a level that is not known.
    reached = np.full((len(wanted.phrases), len(found)), 0 if wanted.everywhere else -1, dtype=np.int8)
    for levels in _steps(wanted, len(found)):
        _reach(reached, found, wanted, levels)
        least = LEVELS[max(levels[0], 1) - 1]
        most = np.array([least, *LEVELS[1:], MOST_SATURATED, 0.0])
        known = everything if levels[0] <= 1 else np.flatnonzero(reached.any(axis=0))
        bounds = nearness * np.all(reached[:, known] >= 0, axis=0)
        for share, level in zip(wanted.shares, reached, strict=True):
            bounds = bounds + share * most[level[known]]
        yield known, bounds, least + nearness if levels[0] > 1 else -np.inf


def _steps(wanted: Sought, found: int) -> list[range]:
    """The levels to ask for at a time. Of many paragraphs, the highest levels are those of few, and mostly suffice."""
    top = len(LEVELS) + 1
    if found > MANY and wanted.everywhere:
        return [range(8, top), range(7, 8), range(5, 7), range(1, 5)]
    return [range(int(wanted.everywhere), top)]


def _reach(reached: NDArray[np.int8], found: Places, wanted: Sought, levels: range) -> None:
    """Note for each phrase and place the highest of these levels that it may have."""
    asked = [(phrase, level) for level in levels for phrase in range(len(reached))]
    known = scanned([_from_level(wanted.phrases[phrase], level) for phrase, level in asked])
    for (phrase, level), places in zip(asked, known, strict=True):
        at = _among(found, places)
        reached[phrase, at] = np.maximum(reached[phrase, at], level)


def _among(found: Places, places: Places) -> Numbers:
    """The indices of those of the places found that are among `places`; both are in ascending order."""
    at = np.searchsorted(found, places)
    at[at == len(found)] = 0
    inside: Numbers = at[found[at] == places]
    return inside


def _from_level(phrase: Phrase, level: int) -> Matching:
    """The paragraphs in which a phrase has this level; or all of its words have it or a higher, as the phrase may.

    Level 0 is that of the phrase standing there at all, or perhaps.
    """
    if not level:
        return Matching(of_phrase(phrase).text)
    words = [stem_of(lexeme) for lexeme in phrase]
    if (run := as_one_word(words)) is not None:
        words = [run]
    levels = range(level, len(LEVELS) + 1) if len(words) > 1 else [level]
    alternatives = [" | ".join(tsquery_of([f"{word}{LEVEL}{each}"]) for each in levels) for word in words]
    return Matching(" & ".join(f"({each})" for each in dict.fromkeys(alternatives)))


def _scored(places: Places, wanted: Sought) -> Scores:
    """The score of each place, at most a little above 2; minus infinity where the paragraph is gone."""
    terms = [SATURATED] * len(wanted.phrases)
    queries = [tsquery_of(phrase) for phrase in wanted.phrases]
    values: list[Any] = [value for pair in zip(wanted.shares, queries, strict=True) for value in pair]
    if len(queries) > 1:
        terms.append(TOGETHER)
        values += [NEARNESS, " & ".join(f"({query})" for query in queries)]
    with connection.cursor() as cursor:
        cursor.execute(SCORED.replace("SCORE", " + ".join(terms)), [*values, places.tolist()])
        found = cursor.fetchone()[0]
    scores: Scores = _rounded(np.frombuffer(found or b"", dtype=">f8").astype(np.float64))
    return scores


def _rounded(scores: Any) -> Any:
    return np.round(scores / STEP) * STEP


def rarity(paragraphs: int, total: int) -> float:
    """The inverse document frequency of what stands in `paragraphs` of `total` paragraphs; always above zero."""
    return log(1 + (max(total - paragraphs, 0) + 0.5) / (paragraphs + 0.5))
