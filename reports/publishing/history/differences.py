"""How two snapshots of an inspection differ: the form in which the history records a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reports.ingest.parsed import JsonForm
from reports.publishing.content.likeness import most_alike
from reports.publishing.history.pairing import paired
from reports.publishing.history.snapshot import ShownPassage, Snapshot

COMPARED = ("number", "heading", "area", "grade", "page", "text", "responsible")
"""The fields of a passage that are compared. Another key or anchor alone is no change."""


@dataclass(frozen=True, slots=True)
class ValueChange(JsonForm):
    """The value of a field or a judgement before and after a change; empty for no value."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PassageChange(JsonForm):
    """A passage that was changed, added (no `before`) or removed (no `after`)."""

    before: ShownPassage | None
    after: ShownPassage | None


def counted(count: int, noun: str) -> str:
    """A number with its noun, such as "2 passages"; empty for none."""
    if not count:
        return ""
    return f"{count} {noun}{'s' if count > 1 else ''}"


class PassageCounts(NamedTuple):
    """How many passages a change changed, added and removed."""

    changed: int
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class Difference(JsonForm):
    """The difference between two snapshots of an inspection.

    If a whole text was added or removed, its passages are only counted: the reading has their
    words.
    """

    fields: tuple[ValueChange, ...] = ()
    judgements: tuple[ValueChange, ...] = ()
    paragraphs: tuple[PassageChange, ...] = ()
    passages_came: int = 0
    passages_went: int = 0

    def __bool__(self) -> bool:
        parts = (self.fields, self.judgements, self.paragraphs)
        return any(parts) or self.passages_came > 0 or self.passages_went > 0

    @property
    def passage_counts(self) -> PassageCounts:
        """How many passages were changed, added and removed."""
        added = sum(each.before is None for each in self.paragraphs)
        removed = sum(each.after is None for each in self.paragraphs)
        return PassageCounts(
            changed=len(self.paragraphs) - added - removed,
            added=added + self.passages_came,
            removed=removed + self.passages_went,
        )

    @property
    def sentence(self) -> str:
        """The change in numbers: "1 field, 2 changed passages, 1 added passage", or "nothing"."""
        passages = self.passage_counts
        counts = (
            (len(self.fields), "field"),
            (len(self.judgements), "judgement"),
            (passages.changed, "changed passage"),
            (passages.added, "added passage"),
            (passages.removed, "removed passage"),
        )
        return ", ".join([counted(count, noun) for count, noun in counts if count]) or "nothing"


@dataclass(frozen=True, slots=True)
class MovedAnchor(JsonForm):
    """An anchor that the page no longer has.

    `now` is the anchor of the passage with the same or the most similar text; None without one.
    """

    anchor: str
    label: str
    now: str | None


def difference(before: Snapshot, after: Snapshot) -> Difference:
    """The difference between two snapshots."""
    fields = _value_changes(before.fields, after.fields)
    judgements = _value_changes(before.judgements, after.judgements)
    if not before.passages or not after.passages:
        return Difference(
            fields,
            judgements,
            passages_came=len(after.passages),
            passages_went=len(before.passages),
        )
    changes = [PassageChange(*pair) for pair in paired(before.passages, after.passages)]
    changed = tuple(change for change in changes if _differs(change))
    return Difference(fields, judgements, changed)


def moved_anchors(
    before: Sequence[ShownPassage], after: Sequence[ShownPassage]
) -> tuple[MovedAnchor, ...]:
    """The anchors of `before` that `after` lacks, each with the new anchor of its text."""
    remaining = {passage.anchor for passage in after}
    texts = [passage.text for passage in after]
    moved = []
    for passage in before:
        if passage.anchor in remaining:
            continue
        index = most_alike(passage.text, texts)
        now = after[index].anchor if index is not None else None
        moved.append(MovedAnchor(passage.anchor, passage.label, now))
    return tuple(moved)


def _differs(change: PassageChange) -> bool:
    before, after = change.before, change.after
    if before is None or after is None:
        return True
    return any(getattr(before, name) != getattr(after, name) for name in COMPARED)


def _value_changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[ValueChange, ...]:
    """The values that differ, in the order of `before`, then those that only `after` has."""
    names = list(before) + [name for name in after if name not in before]
    changes = [ValueChange(name, before.get(name, ""), after.get(name, "")) for name in names]
    return tuple(change for change in changes if change.before != change.after)
