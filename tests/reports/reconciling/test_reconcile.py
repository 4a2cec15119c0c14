"""The archive beside Ofsted's yearly statistics."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook

from reports.facts.vocabulary import Area, Grade
from reports.models import Authority, StatisticsDifference
from tests.archive import make_authority, make_inspection

pytestmark = pytest.mark.django_db

HEADINGS = [
    "Local authority",
    "URN",
    "Inspection start date",
    "Inspection end date",
    "Overall effectiveness",
    "The impact of leaders on social work practice with children and families",
    "The experiences and progress of children who need help and protection",
    "The experiences and progress of children in care",
    "The experiences and progress of care leavers",
]
GOOD = ["Good"] * 5
DAYS = [date(2023, 6, 12), date(2023, 6, 23)]


@pytest.fixture
def authority() -> Authority:
    fernhollow = make_authority("fernhollow")
    fernhollow.ofsted_urn = "80999"
    fernhollow.save()
    make_inspection(fernhollow, ended=date(2023, 6, 23))
    return fernhollow


def statistics(folder: Path, *rows: list[Any], headings: list[str] | None = None) -> Path:
    """A workbook with a cover sheet, and the outcomes below two lines of title."""
    book = Workbook()
    cover: Any = book.active
    cover.append(["Local authority inspection outcomes as at 31 March 2026"])
    sheet = book.create_sheet("Data")
    sheet.append(["Table 1: most recent outcomes"])
    sheet.append([])
    sheet.append(headings or HEADINGS)
    for row in rows:
        sheet.append(row)
    path = folder / "outcomes.xlsx"
    book.save(path)
    return path


OPEN_DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3">'
    "<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    "</office:document-content>"
)


MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="{media_type}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def open_document(folder: Path, *rows: list[Any]) -> Path:
    """The same statistics as an OpenDocument spreadsheet, as LibreOffice writes it."""
    cover = table("Cover", [["Local authority inspection outcomes as at 31 March 2026"]])
    data = table("Data", [["Table 1: most recent outcomes"], [], HEADINGS, *rows])
    path = folder / "outcomes.ods"
    media_type = "application/vnd.oasis.opendocument.spreadsheet"
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", media_type)
        archive.writestr("META-INF/manifest.xml", MANIFEST.format(media_type=media_type))
        archive.writestr("content.xml", OPEN_DOCUMENT.format(tables=cover + data))
    return path


def table(name: str, rows: list[list[Any]]) -> str:
    """A sheet, with empty rows at its end that count a million, as such files have them."""
    written = "".join(
        [f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows]
    )
    rest = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/>'
    return f'<table:table table:name="{name}">{written}{rest}</table:table-row></table:table>'


def cell(value: Any) -> str:
    """A cell of OpenDocument: a date, a number or a text, which may have several lines."""
    if isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, int):
        kind = f'office:value-type="float" office:value="{value}"'
    else:
        kind = 'office:value-type="string"'
    lines = "".join([f"<text:p>{line}</text:p>" for line in str(value).split("\n")])
    return f"<table:table-cell {kind}>{lines}</table:table-cell>"


def run(path: Path, code: int = 0) -> list[str]:
    printed = StringIO()
    if code:
        with pytest.raises(SystemExit) as end:
            call_command("reconcile", str(path), stdout=printed)
        assert end.value.code == code
    else:
        call_command("reconcile", str(path), stdout=printed)
    return printed.getvalue().splitlines()


def test_equal_sources(authority: Authority, tmp_path: Path) -> None:
    lines = run(statistics(tmp_path, ["Fernhollow", 80999, *DAYS, *GOOD]))
    assert lines[0] == "equal         Fernhollow, Overall effectiveness: Good"
    assert lines[-1] == "5 equal, 0 different, 0 missing there, 0 missing here."


def test_an_open_document_spreadsheet(authority: Authority, tmp_path: Path) -> None:
    two_lines = "Requires improvement\nto be good"
    path = open_document(tmp_path, ["Fernhollow", 80999, *DAYS, two_lines, 1, *GOOD[2:]])
    lines = run(path, code=1)
    assert lines[0] == (
        "different     Fernhollow, Overall effectiveness: here Good, there Requires improvement "
        "(sheet “Data”, row 4)"
    )
    assert "leaders: here Good, there Outstanding" in lines[1]
    assert lines[-1] == "3 equal, 2 different, 0 missing there, 0 missing here."
    difference = StatisticsDifference.objects.first()
    assert difference is not None
    assert (difference.file, difference.last_day) == ("outcomes.ods", DAYS[1])


def test_every_way_in_which_they_differ(authority: Authority, tmp_path: Path) -> None:
    make_authority("greyholt")
    authority.inspections.get().judgements.filter(area=Area.CARE_LEAVERS).delete()
    row = ["", 80999, *DAYS, "Requires improvement to be good", 2, "Good", "N/A", "Inadequate"]
    total = ["England", "", "", "", 1, 2, 3, 4, 4]
    nobody = ["Nowhere Council", "", "", "", 1, 2, 3, 4, 4]
    lines = run(statistics(tmp_path, row, total, nobody), code=1)
    assert lines[0] == (
        "different     Fernhollow, Overall effectiveness: here Good, there Requires improvement "
        "(sheet “Data”, row 4)"
    )
    assert "missing there Fernhollow, Children in care" in lines[3]
    assert "missing here  Fernhollow, Care leavers: here nothing, there Inadequate" in lines[4]
    assert "missing here  Nowhere Council, no authority of the archive" in lines[5]
    assert "missing there Greyholt" in lines[6]
    assert lines[-1] == "2 equal, 1 different, 2 missing there, 2 missing here."


def test_an_inspection_that_is_not_here(authority: Authority, tmp_path: Path) -> None:
    days = [date(2026, 1, 12), date(2026, 1, 23)]
    lines = run(statistics(tmp_path, ["Fernhollow", 80999, *days, *GOOD]), code=1)
    assert lines[-1] == "0 equal, 0 different, 0 missing there, 5 missing here."


def test_differences_wait_until_they_are_settled(
    authority: Authority, tmp_path: Path, admin_client: Client
) -> None:
    path = statistics(tmp_path, ["Fernhollow", 80999, *DAYS, "Outstanding", *GOOD[1:]])
    run(path, code=1)
    run(path, code=1)
    difference = StatisticsDifference.objects.get()
    assert (difference.here, difference.there) == (Grade.GOOD, Grade.OUTSTANDING)
    assert (difference.file, difference.place) == ("outcomes.xlsx", "sheet “Data”, row 4")
    listed = "/admin/reports/statisticsdifference/"
    assert "Outstanding" in admin_client.get(listed).content.decode()
    chosen = {"action": "settle", "_selected_action": [difference.pk]}
    admin_client.post(listed, chosen)
    difference.refresh_from_db()
    assert difference.settled_at is not None
    assert "0 differences wait" in run(path, code=1)[-2]
    run(statistics(tmp_path, ["Fernhollow", 80999, *DAYS, *GOOD]))
    assert not StatisticsDifference.objects.exists()


def test_a_later_inspection_in_the_same_row_waits_anew(
    authority: Authority, tmp_path: Path
) -> None:
    grades = ["Outstanding", *GOOD[1:]]
    run(statistics(tmp_path, ["Fernhollow", 80999, *DAYS, *grades]), code=1)
    StatisticsDifference.objects.update(settled_at=timezone.now())
    later = make_inspection(authority, ended=date(2026, 1, 23))
    days = [date(2026, 1, 12), date(2026, 1, 23)]
    lines = run(statistics(tmp_path, ["Fernhollow", 80999, *days, *grades]), code=1)
    assert "1 differences wait" in lines[-2]
    difference = StatisticsDifference.objects.get()
    assert (difference.inspection, difference.last_day) == (later, date(2026, 1, 23))


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["Fernhollow", 80999, *DAYS, "Superb", *GOOD[1:]], "“Superb” as outcome of Overall"),
        (["Fernhollow", 80999, "soon", DAYS[1], *GOOD], "“soon”, which is no date"),
    ],
)
def test_cells_that_are_refused(
    authority: Authority, tmp_path: Path, row: list[Any], said: str
) -> None:
    with pytest.raises(CommandError, match=f"sheet “Data”, row 4 has {said}"):
        run(statistics(tmp_path, row))


def test_changed_columns_are_refused_with_those_it_wants(tmp_path: Path) -> None:
    path = statistics(tmp_path, ["a", "b", "c"], headings=["Council area", "Outcome", "Remark"])
    with pytest.raises(CommandError, match="“Local authority” or “URN”") as refusal:
        run(path)
    assert "Council area, Outcome, Remark" in str(refusal.value)


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "outcomes.ods"
    path.write_bytes(b"no workbook")
    with pytest.raises(CommandError, match="cannot be read as an ODS or XLSX file"):
        run(path)
    with pytest.raises(CommandError, match="There is no file"):
        run(tmp_path / "nowhere.ods")
