"""A result list as a file: every row, what was asked, and nothing that a spreadsheet would run."""

import csv
import io
from xml.etree import ElementTree

import pytest
from django.test import Client
from openpyxl import load_workbook

from reports.models import Paragraph
from tests.archive import make_authority, make_report

pytestmark = pytest.mark.django_db

ATOM = {"atom": "http://www.w3.org/2005/Atom", "search": "http://a9.com/-/spec/opensearch/1.1/"}


@pytest.fixture(autouse=True)
def visits() -> None:
    """Two reports with 45 paragraphs about visits, more than two pages of them."""
    make_report(make_authority(), *[f"Visit {number} is kind." for number in range(40)])
    make_report(
        make_authority("greyfell"),
        *["=HYPERLINK(1) visits.", "+visits", "-visits", "@visits", "Visits."],
    )


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode())))
    assert answer["X-Row-Count"] == str(len(rows))
    return rows


def test_csv_has_every_paragraph_of_the_answer_and_says_what_was_asked(client: Client) -> None:
    rows = rows_of(client, "/search.csv?q=visits&page=2")
    assert len(rows) == client.get("/search.json?q=visits").json()["paragraph_count"] == 45
    for row in rows:
        assert row["search"] == "http://testserver/search/?q=visits"
        assert row["understood"] == "visits"
        assert "Open Government Licence" in row["licence"]
        assert row["coverage"].startswith("2 reports")
        assert row["url"].startswith("http://testserver/inspections/")
    assert {row["region_code"] for row in rows} == {"south-west"}


def test_csv_follows_the_filters(client: Client) -> None:
    assert len(rows_of(client, "/search.csv?q=visits&authority=greyfell")) == 5


def test_no_cell_is_a_formula(client: Client) -> None:
    rows = rows_of(client, "/search.csv?q=visits&authority=greyfell&sort=oldest")
    assert [row["text"][:2] for row in rows] == ["'=", "'+", "'-", "'@", "Vi"]


def test_xlsx_has_the_same_rows_and_explains_its_columns(client: Client) -> None:
    answer = client.get("/search.xlsx?q=visits&authority=greyfell")
    assert answer["X-Row-Count"] == "5"
    book = load_workbook(io.BytesIO(answer.getvalue()))
    header, *rows = book["Paragraphs"].iter_rows(values_only=True)
    assert len(rows) == 5
    assert {cell.data_type for row in book["Paragraphs"].iter_rows(min_row=2) for cell in row} <= {
        "s",
        "n",
        "d",
        "inlineStr",
    }
    about = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
    assert set(header) <= set(about)
    assert about["understood"] == "visits"
    assert about["rows"] == 5
    assert "Open Government Licence" in str(about["licence"])


def test_workbook_with_more_paragraphs_than_a_sheet_holds(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.web.tables.workbook.MOST_SHEET_ROWS", 44)
    answer = client.get("/search.xlsx?q=visits")
    assert answer.status_code == 400
    assert "A sheet holds 44 rows" in answer.content.decode()
    few = client.get("/search.xlsx?q=visits&authority=greyfell")
    assert few["X-Row-Count"] == "5"
    few.close()


def test_atom_counts_all_and_leads_to_the_next_page(client: Client) -> None:
    listed, address = 0, "/search.atom?q=visits"
    while address:
        feed = ElementTree.fromstring(client.get(address).content)  # noqa: S314  # our own feed
        assert feed.findtext("search:totalResults", namespaces=ATOM) == "45"
        listed += len(feed.findall("atom:entry", ATOM))
        following = feed.find("atom:link[@rel='next']", ATOM)
        address = following.attrib["href"] if following is not None else ""
    assert listed == 45


def test_json_leads_through_all_pages(client: Client) -> None:
    listed, address = set(), "/search.json?q=visits"
    while address:
        answer = client.get(address).json()
        listed |= {result["url"] for result in answer["results"]}
        address = answer["next"]
    assert len(listed) == 45


@pytest.mark.parametrize("ending", ["csv", "xlsx", "atom", "json"])
def test_files_list_paragraphs_whatever_the_page_groups(client: Client, ending: str) -> None:
    answer = client.get(f"/search.{ending}?q=visits&group=report")
    assert answer.status_code == 200
    answer.close()


@pytest.mark.parametrize("ending", ["csv", "xlsx", "atom", "json"])
def test_a_wrong_value_is_refused(client: Client, ending: str) -> None:
    answer = client.get(f"/search.{ending}?region=nowhere")
    assert answer.status_code == 400
    assert "region" in answer.json()["errors"]


def test_an_empty_answer_is_a_header_alone(client: Client) -> None:
    assert rows_of(client, "/search.csv?q=zeppelins") == []
    Paragraph.objects.all().delete()
    assert rows_of(client, "/search.csv") == []
