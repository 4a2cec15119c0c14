"""What the next full inspection says on what an authority was asked: the passages that share the
telling words.

A match is made by the words alone. It never claims that something was done, and never comes from
the same inspection: only the paragraphs of inspections that began later are looked at
(`reports/overview/succession.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from reports.models import Inspection, Paragraph
from reports.overview.cache import cached_by_version
from search.passages.match import Alike, Match
from search.passages.telling import LENGTH, telling_of

MOST_MATCHES = 3
"""Passages of the next inspection that are shown of each point, the most alike first."""
KEPT_ANSWERS = 256

Asked = tuple[int, tuple[int, ...]]
"""A point and the inspections that followed, by their keys."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One inspection that followed, and its passages that speak to the point."""

    inspection: Inspection
    passages: list[Alike]


def follow_ups(
    points: Iterable[Paragraph],
    following: Mapping[int, list[Inspection]],
    scored: Mapping[int, list[Alike]],
) -> dict[int, list[FollowUp]]:
    """For each point, by its key, each inspection that followed (as `next_full` gives them) with
    what it says.

    `found` are the matches of each point, ready to be shown.
    """
    next_passages: dict[int, list[FollowUp]] = {}
    for point in points:
        passages = scored.get(point.pk, [])
        next_passages[point.pk] = [
            FollowUp(
                each, [alike for alike in passages if alike.paragraph.inspection_id == each.pk]
            )
            for each in following.get(point.inspection_id, [])
        ]
    return next_passages


def asked_of(
    points: Iterable[Paragraph], following: Mapping[int, list[Inspection]]
) -> tuple[Asked, ...]:
    """The question for `matches`: each point that an inspection followed, with those inspections."""
    next_passages = (
        (point.pk, tuple(each.pk for each in following.get(point.inspection_id, [])))
        for point in points
    )
    return tuple(each for each in next_passages if each[1])


@cached_by_version(KEPT_ANSWERS)
def matches(questions: tuple[Asked, ...]) -> dict[int, list[Match]]:
    """The passages of the inspections that followed each point, the most alike first, at most a few
    of each.
    """
    telling = telling_of(tuple(point for point, _ in questions))
    rows = [
        (point, inspection, place, term.query, term.weight)
        for point, inspections in questions
        for inspection in inspections
        for place, term in enumerate(telling[point].terms, 1)
    ]
    scored: dict[tuple[int, int], list[Match]] = defaultdict(list)
    for point, inspection, paragraph, places in _scored(rows):
        words = telling[point].shared(places)
        if words and len(scored[point, inspection]) < MOST_MATCHES:
            scored[point, inspection].append(Match(paragraph, words))
    return {
        point: [match for each in inspections for match in scored[point, each]]
        for point, inspections in questions
    }


def _scored(rows: list[tuple[int, int, int, str, float]]) -> list[tuple[int, int, int, list[int]]]:
    """Point, inspection, paragraph and the places of the terms that it holds, the best of each
    point first.
    """
    if not rows:
        return []
    point, inspection, place, query, weight = map(list, zip(*rows, strict=True))
    questions: dict[str, Any] = {
        "point": point,
        "inspection": inspection,
        "place": place,
        "query": query,
        "weight": weight,
    }
    with connection.cursor() as cursor:
        cursor.execute(SCORED, questions | LENGTH)
        scored: list[tuple[int, int, int, list[int]]] = cursor.fetchall()
    return scored


# The function instead of the operator keeps PostgreSQL from asking the index once a word: the rows
# are few already.
SCORED = """
    WITH asked AS MATERIALIZED (
        SELECT point, inspection, place, query::tsquery AS query, weight FROM unnest(
            %(point)s::bigint[], %(inspection)s::bigint[], %(place)s::int[], %(query)s::text[], %(weight)s::float[]
        ) AS asked (point, inspection, place, query, weight)
    )
    SELECT asked.point, asked.inspection, paragraph.id, array_agg(asked.place)
    FROM reports_paragraph AS paragraph
    JOIN asked ON asked.inspection = paragraph.inspection_id AND ts_match_vq(paragraph.search_vector, asked.query)
    GROUP BY asked.point, asked.inspection, paragraph.id
    ORDER BY asked.point, asked.inspection,
        sum(asked.weight) / (1 - %(b)s + %(b)s * length(text) / %(average)s) DESC, paragraph.position
"""
