"""The history of an inspection as the public reads it: what changed when, and why, but not who did
it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reports.models import Change
from reports.publishing.change_wording import Told, told
from reports.publishing.snapshot import Difference, PassageChange

MOST_TOLD = 60
"""Changed passages that one entry spells out; beyond them it counts."""
REASONS = {
    Change.What.PUBLISHED: "The report came in.",
    Change.What.REVISED: "Another file of the same report came in.",
}
"""What is said where nobody gave a reason."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: `told` are the words that changed, `more` how many beyond them are only counted."""

    change: Change
    by: str
    reason: str
    changed: Difference
    told: list[Told]
    more: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class WithheldWords:
    """What the withheld changes of an inspection are about: none of it is spelt out in any other
    change either.

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
        passages = [each for each in (change.before, change.after) if each is not None]
        return any(each.place in self.places or each.text in self.texts for each in passages)


def withheld_words(slug: str) -> WithheldWords:
    """What the history of an inspection keeps from the public."""
    changes = Change.objects.of(slug).filter(withheld=True).values_list("changed", flat=True)
    withheld = [Difference.from_json(changed) for changed in changes]
    values = [each for changed in withheld for each in (*changed.fields, *changed.judgements)]
    pairs = [each for changed in withheld for each in changed.paragraphs]
    passages = [each for pair in pairs for each in (pair.before, pair.after) if each is not None]
    return WithheldWords(
        names=frozenset(each.name for each in values),
        places=frozenset(each.place for each in passages),
        texts=frozenset(each.text for each in passages),
    )


def entries(
    changes: Iterable[Change], *, text_is_public: bool, withheld: WithheldWords
) -> list[Entry]:
    """The changes in words. While no text of the inspection is public, no words of its passages are
    told.
    """
    return [_entry(change, text_is_public, withheld) for change in changes]


def _entry(change: Change, text_is_public: bool, withheld: WithheldWords) -> Entry:
    changed = Difference.from_json(change.changed)
    public = withheld.without(changed if text_is_public else replace(changed, paragraphs=()))
    spelt_out = [] if change.withheld else told(public)
    return Entry(
        change=change,
        by="an editor" if change.by_id else "the archive",
        reason=change.reason or REASONS.get(Change.What(change.what), ""),
        changed=changed,
        told=spelt_out[:MOST_TOLD],
        more=max(0, len(spelt_out) - MOST_TOLD),
        hidden=change.withheld or public != changed,
    )
