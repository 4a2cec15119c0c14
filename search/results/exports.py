"""Paragraphs as files: the table of a search, with all its paragraphs and what was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from reports.facts.vocabulary import Area, Grade, Kind, NumberedBy, Region, Role
from reports.models import Paragraph
from reports.overview.coverage import coverage_sentence
from reports.web.tables import columns
from reports.web.tables.table import LICENCE, Cell, CellType, Column, Table
from search.index.door import Places
from search.results.search import SearchRequest, address_of, paragraphs_at


@dataclass(frozen=True, slots=True)
class ParagraphColumn:
    """A column of a table of paragraphs, and the function that gives the cell of a paragraph."""

    column: Column
    value: Callable[[Paragraph], Cell]


def _column(
    name: str, description: str, value: Callable[[Paragraph], Cell], kind: CellType = CellType.TEXT
) -> ParagraphColumn:
    return ParagraphColumn(Column(name, description, kind), value)


COLUMNS = (
    ParagraphColumn(columns.AUTHORITY, lambda row: str(row.inspection.authority)),
    ParagraphColumn(columns.AUTHORITY_SLUG, lambda row: row.inspection.authority.slug),
    ParagraphColumn(columns.REGION, lambda row: Region(row.region).label),
    ParagraphColumn(columns.REGION_CODE, lambda row: row.region),
    ParagraphColumn(columns.INSPECTION, lambda row: row.inspection.slug),
    ParagraphColumn(columns.KIND, lambda row: Kind(row.kind).label),
    ParagraphColumn(columns.KIND_CODE, lambda row: row.kind),
    ParagraphColumn(columns.START_DATE, lambda row: row.inspection.start_date),
    ParagraphColumn(columns.END_DATE, lambda row: row.inspection.end_date),
    ParagraphColumn(columns.PUBLISHED, lambda row: row.inspection.published),
    _column("part", "What part of the report it is", lambda row: Role(row.role).label),
    _column("part_code", "The part’s code in addresses", lambda row: row.role),
    _column(
        "number",
        "Number of the paragraph, where it has one",
        lambda row: row.number,
        CellType.NUMBER,
    ),
    _column("numbered_by", "Who gave the number", lambda row: _label(NumberedBy, row.numbered_by)),
    _column("heading", "Heading of its section", lambda row: row.heading),
    _column("judgement", "Judgement that its section is about", lambda row: _label(Area, row.area)),
    ParagraphColumn(columns.JUDGEMENT_CODE, lambda row: row.area),
    _column("grade", "Grade of that section", lambda row: _label(Grade, row.grade)),
    ParagraphColumn(columns.GRADE_CODE, lambda row: row.grade),
    _column(
        "page",
        "Page of the original on which it begins",
        lambda row: row.page,
        CellType.NUMBER,
    ),
    _column("text", "The paragraph, word for word", lambda row: row.text),
)
ADDED = (
    _column(
        "responsible",
        "Bodies that an area SEND report makes responsible for an action",
        lambda row: row.responsible,
    ),
    ParagraphColumn(columns.ONS_CODE, lambda row: row.inspection.authority.ons_code),
    ParagraphColumn(columns.DFE_CODE, lambda row: row.inspection.authority.dfe_code),
    _column("anchor", "The passage within its inspection", lambda row: row.anchor),
    _column(
        "position",
        "Its place in the report, counted from 0",
        lambda row: row.position,
        CellType.NUMBER,
    ),
    _column(
        "numbered_by_code", "The code of `numbered_by` in the API", lambda row: row.numbered_by
    ),
)


@dataclass(frozen=True, slots=True)
class Export:
    """A search to be written into a file.

    `places` are those of all its paragraphs, in order; `address` makes a path of this site
    absolute.
    """

    search: SearchRequest
    places: Places
    address: Callable[[str], str]

    def rows(self) -> Iterator[Paragraph]:
        """Every paragraph of the answer, in the order of the page."""
        return paragraphs_at(self.places)

    def about(self) -> dict[str, str]:
        """What was searched, when, in what, and under which licence."""
        source = self.address(address_of(self.search))
        return about_paragraphs("search", source, self.search.query.understood)


def about_paragraphs(name: str, source: str, understood: str) -> dict[str, str]:
    """The facts about a file of paragraphs, by column name.

    `source` is the address of the page, which becomes the column `name`. `understood` is the query
    in words, empty for none.
    """
    return {
        name: source,
        "understood": understood or "all paragraphs",
        "retrieved": timezone.localtime().isoformat(timespec="seconds"),
        "coverage": coverage_sentence(),
        "licence": LICENCE,
    }


def search_table(export: Export) -> Table:
    """The table of a search."""
    return Table(
        name="search",
        sheet="Paragraphs",
        columns=paragraph_columns(COLUMNS),
        added=[each.column for each in ADDED],
        rows=lambda: paragraph_rows(export.rows(), COLUMNS, export.address),
        about=export.about,
        row_count=len(export.places),
    )


def paragraph_columns(of_paragraphs: Iterable[ParagraphColumn]) -> list[Column]:
    """The columns of some `of_paragraphs`, then that of the address."""
    return [*(each.column for each in of_paragraphs), columns.URL]


def paragraph_rows(
    paragraphs: Iterable[Paragraph],
    of_paragraphs: Iterable[ParagraphColumn],
    address: Callable[[str], str],
) -> Iterator[list[Cell]]:
    """One row a paragraph: the cells of the columns, its address, and those of `ADDED`."""
    columns_before = tuple(of_paragraphs)
    for paragraph in paragraphs:
        yield [
            *(each.value(paragraph) for each in columns_before),
            address(paragraph.get_absolute_url()),
            *(each.value(paragraph) for each in ADDED),
        ]


def _label(terms: Callable[[str], Any], code: str) -> str:
    return str(terms(code).label) if code else ""
