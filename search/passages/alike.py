"""Passages of other authorities that are alike: they share the rare words of a passage.

Never of the authorities left out: the same one, those that it took over from, and those that took
over from it.
"""

from __future__ import annotations

from reports.facts.vocabulary import ASKED, Role
from reports.overview.cache import cached_by_version
from search.index.door import sharing_by_part
from search.passages.match import Match
from search.passages.telling import telling_of

MOST_ALIKE = 12
"""Passages of each part that are looked for: of each grade, and of what others were asked."""
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
    roles = {Role.NUMBERED.value: ""}
    if asked_too:
        roles |= {role.value: ASKED_TOO for role in ASKED}
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
        matches = [Match(key, words) for key, words in shared if words]
        if matches:
            matches_by_part[part] = matches[:MOST_ALIKE]
    return matches_by_part
