"""The history of an inspection as the public reads it: what changed when, and why, but not who did it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reports.models import Change
from reports.publishing.change_wording import Told, told
from reports.publishing.snapshot import Difference

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


def entries(changes: Iterable[Change], *, text_is_public: bool) -> list[Entry]:
    """The changes in words. While no text of the inspection is public, no words of its passages are told."""
    return [_entry(change, text_is_public=text_is_public) for change in changes]


def _entry(change: Change, *, text_is_public: bool) -> Entry:
    changed = Difference.from_json(change.changed)
    public = changed if text_is_public else replace(changed, paragraphs=())
    spelt_out = [] if change.withheld else told(public)
    return Entry(
        change=change,
        by="an editor" if change.by_id else "the archive",
        reason=change.reason or REASONS.get(Change.What(change.what), ""),
        changed=changed,
        told=spelt_out[:MOST_TOLD],
        more=max(0, len(spelt_out) - MOST_TOLD),
        hidden=change.withheld or (bool(changed.paragraphs) and not text_is_public),
    )
