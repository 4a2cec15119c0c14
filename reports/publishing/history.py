"""The history of an inspection: every published change is kept, and two people never overwrite each
other unseen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone

from reports.models import Change, Inspection, Reading
from reports.publishing.operations import Refused
from reports.publishing.report_rows import paragraphs_of
from reports.publishing.snapshot import (
    Difference,
    Moved,
    Shown,
    ShownPassage,
    difference,
    moved,
    passages_of,
)

NOTHING_SEEN = "0.0"
"""The stamp of an inspection that shows no text and has no history."""
NEWEST_TOLD = 5
"""Changes that a refusal of something stale names at most."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done to an inspection: what, by whom (None for a command), and why."""

    what: Change.What
    by: User | None = None
    reason: str = ""
    withheld: bool = False


def record(
    inspection: Inspection, deed: Deed, *, before: Shown, after: Shown, reading: Reading | None
) -> Difference:
    """Keep a change, in the transaction that makes it, and return it. Where nothing that is shown
    changed, nothing is kept of a re-reading or a correction.
    """
    changed = difference(before, after)
    kept = deed.what not in (Change.What.RE_READ, Change.What.CORRECTED, Change.What.WITHDRAWN)
    if changed or kept:
        earlier = before.passages or (_last_text(inspection) if after.passages else ())
        Change.objects.create(
            inspection_id=inspection.slug,
            authority=inspection.authority,
            title=str(inspection),
            reading=reading,
            what=deed.what,
            by=deed.by,
            reason=deed.reason,
            withheld=deed.withheld,
            changed=changed.as_json(),
            moved=[each.as_json() for each in moved(earlier, after.passages)]
            if after.passages
            else [],
        )
    return changed


def stamp(inspection: Inspection) -> str:
    """What a form carries to tell later whether the inspection is still as its reader saw it."""
    last = Change.objects.filter(inspection_id=inspection.slug).values_list("pk", flat=True).first()
    return f"{inspection.reading_id or 0}.{last or 0}"


def refuse_if_stale(inspection: Inspection, seen: str | None) -> None:
    """Raises `Refused`, naming what happened meanwhile, where `seen` is no longer the inspection's
    stamp.

    None stands for a caller that nobody looked before, such as a command.
    """
    if seen is None or seen == stamp(inspection):
        return
    last_seen = seen.rpartition(".")[2]
    since = Change.objects.filter(inspection_id=inspection.slug).select_related("by")
    since = since.filter(pk__gt=int(last_seen)) if last_seen.isdecimal() else since
    told = "; ".join(
        f"{each.get_what_display().lower()} {timezone.localtime(each.at):%-d %B %Y at %H:%M}"
        f" by {each.by or 'a command'}"
        f" ({Difference.from_json(each.changed).sentence})"
        for each in since[:NEWEST_TOLD]
    )
    raise Refused(
        f"{inspection} is not as you saw it: {told or 'its text is shown already'}. Nothing was changed. "
        "Look at it as it is now, and decide again."
    )


@dataclass(frozen=True, slots=True)
class Vanished:
    """An anchor that stood on a page once: what it was called, and where its words stand now, if
    anywhere.
    """

    anchor: str
    label: str
    now: str | None
    now_label: str


def vanished(changes: Iterable[Change], standing: Mapping[str, str]) -> list[Vanished]:
    """The anchors that once stood on an inspection's page and stand there no longer, and where each
    went.

    `changes` are all of the inspection, the newest first; `standing` the anchors of its page now,
    with their labels.
    """
    known: dict[str, Moved] = {}
    for change in reversed(list(changes)):
        known.update((each["anchor"], Moved.from_json(each)) for each in change.moved)
    gone = [
        (each, _end_of(each, known, standing))
        for each in known.values()
        if each.anchor not in standing
    ]
    return [
        Vanished(each.anchor, each.label, now, standing[now] if now else "") for each, now in gone
    ]


def _end_of(
    vanished_one: Moved, known: Mapping[str, Moved], standing: Mapping[str, str]
) -> str | None:
    """Where the words went after all changes: a paragraph may have moved several times."""
    now, passed = vanished_one.now, {vanished_one.anchor}
    while now is not None and now not in standing:
        passed.add(now)
        now = known[now].now if now in known else None
        now = None if now in passed else now
    return now


def _last_text(inspection: Inspection) -> tuple[ShownPassage, ...]:
    """What an inspection showed before its text was unpublished, if its reading is still kept."""
    unpublished = (
        Change.objects.filter(
            inspection_id=inspection.slug, what=Change.What.UNPUBLISHED, reading__isnull=False
        )
        .select_related("reading")
        .first()
    )
    reading = unpublished.reading if unpublished else None
    return passages_of(paragraphs_of(reading.parsed())) if reading else ()
