"""Writing a table as a CSV file, safe for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from io import StringIO

from reports.web.exports import ExportFile
from reports.web.tables.table import Cell, Table

BYTE_ORDER_MARK = "\ufeff"
"""What Excel needs at the start of a file to read it as UTF-8."""
STARTS_OF_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings of text that a spreadsheet would take for a formula (OWASP, "CSV injection")."""


def csv_line(cells: Iterable[Cell]) -> str:
    """One line of a CSV file, without formulas."""
    line = StringIO()
    csv.writer(line).writerow([_harmless(cell) for cell in cells])
    return line.getvalue()


def write_csv(
    file: ExportFile, table: Table, about: Mapping[str, str], *, with_mark: bool = False
) -> None:
    """Write the header and one line for each row.

    Each line has the cells of `table.columns`, then the values of `about`, which make the line
    readable alone, then the cells of `table.added`. With `with_mark` the file begins with the byte
    order mark that Excel needs.
    """
    if with_mark:
        file.write(BYTE_ORDER_MARK.encode())
    columns = [column.name for column in table.columns]
    added = [column.name for column in table.added]
    file.write(csv_line([*columns, *about, *added]).encode())
    first = len(columns)
    for row in table.rows():
        file.write(csv_line([*row[:first], *about.values(), *row[first:]]).encode())
        file.row_written()


def _harmless(cell: Cell) -> Cell:
    """The cell; a text that looks like a formula gets a quote before it."""
    if isinstance(cell, str) and cell.startswith(STARTS_OF_FORMULAS):
        return f"'{cell}"
    return cell
