"""The list of inspections and the page of one, as a reader gets them."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reports.facts.vocabulary import Area, Checked, Grade, Role
from tests.archive import make_authority, make_inspection, make_paragraph, make_report
from tests.support.pages import page_html

pytestmark = pytest.mark.django_db


def test_inspection_list_is_paged_and_keeps_its_filters(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        make_inspection(make_authority(f"fernhollow-{number}"))
    with django_assert_max_num_queries(7):
        page = page_html(client, "/inspections/?region=south-west&grade=good&year=2023")
    assert "30 inspections and visits" in page
    assert page.count("<article") == 25
    assert "/inspections/?region=south-west&amp;grade=good&amp;year=2023&amp;page=2" in page
    assert page_html(client, "/inspections/?region=south-west&page=2").count("<article") == 5
    assert "Page not found" in page_html(client, "/inspections/?page=3", status=404)
    assert "<title>Error: " in page_html(client, "/inspections/?page=minus", status=400)


def test_inspection_list_has_a_file_of_all_its_pages_under_the_same_filters(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        make_inspection(make_authority(f"fernhollow-{number}"))
    make_inspection(make_authority("greyfell"), ended=date(2019, 5, 17))
    page = page_html(client, "/inspections/?year=2023&page=2")
    assert 'Download all 30 as <a href="/inspections.xlsx?year=2023">Excel (XLSX)</a>' in page
    assert '<a href="/inspections.csv?year=2023&amp;bom=1">CSV for Excel</a>' in page
    assert '<a href="/inspections.csv?year=2023">CSV</a>' in page
    with django_assert_max_num_queries(6):
        file = client.get("/inspections.csv?year=2023").getvalue().decode()
    rows = list(csv.DictReader(StringIO(file)))
    assert {row["authority_slug"] for row in rows} == {
        f"fernhollow-{number}" for number in range(30)
    }
    assert {(row["end_date"], row["overall"], row["in-care"], row["adoption"]) for row in rows} == {
        ("2023-06-23", "good", "good", "")
    }
    assert client.get("/inspections.csv?grade=splendid").json()["errors"]["grade"]


def test_each_chosen_filter_is_taken_off_alone(client: Client) -> None:
    make_inspection(make_authority())
    page = page_html(client, "/inspections/?region=south-west&region=london&overall=good&page=1")
    chips = page.split('aria-label="Chosen filters"')[1].split("</div>")[0]
    assert 'href="/inspections/?region=london&amp;overall=good"' in chips
    assert 'href="/inspections/?region=south-west&amp;overall=good"' in chips
    assert 'href="/inspections/?region=south-west&amp;region=london"' in chips


def test_taking_off_the_only_filter_leads_to_the_whole_list(client: Client) -> None:
    page = page_html(client, "/inspections/?region=london")
    assert '<a href="/inspections/"><span class="visually-hidden">Remove the filter' in page


def test_inspection_detail_has_every_passage_under_its_own_address(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    authority = make_authority()
    make_inspection(authority, ended=date(2019, 5, 1))
    inspection = make_inspection(authority, original=b"%PDF-1.7 invented")
    make_inspection(authority, ended=date(2025, 5, 1))
    make_paragraph(inspection, "A summary.", role=Role.SUMMARY, area=None, grade=None)
    make_paragraph(inspection, "The timeliness of visits.", role=Role.POINT, area=None, grade=None)
    for number in range(1, 41):
        area = Area.HELP_AND_PROTECTION if number < 20 else Area.IN_CARE
        make_paragraph(
            inspection, f"Finding {number}.", number=number, area=area, page=number // 10 + 1
        )
    with django_assert_max_num_queries(9):
        page = page_html(client, inspection.get_absolute_url())
    assert '<li id="p22" value="22">' in page
    assert 'href="#p22"' in page
    assert 'id="point-1"' in page
    assert page.index('id="section-1">Help and protection: good') < page.index(
        'id="section-2">Children in care: good'
    )
    assert f"{inspection.get_absolute_url()}original#page=3" in page
    assert '<a href="/authorities/fernhollow/briefing/">Briefing to print</a>' in page
    assert 'rel="prev" href="/inspections/fernhollow-ilacs-2019-05-01/"' in page
    assert 'rel="next" href="/inspections/fernhollow-ilacs-2025-05-01/"' in page


def test_inspection_detail_shows_the_printed_wording(client: Client) -> None:
    inspection = make_report(make_authority(), "Visits are regular.")
    printed = {
        "printed_area": "The effect of leaders",
        "printed_grade": "Requires improvement to be good",
    }
    inspection.judgements.filter(area=Area.LEADERS).update(
        grade=Grade.REQUIRES_IMPROVEMENT, **printed
    )
    page = page_html(client, inspection.get_absolute_url())
    assert "The effect of leaders" in page
    assert "printed as “Requires improvement to be good”" in page


def test_inspection_detail_without_text_says_so_and_how_far_to_trust_it(client: Client) -> None:
    inspection = make_inspection(make_authority(), checked=Checked.DOUBTFUL)
    page = page_html(client, inspection.get_absolute_url())
    assert "Text not here yet" in page
    assert Checked.DOUBTFUL.label in page
    assert "original" not in page


def test_inspection_detail_escapes_what_a_report_says(client: Client) -> None:
    inspection = make_report(make_authority(), "Say <script>alert(1)</script> & go.")
    page = page_html(client, inspection.get_absolute_url())
    assert "<script>" not in page
    assert "Say &lt;script&gt;alert(1)&lt;/script&gt; &amp; go." in page
