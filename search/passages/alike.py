"""Similar passages in reports on other authorities: near in theme, or sharing rare words.

Rare words decide only where the archive has no themes yet. Passages of the same authority, of its
predecessors and of its successors are left out.
"""

from __future__ import annotations

from reports.facts.vocabulary import IMPROVEMENT_ROLES, Role
from reports.overview.cache import cached_by_version
from search.index.door import near_by_part, sharing_by_part, terms_of
from search.passages.match import Match
from search.passages.telling import TellingWords, telling_of

MOST_ALIKE = 12
"""The most passages of each part: of each grade, and of the points of other authorities."""
LEAST_NEARNESS = 0.35
"""Passages that are less near than this are mostly about something else (docs/relevance.md)."""
SPARE = 4
"""So many more are looked for by theme, because some share no telling word."""
CACHED_ANSWERS = 256

OTHER_POINTS = "points"
"""The part with points of other authorities; other parts are grades, empty where none was given."""


@cached_by_version(CACHED_ANSWERS)
def alike(paragraph: int, others: frozenset[int], with_points: bool) -> dict[str, list[Match]]:
    """Passages similar to a paragraph, by part, the most similar first, one a report.

    `others` are the keys of the authorities to leave out. `with_points` adds points of other
    authorities, as a part of their own. Each passage shares at least one telling word with the
    paragraph, which the page names as the reason.
    """
    telling = telling_of((paragraph,))[paragraph]
    roles = {Role.NUMBERED.value: ""}
    if with_points:
        roles |= {role.value: OTHER_POINTS for role in IMPROVEMENT_ROLES}
    matches_by_part = _near(paragraph, telling, others, roles)
    if matches_by_part is None:
        matches_by_part = _sharing(telling, others, roles)
    return {part: matches[:MOST_ALIKE] for part, matches in matches_by_part.items() if matches}


def _near(
    paragraph: int, telling: TellingWords, others: frozenset[int], roles: dict[str, str]
) -> dict[str, list[Match]] | None:
    """The passages that are near in theme; None if the paragraph has no theme."""
    near = near_by_part(paragraph, left_out=others, roles=roles, most=MOST_ALIKE + SPARE)
    if not near:
        return None
    keys = [
        each.paragraph for part in near.values() for each in part if each.nearness >= LEAST_NEARNESS
    ]
    numbers = terms_of(keys, telling.terms)
    words = {key: telling.most_telling(numbers_of) for key, numbers_of in numbers.items()}
    matches_by_part: dict[str, list[Match]] = {}
    for part, paragraphs in near.items():
        sharing = [each.paragraph for each in paragraphs if words.get(each.paragraph)]
        matches_by_part[part] = [Match(key, words[key]) for key in sharing]
    return matches_by_part


def _sharing(
    telling: TellingWords, others: frozenset[int], roles: dict[str, str]
) -> dict[str, list[Match]]:
    """The passages that share rare words."""
    sharing = sharing_by_part(
        telling.terms,
        [word.paragraphs for word in telling.words],
        left_out=others,
        roles=roles,
        most=2 * MOST_ALIKE,
    )
    matches_by_part: dict[str, list[Match]] = {}
    for part, paragraphs in sharing.items():
        shared = [(each.paragraph, telling.shared(each.numbers)) for each in paragraphs]
        matches_by_part[part] = [Match(key, words) for key, words in shared if words]
    return matches_by_part
