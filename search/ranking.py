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
FEW = 1000
"""Paragraphs that are scored without asking for their levels."""
AT_A_TIME = 250
"""Paragraphs that are scored first, twice as many then, and so on."""
MANY = 10_000
"""Paragraphs of which the highest level alone is asked for first."""

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
    if not len(found) or first < 1:
        return found[:0]
    scores: Scores = np.full(len(found), np.nan)
    for bounds, others in _bounds(found, wanted):
        waiting = np.argsort(-bounds)[: np.count_nonzero(bounds > others)]
        # Where nothing bounds them, all must be scored.
        size = AT_A_TIME if np.isfinite(bounds).all() else len(waiting)
        while len(waiting) and _last(scores, found, first, of_reports) <= _rounded(bounds[waiting[0]]):
            unscored = waiting[:size][np.isnan(scores[waiting[:size]])]
            scores[unscored] = _scored(found[unscored], wanted)
            waiting, size = waiting[size:], size * 2
        if _last(scores, found, first, of_reports) > _rounded(others):
            break
    return _listed(scores, found, turns, first, of_reports)


def in_turn(found: Places, turns: Numbers, first: int, *, of_reports: bool = False) -> Places:
    """The `first` of the places found by their turns alone; at most one a report if `of_reports`."""
    if of_reports or first >= len(found):
        return _listed(np.zeros(len(found)), found, turns, first, of_reports)
    nearest = np.argpartition(turns, first)[:first]
    return _listed(np.zeros(first), found[nearest], turns[nearest], first, of_reports)


def _bounds(found: Places, wanted: Sought) -> Iterator[tuple[Scores, float]]:
    """What each place can score at most, ever more exactly, as lower levels become known.

    With the bound of the places of which no level is known yet: they need not be scored before the next bounds.
    """
    if len(found) <= FEW or any(phrase[-1].endswith("*") for phrase in wanted.phrases):
        yield np.full(len(found), np.inf), -np.inf
        return
    has = [np.ones(len(found), dtype=bool) for _ in wanted.phrases]
    if not wanted.everywhere:
        asked = [Matching(of_phrase(phrase).text) for phrase in wanted.phrases]
        has = [_among(found, places) for places in scanned(asked)]
    nearness = NEARNESS if len(has) > 1 else 0.0
    near = nearness * np.all(has, axis=0)
    reached = [np.zeros(len(found), dtype=np.int8) for _ in has]
    for levels in _steps(wanted, len(found)):
        _reach(reached, found, wanted, levels)
        most = np.array([LEVELS[levels[0] - 1], *LEVELS[1:], MOST_SATURATED])
        saturated = [has_it * most[level] for has_it, level in zip(has, reached, strict=True)]
        bounds = sum(share * each for share, each in zip(wanted.shares, saturated, strict=True))
        yield bounds + near, most[0] + nearness if levels[0] > 1 else -np.inf


def _steps(wanted: Sought, found: int) -> list[range]:
    """The levels to ask for at a time. The highest are those of few paragraphs, and mostly suffice."""
    if not wanted.everywhere:
        return [range(1, 5)]
    return [range(4, 5), range(3, 4), range(1, 3)] if found > MANY else [range(3, 5), range(1, 3)]


def _reach(reached: list[NDArray[np.int8]], found: Places, wanted: Sought, levels: range) -> None:
    """Note for each phrase and place the highest of these levels that it may have."""
    asked = [(phrase, level) for level in levels for phrase in range(len(reached))]
    known = scanned([_from_level(wanted.phrases[phrase], level) for phrase, level in asked])
    for (phrase, level), places in zip(asked, known, strict=True):
        marks = _among(found, places)
        reached[phrase][marks] = np.maximum(reached[phrase][marks], level)


def _among(found: Places, places: Places) -> NDArray[np.bool_]:
    """For each place found whether it is one of `places`; both are in ascending order."""
    marks = np.zeros(len(found), dtype=bool)
    at = np.searchsorted(found, places)
    inside = at < len(found)
    marks[at[inside][found[at[inside]] == places[inside]]] = True
    return marks


def _from_level(phrase: Phrase, level: int) -> Matching:
    """The paragraphs in which a phrase has at least this level, or each word has, as the phrase itself then may."""
    words = [stem_of(lexeme) for lexeme in phrase]
    if (run := as_one_word(words)) is not None:
        words = [run]
    alternatives = [
        " | ".join(tsquery_of([f"{word}{LEVEL}{each}"]) for each in range(level, len(LEVELS) + 1)) for word in words
    ]
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


def _last(scores: Scores, found: Places, first: int, of_reports: bool) -> float:
    """The score of the last place that would be listed; minus infinity while there are too few."""
    known = np.flatnonzero(scores > -np.inf)
    if of_reports:
        ordered = known[np.argsort(-scores[known])]
        _, best_of_report = np.unique(inspections_of(found[ordered]), return_index=True)
        known = ordered[best_of_report]
    if len(known) < first:
        return -np.inf
    return float(-np.partition(-scores[known], first - 1)[first - 1])


def _listed(scores: Scores, found: Places, turns: Numbers, first: int, of_reports: bool) -> Places:
    known = np.flatnonzero(scores > -np.inf)
    ordered = known[np.lexsort((turns[known], -scores[known]))]
    if of_reports:
        _, best_of_report = np.unique(inspections_of(found[ordered]), return_index=True)
        ordered = ordered[np.sort(best_of_report)]
    listed: Places = found[ordered[:first]]
    return listed


def rarity(paragraphs: int, total: int) -> float:
    """The inverse document frequency of what stands in `paragraphs` of `total` paragraphs; always above zero."""
    return log(1 + (max(total - paragraphs, 0) + 0.5) / (paragraphs + 0.5))
