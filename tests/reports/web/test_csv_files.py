"""CSV files: what a spreadsheet may be given, and what every row ends with."""

from __future__ import annotations

import csv
from contextlib import closing
from datetime import datetime
from io import StringIO

import pytest
from django.test import RequestFactory

from reports.web.csv_files import LICENCE, csv_line, csv_response

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_cell_that_a_spreadsheet_would_run_is_quoted(start: str) -> None:
    (cells,) = csv.reader(StringIO(csv_line([f"{start}1+1", "after"]), newline=""))
    assert cells == [f"'{start}1+1", "after"]


def test_harmless_cells_stay_as_they_are() -> None:
    assert csv_line(["a=b", "", -5, 1.5, None, 'with "quotes", and comma']) == (
        'a=b,,-5,1.5,,"with ""quotes"", and comma"\r\n'
    )


def test_row_can_be_read_alone(rf: RequestFactory) -> None:
    request = rf.get("/map.csv?judgement=leaders")
    answer = csv_response(
        request, "test", ["name"], lambda: [["Ashby"], ["=1"]], coverage=lambda: "2 of 3"
    )
    with closing(answer):
        rows = list(csv.DictReader(StringIO(answer.getvalue().decode())))
    assert [row["name"] for row in rows] == ["Ashby", "'=1"]
    for row in rows:
        assert list(row) == ["name", "source", "retrieved", "coverage", "licence"]
        assert row["source"] == "http://testserver/map.csv?judgement=leaders"
        assert row["coverage"] == "2 of 3"
        assert row["licence"] == LICENCE
        assert datetime.fromisoformat(row["retrieved"]).tzinfo is not None
    assert answer["X-Row-Count"] == "2"
    assert 'filename="inspection-archive-test-' in answer["Content-Disposition"]


def test_file_without_coverage_has_no_such_column(rf: RequestFactory) -> None:
    answer = csv_response(rf.get("/"), "test", ["name"], list, is_small=True)
    with closing(answer):
        assert answer.getvalue() == b"name,source,retrieved,licence\r\n"
    assert answer["X-Row-Count"] == "0"
