"""What an inspection shows is written here, and only here: what its reading says, and the corrections over it."""

from __future__ import annotations

from typing import Any

from reports.ingest.parsed import ParsedReport
from reports.models import Abbreviation, Correction, Inspection, Judgement, Paragraph
from reports.publishing.differences import likeness, most_alike
from reports.publishing.report_rows import abbreviations_of, fields_of, judgements_of, paragraphs_of
from reports.publishing.targets import Target, places_of, text_of
from reports.publishing.verbs import Refused
from reports.vocabulary import Area, NumberedBy

Standing = Correction.Standing

SURELY_ALIKE = 0.8
"""How like the corrected paragraph one of another number must be for the correction to follow it there."""


def show(inspection: Inspection, report: ParsedReport | None) -> None:
    """Write the rows of an inspection: what `report` says, or without one what is known, with the corrections over it.

    What the report does not say stays as it was known. Each correction is marked as applied, needless or
    not applied. Raises `Refused` where corrected facts contradict each other.
    """
    sheet = _Sheet(inspection, report)
    # The oldest first, so that of two about one passage the newer has its word.
    corrections = list(Correction.objects.active().filter(inspection_id=inspection.slug).order_by("at", "pk"))
    for correction in corrections:
        correction.standing = sheet.apply(correction)
    _refuse_contradictions(inspection, sheet.paragraphs)
    inspection.save()
    inspection.refresh_from_db(fields=["year"])
    sheet.write()
    Correction.objects.bulk_update(corrections, ["standing"])


class _Sheet:
    """The rows of one inspection while corrections are applied to them, before they are written."""

    def __init__(self, inspection: Inspection, report: ParsedReport | None) -> None:
        self.inspection = inspection
        self.has_report = report is not None
        self.read = {name: value for name, value in (fields_of(report) if report else {}).items() if value is not None}
        for name, value in self.read.items():
            setattr(inspection, name, value)
        known = judgements_of(report) if report else list(inspection.judgements.all()) if inspection.pk else []
        self.judgements = {str(judgement.area): judgement for judgement in known}
        self.paragraphs = paragraphs_of(report) if report else []
        # A correction of a number moves no other correction: places are taken as they were read.
        self.places = dict(zip(places_of(self.paragraphs), self.paragraphs, strict=True))
        self.read_texts = [paragraph.text for paragraph in self.paragraphs]

    def apply(self, correction: Correction) -> Correction.Standing:
        target = Target.parse(correction.what)
        if target.part == "field":
            value = target.value(correction.after)
            needless = target.field in self.read and text_of(self.read[target.field]) == correction.after
            # A column without NULL takes the empty text for nothing.
            setattr(self.inspection, target.field, value)
            return Standing.NEEDLESS if needless else Standing.APPLIED
        if target.part == "judgement":
            return self._judge(target.place, correction.after)
        paragraph = self._meant(target, correction)
        if paragraph is None:
            return Standing.UNAPPLIED
        if text_of(getattr(paragraph, target.field)) == correction.after:
            return Standing.NEEDLESS
        _amend(paragraph, target, correction.after)
        return Standing.APPLIED

    def _judge(self, area: str, grade: str) -> Correction.Standing:
        judgement = self.judgements.get(area)
        if self.has_report and (judgement.grade if judgement else "") == grade:
            return Standing.NEEDLESS
        if not grade:
            self.judgements.pop(area, None)
        elif judgement is None:
            self.judgements[area] = Judgement(area=area, grade=grade, position=len(Area) + list(Area).index(Area(area)))
        else:
            # What was misread as the grade is not what is printed there either.
            judgement.grade, judgement.printed_grade = grade, ""
        return Standing.APPLIED

    def _meant(self, target: Target, correction: Correction) -> Paragraph | None:
        """The passage that was corrected: at its place if it is still alike, else the one with nearly its words."""
        role = target.place.partition(":")[0]
        there = self.places.get(target.place)
        if there is not None and likeness(self.read_texts[there.position], correction.passage):
            return there
        same_role = [each for each in self.paragraphs if each.role == role]
        texts = [self.read_texts[each.position] for each in same_role]
        best = most_alike(correction.passage, texts, SURELY_ALIKE)
        return same_role[best] if best is not None else None

    def write(self) -> None:
        """Replace the rows of judgements, paragraphs and abbreviations."""
        inspection = self.inspection
        inspection.judgements.all().delete()
        inspection.paragraphs.all().delete()
        inspection.abbreviations.all().delete()
        for paragraph in self.paragraphs:
            paragraph.authority_id = inspection.authority_id
            paragraph.region, paragraph.kind, paragraph.year = inspection.region, inspection.kind, inspection.year
        abbreviations = abbreviations_of(self.paragraphs)
        rows: list[Any] = [*self.judgements.values(), *self.paragraphs, *abbreviations]
        for row in rows:
            row.pk, row.inspection = None, inspection
        Judgement.objects.bulk_create(self.judgements.values())
        Paragraph.objects.bulk_create(self.paragraphs)
        Abbreviation.objects.bulk_create(abbreviations)


def _amend(paragraph: Paragraph, target: Target, after: str) -> None:
    setattr(paragraph, target.field, target.value(after))
    if target.field == "number":
        paragraph.numbered_by = (paragraph.numbered_by or NumberedBy.REPORT) if after else ""


def _refuse_contradictions(inspection: Inspection, paragraphs: list[Paragraph]) -> None:
    if inspection.end_date < inspection.start_date:
        raise Refused(f"The inspection would end on {inspection.end_date}, before it starts ({inspection.start_date}).")
    same = Inspection.objects.filter(
        authority=inspection.authority_id, kind=inspection.kind, start_date=inspection.start_date
    )
    if other := same.exclude(pk=inspection.pk).first():
        raise Refused(f"{other} is known already as the inspection that starts on {inspection.start_date}.")
    numbers = [(each.role, each.number) for each in paragraphs if each.number is not None]
    if twice := next((number for number in numbers if numbers.count(number) > 1), None):
        raise Refused(f"Two passages would bear the number {twice[1]}.")
