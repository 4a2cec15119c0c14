"""The tables of a subject to download: by authority and year, and by grade."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from urllib.parse import urlencode

from reports.web.tables import columns
from reports.web.tables.columns import yes_or_no
from reports.web.tables.record_table import record_table
from reports.web.tables.table import Cell, CellType, Column, Table
from search.subjects.matrix import Matrix, SectionGrades
from search.subjects.page import addresses_of
from search.subjects.records import SubjectRecord, subject_records
from search.subjects.subjects import Subject

SUBJECT = Column("subject", "Name of the subject")
QUERY = Column("query", "The search that it stands for")
MATRIX_COLUMNS = (
    SUBJECT,
    QUERY,
    columns.AUTHORITY,
    columns.AUTHORITY_SLUG,
    columns.REGION,
    columns.REGION_CODE,
    Column("year", "Year in which the inspections ended", CellType.NUMBER),
    Column("reports", "Reports whose text is in the archive", CellType.NUMBER),
    Column("reports_mentioning", "How many of them mention the subject", CellType.NUMBER),
    Column("paragraphs", "Paragraphs that mention it", CellType.NUMBER),
    columns.SEARCH,
)
GRADE_COLUMNS = (
    SUBJECT,
    QUERY,
    columns.GRADE,
    columns.GRADE_CODE,
    Column("sections", "Sections with this grade", CellType.NUMBER),
    Column("mentioning", "How many of them mention the subject", CellType.NUMBER),
    Column("share", "The share of those that mention it, from 0 to 1", CellType.SHARE),
    columns.THIN,
    columns.SCALE,
)


def subjects_table(address: Callable[[str], str]) -> Table:
    """A row for each subject; `address` makes a path of this site absolute."""
    return record_table(
        "subjects", "Subjects", SubjectRecord, lambda: subject_records(address), is_small=True
    )


def matrix_table(subject: Subject, matrix: Matrix, address: Callable[[str], str]) -> Table:
    """A row for each authority and year with a report that has text.

    `address` makes a path of this site absolute.
    """
    return Table(
        name=subject.slug,
        sheet="By authority and year",
        columns=MATRIX_COLUMNS,
        rows=lambda: _matrix_rows(subject, matrix, address),
        states_coverage=True,
    )


def section_table(subject: Subject, sections: Sequence[SectionGrades]) -> Table:
    """A row for each grade that a section has, scale by scale."""
    return Table(
        name=f"{subject.slug}-by-grade",
        sheet="By grade",
        columns=GRADE_COLUMNS,
        rows=lambda: _section_rows(subject, sections),
        states_coverage=True,
    )


def _matrix_rows(
    subject: Subject, matrix: Matrix, address: Callable[[str], str]
) -> Iterator[list[Cell]]:
    everywhere = addresses_of(subject, frozenset()).everywhere
    for part in matrix.regions:
        for row in part.rows:
            for cell in row.cells:
                if cell is None:
                    continue
                narrowed = urlencode([("authority", row.slug), ("year", cell.year)])
                yield [
                    subject.name,
                    subject.query,
                    row.name,
                    row.slug,
                    part.region.label,
                    part.region.value,
                    cell.year,
                    cell.reports.of,
                    cell.reports.count,
                    cell.paragraphs,
                    address(f"{everywhere}&{narrowed}"),
                ]


def _section_rows(subject: Subject, sections: Sequence[SectionGrades]) -> Iterator[list[Cell]]:
    for on_scale in sections:
        for grade, share in on_scale.grades:
            yield [
                subject.name,
                subject.query,
                grade.label,
                grade.value,
                share.of,
                share.count,
                round(share.value or 0, 4),
                yes_or_no(share.is_thin),
                on_scale.scale.value,
            ]
