"""Inspections and visits as a table: of one authority, or of a filtered list; and the judgements of
one inspection.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from reports.facts.vocabulary import Area
from reports.models import Inspection
from reports.records.inspections import (
    InspectionRecord,
    JudgementRecord,
    inspection_record,
    judgement_record,
    keys_of_latest,
)
from reports.web.tables import columns
from reports.web.tables.columns import yes_or_no
from reports.web.tables.record_table import cells_of, columns_of, fields_named, record_table
from reports.web.tables.table import Cell, CellType, Column, Table

OF_THE_RECORD = fields_named(InspectionRecord, ("title", "theme", "year", "original_url"))
"""Fields of the record that are columns with the same names; the others have their own wording."""
COLUMNS = (
    columns.AUTHORITY,
    columns.AUTHORITY_SLUG,
    columns.INSPECTION,
    columns.KIND,
    columns.KIND_CODE,
    Column("length", "Standard or short, where the kind has both"),
    columns.START_DATE,
    columns.END_DATE,
    columns.PUBLISHED,
    Column(
        "days_to_publication",
        "Calendar days from the last day on site to publication",
        CellType.NUMBER,
    ),
    Column("lead_inspector", "Who led the inspection, as printed"),
    columns.CHECKED,
    *columns.grade_columns(),
)
ADDED = (
    columns.REGION,
    columns.REGION_CODE,
    columns.ONS_CODE,
    columns.DFE_CODE,
    Column("latest", "yes: the latest full inspection of its authority; else no"),
    columns.TEXT_HERE,
    Column("outcome", "Outcome of an area SEND inspection, which has no grades"),
    columns.URL,
    Column("length_code", "The length’s code in the API"),
    Column("checked_code", "The code of `checked` in the API"),
    Column("outcome_code", "The outcome’s code in the API"),
    *columns_of(OF_THE_RECORD),
)


def inspection_table(
    name: str,
    inspections: Callable[[], Iterable[Inspection]],
    address: Callable[[str], str],
    *,
    is_small: bool = False,
) -> Table:
    """The table of inspections that come with their authority and judgements.

    `inspections` is called when the file is made; `address` makes a path of this site absolute.
    """
    return Table(
        name=name,
        sheet="Inspections",
        columns=COLUMNS,
        added=ADDED,
        rows=lambda: _rows(inspections(), address),
        is_small=is_small,
    )


def _rows(inspections: Iterable[Inspection], address: Callable[[str], str]) -> Iterator[list[Cell]]:
    """A row for each inspection or visit, with the codes of grades in the judgements' columns."""
    latest = keys_of_latest()
    for inspection in inspections:
        grades = {each.area: each.grade for each in inspection.judgements.all()}
        authority = inspection.authority
        record = inspection_record(inspection, address, is_latest=inspection.pk in latest)
        yield [
            str(authority),
            authority.slug,
            inspection.slug,
            inspection.get_kind_display(),
            inspection.kind,
            inspection.get_length_display(),
            inspection.start_date,
            inspection.end_date,
            inspection.published,
            inspection.days_to_publication,
            inspection.lead_inspector,
            inspection.get_checked_display(),
            *(grades.get(area, "") for area in Area),
            inspection.get_region_display(),
            inspection.region,
            authority.ons_code,
            authority.dfe_code,
            yes_or_no(inspection.pk in latest),
            yes_or_no(inspection.reading_id is not None),
            inspection.outcome_label,
            address(inspection.get_absolute_url()),
            record.length,
            record.checked,
            record.outcome,
            *cells_of(OF_THE_RECORD, record),
        ]


def judgement_table(inspection: Inspection) -> Table:
    """A row for each judgement of an inspection, in the order of the report."""
    return record_table(
        f"{inspection.slug}-judgements",
        "Judgements",
        JudgementRecord,
        lambda: [judgement_record(each, inspection) for each in inspection.judgements.all()],
        is_small=True,
    )
