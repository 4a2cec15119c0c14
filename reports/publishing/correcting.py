"""Corrections by editors: they are stored beside the readings, with a reason, and never deleted.

Each operation is one transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from reports.facts.validity import text_mistake
from reports.facts.vocabulary import Area
from reports.models import Change, Correction, Inspection, Judgement
from reports.publishing.content.report_rows import paragraphs_of
from reports.publishing.content.showing import RejectedCorrection, show
from reports.publishing.content.targets import (
    FIELDS,
    Target,
    fields_of_passage,
    passage_keys,
    text_of,
)
from reports.publishing.history.changes import Operation, record, refuse_if_stale
from reports.publishing.history.differences import Difference
from reports.publishing.history.snapshot import snapshot_of_inspection
from reports.publishing.operations import Refused, lock_archive

LONGEST_REASON = 1000
"""Characters of a reason."""


@dataclass(frozen=True, slots=True)
class Correctable:
    """A value that can be corrected: its name in a correction, its label, its current value."""

    what: str
    label: str
    value: str


@transaction.atomic
def correct(
    *,
    inspection: Inspection,
    what: str,
    after: str,
    reason: str,
    by: User,
    expected_stamp: str | None = None,
    withheld: bool = False,
) -> Correction:
    """Replace the value that `what` names by `after`, for this reading and all later ones.

    `after` is in text form; empty removes the value. `withheld` hides both wordings from the public
    history, and the original from the public. The new correction replaces an active one of the same
    value, and withholds what that one withheld. Raises `Refused` if the value is impossible, alone
    or beside other values, or the current one, or if the inspection changed since `expected_stamp`.
    """
    lock_archive()
    inspection = _current_row(inspection)
    refuse_if_stale(inspection, expected_stamp)
    target = Target.parse(what)
    reason = checked_reason(reason)
    after = text_of(target.checked_value(after.replace("\r\n", "\n").strip()))
    current = _value_to_correct(inspection, target, what, after)
    earlier = _withdraw_earlier(inspection, what, by)
    correction = Correction.objects.create(
        inspection_id=inspection.slug,
        authority=inspection.authority,
        what=what,
        passage=earlier.passage if earlier else _passage_as_read(inspection, target),
        before=earlier.before if earlier else current,
        after=after,
        reason=reason,
        by=by,
        withheld_since=_withheld_since(earlier, withheld=withheld),
    )
    _show_corrected(inspection, correction)
    correction.refresh_from_db()
    return correction


def _show_corrected(inspection: Inspection, correction: Correction) -> None:
    """Show an inspection with its new correction, and record the change.

    Raises `Refused` if the correction contradicts other values of the inspection.
    """
    before = snapshot_of_inspection(inspection)
    for rejected in _show(inspection):
        if rejected.correction.pk == correction.pk:
            raise Refused(rejected.reason)
    withheld = correction.withheld_since is not None
    operation = Operation(Change.What.CORRECTED, correction.by, correction.reason, withheld)
    after = snapshot_of_inspection(inspection)
    record(inspection, operation, before=before, after=after, reading=inspection.reading)


@transaction.atomic
def withdraw(
    *, correction: Correction, by: User, reason: str, expected_stamp: str | None = None
) -> Difference:
    """Withdraw a correction: the inspection shows the value of its reading again.

    Returns what changed. Raises `Refused` if the correction is already withdrawn, or the inspection
    has changed since `expected_stamp`.
    """
    lock_archive()
    inspection = Inspection.objects.filter(slug=correction.inspection_id).first()
    correction = Correction.objects.get(pk=correction.pk)
    if correction.withdrawn_at is not None:
        raise Refused("This correction is withdrawn already.")
    reason = checked_reason(reason)
    _mark_withdrawn(correction, by)
    if inspection is None:
        return Difference()
    refuse_if_stale(inspection, expected_stamp)
    hidden = Change.objects.filter(inspection_id=inspection.slug, withheld=True).exists()
    before = snapshot_of_inspection(inspection)
    if correction.standing != Correction.Standing.IMPOSSIBLE:
        _restore(inspection, correction)
    _show(inspection)
    operation = Operation(Change.What.WITHDRAWN, by, reason, hidden)
    after = snapshot_of_inspection(inspection)
    return record(inspection, operation, before=before, after=after, reading=inspection.reading)


def correctables(inspection: Inspection) -> dict[str, Correctable]:
    """All values that can be corrected by the names of `Target`, in the order of the page.

    These are the fields, then the judgements of all areas, then every field of every passage.
    """
    values = {name: text_of(getattr(inspection, name)) for name in FIELDS}
    grades = dict(inspection.judgements.values_list("area", "grade"))
    for area in Area:
        values[f"judgement:{area}"] = grades.get(area, "")
    read = paragraphs_of(inspection.reading.parsed()) if inspection.reading else []
    # Keys come from the passages as they were read. Corrections do not change the order.
    for key, paragraph in zip(passage_keys(read), inspection.paragraphs.all(), strict=True):
        for field in fields_of_passage(paragraph.role):
            values[f"paragraph:{key}:{field}"] = text_of(getattr(paragraph, field))
    return {
        what: Correctable(what, Target.parse(what).label, value) for what, value in values.items()
    }


def checked_reason(reason: str) -> str:
    """The reason without leading and trailing spaces.

    Raises `Refused` if it is empty, longer than `LONGEST_REASON`, or cannot be shown.
    """
    reason = reason.replace("\r\n", "\n").strip()
    if not reason:
        raise Refused("Give a reason: the public history of the inspection shows it.")
    if len(reason) > LONGEST_REASON:
        raise Refused(
            f"The reason has {len(reason):,} characters; at most {LONGEST_REASON:,} are shown."
        )
    mistake = text_mistake(reason, several_lines=True)
    if mistake:
        raise Refused(f"The reason cannot be shown. {mistake}")
    return reason


def _current_row(inspection: Inspection) -> Inspection:
    """The inspection read again from the database. Raises `Refused` if it was deleted."""
    rows = Inspection.objects.select_related("authority", "reading")
    row = rows.filter(pk=inspection.pk).first()
    if row is None:
        raise Refused(f"{inspection} has left the archive in the meantime. Nothing was changed.")
    return row


def _value_to_correct(inspection: Inspection, target: Target, what: str, after: str) -> str:
    """The current value of a target. Raises `Refused` if there is none, or if it equals `after`."""
    current = correctables(inspection).get(what)
    if current is None:
        raise Refused(f"{target.label} is not in the text that is shown.")
    if current.value == after:
        raise Refused(f"{target.label} says that already.")
    return current.value


def _withdraw_earlier(inspection: Inspection, what: str, by: User) -> Correction | None:
    """Withdraw the active correction of a value and return it; None if there is none."""
    active = Correction.objects.active().filter(inspection_id=inspection.slug, what=what)
    earlier = active.first()
    if earlier:
        _mark_withdrawn(earlier, by)
    return earlier


def _passage_as_read(inspection: Inspection, target: Target) -> str:
    """The text, as it was read, of the passage of a target; empty if the target is no passage."""
    if target.part != "paragraph" or inspection.reading is None:
        return ""
    read = paragraphs_of(inspection.reading.parsed())
    by_key = dict(zip(passage_keys(read), read, strict=True))
    return by_key[target.place].text


def _withheld_since(earlier: Correction | None, *, withheld: bool) -> datetime | None:
    """The time since which the words of a new correction are withheld; None if they are not.

    A correction that replaces an `earlier` one keeps its time.
    """
    if earlier and earlier.withheld_since:
        return earlier.withheld_since
    return timezone.now() if withheld else None


def _mark_withdrawn(correction: Correction, by: User) -> None:
    correction.withdrawn_by, correction.withdrawn_at = by, timezone.now()
    correction.save(update_fields=["withdrawn_by", "withdrawn_at"])


def _restore(inspection: Inspection, correction: Correction) -> None:
    """Set the value from before the correction. If the reading has a value, `show` replaces it."""
    target = Target.parse(correction.what)
    if target.part == "field":
        setattr(inspection, target.field, target.column_value(correction.before))
    elif target.part == "judgement" and inspection.reading is None:
        inspection.judgements.filter(area=target.place).delete()
        if correction.before:
            position = list(Area).index(Area(target.place))
            Judgement.objects.create(
                inspection=inspection, area=target.place, grade=correction.before, position=position
            )


def _show(inspection: Inspection) -> list[RejectedCorrection]:
    return show(inspection, inspection.reading.parsed() if inspection.reading else None)
