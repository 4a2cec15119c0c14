"""Comparison, as a reader gets it."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reports.facts.vocabulary import Area, Grade
from tests.archive import make_authority, make_inspection, make_paragraph, make_report
from tests.search.compare.page import OUTLINE_QUERIES
from tests.support.pages import page_html
from tests.support.searches import MOST_QUERIES

pytestmark = pytest.mark.django_db


def test_compare_without_authorities_explains_itself(client: Client) -> None:
    make_authority()
    for address in (
        "/compare/",
        "/compare/?authority=fernhollow",
        "/compare/?authority=fernhollow&authority=fernhollow",
    ):
        page = page_html(client, address)
        assert "Choose two to four authorities" in page
        assert "You can compare up to four: compare these, then add another." in page
        asks_for_another = "Choose another authority to compare with Fernhollow, or see:" in page
        assert asks_for_another == ("fernhollow" in address)
        assert page.count('<select name="authority"') == 2
        assert "<table" not in page


def test_compare_sets_grades_side_by_side_without_inventing_any(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    five = make_inspection(make_authority())
    together = {Area.LEADERS: Grade.INADEQUATE, Area.IN_CARE_AND_CARE_LEAVERS: Grade.OUTSTANDING}
    make_inspection(make_authority("greyfell"), ended=date(2020, 3, 6), grades=together)
    make_authority("bare-heath")
    with django_assert_max_num_queries(MOST_QUERIES):
        page = page_html(
            client, "/compare/?authority=greyfell&authority=fernhollow&authority=bare-heath"
        )
    assert "<h1>Compare Greyfell, Fernhollow and Bare Heath</h1>" in page
    assert five.get_absolute_url() in page
    assert page.count('<select name="authority"') == 4
    assert "then add another" not in page
    rows = {
        row.split('<th scope="row">')[1].split("<")[0]: row
        for row in page.split("<tbody>")[1].split("</tr>")[:-1]
    }
    assert rows["Care leavers"].count("Outstanding") == 1
    assert "judged together" in rows["Care leavers"]
    assert "not judged separately" in rows["Overall effectiveness"]
    assert "no full inspection listed" in rows["Overall effectiveness"]


def test_compare_reads_the_newest_reports_side_by_side(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    authority = make_authority()
    make_report(authority, "Supervision was absent.", ended=date(2018, 6, 1))
    make_report(authority, "Supervision is <b>regular</b>.", "Homes are warm.")
    make_report(make_authority("greyfell"), "Supervising is rare.")
    # Its own and those of the first search of a process.
    with django_assert_max_num_queries(MOST_QUERIES + OUTLINE_QUERIES):
        page = page_html(client, "/compare/?authority=fernhollow&authority=greyfell&q=supervision")
    assert "<mark>Supervision</mark> is &lt;b&gt;regular&lt;/b&gt;." in page
    assert "<mark>Supervising</mark> is rare." in page
    assert "absent" not in page
    assert "Homes are warm" not in page


def test_compare_reads_a_judgement_under_the_name_of_its_framework(client: Client) -> None:
    new, old = make_report(make_authority()), make_report(make_authority("greyfell"))
    make_paragraph(new, "Advisers keep in touch.", number=1, area=Area.CARE_LEAVERS)
    make_paragraph(new, "Leaders listen.", number=2, area=Area.LEADERS)
    make_paragraph(old, "Care leavers are housed.", number=1, area=Area.IN_CARE_AND_CARE_LEAVERS)
    page = page_html(client, "/compare/?authority=fernhollow&authority=greyfell&area=care-leavers")
    assert "Advisers keep in touch." in page
    assert "Care leavers are housed." in page
    assert "Leaders listen." not in page


def test_compare_says_what_cannot_be_read(client: Client) -> None:
    make_inspection(make_authority())
    make_report(make_authority("greyfell"), "Homes are warm.")
    page = page_html(client, "/compare/?authority=fernhollow&authority=greyfell&q=supervision")
    assert "Text not here yet" in page
    assert "No passage of this report matches." in page


@pytest.mark.parametrize(
    ("address", "message"),
    [
        (
            "/compare/?authority=nowhere&authority=fernhollow-0",
            "There is no authority “nowhere”.",
        ),
        (
            f"/compare/?{'&'.join(f'authority=fernhollow-{n}' for n in range(5))}",
            "Choose at most 4 authorities",
        ),
        (
            "/compare/?authority=fernhollow-0&authority=fernhollow-1&area=moon",
            "There is no judgement “moon”.",
        ),
    ],
)
def test_compare_with_a_wrong_choice_is_an_error(
    client: Client, address: str, message: str
) -> None:
    for number in range(5):
        make_inspection(make_authority(f"fernhollow-{number}"))
    page = page_html(client, address, status=400)
    assert "<title>Error: " in page
    assert message in page
    assert "<table" not in page
