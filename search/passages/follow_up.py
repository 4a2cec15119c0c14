"""What the next full inspection says on what an authority was asked: the passages that share the
telling words.

A match is made by the words alone. It never claims that something was done, and never comes from
the same inspection: only the paragraphs of inspections that began later are looked at
(`reports/overview/succession.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reports.models import Inspection, Paragraph
from reports.overview.cache import cached_by_version
from search.index.door import sharing_within
from search.passages.match import Alike, Match
from search.passages.telling import telling_of

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

    `scored` are the matches of each point, ready to be shown.
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
    telling = telling_of(tuple([point for point, _ in questions]))
    pairs = [(point, each) for point, inspections in questions for each in inspections]
    sharing = sharing_within([(point, each, telling[point].terms) for point, each in pairs])
    matches_of_points: dict[int, list[Match]] = {point: [] for point, _ in questions}
    for point, inspection in pairs:
        found = sharing.get((point, inspection), [])
        shared = [(each.paragraph, telling[point].shared(each.numbers)) for each in found]
        of_inspection = [Match(paragraph, words) for paragraph, words in shared if words]
        matches_of_points[point] += of_inspection[:MOST_MATCHES]
    return matches_of_points
