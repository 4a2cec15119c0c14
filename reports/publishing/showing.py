"""What an inspection shows is written here, and only here: what its reading says, and the
corrections over it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from reports.facts.validity import (
    Finding,
    InspectionValues,
    ParagraphValues,
    doubtful,
    impossible,
)
from reports.facts.vocabulary import Area, NumberedBy
from reports.ingest.parsed import ParsedReport
from reports.ingest.parts.checks import looks_like_name
from reports.models import (
    Abbreviation,
    Correction,
    Inspection,
    Judgement,
    Paragraph,
    paragraph_label,
)
from reports.publishing.differences import likeness, most_alike
from reports.publishing.operations import Refused
from reports.publishing.report_rows import abbreviations_of, fields_of, judgements_of, paragraphs_of
from reports.publishing.targets import FIELDS, Target, places_of, text_of

Standing = Correction.Standing

SURELY_ALIKE = 0.8
"""How like the corrected paragraph one of another number must be for the correction to follow it
there.
"""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A correction that cannot stand beside what else the inspection says, and why, in a sentence."""

    correction: Correction
    reason: str


def show(inspection: Inspection, report: ParsedReport | None) -> list[Rejected]:
    """Write the rows of an inspection: what `report` says, or without one what is known, with the
    corrections over it.

    What the report does not say stays as it was known. Each correction is marked as applied,
    needless, not applied or impossible. An impossible one is left out of what is shown, and
    returned with the reason. Raises `Refused` where dates or numbers contradict each other without
    any correction.
    """
    # The oldest first, so that of two about one passage the newer has its word.
    active = Correction.objects.active().filter(inspection_id=inspection.slug)
    corrections = list(active.order_by("at", "pk"))
    sheet, rejected = _corrected(inspection, report, corrections)
    _refuse_contradictions(sheet)
    for each in rejected:
        each.correction.standing = Standing.IMPOSSIBLE
    inspection.save()
    inspection.refresh_from_db(fields=["year"])
    sheet.write()
    Correction.objects.bulk_update(corrections, ["standing"])
    return rejected


def doubts(inspection: Inspection) -> list[str]:
    """Return, in sentences, what a person should look at in what an inspection shows: possible, but
    rare.
    """
    grades = dict(inspection.judgements.values_list("area", "grade"))
    values = _values(inspection, grades, inspection.paragraphs.all())
    sentences = [finding.message for finding in doubtful(values)]
    if inspection.lead_inspector and not looks_like_name(inspection.lead_inspector):
        sentences.append(f"“{inspection.lead_inspector}” does not look like a name.")
    return sentences


def _corrected(
    inspection: Inspection, report: ParsedReport | None, corrections: Sequence[Correction]
) -> tuple[_Sheet, list[Rejected]]:
    """Apply all corrections that are possible together; return the rows, and the corrections that
    were left out.

    Of those that contradict each other, or the reading, one that was impossible before goes first,
    then the newest: what stood until now stays.
    """
    known = _Known.of(inspection, corrections)
    impossible_before = {each.pk for each in corrections if each.standing == Standing.IMPOSSIBLE}
    rejected: dict[int, Rejected] = {}
    while True:
        sheet = _Sheet(inspection, report, known)
        for correction in corrections:
            if correction.pk in rejected:
                continue
            try:
                correction.standing = sheet.apply(correction)
            except Refused as refusal:
                rejected[correction.pk] = Rejected(correction, str(refusal))
        contradiction = sheet.contradiction()
        if contradiction is None:
            return sheet, list(rejected.values())
        finding, involved = contradiction
        last = max(involved, key=lambda each: (each.pk in impossible_before, each.at, each.pk))
        rejected[last.pk] = Rejected(last, finding.message)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of an inspection without its report and without the corrections that stand."""

    fields: dict[str, Any]
    grades: dict[str, Judgement]

    @classmethod
    def of(cls, inspection: Inspection, corrections: Sequence[Correction]) -> _Known:
        """Take it from the rows, and what the corrections changed in them from what stood before."""
        fields = {name: getattr(inspection, name) for name in FIELDS}
        rows = inspection.judgements.all() if inspection.pk else ()
        grades = {str(judgement.area): judgement for judgement in rows}
        for correction in corrections:
            target = Target.parse(correction.what)
            if target.part == "field" and text_of(fields[target.field]) == correction.after:
                fields[target.field] = target.stored(correction.before)
            elif target.part == "judgement":
                _undo_judgement(grades, target.place, correction)
        return cls(fields, grades)


def _undo_judgement(grades: dict[str, Judgement], area: str, correction: Correction) -> None:
    judgement = grades.get(area)
    if (judgement.grade if judgement else "") != correction.after:
        return
    if not correction.before:
        grades.pop(area, None)
    elif judgement is None:
        grades[area] = Judgement(
            area=area, grade=correction.before, position=list(Area).index(Area(area))
        )
    else:
        judgement.grade = correction.before


class _Sheet:
    """The rows of one inspection while corrections are applied to them, before they are written."""

    def __init__(self, inspection: Inspection, report: ParsedReport | None, known: _Known) -> None:
        self.inspection = inspection
        self.has_report = report is not None
        self.read = {
            name: value
            for name, value in (fields_of(report) if report else {}).items()
            if value is not None
        }
        for name, value in {**known.fields, **self.read}.items():
            setattr(inspection, name, value)
        judgements = (
            judgements_of(report) if report else [copy(each) for each in known.grades.values()]
        )
        self.judgements = {str(judgement.area): judgement for judgement in judgements}
        self.paragraphs = paragraphs_of(report) if report else []
        # A correction of a number moves no other correction: places are taken as they were read.
        self.places = dict(zip(places_of(self.paragraphs), self.paragraphs, strict=True))
        self.read_texts = [paragraph.text for paragraph in self.paragraphs]
        self.origins: dict[str, Correction] = {}
        """The correction that each corrected value comes from, by the value's name in a `Finding`.
        """

    def apply(self, correction: Correction) -> Correction.Standing:
        """Apply a correction and return how it stands. Raises `Refused` where its value is none
        that can be shown.
        """
        target = Target.parse(correction.what)
        value = target.value(correction.after)
        if target.part == "paragraph":
            return self._amend(target, correction, value)
        if target.part == "judgement":
            name, standing = correction.what, self._judge(target.place, correction.after)
        else:
            name, needless = target.field, text_of(self.read.get(target.field)) == correction.after
            needless = needless and target.field in self.read
            # A column without NULL takes the empty text for nothing.
            setattr(self.inspection, target.field, value)
            standing = Standing.NEEDLESS if needless else Standing.APPLIED
        if standing == Standing.APPLIED:
            self.origins[name] = correction
        return standing

    def contradiction(self) -> tuple[Finding, list[Correction]] | None:
        """Return the first thing that is impossible because of corrections, with these; None where
        nothing is.
        """
        for finding in self.impossible():
            involved = [self.origins[name] for name in finding.about if name in self.origins]
            if involved:
                return finding, involved
        return None

    def impossible(self) -> Iterator[Finding]:
        """Yield all that no report can say, and what another inspection or passage says already."""
        grades = {area: judgement.grade for area, judgement in self.judgements.items()}
        yield from impossible(
            _values(self.inspection, grades, self.paragraphs), timezone.localdate()
        )
        inspection = self.inspection
        same = Inspection.objects.filter(
            authority=inspection.authority_id,
            kind=inspection.kind,
            start_date=inspection.start_date,
        )
        if other := same.exclude(pk=inspection.pk).first():
            said = f"{other} is known already as the inspection that starts on {inspection.start_date}."
            yield Finding(said, ("start_date",), refused=True)

    def _judge(self, area: str, grade: str) -> Correction.Standing:
        judgement = self.judgements.get(area)
        if self.has_report and (judgement.grade if judgement else "") == grade:
            return Standing.NEEDLESS
        if not grade:
            self.judgements.pop(area, None)
        elif judgement is None:
            self.judgements[area] = Judgement(
                area=area, grade=grade, position=len(Area) + list(Area).index(Area(area))
            )
        else:
            # What was misread as the grade is not what is printed there either.
            judgement.grade, judgement.printed_grade = grade, ""
        return Standing.APPLIED

    def _amend(self, target: Target, correction: Correction, value: Any) -> Correction.Standing:
        paragraph = self._meant(target, correction)
        if paragraph is None:
            return Standing.UNAPPLIED
        if text_of(getattr(paragraph, target.field)) == correction.after:
            return Standing.NEEDLESS
        setattr(paragraph, target.field, value)
        if target.field == "number":
            paragraph.numbered_by = (
                (paragraph.numbered_by or NumberedBy.REPORT) if correction.after else ""
            )
        self.origins[f"paragraph:{paragraph.position}:{target.field}"] = correction
        return Standing.APPLIED

    def _meant(self, target: Target, correction: Correction) -> Paragraph | None:
        """The passage that was corrected: at its place if it is still alike, else the one with
        nearly its words.
        """
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
            paragraph.region, paragraph.kind, paragraph.year = (
                inspection.region,
                inspection.kind,
                inspection.year,
            )
        abbreviations = abbreviations_of(self.paragraphs)
        rows: list[Any] = [*self.judgements.values(), *self.paragraphs, *abbreviations]
        for row in rows:
            row.pk, row.inspection = None, inspection
        Judgement.objects.bulk_create(self.judgements.values())
        Paragraph.objects.bulk_create(self.paragraphs)
        Abbreviation.objects.bulk_create(abbreviations)


def _values(
    inspection: Inspection, grades: Mapping[str, str], paragraphs: Iterable[Paragraph]
) -> InspectionValues:
    return InspectionValues(
        kind=inspection.kind,
        start_date=inspection.start_date,
        end_date=inspection.end_date,
        published=inspection.published,
        length=inspection.length,
        outcome=inspection.outcome,
        title=inspection.title,
        has_text=inspection.reading_id is not None,
        grades=grades,
        paragraphs=[
            ParagraphValues(
                label=paragraph_label(each.role, each.number, each.numbered_by).capitalize(),
                role=each.role,
                number=each.number,
                area=each.area,
                grade=each.grade,
                text=each.text,
            )
            for each in paragraphs
        ],
    )


def _refuse_contradictions(sheet: _Sheet) -> None:
    """Leave out a publication day that is impossible; raise `Refused` for what the rows cannot
    hold.

    Corrections have been left out by now: all of it comes from the reading, or is known otherwise.
    """
    for finding in sheet.impossible():
        if finding.refused:
            raise Refused(finding.message)
        if "published" in finding.about:
            sheet.inspection.published = None
