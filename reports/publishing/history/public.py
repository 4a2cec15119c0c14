"""The public part of the history: without words that an editor withheld, and without the words of
a text that is not published.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from reports.models import Change, Inspection
from reports.publishing.history.differences import Difference, PassageChange
from reports.publishing.history.snapshot import ShownPassage

REASONS = {
    Change.What.PUBLISHED: "The report was imported.",
    Change.What.REVISED: "Another file of the same report was imported.",
}
"""The public reasons of changes for which nobody gave one."""


@dataclass(frozen=True, slots=True)
class WithheldWords:
    """What the withheld changes of an inspection are about. No other change may show it either.

    `names` are fields and areas of judgements. `places` and `texts` are the keys and texts of
    passages, before and after the change.
    """

    names: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()

    def without(self, changed: Difference) -> Difference:
        """The difference without the parts that are withheld."""
        return replace(
            changed,
            fields=tuple(each for each in changed.fields if each.name not in self.names),
            judgements=tuple(each for each in changed.judgements if each.name not in self.names),
            paragraphs=tuple(each for each in changed.paragraphs if not self._concerns(each)),
        )

    def _concerns(self, change: PassageChange) -> bool:
        return any(
            passage.place in self.places or passage.text in self.texts
            for passage in _passages(change)
        )


def _passages(change: PassageChange) -> list[ShownPassage]:
    """The passages before and after a change; one only if it was added or removed."""
    return [passage for passage in (change.before, change.after) if passage is not None]


def withheld_words(slugs: Iterable[str]) -> dict[str, WithheldWords]:
    """The withheld words of these inspections by slug, in one query."""
    words_by_slug = {slug: _WithheldWordsSoFar() for slug in slugs}
    withheld = Change.objects.filter(inspection_id__in=words_by_slug, withheld=True)
    rows: Any = withheld.values_list("inspection_id", "changed")
    for slug, changed in rows:
        words_by_slug[slug].add(Difference.from_json(changed))
    return {slug: each.words() for slug, each in words_by_slug.items()}


@dataclass(slots=True)
class _WithheldWordsSoFar:
    """The withheld words of one inspection, collected change by change."""

    names: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)

    def add(self, difference: Difference) -> None:
        self.names.update(each.name for each in difference.fields)
        self.names.update(each.name for each in difference.judgements)
        for change in difference.paragraphs:
            self.places.update(passage.place for passage in _passages(change))
            self.texts.update(passage.text for passage in _passages(change))

    def words(self) -> WithheldWords:
        return WithheldWords(frozenset(self.names), frozenset(self.places), frozenset(self.texts))


def public_reason(change: Change) -> str:
    """The public reason of a change, in a sentence; empty if there is none."""
    return change.reason or REASONS.get(Change.What(change.what), "")


def has_public_text(inspection: Inspection | None) -> bool:
    """Whether the public may read the text of an inspection; None is one that left the archive."""
    return inspection is not None and inspection.reading_id is not None


def public_difference(
    change: Change, *, text_is_public: bool, withheld: WithheldWords
) -> Difference:
    """The part of a change that the public may read.

    It is empty for a withheld change. It has passages only if the inspection's text is published
    (`text_is_public`), and none of the inspection's `withheld` words.
    """
    if change.withheld:
        return Difference()
    changed = Difference.from_json(change.changed)
    if not text_is_public:
        changed = replace(changed, paragraphs=())
    return withheld.without(changed)
