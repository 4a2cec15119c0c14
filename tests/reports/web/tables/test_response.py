"""The answer to a request for a table: which file it is, and what its rows say of themselves."""

from __future__ import annotations

import csv
import io
from contextlib import closing
from datetime import datetime

import pytest
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from openpyxl import load_workbook

from reports.web.exports import CSV, XLSX, Format
from reports.web.tables.response import table_response
from reports.web.tables.table import LICENCE, Column, Table

pytestmark = pytest.mark.django_db

ADDRESS = "http://testserver/map.csv?judgement=leaders"


def answer_of(
    rf: RequestFactory, kind: Format, address: str = ADDRESS, *, states_coverage: bool = False
) -> HttpResponseBase:
    table = Table(
        name="test",
        sheet="Test",
        columns=[Column("name", "Its name")],
        rows=lambda: [["Ashby"], ["=1"]],
        states_coverage=states_coverage,
    )
    return table_response(rf.get(address), kind, table)


def content_of(answer: HttpResponseBase) -> bytes:
    with closing(answer):
        return answer.getvalue()


def test_csv_row_can_be_read_alone(rf: RequestFactory) -> None:
    answer = answer_of(rf, CSV, states_coverage=True)
    rows = list(csv.DictReader(io.StringIO(content_of(answer).decode())))
    assert [row["name"] for row in rows] == ["Ashby", "'=1"]
    for row in rows:
        assert list(row) == ["name", "source", "retrieved", "coverage", "licence"]
        assert row["source"] == ADDRESS
        assert row["coverage"] == "no reports"
        assert row["licence"] == LICENCE
        assert datetime.fromisoformat(row["retrieved"]).tzinfo is not None
    assert answer["X-Row-Count"] == "2"
    assert 'filename="inspection-archive-test-' in answer["Content-Disposition"]


def test_csv_without_coverage_has_no_such_column(rf: RequestFactory) -> None:
    header = content_of(answer_of(rf, CSV)).splitlines()[0]
    assert header == b"name,source,retrieved,licence"


@pytest.mark.parametrize(("parameter", "starts"), [("", b"name"), ("&bom=", b"name")])
def test_plain_csv_has_no_mark(rf: RequestFactory, parameter: str, starts: bytes) -> None:
    assert content_of(answer_of(rf, CSV, ADDRESS + parameter)).startswith(starts)


def test_csv_for_excel_begins_with_its_mark(rf: RequestFactory) -> None:
    assert content_of(answer_of(rf, CSV, f"{ADDRESS}&bom=1")).startswith(b"\xef\xbb\xbfname,")


def test_any_other_mark_is_refused(rf: RequestFactory) -> None:
    answer = answer_of(rf, CSV, f"{ADDRESS}&bom=yes")
    assert answer.status_code == 400
    assert b'"bom"' in content_of(answer)


def test_workbook_says_coverage_and_licence(rf: RequestFactory) -> None:
    answer = answer_of(rf, XLSX)
    assert answer["Content-Disposition"].endswith('.xlsx"')
    assert answer["X-Row-Count"] == "2"
    book = load_workbook(io.BytesIO(content_of(answer)))
    about = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
    assert about["source"] == ADDRESS
    assert about["coverage"] == "no reports"
    assert about["licence"] == LICENCE
    assert [cell.value for cell in book["Test"]["A"]] == ["name", "Ashby", "=1"]
