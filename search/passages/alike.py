"""Passages of other authorities that are alike: they share the rare words of a passage.

The index is asked for what holds any two of the rarest words, so few of them that little must be
read whatever the size of the archive; what it finds is weighed by all telling words. Never of the
authorities left out: the same one, those that it took over from, and those that took over from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from django.db import connection

from reports.facts.vocabulary import ASKED, Role
from reports.overview.cache import cached_by_version
from search.passages.match import Match
from search.passages.telling import LEAST_WORDS, LENGTH, Telling, telling_of

MOST_ALIKE = 12
"""Passages of each part that are looked for: of each grade, and of what others were asked."""
MOST_READ = 6_000
"""Entries of the index that are read for one passage; each takes some microseconds."""
LEAST_ASKED = 3
"""Words that are asked for even if they are common."""
KEPT_ANSWERS = 256

ASKED_TOO = "asked"
"""The part of what others were asked; other parts are grades, empty where none was given."""


@cached_by_version(KEPT_ANSWERS)
def alike(paragraph: int, others: frozenset[int], asked_too: bool) -> dict[str, list[Match]]:
    """Passages that are like a paragraph by part, the most alike first, one a report.

    `others` are the authorities to leave out; with `asked_too` also what others were asked, a part
    of its own.
    """
    telling = telling_of((paragraph,))[paragraph]
    query = candidates(telling)
    if not query:
        return {}
    roles = [Role.NUMBERED, *(ASKED if asked_too else ())]
    matches_by_part: dict[str, list[Match]] = {}
    for part, pk, places in _scored(
        telling, {"wanted": query, "left_out": sorted(others), "roles": roles}
    ):
        words = telling.shared(places)
        if words:
            matches_by_part.setdefault(part, []).append(Match(pk, words))
    return {part: matches[:MOST_ALIKE] for part, matches in matches_by_part.items()}


def candidates(telling: Telling) -> str:
    """A tsquery over entries for what may be alike: any two of the rarest words; empty for none.

    Where even the rarest are common, the three rarest must all stand in a paragraph: the index then
    skips quickly.
    """
    read = list(accumulate(word.paragraphs for word in telling.words))
    rare = sum(so_far <= MOST_READ for so_far in read)
    queries = [word.query for word in telling.words[: max(rare, LEAST_ASKED)]]
    if len(queries) < LEAST_WORDS:
        return ""
    return _any_two(queries) if rare >= LEAST_WORDS else " & ".join(queries)


def _any_two(queries: Sequence[str]) -> str:
    """A tsquery for at least two of the words, in halves: far shorter, and so quicker, than to
    write down each pair.
    """
    half = len(queries) // 2
    left, right = queries[:half], queries[half:]
    within = [_any_two(part) for part in (left, right) if len(part) > 1]
    return " | ".join([*within, f"({' | '.join(left)}) & ({' | '.join(right)})"])


def _scored(telling: Telling, where: dict[str, Any]) -> list[tuple[str, int, list[int]]]:
    """Part, paragraph and the places of the terms that it holds; the best first. `where` narrows
    the paragraphs.
    """
    parameters = where | {
        "queries": [term.query for term in telling.terms],
        "weights": [term.weight for term in telling.terms],
        "numbered": Role.NUMBERED,
        "part": ASKED_TOO,
        "most": 2 * MOST_ALIKE,
    }
    with connection.cursor() as cursor:
        cursor.execute(SCORED, parameters | LENGTH)
        matches_by_part: list[tuple[str, int, list[int]]] = cursor.fetchall()
    return matches_by_part


SCORED = """
    WITH asked AS MATERIALIZED (
        SELECT place, query::tsquery AS query, weight
        FROM unnest(%(queries)s::text[], %(weights)s::float[]) WITH ORDINALITY AS asked (query, weight, place)
    ), candidate AS MATERIALIZED (
        SELECT paragraph_id AS id FROM reports_entry WHERE words @@ %(wanted)s::tsquery
    ), found AS MATERIALIZED (
        SELECT id, inspection_id, search_vector, 1 - %(b)s + %(b)s * length(text) / %(average)s AS length,
            CASE WHEN role = %(numbered)s THEN grade ELSE %(part)s END AS part
        FROM candidate JOIN reports_paragraph USING (id)
        WHERE authority_id <> ALL (%(left_out)s) AND role = ANY (%(roles)s)
    ), scored AS (
        SELECT part, id, inspection_id, sum(weight) / length AS score, array_agg(place) AS places
        FROM found JOIN asked ON ts_match_vq(search_vector, query) GROUP BY part, id, inspection_id, length
    ), best AS (
        SELECT DISTINCT ON (part, inspection_id) * FROM scored ORDER BY part, inspection_id, score DESC, id
    ), placed AS (
        SELECT *, row_number() OVER (PARTITION BY part ORDER BY score DESC, id) AS best_of_part FROM best
    )
    SELECT part, id, places FROM placed WHERE best_of_part <= %(most)s ORDER BY part, score DESC, id
"""
