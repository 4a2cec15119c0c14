"""Writing a table as an XLSX workbook, with real dates, numbers and links, and a sheet about it.

No cell can be a formula. The limits are those of "Excel specifications and limits".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # the package ships no types
from xlsxwriter.exceptions import FileCreateError, FileSizeError  # type: ignore[import-untyped]  # as above

from reports.web.exports import ExportFile, NoFile
from reports.web.tables.table import Cell, CellType, Column, Table

MOST_SHEET_ROWS = 1_048_575
"""The most rows of a sheet, without its header."""
MOST_SIGNS = 32_767
"""Signs of text in a cell."""
MOST_LINKS = 65_530
"""Links of a sheet."""
LONGEST_LINK = 2_079
"""Signs of the address of a link."""
LINKED = ("http://", "https://")
"""Beginnings of addresses that become links."""
FIRST_YEAR = 1901
"""A sheet has no dates before 1900, and in 1900 it has a 29 February, which did not exist."""
NARROWEST, WIDEST = 8, 60
"""Widths of columns, in signs."""
CUT = " … (cut here: a cell holds no more)"

FORMATS = {
    CellType.TEXT: {},
    CellType.NUMBER: {},
    CellType.SHARE: {"num_format": "0.0%"},
    CellType.DAY: {"num_format": "yyyy-mm-dd"},
    CellType.ADDRESS: {"font_color": "#0563C1", "underline": 1},
}
HEAD = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
ABOUT_WIDTHS = (28, 100)


def write_workbook(file: ExportFile, table: Table, about: Mapping[str, str]) -> None:
    """Write a workbook: a sheet with the table, and one about it.

    The second sheet has `about`, the number of rows, and the descriptions of the columns. Raises
    `NoFile` if a sheet cannot hold the table.
    """
    if table.row_count is not None:
        _check_row_count(table.row_count)
    try:
        with TemporaryDirectory() as folder:
            _write(file, table, about, folder)
    except FileSizeError as error:
        raise NoFile("too large", "The workbook would be too large. Save it as CSV.") from error
    except FileCreateError as error:
        raise error.args[0] from error  # the `OSError` that it wraps


def _check_row_count(rows: int) -> None:
    """Raise `NoFile` if a sheet cannot hold so many rows."""
    if rows > MOST_SHEET_ROWS:
        advice = f"A sheet holds {MOST_SHEET_ROWS:,} rows. Choose fewer rows, or save them as CSV."
        raise NoFile("too large", advice)


def _write(file: ExportFile, table: Table, about: Mapping[str, str], folder: str) -> None:
    """Write the workbook; its sheets are composed in files of the `folder`."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "tmpdir": folder,
    }
    columns = [*table.columns, *table.added]
    with xlsxwriter.Workbook(file.file, options) as book:
        sheet = TableSheet(book, table.sheet, columns)
        for row in table.rows():
            _check_row_count(file.rows + 1)
            sheet.write_row(row)
            file.row_written()
        sheet.finish()
        pairs = {**about, "rows": str(file.rows), **sheet.notes()}
        _write_about(book, pairs, columns)


class TableSheet:
    """The sheet of a table, written row by row. A row cannot be changed later."""

    def __init__(self, book: Any, name: str, columns: Sequence[Column]) -> None:
        self._sheet = book.add_worksheet(name)
        self._columns = columns
        self._formats = {kind: book.add_format(style) for kind, style in FORMATS.items()}
        self._row = 0
        self._links = 0
        self._cut = 0
        self._plain_addresses = 0
        self._widths = [len(column.name) + 4 for column in columns]  # for the arrow of the filter
        head = book.add_format(HEAD)
        for place, column in enumerate(columns):
            self._sheet.write_string(0, place, column.name, head)

    def write_row(self, row: Sequence[Cell]) -> None:
        """Write the next row: a cell for each column."""
        self._row += 1
        for place, (column, cell) in enumerate(zip(self._columns, row, strict=True)):
            if cell is None or cell == "":
                continue
            self._write_cell(place, column.type, cell)
            self._widths[place] = max(self._widths[place], len(str(cell)) + 1)

    def finish(self) -> None:
        """Freeze the head and the first column, set filters and widths."""
        self._sheet.freeze_panes(1, 1)
        self._sheet.autofilter(0, 0, self._row, len(self._columns) - 1)
        for place, width in enumerate(self._widths):
            self._sheet.set_column(place, place, min(max(width, NARROWEST), WIDEST))

    def notes(self) -> dict[str, str]:
        """Notes about cells that the sheet could not hold unchanged, by their titles."""
        notes = {}
        if self._cut:
            notes["cut cells"] = (
                f"{self._cut} texts are longer than a cell holds ({MOST_SIGNS:,} signs) and end in"
                f"“{CUT}”. The CSV file has them whole."
            )
        if self._plain_addresses:
            notes["addresses without link"] = (
                f"{self._plain_addresses:,} addresses are text: a sheet holds {MOST_LINKS:,} links,"
                f" each of at most {LONGEST_LINK:,} signs."
            )
        return notes

    def _write_cell(self, place: int, kind: CellType, cell: Cell) -> None:
        if isinstance(cell, date) and cell.year >= FIRST_YEAR:
            self._sheet.write_datetime(self._row, place, cell, self._formats[CellType.DAY])
        elif isinstance(cell, int | float):
            self._sheet.write_number(self._row, place, cell, self._formats[kind])
        elif kind is CellType.ADDRESS:
            self._write_address(place, str(cell))
        else:
            self._sheet.write_string(self._row, place, self._fitting(str(cell)))

    def _write_address(self, place: int, address: str) -> None:
        if not address.startswith(LINKED):
            self._sheet.write_string(self._row, place, self._fitting(address))
            return
        if self._links == MOST_LINKS or len(address) > LONGEST_LINK:
            self._plain_addresses += 1
            self._sheet.write_string(self._row, place, self._fitting(address))
            return
        self._links += 1
        self._sheet.write_url(self._row, place, address, self._formats[CellType.ADDRESS])

    def _fitting(self, text: str) -> str:
        """The text, cut where it is longer than a cell holds."""
        if len(text) <= MOST_SIGNS:
            return text
        self._cut += 1
        return text[: MOST_SIGNS - len(CUT)] + CUT


def _write_about(book: Any, about: Mapping[str, str], columns: Sequence[Column]) -> None:
    """Write the sheet about the workbook and its columns."""
    sheet = book.add_worksheet("About")
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    explained = {column.name: column.description for column in columns}
    for place, (name, value) in enumerate({**about, **explained}.items()):
        sheet.write_string(place, 0, name, bold)
        if name == "rows":
            sheet.write_number(place, 1, int(value), wrapped)
        else:
            sheet.write_string(place, 1, value[:MOST_SIGNS], wrapped)
    for place, width in enumerate(ABOUT_WIDTHS):
        sheet.set_column(place, place, width)
