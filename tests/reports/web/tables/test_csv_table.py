"""CSV files: what a spreadsheet may be given, and what every row ends with."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from reports.web.exports import ExportFile
from reports.web.tables.csv_table import csv_line, write_csv
from reports.web.tables.table import Cell, Column, Table

ABOUT = {"source": "here", "licence": "open"}


def table(*rows: list[Cell], added: bool = False) -> Table:
    return Table(
        name="test",
        sheet="Test",
        columns=[Column("name", "Its name")],
        added=[Column("code", "Its code")] if added else (),
        rows=lambda: rows,
    )


def written(of: Table, *, with_mark: bool = False) -> bytes:
    content = io.BytesIO()
    file = ExportFile(content, gzipped=False)
    write_csv(file, of, ABOUT, with_mark=with_mark)
    return content.getvalue()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_cell_that_a_spreadsheet_would_run_is_quoted(start: str) -> None:
    (cells,) = csv.reader(io.StringIO(csv_line([f"{start}1+1", "after"]), newline=""))
    assert cells == [f"'{start}1+1", "after"]


def test_harmless_cells_stay_as_they_are() -> None:
    assert csv_line(["a=b", "", -5, 1.5, None, 'with "quotes", and comma']) == (
        'a=b,,-5,1.5,,"with ""quotes"", and comma"\r\n'
    )


def test_days_are_written_as_iso_8601_has_them() -> None:
    assert csv_line([date(2023, 1, 27)]) == "2023-01-27\r\n"


def test_row_can_be_read_alone() -> None:
    assert written(table(["Ashby"], ["=1"])) == (
        b"name,source,licence\r\nAshby,here,open\r\n'=1,here,open\r\n"
    )


def test_added_columns_follow_those_that_programs_know() -> None:
    assert written(table(["Ashby", "A1"], added=True)) == (
        b"name,source,licence,code\r\nAshby,here,open,A1\r\n"
    )


def test_mark_for_excel_is_written_once_and_only_where_it_is_wanted() -> None:
    plain = written(table(["Ashby"]))
    assert written(table(["Ashby"]), with_mark=True) == b"\xef\xbb\xbf" + plain
