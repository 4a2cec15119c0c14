"""The home page, as a reader gets it."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.archive import make_authority, make_inspection, make_report
from tests.support.pages import page_html

pytestmark = pytest.mark.django_db


def test_home_leads_to_search_regions_grades_and_newest_inspections(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_inspection(make_authority())
    make_report(make_authority("greyfell"), "Visits are regular.", ended=date(2024, 3, 1))
    with django_assert_max_num_queries(12):
        page = page_html(client, "/")
    assert 'action="/search/"' in page
    assert 'action="/find/"' in page
    assert page.index("Find your council") < page.index("Latest reports to read")
    assert page.index("Latest reports to read") < page.index('id="map"')
    for question in ("/trends/grades/", "/search/?area=care-leavers&amp;grade=outstanding"):
        assert f'<a href="{question}">' in page
    assert '<a href="/timing/?sort=oldest#authorities">' in page
    assert "/search/?q=%22return%20home%20interviews%22" in page
    assert "2 inspections and visits of 2 authorities are listed" in page
    assert "You can read and search the text of 1 report (1 paragraph)." in page
    assert "/inspections/greyfell-ilacs-2024-03-01/" in page
    assert (
        'href="/authorities/?area=leaders&amp;grade=good" aria-label="Impact of leaders, Good: 2"'
        in page
    )
    assert "sample reports" not in page


def test_home_says_that_samples_are_invented_and_counts_them_apart(client: Client) -> None:
    make_inspection(make_authority("greyfell"))
    make_report(make_authority(invented=True), "Visits are regular.")
    page = page_html(client, "/")
    assert "This archive holds sample reports about invented authorities." in page
    assert "1 inspection and visit of 1 authority is listed" in page
    assert "You can read and search 1 sample report about" in page
    assert "Fernhollow (invented)" in page
