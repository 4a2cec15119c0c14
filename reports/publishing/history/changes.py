"""Recording the changes of an inspection, and stamps that detect edits of two people at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone

from reports.facts.dates import in_words
from reports.models import Change, Inspection, Reading
from reports.publishing.content.report_rows import paragraphs_of
from reports.publishing.history.differences import (
    Difference,
    MovedAnchor,
    difference,
    moved_anchors,
)
from reports.publishing.history.snapshot import ShownPassage, Snapshot, passages_of
from reports.publishing.operations import Refused

EMPTY_STAMP = "0.0"
"""The stamp of an inspection that shows no text and has no history."""
MOST_NAMED = 5
"""The most changes that the refusal of an outdated form names."""
ONLY_WITH_EFFECT = (Change.What.RE_READ, Change.What.CORRECTED, Change.What.WITHDRAWN)
"""Operations that are recorded only where they change what is shown."""


@dataclass(frozen=True, slots=True)
class Operation:
    """What is done to an inspection, by whom (None: a command), and why.

    `withheld` hides the words that it changes from the public history.
    """

    what: Change.What
    by: User | None = None
    reason: str = ""
    withheld: bool = False


def record(
    inspection: Inspection,
    operation: Operation,
    *,
    before: Snapshot,
    after: Snapshot,
    reading: Reading | None,
) -> Difference:
    """Record and return what an operation changed. Runs in the operation's transaction.

    An operation of `ONLY_WITH_EFFECT` that changed nothing is not recorded.
    """
    changed = difference(before, after)
    if not changed and operation.what in ONLY_WITH_EFFECT:
        return changed
    Change.objects.create(
        inspection_id=inspection.slug,
        authority=inspection.authority,
        title=str(inspection),
        reading=reading,
        what=operation.what,
        by=operation.by,
        reason=operation.reason,
        withheld=operation.withheld,
        changed=changed.as_json(),
        moved=[anchor.as_json() for anchor in _moved_anchors(inspection, before, after)],
    )
    return changed


def _moved_anchors(
    inspection: Inspection, before: Snapshot, after: Snapshot
) -> tuple[MovedAnchor, ...]:
    if not after.passages:
        return ()
    return moved_anchors(before.passages or _last_passages(inspection), after.passages)


def _last_passages(inspection: Inspection) -> tuple[ShownPassage, ...]:
    """The passages that an inspection showed before its text was unpublished.

    Empty if it was never unpublished, or if that reading has been deleted.
    """
    unpublished = Change.objects.filter(
        inspection_id=inspection.slug, what=Change.What.UNPUBLISHED, reading__isnull=False
    )
    change = unpublished.select_related("reading").first()
    if change is None or change.reading is None:
        return ()
    return passages_of(paragraphs_of(change.reading.parsed()))


def stamp(inspection: Inspection) -> str:
    """The state of an inspection, for a form to carry: the keys of its reading and last change."""
    last = Change.objects.filter(inspection_id=inspection.slug).values_list("pk", flat=True).first()
    return f"{inspection.reading_id or 0}.{last or 0}"


def refuse_if_stale(inspection: Inspection, expected_stamp: str | None) -> None:
    """Raise `Refused` if the inspection has changed since `expected_stamp`; it names the changes.

    None skips the check, for callers that showed nobody the earlier state, such as a command.
    """
    if expected_stamp is None or expected_stamp == stamp(inspection):
        return
    changes = Change.objects.filter(inspection_id=inspection.slug).select_related("by")
    last_change = expected_stamp.rpartition(".")[2]
    if last_change.isdecimal():
        changes = changes.filter(pk__gt=int(last_change))
    since = "; ".join(_sentence(change) for change in changes[:MOST_NAMED])
    raise Refused(
        f"{inspection} has changed since you opened it: {since or 'its text is shown already'}. "
        "Nothing was changed. Look at it as it is now, and decide again."
    )


def _sentence(change: Change) -> str:
    at = timezone.localtime(change.at)
    moment = f"{in_words(at)} at {at:%H:%M}"
    extent = Difference.from_json(change.changed).sentence
    return f"{change.get_what_display().lower()} {moment} by {change.by or 'a command'} ({extent})"


@dataclass(frozen=True, slots=True)
class VanishedAnchor:
    """An anchor that an inspection's page once had, and the label of its passage then.

    `now` is the anchor that its words have now, None if they are gone; `now_label` is its label.
    """

    anchor: str
    label: str
    now: str | None
    now_label: str


def vanished_anchors(changes: Iterable[Change], current: Mapping[str, str]) -> list[VanishedAnchor]:
    """The anchors that an inspection's page no longer has, each with where its words are now.

    `changes` are all changes of the inspection, the latest first. `current` has the labels of the
    page's anchors by anchor.
    """
    moved: dict[str, MovedAnchor] = {}
    for change in reversed(list(changes)):
        for written in change.moved:
            moved[written["anchor"]] = MovedAnchor.from_json(written)
    vanished = []
    for anchor in moved.values():
        if anchor.anchor not in current:
            now = _final_anchor(anchor, moved, current)
            now_label = current[now] if now else ""
            vanished.append(VanishedAnchor(anchor.anchor, anchor.label, now, now_label))
    return vanished


def _final_anchor(
    start: MovedAnchor, moved: Mapping[str, MovedAnchor], current: Mapping[str, str]
) -> str | None:
    """The current anchor of the words; None if they are gone.

    Words may have moved several times, even in a circle.
    """
    passed = {start.anchor}
    anchor = start.now
    while anchor is not None and anchor not in current:
        passed.add(anchor)
        anchor = moved[anchor].now if anchor in moved else None
        if anchor in passed:
            return None
    return anchor
