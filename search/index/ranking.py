"""Which paragraphs come first: those that are wholly on the subject.

BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"): a rare word weighs more
than a common one, a second mention less than the first, and a short paragraph more than a long one.
To that comes nearness: words that stand together weigh more than the same words far apart.

A score needs the paragraph's vector, and a common word has a hundred thousand paragraphs. So
paragraphs are scored from the highest bound (`search.index.levels`) downwards until the next bound
is below the last place that was asked for: the order is that of scoring them all.
"""

from __future__ import annotations

from math import log
from typing import Any, TypeAlias

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from reports.models.text_search import tsquery_of
from reports.overview.outline import Numbers
from search.index.columns import Marks, archive
from search.index.compiling import phrases_of
from search.index.frequencies import Frequencies
from search.index.levels import Bounds, Scanned, Sought, bounding, bounds
from search.index.scan import NOWHERE, Places, as_array, inspections_of
from search.query.query import Query

MOST_RANKED = 10
"""Words and phrases that decide the order; a query of more is found whole, and ranked by its first
ones.
"""
STEP = 0.02
"""Scores that are as good as equal count as equal, so that the newest of them comes first."""
BEYOND = 100.0
"""What no score reaches: it stands for a bound that is not known."""
NONE = -1
"""What stands for no score, where scores are counted in steps."""
AT_A_TIME = 100
"""Paragraphs of several words that are scored first, twice as many then, and so on."""

Steps: TypeAlias = NDArray[np.int16]

SCORED = """
    SELECT string_agg(float8send(coalesce(SCORE, '-infinity')), '' ORDER BY turn)
    FROM unnest(%s::bigint[], %s::integer[]) WITH ORDINALITY AS asked (place, standing, turn)
    LEFT JOIN reports_paragraph
        ON inspection_id = archive_inspection_of(place) AND position = archive_position_of(place)
"""
SATURATED = (
    "%s * archive_saturation(10 * ts_rank_cd(search_vector, %s::tsquery), octet_length(text))"
)
"""`ts_rank_cd` counts 0.1 for each time that a lexeme stands (PostgreSQL manual 12.3.3)."""
IF_STANDING = f"CASE WHEN standing & %s = 0 THEN 0 ELSE {SATURATED} END"
TOGETHER = "%s * (1 - 1 / (1 + 10 * ts_rank_cd(search_vector, %s::tsquery)))"


def sought(query: Query, seen: Frequencies, scanned: Scanned) -> Sought:
    """What decides the order of the paragraphs that match a query. A phrase is as rare as its
    rarest word.
    """
    phrases = tuple(phrases_of(query)[:MOST_RANKED])
    standing = [min(seen.paragraphs[lexeme] for lexeme in phrase) for phrase in phrases]
    weights = [rarity(paragraphs, seen.total) for paragraphs in standing]
    return Sought(
        phrases=phrases,
        shares=tuple(weight / sum(weights) for weight in weights),
        everywhere=query.requires_all,
        parts=tuple(bounding(phrase, seen) for phrase in phrases),
        listed=_gone_through(standing[0], scanned) if len(phrases) == 1 else sum(standing),
        scanned=scanned,
    )


def _gone_through(standing: int, scanned: Scanned) -> int:
    """How many paragraphs the index must go through for a phrase: all that have it, to find those
    within filters.
    """
    return standing if scanned.within else min(standing, scanned.paragraphs)


def most_relevant(
    found: Places,
    query: Query,
    seen: Frequencies,
    scanned: Scanned,
    first: int,
    *,
    of_reports: bool = False,
) -> Places:
    """The `first` of the places found, those most on what a query asks first, and the newest first
    among equals.
    """
    turns = archive(scanned.version).turns("newest", found)
    if not phrases_of(query):
        return in_turn(found, turns, first, of_reports=of_reports)
    return best(found, turns, sought(query, seen, scanned), first, of_reports=of_reports)


def best(
    found: Places, turns: Numbers, wanted: Sought, first: int, *, of_reports: bool = False
) -> Places:
    """The `first` of the places found, the best first, as if all were scored; at most one a report
    if `of_reports`.

    `turns` gives each place its turn among equals. Places of paragraphs that are gone are left out.
    """
    board = _Board(found, turns, wanted, first, of_reports)
    for step in bounds(found, wanted, first) if len(found) and first else ():
        if len(step.places) < first and np.isfinite(step.others):
            continue  # nothing can be left out yet
        board.score_down(step)
        if board.last() > _in_steps(step.others):
            break
    return board.listed()


def in_turn(found: Places, turns: Numbers, first: int, *, of_reports: bool = False) -> Places:
    """The `first` of the places found by their turns alone; at most one a report if `of_reports`."""
    if of_reports or first >= len(found):
        return _listed(found[np.argsort(turns)], first, of_reports)
    nearest = np.argpartition(turns, first)[:first]
    return found[nearest[np.argsort(turns[nearest])]]


class _Board:
    """The places scored so far, by their indices among those found; scores and bounds are counted
    in steps.
    """

    def __init__(
        self, found: Places, turns: Numbers, wanted: Sought, first: int, of_reports: bool
    ) -> None:
        self.found, self.turns, self.wanted, self.first, self.of_reports = (
            found,
            turns,
            wanted,
            first,
            of_reports,
        )
        self.is_scored = np.zeros(len(found), dtype=bool)
        self.at: Numbers = np.empty(0, dtype=np.int64)
        self.scores: Steps = np.empty(0, dtype=np.int16)

    def score_down(self, step: Bounds) -> None:
        """Score places from the highest bound on, until the next cannot be listed; those of one
        bound together.
        """
        depth = -_in_steps(step.most)
        order = np.argsort(depth, kind="stable")
        waiting, depth = step.places[order], depth[order]
        at, size = 0, AT_A_TIME if len(self.wanted.phrases) > 1 else 0
        while at < len(waiting) and self.last() <= -depth[at]:
            end = _end_of_bound(depth, at + self.first, at + size)
            self._score(waiting[at:end], step)
            at, size = end, size * 2

    def _score(self, places: Numbers, step: Bounds) -> None:
        """Score those of the places that are not yet."""
        new = places[~self.is_scored[places]]
        if len(new):
            self.is_scored[new] = True
            self.at = np.concatenate([self.at, new])
            scores = _scored(self.found[new], self.wanted, step.standing[:, new])
            self.scores = np.concatenate([self.scores, scores])

    def last(self) -> int:
        """The score of the last place that would be listed; `NONE` while there are too few."""
        scores = self.scores[self.scores > NONE]
        if self.of_reports:
            order = np.argsort(-self.scores)
            reports = inspections_of(self.found[self.at[order]])
            scores = self.scores[order][np.unique(reports, return_index=True)[1]]
        return (
            int(-np.partition(-scores, self.first - 1)[self.first - 1])
            if len(scores) >= self.first
            else NONE
        )

    def listed(self) -> Places:
        order = np.lexsort((self.turns[self.at], -self.scores))
        order = order[self.scores[order] > NONE]
        return _listed(self.found[self.at[order]], self.first, self.of_reports)


def _end_of_bound(depth: Steps, least: int, most: int) -> int:
    """Where the places of one bound end: the first such end from `least` on or, if that is later,
    the last to `most`.

    `depth` is rising, and the same for places of the same bound.
    """
    last_of_least, next_to_most = depth[np.minimum((least, most + 1), len(depth)) - 1]
    return int(
        max(
            np.searchsorted(depth, last_of_least, side="right"),
            np.searchsorted(depth, next_to_most),
        )
    )


def _listed(ordered: Places, first: int, of_reports: bool) -> Places:
    if of_reports:
        ordered = ordered[np.sort(np.unique(inspections_of(ordered), return_index=True)[1])]
    return ordered[:first]


def _scored(places: Places, wanted: Sought, standing: Marks) -> Steps:
    """The score of each place in steps, at most a little above 2 in all; `NONE` where the paragraph
    is gone.

    `standing` are the phrases that may stand in each. The others are left out: counting one takes
    longer than the rest.
    """
    terms: list[str] = []
    values: list[Any] = []
    queries = [tsquery_of(phrase) for phrase in wanted.phrases]
    anywhere: Marks = np.all(standing, axis=1)
    for bit, (share, query) in enumerate(zip(wanted.shares, queries, strict=True)):
        terms.append(SATURATED if anywhere[bit] else IF_STANDING)
        values += [share, query] if anywhere[bit] else [1 << bit, share, query]
    if wanted.nearness:
        terms.append(TOGETHER)
        values += [wanted.nearness, " & ".join(f"({query})" for query in queries)]
    # A shorter array is as good as one of nothing (PostgreSQL manual, 7.2.1.4), and quicker to
    # read.
    bits = NOWHERE if anywhere.all() else (1 << np.arange(len(standing))) @ standing
    with connection.cursor() as cursor:
        cursor.execute(
            SCORED.replace("SCORE", " + ".join(terms)), [*values, as_array(places), as_array(bits)]
        )
        found = cursor.fetchone()[0]
    return _in_steps(np.frombuffer(found or b"", dtype=">f8").astype(np.float64))


def _in_steps(scores: Any) -> Steps:
    """Scores or bounds counted in steps, as which they are compared, and put in order faster.

    Minus infinity is `NONE`, infinity more than any score.
    """
    steps: Steps = np.rint(np.clip(scores, NONE * STEP, BEYOND) / STEP).astype(np.int16)
    return steps


def rarity(paragraphs: int, total: int) -> float:
    """The inverse document frequency of what stands in `paragraphs` of `total` paragraphs; always
    above zero.
    """
    return log(1 + (max(total - paragraphs, 0) + 0.5) / (paragraphs + 0.5))
