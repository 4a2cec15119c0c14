"""What an inspection shows is written here, and only here: its reading, and the corrections over it."""

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
    """A correction that cannot be applied beside what else the inspection says; why, in a sentence."""

    correction: Correction
    reason: str


def show(inspection: Inspection, report: ParsedReport | None) -> list[RejectedCorrection]:
    """Write the rows of an inspection: what `report` says, with the active corrections over it.

    What the report does not say stays as it was, and without a report all of it. Each correction is
    marked as applied, needless, not applied or impossible. Impossible ones are left out of what is
    shown, and returned. Raises `Refused` where dates or numbers contradict each other without any
    correction.
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
    """What is possible but rare in what an inspection shows, in sentences: a person should look."""
    grades = dict(inspection.judgements.values_list("area", "grade"))
    values = values_of(inspection, grades, inspection.paragraphs.all())
    sentences = [finding.message for finding in doubtful(values)]
    if inspection.lead_inspector and not looks_like_name(inspection.lead_inspector):
        sentences.append(f"“{inspection.lead_inspector}” does not look like a name.")
    return sentences


def _corrected_draft(
    inspection: Inspection, report: ParsedReport | None, corrections: Sequence[Correction]
) -> tuple[Draft, list[RejectedCorrection]]:
    """Apply all corrections that are possible together, and return those that were left out.

    Where corrections contradict each other or the reading, one that was impossible before is left
    out first, then the latest: what was shown until now stays.
    """
    baseline = baseline_of(inspection, corrections)
    impossible_before = {each.pk for each in corrections if each.standing == IMPOSSIBLE}
    rejected: dict[int, RejectedCorrection] = {}
    while True:
        # Applied anew each time: a correction that is left out may have hidden another's mistake.
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
    """Leave out an impossible publication date; raise `Refused` for what the rows cannot hold.

    Impossible corrections have been left out before: what is still impossible comes from the
    reading, or from what was there without it.
    """
    for finding in draft.impossible():
        if finding.refused:
            raise Refused(finding.message)
        if "published" in finding.about:
            draft.inspection.published = None
