"""The public history of an inspection: what changed, when and why, but not who changed it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reports.models import Change
from reports.publishing.history.differences import Difference
from reports.publishing.history.public import WithheldWords, public_difference, public_reason
from reports.publishing.history.wording import WordedChange, worded_changes

MOST_SPELT_OUT = 60
"""Changes that one entry shows word by word; any beyond them are counted."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change with its `details` word by word; `more` is the number of further details.

    `by` is "an editor" or "the archive". `hidden` says that some words are withheld.
    """

    change: Change
    by: str
    reason: str
    changed: Difference
    details: list[WordedChange]
    more: int
    hidden: bool


def history_entries(
    changes: Iterable[Change], *, text_is_public: bool, withheld: WithheldWords
) -> list[HistoryEntry]:
    """The changes in words. They include passages only if the inspection's text is public."""
    return [_entry(change, text_is_public, withheld) for change in changes]


def _entry(change: Change, text_is_public: bool, withheld: WithheldWords) -> HistoryEntry:
    changed = Difference.from_json(change.changed)
    public = public_difference(change, text_is_public=text_is_public, withheld=withheld)
    details = worded_changes(public)
    return HistoryEntry(
        change=change,
        by="an editor" if change.by_id else "the archive",
        reason=public_reason(change),
        changed=changed,
        details=details[:MOST_SPELT_OUT],
        more=max(0, len(details) - MOST_SPELT_OUT),
        hidden=change.withheld or public != changed,
    )
