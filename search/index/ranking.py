"""Which paragraphs come first: those that are wholly on the subject.

BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"): a rare word weighs more
than a common one, a second mention less than the first, and a short paragraph more than a long one.
To that comes nearness: words that stand together weigh more than the same words far apart. A word
counts a little less where a paragraph has it in other forms than the one that was typed only. Names
of one thing are one concept, which counts once, however many of them a paragraph has.

The database gives the components of a score, one for each concept, which are weighed here.
They need the paragraph's vector, and a common word has a hundred thousand paragraphs. So paragraphs
are scored from the highest bound (`search.index.levels`) downwards until the next bound is below the
last place that is wanted: the order is that of scoring them all.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from reports.overview.outline import Numbers
from search.index.compiling import CompiledQuery
from search.index.levels import Bounds, Scored, bounds
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
"""What standing side by side adds, as a share of what all words together weigh."""
OTHER_FORMS = 0.8
"""What other forms of a word alone count, beside the form that was typed, in a query for one concept."""
OTHER_FORMS_OF_SEVERAL = 0.95
"""The same in a query for several: there it matters more that a paragraph is on all of them."""
STEP = 0.02
"""Scores that are as good as equal count as equal, so that the newest of them comes first."""
BEYOND = 100.0
"""What no score reaches: it stands for a bound that is not known."""
NONE = -1
"""No score, where scores are counted in steps."""
AT_A_TIME = 100
"""Paragraphs of several words that are scored first, twice as many then, and so on."""

Steps: TypeAlias = NDArray[np.int16]

SCORES = statement("scores")
SATURATED = (
    "archive_saturation(10 * ts_rank_cd(search_vector, %({})s::tsquery), octet_length(text))"
)
"""`ts_rank_cd` counts 0.1 for each time that a lexeme occurs (PostgreSQL manual 12.3.3)."""
WRITTEN = "CASE WHEN search_vector @@ %({})s::tsquery THEN 1 ELSE {} END"
TOGETHER = "1 - 1 / (1 + 10 * ts_rank_cd(search_vector, %({})s::tsquery))"


def components_of(query: CompiledQuery) -> ScoreComponents:
    """What scores are made of: how often the name of each concept occurs that occurs most, and
    whether all are together. A name of several phrases occurs as often as the rarest of them.

    Standing together counts for nothing for one phrase, nor for alternatives: to look for synonyms
    near the rest of a query took longer than all else, and ordered no better.
    """
    other_forms = OTHER_FORMS if len(query.concepts) == 1 else OTHER_FORMS_OF_SEVERAL
    parameters: dict[str, str] = {}
    of_phrase: dict[LexemePhrase, str] = {}
    for number, phrase in enumerate(query.ranked):
        parameters[f"phrase_{number}"] = tsquery_of(phrase)
        of_phrase[phrase] = SATURATED.format(f"phrase_{number}")
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


def scored_by(
    query: CompiledQuery,
    components: ScoreComponents,
    frequencies: Frequencies,
    matches: int,
    tags: str | None,
) -> Scored:
    """What decides the order of the paragraphs that match a query, of which there are `matches`.

    A phrase is as rare as its rarest word, a name as its rarest phrase, and a concept as all its
    names together. `components` are those of the query, and `tags` is what matching was limited to.
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
    listed = sum(rarest)
    if len(phrases) == 1 and not tags:
        listed = min(listed, matches)
    return Scored(
        phrases=phrases,
        concepts=tuple(concepts),
        shares=tuple([weight / sum(weights) for weight in weights]),
        nearness=NEARNESS if query.requires_all and len(query.concepts) > 1 else 0.0,
        everywhere=query.requires_all,
        frequencies=frequencies,
        components=components,
        listed=listed,
        tags=tags,
    )


def best_of_few(
    places: Places, turns: Numbers, scores: Steps, first: int, *, by_report: bool = False
) -> Places:
    """The `first` of places by their scores, the best first; with `by_report` one a report.

    `turns` gives each place its turn among equals. Places without a score are left out.
    """
    order = np.lexsort((turns, -scores))
    return _listed(places[order[scores[order] > NONE]], first, by_report)


def best(
    matches: Places, turns: Numbers, scored: Scored, first: int, *, by_report: bool = False
) -> Places:
    """The `first` of the matches, the best first, scoring no more of them than it must.

    `turns` and `by_report` are those of `best_of_few`. Paragraphs that are gone are left out.
    """
    board = _Board(matches, scored, first, by_report)
    for step in bounds(matches, scored, first) if len(matches) and first else ():
        if len(step.at) < first and np.isfinite(step.others):
            continue  # nothing can be left out yet
        board.score_down(step)
        if board.last() > in_steps(step.others):
            break
    return best_of_few(matches[board.at], turns[board.at], board.scores, first, by_report=by_report)


def in_turn(matches: Places, turns: Numbers, first: int, *, by_report: bool = False) -> Places:
    """The `first` of the matches by their turns alone; with `by_report` at most one a report."""
    if by_report or first >= len(matches):
        return _listed(matches[np.argsort(turns)], first, by_report)
    nearest = np.argpartition(turns, first)[:first]
    return matches[nearest[np.argsort(turns[nearest])]]


def _listed(ordered: Places, first: int, by_report: bool) -> Places:
    if by_report:
        ordered = ordered[np.sort(np.unique(inspections_of(ordered), return_index=True)[1])]
    return ordered[:first]


class _Board:
    """The places scored so far, by their indices among the matches; scores are in steps."""

    def __init__(self, matches: Places, scored: Scored, first: int, by_report: bool) -> None:
        self.matches, self.scored = matches, scored
        self.first, self.by_report = first, by_report
        self.is_scored = np.zeros(len(matches), dtype=bool)
        self.at: Numbers = np.empty(0, dtype=np.int64)
        self.scores: Steps = np.empty(0, dtype=np.int16)

    def score_down(self, step: Bounds) -> None:
        """Score places from the highest bound on, until the next cannot be listed.

        Those of one bound are scored together.
        """
        depth = -in_steps(step.most)
        order = np.argsort(depth, kind="stable")
        waiting, depth = step.at[order], depth[order]
        start, size = 0, AT_A_TIME if len(self.scored.phrases) > 1 else 0
        while start < len(waiting) and self.last() <= -depth[start]:
            end = _end_of_bound(depth, start + self.first, start + size)
            self._score(waiting[start:end])
            start, size = end, size * 2

    def _score(self, at: Numbers) -> None:
        """Score those of the places that are not yet."""
        new = at[~self.is_scored[at]]
        if len(new):
            self.is_scored[new] = True
            self.at = np.concatenate([self.at, new])
            self.scores = np.concatenate([self.scores, _scores(self.matches[new], self.scored)])

    def last(self) -> int:
        """The score of the last place that would be listed; `NONE` while there are too few."""
        scores = self.scores[self.scores > NONE]
        if self.by_report:
            order = np.argsort(-self.scores)
            reports = inspections_of(self.matches[self.at[order]])
            scores = self.scores[order][np.unique(reports, return_index=True)[1]]
        if len(scores) < self.first:
            return NONE
        return int(-np.partition(-scores, self.first - 1)[self.first - 1])


def _end_of_bound(depth: Steps, least: int, most: int) -> int:
    """Where the places of one bound end: the first such end from `least` on, or a later to `most`.

    `depth` is rising, and the same for places of the same bound.
    """
    last_of_least, next_to_most = depth[np.minimum((least, most + 1), len(depth)) - 1]
    end_of_least = np.searchsorted(depth, last_of_least, side="right")
    return int(max(end_of_least, np.searchsorted(depth, next_to_most)))


def _scores(places: Places, scored: Scored) -> Steps:
    """The score of each place, read from the database; `NONE` for a paragraph that is gone."""
    components = scored.components
    parameters = {"places": as_array(places), **components.parameters}
    with connection.cursor() as cursor:
        cursor.execute(SCORES.format(components=components.expression), parameters)
        return scores_of(cursor.fetchone()[0], scored)


def scores_of(components: bytes | None, scored: Scored) -> Steps:
    """The score of each paragraph whose components these are, at most a little above 2, in steps."""
    weights = [*scored.shares, scored.nearness] if scored.nearness else list(scored.shares)
    numbers = np.frombuffer(components or b"", dtype=">f8").reshape(-1, len(weights))
    return in_steps(numbers.astype(np.float64) @ np.array(weights))


def in_steps(scores: NDArray[np.float64] | float) -> Steps:
    """Scores or bounds counted in steps, as which they are compared, and put in order faster.

    Minus infinity is `NONE`, infinity more than any score.
    """
    steps: Steps = np.rint(np.clip(scores, NONE * STEP, BEYOND) / STEP).astype(np.int16)
    return steps
