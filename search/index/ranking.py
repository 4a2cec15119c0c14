"""The order by relevance.

Scores follow BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"): a rare
word weighs more than a common one, a second mention less than the first, and a short paragraph more
than a long one. Three rules are ours. Nearness: words that stand together weigh more than the same
words far apart. Form: a word counts a little less where a paragraph does not have it as typed.
Concepts: names of one thing are one concept, which counts once, however many of them a paragraph
has.

The database computes the components of a score, one for each concept; they are weighted here. It
reads a search vector for each paragraph, and a common word occurs in a hundred thousand paragraphs.
So paragraphs are scored in descending order of their bounds (`search.index.levels`), until no bound
that is left reaches the last score on the page. The order is the same as if all were scored.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from reports.overview.outline import Numbers
from search.index.compiling import CompiledQuery
from search.index.levels import Bounds, Ranking, bounds
from search.index.lexemes import LexemePhrase, tsquery_of
from search.index.scan import (
    Frequencies,
    Places,
    ScoreComponents,
    as_array,
    inspections_of,
    rarity,
)
from search.index.sql import statement

NEARNESS = 0.5
"""The most that standing side by side adds, as a share of what all words together weigh."""
OTHER_FORMS = 0.4
"""The factor for a word that a paragraph has in other forms only, in a query for one concept."""
OTHER_FORMS_OF_SEVERAL = 0.95
"""The factor in a query for several concepts, where having all of them matters more."""
STEP = 0.02
"""Scores are rounded to steps: of two that are nearly equal, the newer paragraph comes first."""
BEYOND = 100.0
"""A score that none reaches: it stands for an infinite bound."""
NONE = -1
"""No score, where scores are counted in steps."""
AT_A_TIME = 100
"""Paragraphs scored in the first batch of a query with several phrases; each batch doubles."""

Steps: TypeAlias = NDArray[np.int16]

SCORES = statement("scores")
SATURATED = (
    "archive_saturation(10 * ts_rank_cd(search_vector, %({0})s::tsquery), octet_length(text))"
)
"""`ts_rank_cd` counts 0.1 for each time that a lexeme occurs (PostgreSQL manual 12.3.3)."""
SATURATED_PHRASE = f"CASE WHEN search_vector @@ %({{0}})s::tsquery THEN {SATURATED} ELSE 0 END"
"""Where the words of a phrase are but not the phrase, `ts_rank_cd` takes many times as long as a
match to find that out.
"""
WRITTEN = "CASE WHEN search_vector @@ %({})s::tsquery THEN 1 ELSE {} END"
TOGETHER = "1 - 1 / (1 + 10 * ts_rank_cd(search_vector, %({})s::tsquery))"


def components_of(query: CompiledQuery) -> ScoreComponents:
    """The SQL that computes the components of a score: one number a concept, then the nearness.

    A concept counts as much as the name of it that occurs most often. A name of several phrases
    occurs as often as the rarest of them. A query for one phrase, or with alternatives, has no
    nearness: looking for synonyms near the other words took longer than all other steps, and the
    order was no better.
    """
    other_forms = OTHER_FORMS if len(query.concepts) == 1 else OTHER_FORMS_OF_SEVERAL
    parameters: dict[str, str] = {}
    of_phrase: dict[LexemePhrase, str] = {}
    for number, phrase in enumerate(query.ranked):
        parameters[f"phrase_{number}"] = tsquery_of(phrase)
        saturated = SATURATED if len(phrase) == 1 else SATURATED_PHRASE
        of_phrase[phrase] = saturated.format(f"phrase_{number}")
        if phrase in query.written:
            as_written = f"written_{number}"
            of_phrase[phrase] += f" * {WRITTEN.format(as_written, other_forms)}"
            parameters[as_written] = tsquery_of(query.written[phrase])
    terms: list[str] = []
    for concept in query.concepts:
        names = [f"least({', '.join([of_phrase[each] for each in name])})" for name in concept]
        terms.append(f"greatest({', '.join(names)})")
    if query.requires_all and len(terms) > 1:
        together = [tsquery_of(phrase) for phrase in query.ranked]
        parameters["together"] = " & ".join([f"({text})" for text in together])
        terms.append(TOGETHER.format("together"))
    sent = [f"float8send(coalesce({term}, '-infinity'))" for term in terms]
    return ScoreComponents(" || ".join(sent), parameters)


def ranking_of(
    query: CompiledQuery,
    components: ScoreComponents,
    frequencies: Frequencies,
    matches: int,
    tags: str | None,
) -> Ranking:
    """The ranking of a query that `matches` paragraphs match.

    A phrase is as rare as its rarest word, a name as its rarest phrase, and a concept as all its
    names together. `components` are those of the query; matching was limited to `tags`.
    """
    phrases = query.ranked
    rarest = [min([frequencies.paragraphs[lexeme] for lexeme in phrase]) for phrase in phrases]
    place_of = dict(zip(phrases, range(len(phrases)), strict=True))
    concepts: list[tuple[int, ...]] = []
    weights: list[float] = []
    for concept in query.concepts:
        names = [[place_of[phrase] for phrase in name] for name in concept]
        concepts.append(tuple(dict.fromkeys([place for name in names for place in name])))
        paragraphs = sum([min([rarest[place] for place in name]) for name in names])
        weights.append(rarity(min(paragraphs, frequencies.total), frequencies.total))
    posting_count = sum(rarest)
    if len(phrases) == 1 and not tags:
        posting_count = min(posting_count, matches)
    return Ranking(
        phrases=phrases,
        concepts=tuple(concepts),
        shares=tuple([weight / sum(weights) for weight in weights]),
        nearness=NEARNESS if query.requires_all and len(query.concepts) > 1 else 0.0,
        requires_all=query.requires_all,
        frequencies=frequencies,
        components=components,
        posting_count=posting_count,
        tags=tags,
    )


def best_of_few(
    places: Places, turns: Numbers, scores: Steps, first: int, *, by_report: bool = False
) -> Places:
    """The `first` best places by their scores, the best first; with `by_report` one a report.

    `turns` orders places with equal scores. Places without a score are left out.
    """
    order = np.lexsort((turns, -scores))
    return _listed(places[order[scores[order] > NONE]], first, by_report)


def best(
    matches: Places, turns: Numbers, ranking: Ranking, first: int, *, by_report: bool = False
) -> Places:
    """The `first` best matches, the best first; scores no more of them than needed.

    `turns` and `by_report` are those of `best_of_few`. Paragraphs that are gone are left out.
    """
    scored = _ScoredPlaces(matches, ranking, first, by_report)
    for each in bounds(matches, ranking, first) if len(matches) and first else ():
        if len(each.indices) < first and np.isfinite(each.upper_of_others):
            continue  # too few are bounded: any other could still be among the first
        scored.score_down(each)
        if scored.last() > in_steps(each.upper_of_others):
            break
    indices = scored.indices
    return best_of_few(matches[indices], turns[indices], scored.scores, first, by_report=by_report)


def in_turn(matches: Places, turns: Numbers, first: int, *, by_report: bool = False) -> Places:
    """The `first` matches in the order of their turns; with `by_report` at most one a report."""
    if by_report or first >= len(matches):
        return _listed(matches[np.argsort(turns)], first, by_report)
    nearest = np.argpartition(turns, first)[:first]
    return matches[nearest[np.argsort(turns[nearest])]]


def _listed(ordered: Places, first: int, by_report: bool) -> Places:
    if by_report:
        ordered = ordered[np.sort(np.unique(inspections_of(ordered), return_index=True)[1])]
    return ordered[:first]


class _ScoredPlaces:
    """The matches scored so far: their `indices` among all matches, and their `scores` in steps."""

    def __init__(self, matches: Places, ranking: Ranking, first: int, by_report: bool) -> None:
        self.matches = matches
        self.ranking = ranking
        self.first = first
        self.by_report = by_report
        self.is_scored = np.zeros(len(matches), dtype=bool)
        self.indices: Numbers = np.empty(0, dtype=np.int64)
        self.scores: Steps = np.empty(0, dtype=np.int16)

    def score_down(self, bounded: Bounds) -> None:
        """Score places in descending order of their bounds, until no other can be listed.

        Places with the same bound are scored together.
        """
        depth = -in_steps(bounded.upper)
        order = np.argsort(depth, kind="stable")
        indices, depth = bounded.indices[order], depth[order]
        start = 0
        size = AT_A_TIME if len(self.ranking.phrases) > 1 else 0
        while start < len(indices) and self.last() <= -depth[start]:
            end = _end_of_bound(depth, start + self.first, start + size)
            self._score(indices[start:end])
            start = end
            size *= 2

    def _score(self, indices: Numbers) -> None:
        """Score the places that have no score yet."""
        new = indices[~self.is_scored[indices]]
        if len(new):
            self.is_scored[new] = True
            self.indices = np.concatenate([self.indices, new])
            self.scores = np.concatenate([self.scores, _scores(self.matches[new], self.ranking)])

    def last(self) -> int:
        """The score of the last place that would be listed; `NONE` while there are too few."""
        scores = self.scores[self.scores > NONE]
        if self.by_report:
            order = np.argsort(-self.scores)
            reports = inspections_of(self.matches[self.indices[order]])
            scores = self.scores[order][np.unique(reports, return_index=True)[1]]
        if len(scores) < self.first:
            return NONE
        return int(-np.partition(-scores, self.first - 1)[self.first - 1])


def _end_of_bound(depth: Steps, least: int, most: int) -> int:
    """Where to end a batch so that no places with the same bound are separated.

    The batch has at least `least` places. It goes on to a later end if that is not beyond `most`.
    `depth` rises, and is the same for places with the same bound.
    """
    last_of_least, next_to_most = depth[np.minimum((least, most + 1), len(depth)) - 1]
    end_of_least = np.searchsorted(depth, last_of_least, side="right")
    return int(max(end_of_least, np.searchsorted(depth, next_to_most)))


def _scores(places: Places, ranking: Ranking) -> Steps:
    """The score of each place, read from the database; `NONE` for a paragraph that is gone."""
    components = ranking.components
    parameters = {"places": as_array(places), **components.parameters}
    with connection.cursor() as cursor:
        cursor.execute(SCORES.format(components=components.expression), parameters)
        return scores_of(cursor.fetchone()[0], ranking)


def scores_of(components: bytes | None, ranking: Ranking) -> Steps:
    """The scores of paragraphs, in steps, from their components as the database sends them.

    A score is at most a little above 2.
    """
    weights = list(ranking.shares)
    if ranking.nearness:
        weights.append(ranking.nearness)
    numbers = np.frombuffer(components or b"", dtype=">f8").reshape(-1, len(weights))
    return in_steps(numbers.astype(np.float64) @ np.array(weights))


def in_steps(scores: NDArray[np.float64] | float) -> Steps:
    """Scores or bounds as whole numbers of steps of `STEP`, which also sort faster.

    Minus infinity becomes `NONE`; infinity becomes a number above every score.
    """
    steps: Steps = np.rint(np.clip(scores, NONE * STEP, BEYOND) / STEP).astype(np.int16)
    return steps
