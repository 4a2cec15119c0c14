"""Follow-up: what the next full inspection says on a point.

A passage matches a point if it is near in theme, and shares two telling words or a subject with it.
Where the archive has no themes yet, telling words alone decide. A match never claims that something
was done. It never comes from the same inspection: only inspections that began later are searched
(`reports/overview/succession.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reports.models import Inspection, Paragraph
from reports.overview.cache import cached_by_version
from search.index.door import matched_by, near_within, sharing_within
from search.passages.match import Alike, Match
from search.passages.telling import LEAST_WORDS, TellingWords, telling_of
from search.subjects.subjects import queries, subjects

PAIRS_JUDGED, PAIRS_ON_THE_SAME = 66, 54
"""How many pairs of a point and its first match people judged, and how many of these were about the
same matter (docs/relevance.md).
"""
MOST_MATCHES = 3
"""The most passages of each later inspection that are shown for a point."""
LEAST_NEARNESS = 0.38
"""Passages that are less near than this to a point are mostly about something else
(docs/relevance.md).
"""
WORD_ADDS, SUBJECT_ADDS = 0.02, 0.05
"""What each shared word, and each shared subject, adds to nearness in the order of passages."""
CACHED_ANSWERS = 256

PointFollowed = tuple[int, tuple[int, ...]]
"""A point and the full inspections that followed, by their keys."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One inspection that followed, and its passages that match the point."""

    inspection: Inspection
    passages: list[Alike]


def follow_ups(
    points: Iterable[Paragraph],
    following: Mapping[int, list[Inspection]],
    shown: Mapping[int, list[Alike]],
) -> dict[int, list[FollowUp]]:
    """The follow-ups of each point, by its key.

    `following` are the inspections that followed each inspection, as `next_full` gives them.
    `shown` are the matches of each point, ready to be shown.
    """
    follow_ups_of: dict[int, list[FollowUp]] = {}
    for point in points:
        passages = shown.get(point.pk, [])
        follow_ups_of[point.pk] = []
        for inspection in following.get(point.inspection_id, []):
            own = [each for each in passages if each.paragraph.inspection_id == inspection.pk]
            follow_ups_of[point.pk].append(FollowUp(inspection, own))
    return follow_ups_of


def points_followed(
    points: Iterable[Paragraph], following: Mapping[int, list[Inspection]]
) -> tuple[PointFollowed, ...]:
    """The points that an inspection followed, with those inspections, for `follow_up_matches`."""
    followed = []
    for point in points:
        inspections = tuple([each.pk for each in following.get(point.inspection_id, [])])
        if inspections:
            followed.append((point.pk, inspections))
    return tuple(followed)


@cached_by_version(CACHED_ANSWERS)
def follow_up_matches(questions: tuple[PointFollowed, ...]) -> dict[int, list[Match]]:
    """The matches of each point, by its key: at most `MOST_MATCHES` of each inspection, the best
    first.
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
    """The names of the subjects that each of some paragraphs shares with a point."""
    of_point = subjects_of.get(point, frozenset())
    names: dict[int, tuple[str, ...]] = {}
    for paragraph in paragraphs:
        in_common = of_point & subjects_of.get(paragraph, frozenset())
        names[paragraph] = tuple([subjects()[place].name for place in sorted(in_common)])
    return names


def _near_matches(
    nearness: Mapping[int, float],
    telling: TellingWords,
    numbers: Mapping[int, list[int]],
    in_common: Mapping[int, tuple[str, ...]],
) -> list[Match]:
    """The passages near enough in theme that share two telling words or a subject with the point.

    Ordered by nearness, to which shared words and subjects add.
    """
    ranks: dict[Match, float] = {}
    for paragraph, near in nearness.items():
        words = telling.most_telling(numbers.get(paragraph, ()))
        match = Match(paragraph, words, in_common[paragraph])
        if near >= LEAST_NEARNESS and (len(words) >= LEAST_WORDS or match.subjects):
            ranks[match] = near + WORD_ADDS * len(words) + SUBJECT_ADDS * len(match.subjects)
    return sorted(ranks, key=lambda match: (-ranks[match], match.paragraph))


def _sharing_matches(telling: TellingWords, numbers: Mapping[int, list[int]]) -> list[Match]:
    """The passages that share enough telling words, for a point without a theme."""
    shared = {paragraph: telling.shared(each) for paragraph, each in numbers.items()}
    return [Match(paragraph, words) for paragraph, words in shared.items() if words]


def _subjects_of(
    nearness: Mapping[tuple[int, int], Mapping[int, float]],
) -> dict[int, frozenset[int]]:
    """The subjects of points and of the passages near enough to them, as indices of the file.

    `nearness` gives, for each point and inspection, how near the passages of the inspection are.
    """
    paragraphs: set[int] = set()
    for (point, _), of_passages in nearness.items():
        near = [key for key, each in of_passages.items() if each >= LEAST_NEARNESS]
        if near:
            paragraphs.update([point, *near])
    if not paragraphs:
        return {}
    return matched_by(queries(), sorted(paragraphs))
