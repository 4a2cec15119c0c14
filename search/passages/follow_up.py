"""What the next full inspection says on what an authority was asked: the passages that are near in
theme, and share two telling words or a subject.

Where the archive has no themes yet, telling words alone decide. A match never claims that something was done, and never comes from
the same inspection: only the paragraphs of inspections that began later are looked at
(`reports/overview/succession.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reports.models import Inspection, Paragraph
from reports.overview.cache import cached_by_version
from search.index.door import matched_by, near_within, sharing_within
from search.passages.match import Alike, Match
from search.passages.telling import LEAST_WORDS, Telling, telling_of
from search.subjects.subjects import queries, subjects

PAIRS_JUDGED, PAIRS_ON_THE_SAME = 66, 54
"""How many pairs of a point and its first match were judged, and how many were about the same
matter (docs/relevance.md).
"""
MOST_MATCHES = 3
"""Passages of the next inspection that are shown of each point, the most alike first."""
LEAST_NEARNESS = 0.38
"""Passages that are less near than this to a point are mostly about something else
(docs/relevance.md).
"""
WORD_ADDS, SUBJECT_ADDS = 0.02, 0.05
"""What a shared word, and a subject in common, add to nearness where passages are put in order."""
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
    nearness = near_within(pairs)
    subjects_of = _subjects_of(nearness)
    matches_of_points: dict[int, list[Match]] = {point: [] for point, _ in questions}
    for pair in pairs:
        point, _ = pair
        numbers = {each.paragraph: each.numbers for each in sharing.get(pair, [])}
        if pair in nearness:
            in_common = _subjects_in_common(point, nearness[pair], subjects_of)
            best = _near_matches(nearness[pair], telling[point], numbers, in_common)
        else:
            best = _sharing_matches(telling[point], numbers)
        matches_of_points[point] += best[:MOST_MATCHES]
    return matches_of_points


def _subjects_in_common(
    point: int, paragraphs: Iterable[int], subjects_of: Mapping[int, frozenset[int]]
) -> dict[int, tuple[str, ...]]:
    """The names of the subjects that each of some paragraphs and a point are both on."""
    of_point = subjects_of.get(point, frozenset())
    names: dict[int, tuple[str, ...]] = {}
    for paragraph in paragraphs:
        in_common = of_point & subjects_of.get(paragraph, frozenset())
        names[paragraph] = tuple([subjects()[place].name for place in sorted(in_common)])
    return names


def _near_matches(
    nearness: Mapping[int, float],
    telling: Telling,
    numbers: Mapping[int, list[int]],
    in_common: Mapping[int, tuple[str, ...]],
) -> list[Match]:
    """The passages near enough in theme that also share two telling words with the point, or a
    subject; the nearest first, and of equals those with more in common.
    """
    ranks: dict[Match, float] = {}
    for paragraph, near in nearness.items():
        words = telling.named(numbers.get(paragraph, ()))
        match = Match(paragraph, words, in_common[paragraph])
        if near >= LEAST_NEARNESS and (len(words) >= LEAST_WORDS or match.subjects):
            ranks[match] = near + WORD_ADDS * len(words) + SUBJECT_ADDS * len(match.subjects)
    return sorted(ranks, key=lambda match: (-ranks[match], match.paragraph))


def _sharing_matches(telling: Telling, numbers: Mapping[int, list[int]]) -> list[Match]:
    """The passages that share enough telling words: where no theme is known."""
    shared = {paragraph: telling.shared(each) for paragraph, each in numbers.items()}
    return [Match(paragraph, words) for paragraph, words in shared.items() if words]


def _subjects_of(
    nearness: Mapping[tuple[int, int], Mapping[int, float]],
) -> dict[int, frozenset[int]]:
    """The subjects, by their places in the file, of points and of the passages near enough to them.

    `nearness` is that of passages, by point and inspection.
    """
    paragraphs: set[int] = set()
    for (point, _), of_passages in nearness.items():
        near = [key for key, each in of_passages.items() if each >= LEAST_NEARNESS]
        if near:
            paragraphs.update([point, *near])
    if not paragraphs:
        return {}
    return matched_by(queries(), sorted(paragraphs))
