"""The rows of one inspection in memory: corrections are applied to them before they are saved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from reports.facts.dates import in_words
from reports.facts.validity import Finding, InspectionValues, ParagraphValues, impossible
from reports.facts.vocabulary import Area, NumberedBy
from reports.ingest.parsed import ParsedReport
from reports.models import (
    Abbreviation,
    Correction,
    Inspection,
    Judgement,
    Paragraph,
    paragraph_label,
)
from reports.publishing.content.likeness import likeness, most_alike
from reports.publishing.content.report_rows import (
    abbreviations_of,
    fields_of,
    judgements_of,
    paragraphs_of,
)
from reports.publishing.content.targets import FIELDS, Target, passage_keys, text_of

Standing = Correction.Standing

SURELY_ALIKE = 0.8
"""The least likeness (0 to 1) at which a correction is applied to a passage with another key."""

BODIES_END = ": "
"""What parsers before version 4 put between the responsible bodies and their action."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What an inspection says without its report and without its active corrections.

    `fields` has a value for each of `FIELDS`; `judgements` has the rows by area.
    """

    fields: dict[str, Any]
    judgements: dict[str, Judgement]


def baseline_of(inspection: Inspection, corrections: Sequence[Correction]) -> Baseline:
    """The saved values of an inspection, each active correction undone.

    `corrections` are the active ones.
    """
    fields = {name: getattr(inspection, name) for name in FIELDS}
    rows = inspection.judgements.all() if inspection.pk else ()
    judgements = {str(judgement.area): judgement for judgement in rows}
    for correction in corrections:
        target = Target.parse(correction.what)
        if target.part == "field" and text_of(fields[target.field]) == correction.after:
            fields[target.field] = target.column_value(correction.before)
        elif target.part == "judgement":
            _set_judgement_back(judgements, target.place, correction)
    return Baseline(fields, judgements)


def _set_judgement_back(
    judgements: dict[str, Judgement], area: str, correction: Correction
) -> None:
    judgement = judgements.get(area)
    grade = judgement.grade if judgement else ""
    if grade != correction.after:
        return
    if not correction.before:
        judgements.pop(area, None)
    elif judgement is None:
        position = list(Area).index(Area(area))
        judgements[area] = Judgement(area=area, grade=correction.before, position=position)
    else:
        judgement.grade = correction.before


def _with_bodies(paragraph: Paragraph) -> str:
    """The text of an action as parsers before version 4 read it: "Body: action"."""
    if not paragraph.responsible:
        return paragraph.text
    return f"{paragraph.responsible}{BODIES_END}{paragraph.text}"


class Draft:
    """The rows of an inspection: the values of its report, and of the baseline where it has none.

    The constructor sets the new values on `inspection`, and does not save it.
    """

    def __init__(
        self, inspection: Inspection, report: ParsedReport | None, baseline: Baseline
    ) -> None:
        self.inspection = inspection
        self.has_report = report is not None
        fields = fields_of(report) if report else {}
        self.read_fields = {name: value for name, value in fields.items() if value is not None}
        for name, value in {**baseline.fields, **self.read_fields}.items():
            setattr(inspection, name, value)
        if report:
            judgements = judgements_of(report)
        else:
            judgements = [copy(judgement) for judgement in baseline.judgements.values()]
        self.judgements = {str(judgement.area): judgement for judgement in judgements}
        self.paragraphs = paragraphs_of(report) if report else []
        # Keys and texts as they were read: a correction of a number moves no other correction.
        self.by_key = dict(zip(passage_keys(self.paragraphs), self.paragraphs, strict=True))
        self.read_texts = [paragraph.text for paragraph in self.paragraphs]
        self.texts_with_bodies = [_with_bodies(paragraph) for paragraph in self.paragraphs]
        self.origins: dict[str, Correction] = {}
        """The correction that gave each corrected value, by the value's name in a `Finding`."""

    def apply(self, correction: Correction) -> Correction.Standing:
        """Apply a correction and return its standing. Raises `Refused` for an impossible value."""
        target = Target.parse(correction.what)
        value = target.checked_value(correction.after)
        if target.part == "field":
            return self._apply_to_field(target.field, correction, value)
        if target.part == "judgement":
            return self._apply_to_judgement(target.place, correction)
        return self._apply_to_passage(target, correction, value)

    def _apply_to_field(self, name: str, correction: Correction, value: Any) -> Correction.Standing:
        # A column without NULL takes the empty text for nothing.
        setattr(self.inspection, name, value)
        if name in self.read_fields and text_of(self.read_fields[name]) == correction.after:
            return Standing.NEEDLESS
        self.origins[name] = correction
        return Standing.APPLIED

    def _apply_to_judgement(self, area: str, correction: Correction) -> Correction.Standing:
        judgement, grade = self.judgements.get(area), correction.after
        current = judgement.grade if judgement else ""
        if self.has_report and current == grade:
            return Standing.NEEDLESS
        if not grade:
            self.judgements.pop(area, None)
        elif judgement is None:
            # After all judgements that the report gives.
            position = len(Area) + list(Area).index(Area(area))
            self.judgements[area] = Judgement(area=area, grade=grade, position=position)
        else:
            # What was misread as the grade is not what is printed there either.
            judgement.grade, judgement.printed_grade = grade, ""
        self.origins[correction.what] = correction
        return Standing.APPLIED

    def _apply_to_passage(
        self, target: Target, correction: Correction, value: Any
    ) -> Correction.Standing:
        paragraph = self._corrected_passage(target, correction)
        if paragraph is None:
            return Standing.UNAPPLIED
        if target.field == "text" and self._names_bodies(paragraph, correction):
            return self._apply_with_bodies(paragraph, correction, value)
        if text_of(getattr(paragraph, target.field)) == correction.after:
            return Standing.NEEDLESS
        setattr(paragraph, target.field, value)
        if target.field == "number":
            numbered_by = paragraph.numbered_by or NumberedBy.REPORT
            paragraph.numbered_by = numbered_by if correction.after else ""
        self.origins[f"paragraph:{paragraph.position}:{target.field}"] = correction
        return Standing.APPLIED

    def _names_bodies(self, paragraph: Paragraph, correction: Correction) -> bool:
        """Whether a correction was made when the text of an action still began with its bodies."""
        as_read = self.read_texts[paragraph.position]
        with_bodies = self.texts_with_bodies[paragraph.position]
        passage = correction.passage
        return likeness(with_bodies, passage) > likeness(as_read, passage)

    def _apply_with_bodies(
        self, paragraph: Paragraph, correction: Correction, value: str
    ) -> Correction.Standing:
        """Apply a correction of a text that begins with the responsible bodies: "Body: action"."""
        bodies, separator, action = value.partition(BODIES_END)
        before = _with_bodies(paragraph)
        paragraph.text = action if separator else value
        if separator:
            paragraph.responsible = bodies
        if _with_bodies(paragraph) == before:
            return Standing.NEEDLESS
        self.origins[f"paragraph:{paragraph.position}:text"] = correction
        return Standing.APPLIED

    def _corrected_passage(self, target: Target, correction: Correction) -> Paragraph | None:
        """The passage that a correction is about; None if the report no longer has it.

        It is the passage with the same key if its text is still the same, else the first of the same
        role with that text, else that with the same key if its text is still alike, else the most
        alike of the same role, if its likeness is at least `SURELY_ALIKE`.
        """
        same_key = self.by_key.get(target.place)
        if same_key and correction.passage in self._texts(same_key):
            return same_key
        role = target.place.partition(":")[0]
        candidates = [each for each in self.paragraphs if each.role == role]
        texts = {text: each for each in reversed(candidates) for text in self._texts(each)}
        if correction.passage in texts:
            return texts[correction.passage]
        if same_key and any(likeness(text, correction.passage) for text in self._texts(same_key)):
            return same_key
        best = most_alike(correction.passage, list(texts), SURELY_ALIKE)
        return list(texts.values())[best] if best is not None else None

    def _texts(self, paragraph: Paragraph) -> tuple[str, str]:
        """The text of a passage as this parser reads it, and as those before version 4 did."""
        return self.read_texts[paragraph.position], self.texts_with_bodies[paragraph.position]

    def contradiction(self) -> tuple[Finding, list[Correction]] | None:
        """The first impossible value that corrections cause, with those corrections; else None."""
        for finding in self.impossible():
            involved = [self.origins[name] for name in finding.about if name in self.origins]
            if involved:
                return finding, involved
        return None

    def impossible(self) -> Iterator[Finding]:
        """Yield impossible values, and a first day that another inspection already has."""
        grades = {area: judgement.grade for area, judgement in self.judgements.items()}
        values = values_of(self.inspection, grades, self.paragraphs)
        yield from impossible(values, timezone.localdate())
        inspection = self.inspection
        same_day = Inspection.objects.filter(
            authority=inspection.authority_id,
            kind=inspection.kind,
            start_date=inspection.start_date,
        )
        other = same_day.exclude(pk=inspection.pk).first()
        if other:
            message = f"{other} starts on {in_words(inspection.start_date)} already."
            yield Finding(message, ("start_date",), refused=True)

    def write(self) -> None:
        """Replace the inspection's judgements, paragraphs and abbreviations in the database."""
        inspection = self.inspection
        inspection.judgements.all().delete()
        inspection.paragraphs.all().delete()
        inspection.abbreviations.all().delete()
        for paragraph in self.paragraphs:
            paragraph.authority_id = inspection.authority_id
            paragraph.region = inspection.region
            paragraph.kind = inspection.kind
            paragraph.year = inspection.year
        abbreviations = abbreviations_of(self.paragraphs)
        rows: list[Any] = [*self.judgements.values(), *self.paragraphs, *abbreviations]
        for row in rows:
            row.pk, row.inspection = None, inspection
        Judgement.objects.bulk_create(self.judgements.values())
        Paragraph.objects.bulk_create(self.paragraphs)
        Abbreviation.objects.bulk_create(abbreviations)


def values_of(
    inspection: Inspection, grades: Mapping[str, str], paragraphs: Iterable[Paragraph]
) -> InspectionValues:
    """The values of an inspection in the form that the rules of `reports.facts.validity` check."""
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
        paragraphs=[_values_of_passage(each) for each in paragraphs],
    )


def _values_of_passage(paragraph: Paragraph) -> ParagraphValues:
    label = paragraph_label(paragraph.role, paragraph.number, paragraph.numbered_by)
    return ParagraphValues(
        label=label.capitalize(),
        role=paragraph.role,
        number=paragraph.number,
        area=paragraph.area,
        grade=paragraph.grade,
        text=paragraph.text,
    )
