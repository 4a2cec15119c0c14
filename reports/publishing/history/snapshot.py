"""Snapshots: all that an inspection's page says at one moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reports.ingest.parsed import JsonForm, ParsedReport
from reports.models import Inspection, Judgement, Paragraph
from reports.publishing.content.report_rows import fields_of, judgements_of, paragraphs_of
from reports.publishing.content.targets import FIELDS, passage_keys, text_of


@dataclass(frozen=True, slots=True)
class ShownPassage(JsonForm):
    """A passage as a reader sees it.

    `place` is its key in the report, `anchor` its id on the page.
    """

    place: str
    role: str
    anchor: str
    label: str
    number: int | None
    heading: str
    area: str
    grade: str
    page: int | None
    text: str
    responsible: str = ""
    """The bodies responsible for an action; histories before November 2026 have none."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that an inspection's page says: fields by name, grades by area, in their text form."""

    fields: dict[str, str] = field(default_factory=dict)
    judgements: dict[str, str] = field(default_factory=dict)
    passages: tuple[ShownPassage, ...] = ()


def snapshot_of_inspection(inspection: Inspection) -> Snapshot:
    """The snapshot of an inspection's rows; empty for an inspection that is not saved yet."""
    row = Inspection.objects.filter(pk=inspection.pk).first()
    if row is None:
        return Snapshot()
    fields = {name: text_of(getattr(row, name)) for name in FIELDS}
    paragraphs = list(row.paragraphs.all())
    return Snapshot(fields, _grades(row.judgements.all()), passages_of(paragraphs))


def snapshot_of_report(report: ParsedReport) -> Snapshot:
    """The snapshot of a report without corrections."""
    fields = {name: text_of(value) for name, value in fields_of(report).items()}
    return Snapshot(fields, _grades(judgements_of(report)), passages_of(paragraphs_of(report)))


def passages_of(paragraphs: Sequence[Paragraph]) -> tuple[ShownPassage, ...]:
    """The passages of a report, given all of them in their order."""
    return tuple(
        ShownPassage(
            place=key,
            role=paragraph.role,
            anchor=paragraph.anchor,
            label=paragraph.label,
            number=paragraph.number,
            heading=paragraph.heading,
            area=paragraph.area,
            grade=paragraph.grade,
            page=paragraph.page,
            text=paragraph.text,
            responsible=paragraph.responsible,
        )
        for key, paragraph in zip(passage_keys(paragraphs), paragraphs, strict=True)
    )


def _grades(judgements: Iterable[Judgement]) -> dict[str, str]:
    return {str(judgement.area): str(judgement.grade) for judgement in judgements}
