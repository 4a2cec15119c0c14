"""What of the history is shown to the public: not the words that an editor withheld, nor those of a
text that is not public.
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
"""What stands in place of a reason that nobody gave."""


@dataclass(frozen=True, slots=True)
class WithheldWords:
    """What the withheld changes of an inspection are about; no other change spells it out either.

    `names` are fields and areas of judgements, `places` and `texts` those of passages, before and
    after.
    """

    names: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()

    def without(self, changed: Difference) -> Difference:
        """A change without what is withheld."""
        return replace(
            changed,
            fields=tuple(each for each in changed.fields if each.name not in self.names),
            judgements=tuple(each for each in changed.judgements if each.name not in self.names),
            paragraphs=tuple(each for each in changed.paragraphs if not self._concern(each)),
        )

    def _concern(self, change: PassageChange) -> bool:
        return any(
            passage.place in self.places or passage.text in self.texts
            for passage in _passages(change)
        )


def _passages(change: PassageChange) -> list[ShownPassage]:
    """The passage before and after, as far as there is one."""
    return [passage for passage in (change.before, change.after) if passage is not None]


def withheld_words(slugs: Iterable[str]) -> dict[str, WithheldWords]:
    """What the histories of these inspections keep from the public, by slug; in one query."""
    collected = {slug: _Collected() for slug in slugs}
    withheld = Change.objects.filter(inspection_id__in=collected, withheld=True)
    rows: Any = withheld.values_list("inspection_id", "changed")
    for slug, changed in rows:
        collected[slug].add(Difference.from_json(changed))
    return {slug: each.words() for slug, each in collected.items()}


@dataclass(slots=True)
class _Collected:
    """The words of one inspection as its withheld changes are gone through."""

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
    """Why it was changed, in a sentence; empty where nobody said why."""
    return change.reason or REASONS.get(Change.What(change.what), "")


def has_public_text(inspection: Inspection | None) -> bool:
    """Whether the public may read the text of an inspection; None is one that left the archive."""
    return inspection is not None and inspection.reading_id is not None


def public_difference(
    change: Change, *, text_is_public: bool, withheld: WithheldWords
) -> Difference:
    """What the public may read of a change, whose inspection has these `withheld` words.

    Of a change that is withheld itself nothing; no words of passages unless the inspection's text
    is public.
    """
    if change.withheld:
        return Difference()
    changed = Difference.from_json(change.changed)
    if not text_is_public:
        changed = replace(changed, paragraphs=())
    return withheld.without(changed)
