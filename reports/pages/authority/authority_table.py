"""Authorities as a table: one row each, with all outcomes of its latest inspections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from reports.facts.frameworks import TRACKS, scale_of_inspection
from reports.facts.vocabulary import NOT_JUDGED, Grade, Kind
from reports.models import Authority, Inspection
from reports.overview.grade_cells import judgement_cells
from reports.overview.latest import AuthorityRow
from reports.overview.outline import authorities
from reports.records.authorities import AuthorityRecord, authority_records
from reports.web.tables import columns
from reports.web.tables.columns import yes_or_no
from reports.web.tables.record_table import cells_of, columns_of, fields_named
from reports.web.tables.table import Cell, CellType, Column, Table

OUTCOMES = [track for track in TRACKS if not track.apart]
"""The judgements that full inspections give."""


def _grade_columns() -> Iterator[Column]:
    for track in OUTCOMES:
        name = track.value.replace("-", "_")
        yield Column(f"{name}_grade", f"Grade for: {track.label}, under any name")
        yield Column(f"{name}_grade_code", "Its code in addresses; empty where not judged")


COLUMNS = (
    columns.AUTHORITY,
    columns.AUTHORITY_SLUG,
    Column("authority_kind", "Kind of council"),
    columns.REGION,
    columns.REGION_CODE,
    columns.ONS_CODE,
    columns.DFE_CODE,
    Column("opened", "First day of the authority, where known", CellType.DAY),
    Column("closed", "Day on which the authority ended", CellType.DAY),
    Column("current", "yes: the authority exists today; else no"),
    Column("invented", "yes: exists only in the sample reports; else no"),
    Column("neighbours", "Names of its statistical neighbours, the closest first"),
    Column("neighbour_slugs", "Their codes in addresses"),
    columns.INSPECTION,
    columns.KIND,
    columns.KIND_CODE,
    columns.START_DATE,
    columns.END_DATE,
    columns.PUBLISHED,
    columns.DAYS_SINCE,
    columns.TEXT_HERE,
    *_grade_columns(),
    columns.SCALE,
    Column("visit", "Code of its latest visit between full inspections"),
    Column("visit_end_date", "Last day of that visit", CellType.DAY),
    Column("send_inspection", "Code of its latest area SEND inspection"),
    Column("send_end_date", "Last day of that inspection", CellType.DAY),
    Column("send_outcome", "Outcome of that inspection"),
    columns.URL,
)
OF_THE_RECORD = fields_named(
    AuthorityRecord,
    ("aliases", "predecessors", "successors", "ofsted_region", "ofsted_urn", "delivery_body"),
)
"""Fields of the record that are columns with the same names; the others have their own wording."""


def authority_table(
    chosen: Callable[[], Iterable[AuthorityRow]], address: Callable[[str], str]
) -> Table:
    """The table of some authorities, in their order.

    `chosen` is called when the file is made; `address` makes a path of this site absolute.
    """
    return Table(
        name="authorities",
        sheet="Authorities",
        columns=COLUMNS,
        added=columns_of(OF_THE_RECORD),
        rows=lambda: _rows(chosen(), address),
        states_coverage=True,
    )


def _rows(rows: Iterable[AuthorityRow], address: Callable[[str], str]) -> Iterator[list[Cell]]:
    by_code = {authority.dfe_code: authority for authority in authorities()}
    visits = _latest_by_authority(kind for kind in Kind if kind.visit)
    send_inspections = _latest_by_authority(kind for kind in Kind if kind.outcomes)
    records = {each.authority_slug: each for each in authority_records(address)}
    for row in rows:
        authority = row.authority
        record = records.get(authority.slug)
        if record is None:  # deleted since the rows were read
            continue
        codes = authority.neighbour_codes
        neighbours = [by_code[code] for code in codes if code in by_code]
        yield [
            *_authority_cells(authority),
            "; ".join(str(neighbour) for neighbour in neighbours),
            " ".join(neighbour.slug for neighbour in neighbours),
            *_inspection_cells(row.inspection),
            *_grade_cells(row),
            *_visit_cells(visits.get(authority.pk)),
            *_send_cells(send_inspections.get(authority.pk)),
            address(authority.get_absolute_url()),
            *cells_of(OF_THE_RECORD, record),
        ]


def _latest_by_authority(kinds: Iterable[str]) -> dict[int, Inspection]:
    """The latest inspection or visit of these kinds, by the key of its authority."""
    latest = Inspection.objects.filter(kind__in=kinds).latest_of_each_authority()
    return {inspection.authority_id: inspection for inspection in latest}


def _authority_cells(authority: Authority) -> list[Cell]:
    return [
        str(authority),
        authority.slug,
        authority.kind,
        authority.get_region_display(),
        authority.region,
        authority.ons_code,
        authority.dfe_code,
        authority.opened,
        authority.closed,
        yes_or_no(authority.is_current),
        yes_or_no(authority.invented),
    ]


def _inspection_cells(inspection: Inspection | None) -> list[Cell]:
    if inspection is None:
        return [None] * 8
    return [
        inspection.slug,
        inspection.get_kind_display(),
        inspection.kind,
        inspection.start_date,
        inspection.end_date,
        inspection.published,
        inspection.days_since,
        yes_or_no(inspection.reading_id is not None),
    ]


def _grade_cells(row: AuthorityRow) -> list[Cell]:
    """Label and code of the grade for each of `OUTCOMES`, then their scale."""
    if row.inspection is None:
        return [None] * (2 * len(OUTCOMES) + 1)
    cells: list[Cell] = []
    for cell in judgement_cells(row.judgements, OUTCOMES):
        code = cell.judgement.grade if cell.judgement else ""
        cells += [Grade(code).label if code else NOT_JUDGED.label, code]
    scale = scale_of_inspection(row.inspection.kind, row.grades)
    return [*cells, scale]


def _visit_cells(visit: Inspection | None) -> list[Cell]:
    return [visit.slug, visit.end_date] if visit else [None, None]


def _send_cells(inspection: Inspection | None) -> list[Cell]:
    if inspection is None:
        return [None] * 3
    return [inspection.slug, inspection.end_date, inspection.outcome_label]
