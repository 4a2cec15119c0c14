"""Passages of other authorities that are alike: near in theme, or sharing rare words where the
archive has no themes yet.

Never of the authorities left out: the same one, those that it took over from, and those that took
over from it.
"""

from __future__ import annotations

from reports.facts.vocabulary import IMPROVEMENT_ROLES, Role
from reports.overview.cache import cached_by_version
from search.index.door import near_by_part, sharing_by_part, terms_of
from search.passages.match import Match
from search.passages.telling import Telling, telling_of

MOST_ALIKE = 12
"""Passages of each part that are looked for: of each grade, and of what others were asked."""
LEAST_NEARNESS = 0.35
"""Passages that are less near than this are mostly about something else (docs/relevance.md)."""
SPARE = 4
"""So many more are looked for by theme: some share no telling word."""
KEPT_ANSWERS = 256

ASKED_TOO = "asked"
"""The part of what others were asked; other parts are grades, empty where none was given."""


@cached_by_version(KEPT_ANSWERS)
def alike(paragraph: int, others: frozenset[int], asked_too: bool) -> dict[str, list[Match]]:
    """Passages that are like a paragraph by part, the most alike first, one a report.

    `others` are the authorities to leave out; with `asked_too` also what others were asked, a part
    of its own. Each shares a telling word with the paragraph at least, by which it is explained.
    """
    telling = telling_of((paragraph,))[paragraph]
    roles = {Role.NUMBERED.value: ""}
    if asked_too:
        roles |= {role.value: ASKED_TOO for role in IMPROVEMENT_ROLES}
    matches_by_part = _near(paragraph, telling, others, roles)
    if matches_by_part is None:
        matches_by_part = _sharing(telling, others, roles)
    return {part: matches[:MOST_ALIKE] for part, matches in matches_by_part.items() if matches}


def _near(
    paragraph: int, telling: Telling, others: frozenset[int], roles: dict[str, str]
) -> dict[str, list[Match]] | None:
    """The passages that are near in theme; None where the themes know nothing of the paragraph."""
    near = near_by_part(paragraph, left_out=others, roles=roles, most=MOST_ALIKE + SPARE)
    if not near:
        return None
    keys = [
        each.paragraph for part in near.values() for each in part if each.nearness >= LEAST_NEARNESS
    ]
    numbers = terms_of(keys, telling.terms)
    words = {key: telling.named(numbers_of) for key, numbers_of in numbers.items()}
    return {
        part: [
            Match(each.paragraph, named)
            for each in paragraphs
            if (named := words.get(each.paragraph))
        ]
        for part, paragraphs in near.items()
    }


def _sharing(
    telling: Telling, others: frozenset[int], roles: dict[str, str]
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
