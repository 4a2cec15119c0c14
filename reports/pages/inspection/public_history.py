"""The history of an inspection as the public reads it: what changed, when and why, but not who did it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reports.models import Change
from reports.publishing.history.differences import Difference, PassageChange
from reports.publishing.history.snapshot import ShownPassage
from reports.publishing.history.wording import WordedChange, worded_changes

MOST_SPELT_OUT = 60
"""Changes that one entry shows word by word; any beyond them are counted."""
REASONS = {
    Change.What.PUBLISHED: "The report was imported.",
    Change.What.REVISED: "Another file of the same report was imported.",
}
"""What stands in place of a reason that nobody gave."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change: `details` word by word, and `more`, the number of details beyond them.

    `by` is "an editor" or "the archive". `hidden` says that some words are not shown.
    """

    change: Change
    by: str
    reason: str
    changed: Difference
    details: list[WordedChange]
    more: int
    hidden: bool


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


def withheld_words(slug: str) -> WithheldWords:
    """What the history of an inspection keeps from the public."""
    withheld = Change.objects.of(slug).filter(withheld=True)
    names: set[str] = set()
    places: set[str] = set()
    texts: set[str] = set()
    for changed in withheld.values_list("changed", flat=True):
        difference = Difference.from_json(changed)
        names.update(each.name for each in difference.fields)
        names.update(each.name for each in difference.judgements)
        for change in difference.paragraphs:
            places.update(passage.place for passage in _passages(change))
            texts.update(passage.text for passage in _passages(change))
    return WithheldWords(frozenset(names), frozenset(places), frozenset(texts))


def history_entries(
    changes: Iterable[Change], *, text_is_public: bool, withheld: WithheldWords
) -> list[HistoryEntry]:
    """The changes in words; no words of passages unless the inspection's text is public."""
    return [_entry(change, text_is_public, withheld) for change in changes]


def _entry(change: Change, text_is_public: bool, withheld: WithheldWords) -> HistoryEntry:
    changed = Difference.from_json(change.changed)
    shown = changed if text_is_public else replace(changed, paragraphs=())
    public = withheld.without(shown)
    details = [] if change.withheld else worded_changes(public)
    return HistoryEntry(
        change=change,
        by="an editor" if change.by_id else "the archive",
        reason=change.reason or REASONS.get(Change.What(change.what), ""),
        changed=changed,
        details=details[:MOST_SPELT_OUT],
        more=max(0, len(details) - MOST_SPELT_OUT),
        hidden=change.withheld or public != changed,
    )
