"""The days between which an inspection ended, from an address to an answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from search.results.days import day_chips, day_links
from search.results.form import ParagraphFilters, filter_form
from tests.archive import make_authority, make_report
from tests.support.pages import page_html

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def archive() -> None:
    authority = make_authority()
    for ended in (date(2019, 5, 5), date(2021, 1, 31), date(2023, 6, 23)):
        make_report(authority, f"Visits of {ended.year}.", ended=ended)


@pytest.mark.parametrize(
    ("address", "years"),
    [
        ("from=2021-01-31", [2021, 2023]),
        ("from=2021-02-01", [2023]),
        ("to=2021-01-31", [2019, 2021]),
        ("from=2020-01-01&to=2022-01-01", [2021]),
        ("from=31/01/2021&to=", [2021, 2023]),
        ("from=&to=", [2019, 2021, 2023]),
        ("from=2025-01-01", []),
    ],
)
def test_a_range_finds_what_ended_within_it(client: Client, address: str, years: list[int]) -> None:
    answer = client.get(f"/search.json?q=visits&sort=oldest&{address}").json()
    assert [each["text"] for each in answer["results"]] == [f"Visits of {year}." for year in years]
    assert answer["paragraph_count"] == len(years)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("from=soon", "“soon” is not a date. Write it like 2024-01-31."),
        ("to=2021-02-30", "“2021-02-30” is not a date."),
        ("from=2022-01-01&to=2021-01-01", "The first day is after the last."),
        ("from=%00", "is not a date."),
    ],
)
def test_a_range_that_is_none_is_a_mistake(client: Client, address: str, sentence: str) -> None:
    page = page_html(client, f"/search/?q=visits&{address}", status=400)
    assert sentence in page
    assert 'href="#filter-ended"' in page
    assert 'id="filter-ended"' in page


def test_each_end_of_a_range_is_taken_off_alone() -> None:
    parameters = QueryDict("q=visits&from=2021-01-31&to=2023-01-01&page=2")
    assert filter_form(ParagraphFilters, parameters).is_valid()
    assert [(chip.label, chip.remaining.urlencode()) for chip in day_chips(parameters)] == [
        ("from 31 January 2021", "q=visits&to=2023-01-01"),
        ("to 1 January 2023", "q=visits&from=2021-01-31"),
    ]


def test_links_lead_to_the_last_year_and_to_all_since_an_authority_s_last_inspection() -> None:
    parameters = QueryDict("q=visits&authority=fernhollow&to=2022-01-01")
    this_year, last_year, since = day_links(parameters, ["fernhollow"])
    today = timezone.localdate()
    year_ago = today - timedelta(days=365)
    new_year = this_year.parameters["from"]
    assert (this_year.label, new_year) == ("This year", f"{today.year}-01-01")
    assert last_year.parameters.urlencode() == f"q=visits&authority=fernhollow&from={year_ago}"
    assert since.label == "Everywhere since Fernhollow’s last inspection (23 June 2023)"
    assert since.parameters.urlencode() == "q=visits&from=2023-06-24"
    assert len(day_links(parameters, [])) == 2
    assert len(day_links(parameters, ["fernhollow", "greyfell"])) == 2


def test_addresses_say_no_empty_fields(client: Client) -> None:
    answer = client.get("/search/?q=&region=south-west&from=2021-01-01&to=")
    assert answer.status_code == 302
    assert answer["Location"] == "/search/?region=south-west&from=2021-01-01"
    assert client.get("/search/?q=")["Location"] == "/search/"


def test_a_search_within_one_report_finds_nothing_else(client: Client) -> None:
    report = "fernhollow-ilacs-2021-01-31"
    answer = client.get(f"/search.json?q=visits&report={report}").json()
    assert [each["inspection"] for each in answer["results"]] == [report]
    page = page_html(client, f"/search/?q=visits&report={report}")
    assert f'<input type="hidden" name="report" value="{report}">' in page
    assert "Report: <strong>Fernhollow, January 2021</strong>" in page
    assert "There is no report “nothing”." in page_html(
        client, "/search/?report=nothing", status=400
    )
    in_report = page_html(client, f"/inspections/{report}/")
    assert f'<input type="hidden" name="report" value="{report}">' in in_report
