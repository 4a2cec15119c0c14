"""Workbooks, as openpyxl reads them back: types, links, limits, and the sheet about the table."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.web.exports import ExportFile, NoFile
from reports.web.tables import workbook
from reports.web.tables.table import Cell, CellType, Column, Table
from reports.web.tables.workbook import CUT, MOST_SIGNS, write_workbook

COLUMNS = (
    Column("name", "Its name"),
    Column("days", "Its days", CellType.NUMBER),
    Column("share", "Its share", CellType.SHARE),
    Column("ended", "Its last day", CellType.DAY),
    Column("url", "Its address", CellType.ADDRESS),
)
ADDED = (Column("code", "Its code"),)
ADDRESS = "https://archive.example/inspections/ashby/#p1"
ROW: list[Cell] = ["Ashby", 12, 0.25, date(2023, 1, 27), ADDRESS, "A1"]
ABOUT = {"source": "https://archive.example/test.xlsx?region=london", "licence": "Open"}


def book_of(*rows: list[Cell], row_count: int | None = None) -> Workbook:
    table = Table("test", "Test rows", COLUMNS, lambda: rows, ADDED, row_count=row_count)
    content = io.BytesIO()
    file = ExportFile(content, gzipped=False)
    write_workbook(file, table, ABOUT)
    assert file.rows == len(rows)
    return load_workbook(content)


def sheet_of(*rows: list[Cell]) -> Worksheet:
    return book_of(*rows)["Test rows"]


def about_of(book: Workbook) -> dict[object, object]:
    return {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}


def test_cells_are_dates_numbers_and_links() -> None:
    name, days, share, ended, url, code = sheet_of(ROW)[2]
    assert (name.value, days.value, share.value, code.value) == ("Ashby", 12, 0.25, "A1")
    assert ended.value == datetime(2023, 1, 27)  # noqa: DTZ001  # as Excel has it
    assert ended.number_format == "yyyy-mm-dd"
    assert share.number_format == "0.0%"
    assert url.value == ADDRESS
    assert url.hyperlink is not None
    assert f"{url.hyperlink.target}#{url.hyperlink.location}" == ADDRESS


def test_what_is_not_known_is_an_empty_cell() -> None:
    cells = sheet_of(["Ashby", None, None, None, "", ""])[2]
    assert [cell.value for cell in cells] == ["Ashby", None, None, None, None, None]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(1)", "=HYPERLINK(1)", "{=1}"])
def test_no_text_is_a_formula(text: str) -> None:
    for cell in sheet_of([text, None, None, None, text, text])[2]:
        assert cell.data_type != "f"
    assert sheet_of([text, None, None, None, "", ""])["A2"].value == text


def test_heads_are_frozen_bold_and_filtered_and_columns_fit() -> None:
    sheet = sheet_of(ROW, ROW)
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:F3"
    assert [cell.value for cell in sheet[1]] == ["name", "days", "share", "ended", "url", "code"]
    assert all(cell.font.bold for cell in sheet[1])
    widths = {letter: sheet.column_dimensions[letter].width for letter in "AE"}
    assert widths["A"] < 15 < len(ADDRESS) < widths["E"]


def test_no_column_is_wider_than_a_screen() -> None:
    sheet = sheet_of(["word " * 200, None, None, None, "", ""])
    assert 60 <= sheet.column_dimensions["A"].width < 62


def test_sheet_about_it_says_what_it_is_of_and_what_columns_mean() -> None:
    about = about_of(book_of(ROW, ROW))
    assert about == {
        **ABOUT,
        "rows": 2,
        **{column.name: column.description for column in (*COLUMNS, *ADDED)},
    }


def test_text_that_is_too_long_is_cut_and_that_is_said() -> None:
    fits, long = "a" * MOST_SIGNS, "a" * (MOST_SIGNS + 1)
    book = book_of([fits, None, None, None, "", ""], [long, None, None, None, "", ""])
    sheet = book["Test rows"]
    assert sheet["A2"].value == fits
    assert len(str(sheet["A3"].value)) == MOST_SIGNS
    assert str(sheet["A3"].value).endswith(CUT)
    assert "1 texts are longer" in str(about_of(book)["cut cells"])


def test_addresses_beyond_the_links_of_a_sheet_are_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_LINKS", 1)
    book = book_of(ROW, ROW)
    first, second = book["Test rows"]["E2"], book["Test rows"]["E3"]
    assert (first.value, second.value) == (ADDRESS, ADDRESS)
    assert first.hyperlink is not None
    assert second.hyperlink is None
    assert "1 addresses are text" in str(about_of(book)["addresses without link"])


def test_address_that_is_too_long_for_a_link_is_text() -> None:
    long = f"https://archive.example/search/?q={'a' * 2100}"
    cell = sheet_of(["Ashby", None, None, None, long, ""])["E2"]
    assert (cell.value, cell.hyperlink) == (long, None)


def test_day_before_sheets_have_dates_is_text() -> None:
    assert sheet_of(["Ashby", None, None, date(1889, 4, 1), "", ""])["D2"].value == "1889-04-01"


@pytest.mark.parametrize("row_count", [None, 2])
def test_more_rows_than_a_sheet_holds(
    monkeypatch: pytest.MonkeyPatch, row_count: int | None
) -> None:
    monkeypatch.setattr(workbook, "MOST_SHEET_ROWS", 1)
    with pytest.raises(NoFile) as refusal:
        book_of(ROW, ROW, row_count=row_count)
    assert refusal.value.reason == "too large"
    assert "A sheet holds 1 rows" in refusal.value.advice
