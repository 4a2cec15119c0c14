"""Every table as files: columns that programs know stay in their places, and XLSX has the same rows."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from reports.facts.vocabulary import Area, Role
from reports.models import Authority
from tests.archive import make_authority, make_inspection, make_paragraph, make_report
from tests.support.addresses import PAGES as SITE_PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("archive")]

AREAS = " ".join(area.value for area in Area)
END = "source retrieved licence"
END_WITH_COVERAGE = "source retrieved coverage licence"
PARAGRAPHS = (
    "authority authority_slug region region_code inspection kind kind_code start_date end_date"
    " published part part_code number numbered_by heading judgement judgement_code grade grade_code"
    " page text"
)
END_OF_PARAGRAPHS = "understood retrieved coverage licence responsible"
OF_INSPECTIONS = (
    "authority authority_slug inspection kind kind_code length start_date end_date published"
    f" days_to_publication lead_inspector checked {AREAS} {END}"
)
TWO = "authority=fernhollow&authority=greyfell"

COLUMNS = {
    "/map.csv": (
        "authority authority_slug dfe_code region region_code judgement judgement_code judged_as"
        f" grade grade_code inspection kind start_date end_date scale {END}"
    ),
    "/inspections.csv": OF_INSPECTIONS,
    "/authorities/fernhollow/inspections.csv": OF_INSPECTIONS,
    "/timing.csv": (
        "authority authority_slug region region_code inspection start_date end_date days_since"
        " published days_from_last_day_to_publication days_from_first_day_to_publication"
        f" {END}"
    ),
    "/timing.csv?by=region": (
        "by group group_code measure inspections median_days least_days most_days not_known scale"
        f" {END}"
    ),
    f"/compare.csv?{TWO}": (
        "authority authority_slug region inspection kind framework start_date end_date published"
        f" latest judgement judgement_code grade grade_code checked url {END}"
    ),
    f"/compare/passages.csv?{TWO}&q=visits": f"{PARAGRAPHS} url comparison {END_OF_PARAGRAPHS}",
    f"/compare/words.csv?{TWO}&q=visits": (
        "authority authority_slug inspection word times_here times_in_the_others words_here"
        f" words_in_the_others {END}"
    ),
    f"/compare/names.csv?{TWO}&q=visits+OR+interviews": (
        f"authority authority_slug inspection name paragraphs search {END}"
    ),
    "/grades.csv": (
        "judgement judgement_code grade grade_code scale authorities url source retrieved coverage"
        " licence"
    ),
    "/subjects.csv": f"subject theme name about query url search {END_WITH_COVERAGE}",
    "/about/coverage.csv": (
        f"kind kind_code year listed with_text checked removed {END_WITH_COVERAGE}"
    ),
    "/inspections/fernhollow-ilacs-2023-06-23/judgements.csv": (
        "inspection area area_code grade grade_code scale scale_code printed_area printed_grade"
        f" {END_WITH_COVERAGE}"
    ),
    "/new.csv": (
        "day at what title authority authority_slug region region_code inspection kind kind_code"
        f" end_date published {END}"
    ),
    "/glossary.csv": (
        f"sort name other_names meaning related everyday paragraphs search {END_WITH_COVERAGE}"
    ),
    "/search.csv?q=visits": f"{PARAGRAPHS} url search {END_OF_PARAGRAPHS}",
    "/points.csv": (
        f"{PARAGRAPHS} next_inspection next_end_date follow_up url search {END_OF_PARAGRAPHS}"
    ),
    "/points.csv?authority=fernhollow": (
        f"{PARAGRAPHS} next_inspection next_end_date follow_up said_text said_url shared_words url"
        f" search {END_OF_PARAGRAPHS}"
    ),
    "/trends.csv?q=visits": (
        "phrase also_searched split part part_code year reports mentioning share interval_low"
        f" interval_high thin {END_WITH_COVERAGE}"
    ),
    "/trends/grades.csv": (
        "judgement judgement_code by of of_code grade grade_code count graded share scale"
        f" {END_WITH_COVERAGE}"
    ),
    "/subjects/return-home-interviews.csv": (
        "subject query authority authority_slug region region_code year reports reports_mentioning"
        f" paragraphs search {END_WITH_COVERAGE}"
    ),
    "/subjects/return-home-interviews/grades.csv": (
        f"subject query grade grade_code sections mentioning share thin scale {END_WITH_COVERAGE}"
    ),
}
"""The header of each file before it had more columns: they stay in these places."""
ADDED = {
    "/map.csv": "ons_code days_since url",
    "/inspections.csv": (
        "region region_code ons_code dfe_code latest text_here outcome url length_code checked_code"
        " outcome_code title theme year original_url"
    ),
    "/new.csv": "ons_code dfe_code url",
    "/timing.csv": "ons_code dfe_code url",
    f"/compare.csv?{TWO}": "ons_code dfe_code region_code kind_code",
    "/search.csv?q=visits": "ons_code dfe_code anchor position numbered_by_code",
}
"""What followed."""
FILES = (*COLUMNS, "/authorities.csv")
OF_THE_REQUEST = {
    "source",
    "retrieved",
    "coverage",
    "licence",
    "search",
    "comparison",
    "understood",
}
"""Columns of CSV that stand on the second sheet of a workbook, or name the address asked."""
PAGES = {
    "/": "map",
    "/authorities/?region=south-west&sort=region": "authority-list",
    "/inspections/?year=2023&page=1": "inspection",
    "/timing/?sort=oldest": "timing",
    f"/compare/?{TWO}&q=visits": "compare",
    "/points/?q=visits": "points",
    "/search/?q=visits&group=report": "search",
    "/trends/?q=visits": "trends",
    "/trends/grades/": "grade-trends",
    "/glossary/": "glossary",
    "/subjects/": "subject-list",
    "/about/": "coverage",
    "/about/coverage/": "coverage",
    f"/compare/?{TWO}&q=visits+OR+interviews": "compare-names",
}
NAMED_IN_WORDS = ("neighbours",)
"""Columns older than the API that hold names where it has slugs, which stand in a column beside."""
WITHOUT_FILES = ("/data/", "/api/v1/")
"""Pages whose tables describe columns and parameters: `datapackage.json` and the OpenAPI document."""


@pytest.fixture
def archive() -> None:
    near = make_authority("greyfell")
    make_report(near, "Visits are late.", "=Visits are late.", ended=date(2021, 3, 5))
    own = make_authority(neighbours=(near,))
    Authority.objects.filter(pk=own.pk).update(ons_code="E06000999")
    report = make_report(own, "Visits follow return home interviews.", "Visits, visits.")
    make_paragraph(report, "Visits need to be sooner.", role=Role.POINT, area=None, grade=None)
    make_inspection(own, ended=date(2025, 2, 7))


def csv_file(client: Client, address: str) -> list[list[str]]:
    content = client.get(address).getvalue()
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def sheets(client: Client, address: str) -> tuple[list[tuple[object, ...]], dict[object, object]]:
    """The rows of a workbook's table, and its second sheet."""
    answer = client.get(address.replace(".csv", ".xlsx"))
    book = load_workbook(io.BytesIO(answer.getvalue()))
    table, about = book.worksheets
    assert answer["X-Row-Count"] == str(table.max_row - 1)
    assert {cell.data_type for row in table for cell in row} <= {"s", "n", "d", "inlineStr"}
    return list(table.iter_rows(values_only=True)), dict(about.iter_rows(values_only=True))  # type: ignore[arg-type]  # two columns


@pytest.mark.parametrize("address", COLUMNS)
def test_columns_stay_in_their_places_and_new_ones_follow(client: Client, address: str) -> None:
    header, *rows = csv_file(client, address)
    known = COLUMNS[address].split()
    assert header[: len(known)] == known
    if address in ADDED:
        assert header[len(known) :] == ADDED[address].split()
    assert len(set(header)) == len(header)
    assert {len(row) for row in rows} <= {len(header)}


@pytest.mark.parametrize("address", FILES)
def test_workbook_has_the_rows_of_the_csv_file(client: Client, address: str) -> None:
    header, *rows = csv_file(client, address)
    (head, *typed), about = sheets(client, address)
    assert set(header) - OF_THE_REQUEST <= set(head)
    places = [header.index(str(name)) for name in head]
    in_csv = [[row[place].removesuffix(".0") for place in places] for row in rows]
    assert in_csv == [[as_csv(cell) for cell in row] for row in typed]
    assert {"coverage", "licence", "rows"} <= set(about)
    assert about["rows"] == len(rows)
    assert set(head) <= set(about)
    for name, *cells in zip(head, *typed, strict=True):
        if str(name).endswith("_date") and address != "/points.csv":
            assert {type(cell) for cell in cells if cell is not None} <= {datetime}


def as_csv(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    text = str(cell)
    return f"'{text}" if text.startswith("=") else text


@pytest.mark.parametrize("page", PAGES)
def test_page_leads_to_its_table_for_people_for_excel_and_for_programs(
    client: Client, page: str
) -> None:
    html = unescape(client.get(page).content.decode())
    for ending, words in (("xlsx", "Excel (XLSX)"), ("csv", "CSV for Excel"), ("csv", "CSV")):
        path = reverse(f"{PAGES[page]}-{ending}")
        links = [part.split('"')[0] for part in html.split('href="') if f">{words}<" in part]
        addresses = [link for link in links if urlsplit(link).path == path]
        assert addresses, (page, words)
        for address in addresses:
            answer = client.get(address)
            content = answer.getvalue()
            assert answer.status_code == 200, address
            assert content.startswith(b"\xef\xbb\xbf") == (words == "CSV for Excel")


@pytest.mark.parametrize("page", [page for page in SITE_PAGES if page.endswith("/")])
def test_every_page_with_a_table_leads_to_a_file(client: Client, page: str) -> None:
    html = client.get(page).content.decode()
    if "<table" in html and page not in WITHOUT_FILES:
        assert "Excel (XLSX)" in html
        assert "bom=1" in html


def test_page_of_a_report_leads_to_its_judgements_and_passages(client: Client) -> None:
    slug = "fernhollow-ilacs-2023-06-23"
    html = unescape(client.get(f"/inspections/{slug}/").content.decode())
    assert f'href="/inspections/{slug}/judgements.csv?bom=1"' in html
    assert f'href="/search.xlsx?report={slug}"' in html
    assert len(csv_file(client, f"/search.csv?report={slug}")) == 4
    header, *rows = csv_file(client, f"/inspections/{slug}/judgements.csv")
    assert [row[header.index("grade_code")] for row in rows] == ["good"] * 5
    assert client.get("/inspections/nowhere/judgements.csv").status_code == 404


def test_pages_lead_to_the_grades_of_neighbours(client: Client) -> None:
    address = "/compare.csv?with=neighbours&authority=fernhollow"
    for page in ("/authorities/fernhollow/", "/authorities/fernhollow/briefing/"):
        assert f'href="{address}"' in unescape(client.get(page).content.decode())
    header, *rows = csv_file(client, address)
    assert {row[header.index("authority_slug")] for row in rows} == {"fernhollow", "greyfell"}


@pytest.mark.parametrize(
    ("table", "list_of_api", "key"),
    [
        ("/authorities.csv", "authorities", "authority_slug"),
        ("/inspections.csv", "inspections", "inspection"),
        ("/search.csv?q=", "search", "url"),
        ("/subjects.csv", "subjects", "subject"),
        ("/about/coverage.csv", "coverage", "kind_code"),
    ],
)
def test_tables_say_what_the_api_says_under_the_same_names(
    client: Client, table: str, list_of_api: str, key: str
) -> None:
    limit = "" if list_of_api == "coverage" else "?limit=200"
    rows = client.get(f"/api/v1/{list_of_api}{limit}").json()["results"]
    by_key = {(row[key.removesuffix("_code")], row.get("year")): row for row in rows}
    header, *lines = csv_file(client, table)
    assert lines
    for line in lines:
        cells = dict(zip(header, line, strict=True))
        year = int(cells["year"]) if "year" in cells else None
        row = by_key[cells[key], year]
        for name, value in row.items():
            column = f"{name}_code" if f"{name}_code" in cells else name
            if column in cells and name not in NAMED_IN_WORDS:
                assert cells[column] == in_table(value), (column, cells)


def in_table(value: object) -> str:
    """A value of the API as tables write it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(map(str, value))
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith("=") else text


def test_row_of_an_authority_has_all_its_latest_outcomes(client: Client) -> None:
    header, *rows = csv_file(client, "/authorities.csv")
    by_slug = {row[1]: dict(zip(header, row, strict=True)) for row in rows}
    own = by_slug["fernhollow"]
    assert own["neighbours"] == "Greyfell"
    assert own["neighbour_slugs"] == "greyfell"
    assert (own["region_code"], own["ons_code"]) == ("south-west", "E06000999")
    assert (own["inspection"], own["end_date"]) == ("fernhollow-ilacs-2025-02-07", "2025-02-07")
    assert (own["leaders_grade"], own["leaders_grade_code"]) == ("Good", "good")
    assert (own["adoption_grade"], own["adoption_grade_code"]) == ("Not judged", "")
    assert own["text_here"] == "no"
    assert by_slug["greyfell"]["text_here"] == "yes"
    assert own["scale"] == "since-2013"
    assert int(own["days_since"]) > 0
    assert own["url"] == "http://testserver/authorities/fernhollow/"
    assert csv_file(client, "/authorities.csv?region=london")[1:] == []
    assert client.get("/authorities.csv?region=nowhere").status_code == 400


def test_row_of_an_inspection_says_whether_it_is_the_latest_and_can_be_read(client: Client) -> None:
    header, *rows = csv_file(client, "/inspections.csv?authority=fernhollow")
    shown = [dict(zip(header, row, strict=True)) for row in rows]
    assert [(row["end_date"], row["latest"], row["text_here"]) for row in shown] == [
        ("2025-02-07", "yes", "no"),
        ("2023-06-23", "no", "yes"),
    ]
    assert shown[0]["url"] == "http://testserver/inspections/fernhollow-ilacs-2025-02-07/"
    assert shown[0]["ons_code"] == "E06000999"
