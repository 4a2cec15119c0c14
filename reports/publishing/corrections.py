"""An editor's corrections: kept apart from the readings, with a reason, and never deleted.

Each verb is one transaction: all of it happens or nothing does.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from reports.facts.validity import text_mistake
from reports.facts.vocabulary import Area
from reports.models import Change, Correction, Inspection, Judgement
from reports.publishing.history import Deed, record, refuse_if_stale
from reports.publishing.operations import Refused, wait_for_the_archive
from reports.publishing.report_rows import paragraphs_of
from reports.publishing.showing import Rejected, show
from reports.publishing.snapshot import Difference, shown
from reports.publishing.targets import FIELDS, PARAGRAPH_FIELDS, Target, places_of, text_of

MOST_OF_A_REASON = 1000
"""Characters of a reason."""


@dataclass(frozen=True, slots=True)
class Correctable:
    """Something of an inspection that can be corrected, and what it says now."""

    what: str
    label: str
    now: str


@transaction.atomic
def correct(
    *,
    inspection: Inspection,
    what: str,
    after: str,
    reason: str,
    by: User,
    seen: str | None = None,
    withheld: bool = False,
) -> Correction:
    """Let an inspection say `after` where it says something else, whatever its readings say.

    `after` is a value in its text form, empty for nothing; `withheld` keeps both wordings out of
    the public history, and the original from the public (`withholding.py`). A correction that
    stands already is withdrawn for the new one, which withholds what it withheld. Raises `Refused`
    where the value cannot stand, alone or beside what else the inspection says, changes nothing, or
    the inspection is not as it was `seen`.
    """
    wait_for_the_archive()
    inspection = _still_there(inspection)
    refuse_if_stale(inspection, seen)
    target, after = Target.parse(what), after.replace("\r\n", "\n").strip()
    after = text_of(target.value(after))
    now, reason = says(inspection, what), checked_reason(reason)
    if now is None:
        raise Refused(f"{target.label} is not in the text that is shown.")
    if now.now == after:
        raise Refused(f"{target.label} says that already.")
    earlier = Correction.objects.active().filter(inspection_id=inspection.slug, what=what).first()
    if earlier is not None:
        _mark_withdrawn(earlier, by)
    withheld_since = earlier.withheld_since if earlier else None
    if withheld and withheld_since is None:
        withheld_since = timezone.now()
    correction = Correction.objects.create(
        inspection_id=inspection.slug,
        authority=inspection.authority,
        what=what,
        passage=earlier.passage if earlier else _passage_read(inspection, target),
        before=earlier.before if earlier else now.now,
        after=after,
        reason=reason,
        by=by,
        withheld_since=withheld_since,
    )
    before = shown(inspection)
    rejected = _show(inspection)
    if mistake := next(
        (each.reason for each in rejected if each.correction.pk == correction.pk), ""
    ):
        raise Refused(mistake)
    deed = Deed(Change.What.CORRECTED, by, reason, withheld=withheld_since is not None)
    record(inspection, deed, before=before, after=shown(inspection), reading=inspection.reading)
    correction.refresh_from_db()
    return correction


@transaction.atomic
def withdraw(
    *, correction: Correction, by: User, reason: str, seen: str | None = None
) -> Difference:
    """Let a reading have its say again where a correction overruled it. Raises `Refused` where it
    does not stand.
    """
    wait_for_the_archive()
    inspection = Inspection.objects.filter(slug=correction.inspection_id).first()
    correction = Correction.objects.get(pk=correction.pk)
    if correction.withdrawn_at is not None:
        raise Refused("This correction is withdrawn already.")
    reason = checked_reason(reason)
    _mark_withdrawn(correction, by)
    if inspection is None:
        return Difference()
    refuse_if_stale(inspection, seen)
    hidden = Change.objects.filter(inspection_id=inspection.slug, withheld=True).exists()
    before = shown(inspection)
    if correction.standing != Correction.Standing.IMPOSSIBLE:
        _restore(inspection, correction)
    _show(inspection)
    deed = Deed(Change.What.WITHDRAWN, by, reason, hidden)
    return record(
        inspection, deed, before=before, after=shown(inspection), reading=inspection.reading
    )


def correctables(inspection: Inspection) -> list[Correctable]:
    """All that can be corrected, in the order of the page: fields, judgements, every field of every
    passage.
    """
    found = [
        Correctable(name, Target.parse(name).label, text_of(getattr(inspection, name)))
        for name in FIELDS
    ]
    grades = dict(inspection.judgements.values_list("area", "grade"))
    for area in Area:
        what = f"judgement:{area}"
        found.append(Correctable(what, Target.parse(what).label, grades.get(area, "")))
    read = paragraphs_of(inspection.reading.parsed()) if inspection.reading else []
    # Corrections change no positions, so that what is shown stands beside what was read.
    for place, paragraph in zip(places_of(read), inspection.paragraphs.all(), strict=True):
        for field in PARAGRAPH_FIELDS:
            what = f"paragraph:{place}:{field}"
            found.append(
                Correctable(what, Target.parse(what).label, text_of(getattr(paragraph, field)))
            )
    return found


def says(inspection: Inspection, what: str) -> Correctable | None:
    """One of them, by its name; None where the inspection has no such thing."""
    return next((each for each in correctables(inspection) if each.what == what), None)


def checked_reason(reason: str) -> str:
    """Return a reason without the blanks around it. Raises `Refused` for one that the public
    history cannot show.
    """
    reason = reason.replace("\r\n", "\n").strip()
    if not reason:
        raise Refused("Give a reason: the public history of the inspection shows it.")
    if len(reason) > MOST_OF_A_REASON:
        raise Refused(
            f"The reason has {len(reason):,} characters; at most {MOST_OF_A_REASON:,} are shown."
        )
    if mistake := text_mistake(reason, several_lines=True):
        raise Refused(f"The reason cannot be shown. {mistake}")
    return reason


def _still_there(inspection: Inspection) -> Inspection:
    found = (
        Inspection.objects.select_related("authority", "reading").filter(pk=inspection.pk).first()
    )
    if found is None:
        raise Refused(f"{inspection} was taken out of the archive meanwhile. Nothing was changed.")
    return found


def _passage_read(inspection: Inspection, target: Target) -> str:
    if target.part != "paragraph" or inspection.reading is None:
        return ""
    read = paragraphs_of(inspection.reading.parsed())
    return dict(zip(places_of(read), read, strict=True))[target.place].text


def _mark_withdrawn(correction: Correction, by: User) -> None:
    correction.withdrawn_by, correction.withdrawn_at = by, timezone.now()
    correction.save(update_fields=["withdrawn_by", "withdrawn_at"])


def _restore(inspection: Inspection, correction: Correction) -> None:
    """Bring back what was known before; where the reading says something, showing it again
    overwrites this.
    """
    target = Target.parse(correction.what)
    if target.part == "field":
        setattr(inspection, target.field, target.stored(correction.before))
    elif target.part == "judgement" and inspection.reading is None:
        inspection.judgements.filter(area=target.place).delete()
        if correction.before:
            position = list(Area).index(Area(target.place))
            Judgement.objects.create(
                inspection=inspection, area=target.place, grade=correction.before, position=position
            )


def _show(inspection: Inspection) -> list[Rejected]:
    return show(inspection, inspection.reading.parsed() if inspection.reading else None)
