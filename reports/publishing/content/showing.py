"""Writing what an inspection shows: its reading with the corrections. Nothing else writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.facts.validity import doubtful
from reports.ingest.parsed import ParsedReport
from reports.ingest.parts.checks import looks_like_name
from reports.models import Correction, Inspection
from reports.publishing.content.draft import Draft, baseline_of, values_of
from reports.publishing.operations import Refused

IMPOSSIBLE = Correction.Standing.IMPOSSIBLE


@dataclass(frozen=True, slots=True)
class RejectedCorrection:
    """A correction that contradicts other values of the inspection; `reason` is a sentence."""

    correction: Correction
    reason: str


def show(inspection: Inspection, report: ParsedReport | None) -> list[RejectedCorrection]:
    """Save the rows of an inspection: the values of `report`, with the active corrections applied.

    Values that the report does not give stay as they were; without a report, all values stay. Sets
    the standing of each correction: applied, needless, not applied or impossible. Returns the
    impossible ones, which are not applied. Raises `Refused` if dates or numbers contradict each
    other without any correction.
    """
    # The oldest first, so that of two about one passage the later one counts.
    active = Correction.objects.active().filter(inspection_id=inspection.slug)
    corrections = list(active.order_by("at", "pk"))
    draft, rejected = _corrected_draft(inspection, report, corrections)
    _refuse_contradictions(draft)
    for each in rejected:
        each.correction.standing = IMPOSSIBLE
    inspection.save()
    inspection.refresh_from_db(fields=["year"])
    draft.write()
    Correction.objects.bulk_update(corrections, ["standing"])
    return rejected


def doubts(inspection: Inspection) -> list[str]:
    """The unlikely values that an inspection shows, each in a sentence for a person to check."""
    grades = dict(inspection.judgements.values_list("area", "grade"))
    values = values_of(inspection, grades, inspection.paragraphs.all())
    sentences = [finding.message for finding in doubtful(values)]
    if inspection.lead_inspector and not looks_like_name(inspection.lead_inspector):
        sentences.append(f"“{inspection.lead_inspector}” does not look like a name.")
    return sentences


def _corrected_draft(
    inspection: Inspection, report: ParsedReport | None, corrections: Sequence[Correction]
) -> tuple[Draft, list[RejectedCorrection]]:
    """Apply all corrections that are possible together. Returns the draft and the rejected ones.

    If corrections contradict each other or the reading, one that was impossible before is rejected
    first, then the latest one: the values that are shown now stay.
    """
    baseline = baseline_of(inspection, corrections)
    impossible_before = {each.pk for each in corrections if each.standing == IMPOSSIBLE}
    rejected: dict[int, RejectedCorrection] = {}
    while True:
        # Start again each time: a correction that is now rejected may have hidden another mistake.
        draft = Draft(inspection, report, baseline)
        for correction in corrections:
            if correction.pk in rejected:
                continue
            try:
                correction.standing = draft.apply(correction)
            except Refused as refusal:
                rejected[correction.pk] = RejectedCorrection(correction, str(refusal))
        contradiction = draft.contradiction()
        if contradiction is None:
            return draft, list(rejected.values())
        finding, involved = contradiction
        last = max(involved, key=lambda each: (each.pk in impossible_before, each.at, each.pk))
        rejected[last.pk] = RejectedCorrection(last, finding.message)


def _refuse_contradictions(draft: Draft) -> None:
    """Remove an impossible publication date. Raises `Refused` for values that no row can hold.

    Impossible corrections are already rejected: what is still impossible comes from the reading or
    from the reference facts.
    """
    for finding in draft.impossible():
        if finding.refused:
            raise Refused(finding.message)
        if "published" in finding.about:
            draft.inspection.published = None
