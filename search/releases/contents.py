"""The contents of a release: six tables of records, with their keys and references."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from reports.models import Change, Inspection, Paragraph
from reports.records.authorities import AuthorityRecord, authority_records
from reports.records.changes import ChangeRecord, change_records
from reports.records.fields import Absolute, RecordField, fields_of
from reports.records.inspections import InspectionRecord, JudgementRecord, inspection_records
from reports.records.passages import PassageRecord, passage_record
from search.glossary.records import GlossaryRecord, glossary_records

AT_A_TIME = 1000
"""Rows that are read from the database at once."""


@dataclass(frozen=True, slots=True)
class ReleaseTable:
    """One table of a release.

    `key` are the fields that identify a record. `references` gives, for each field that holds the
    key of another table, that table and its field. `records` reads all records in the order of the
    key; it takes the function that makes a path of the site an address.
    """

    name: str
    description: str
    record_class: type[Any]
    key: tuple[str, ...]
    records: Callable[[Absolute], Iterable[Any]]
    references: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def fields(self) -> tuple[RecordField, ...]:
        """The fields of its records, in their order."""
        record_class: Any = self.record_class
        return fields_of(record_class)


def _authorities(absolute: Absolute) -> Iterable[AuthorityRecord]:
    return sorted(authority_records(absolute), key=lambda record: record.authority_slug)


def _inspections(absolute: Absolute) -> Iterator[InspectionRecord]:
    yield from inspection_records(Inspection.objects.listed().order_by("slug"), absolute)


def _judgements(absolute: Absolute) -> Iterator[JudgementRecord]:
    for inspection in _inspections(absolute):
        yield from inspection.judgements


def _passages(absolute: Absolute) -> Iterator[PassageRecord]:
    rows = Paragraph.objects.select_related("inspection__authority")
    for row in rows.order_by("inspection__slug", "position").iterator(AT_A_TIME):
        yield passage_record(row, absolute)


def _glossary(absolute: Absolute) -> Iterable[GlossaryRecord]:
    return glossary_records(absolute)


def _changes(_: Absolute) -> Iterator[ChangeRecord]:
    rows = Change.objects.select_related("authority", "inspection").order_by("pk")
    each = rows.iterator(AT_A_TIME)
    while changes := list(islice(each, AT_A_TIME)):
        yield from change_records(changes)


TABLES = (
    ReleaseTable(
        name="authorities",
        description="Councils that are, or were, responsible for children’s services.",
        record_class=AuthorityRecord,
        key=("authority_slug",),
        records=_authorities,
        references={"latest_inspection": ("inspections", "inspection")},
    ),
    ReleaseTable(
        name="inspections",
        description="Inspections and visits that are listed, with or without their text.",
        record_class=InspectionRecord,
        key=("inspection",),
        records=_inspections,
        references={"authority_slug": ("authorities", "authority_slug")},
    ),
    ReleaseTable(
        name="judgements",
        description="Grades that inspections gave, one to each area that was judged.",
        record_class=JudgementRecord,
        key=("inspection", "area"),
        records=_judgements,
        references={"inspection": ("inspections", "inspection")},
    ),
    ReleaseTable(
        name="passages",
        description="Passages of reports, word for word: what a search without words finds.",
        record_class=PassageRecord,
        key=("inspection", "anchor"),
        records=_passages,
        references={
            "inspection": ("inspections", "inspection"),
            "authority_slug": ("authorities", "authority_slug"),
        },
    ),
    ReleaseTable(
        name="glossary",
        description="Words of the field, frameworks, grades and kinds of report, explained.",
        record_class=GlossaryRecord,
        key=("sort", "name"),
        records=_glossary,
    ),
    ReleaseTable(
        name="changes",
        description="What changed in the archive, in order, without what is withheld.",
        record_class=ChangeRecord,
        key=("id",),
        records=_changes,
        references={"authority_slug": ("authorities", "authority_slug")},
    ),
)
