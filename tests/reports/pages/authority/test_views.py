"""The list of authorities and the page of one, as a reader gets them."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reports.facts.vocabulary import Area, Checked, Grade, Kind, Region
from tests.archive import FIVE_GOOD, make_authority, make_inspection
from tests.support.pages import page_html

pytestmark = pytest.mark.django_db


def test_authority_list_shows_latest_grades_and_closed_authorities_apart(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        authority = make_authority(f"fernhollow-{number}")
        make_inspection(authority, ended=date(2018, 5, 1), grades={Area.OVERALL: Grade.INADEQUATE})
        make_inspection(authority)
    make_authority("old-shire", closed=date(2019, 4, 1))
    with django_assert_max_num_queries(5):
        page = page_html(client, "/authorities/")
    assert "5 authorities, and 1 closed" in page
    assert (
        page.index("Current authorities")
        < page.index("Closed authorities")
        < page.index("Old Shire")
    )
    assert page.count('aria-label="Good"') == 25
    assert page.index("Columns: L leaders") < page.index("<table")
    assert "Inadequate" not in page.split("<table")[1]


def test_authority_list_filters_by_region_name_and_latest_grade(client: Client) -> None:
    make_inspection(make_authority("fernhollow"))
    north = make_authority("greyfell", region=Region.NORTH_EAST)
    make_inspection(north, grades=FIVE_GOOD | {Area.LEADERS: Grade.INADEQUATE})
    for chosen in ("region=north-east", "q=grey", "area=leaders&grade=inadequate"):
        rows = page_html(client, f"/authorities/?{chosen}").split("<tbody>")[1]
        assert "Greyfell" in rows
        assert "Fernhollow" not in rows


def test_authority_list_joins_what_was_judged_together(client: Client) -> None:
    four = {Area.LEADERS: Grade.GOOD, Area.IN_CARE_AND_CARE_LEAVERS: Grade.REQUIRES_IMPROVEMENT}
    make_inspection(make_authority(), grades=four)
    rows = page_html(client, "/authorities/").split("<tbody>")[1]
    assert rows.count('aria-label="Requires improvement"') == 1
    assert 'colspan="2"' in rows
    assert "for both together" in rows


def test_authority_detail_keeps_every_grade_as_it_was_given(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    other = make_authority("greyfell", region=Region.LONDON)
    authority = make_authority(neighbours=(other,))
    sif = {
        Area.OVERALL: Grade.REQUIRES_IMPROVEMENT,
        Area.LOOKED_AFTER: Grade.GOOD,
        Area.CARE_LEAVERS: Grade.INADEQUATE,
    }
    make_inspection(authority, kind=Kind.SIF, ended=date(2014, 10, 22), grades=sif)
    together = {Area.IN_CARE_AND_CARE_LEAVERS: Grade.OUTSTANDING, Area.OVERALL: Grade.GOOD}
    make_inspection(authority, ended=date(2018, 9, 21), grades=together)
    make_inspection(authority, kind=Kind.FOCUSED_VISIT, ended=date(2021, 12, 8), grades={})
    with django_assert_max_num_queries(10):
        page = page_html(client, "/authorities/fernhollow/")
    history = page.split('id="history"')[1].split("</table>")[0]
    assert history.count("Outstanding") == 1
    assert "judged together" in history
    assert "Children looked after and achieving permanence" in history
    assert "Focused visit" not in history
    visits = page.split("Every inspection and visit")[1].split("</table>")[0]
    assert visits.index("Focused visit") < visits.index("(ILACS)") < visits.index("(SIF)")
    assert "/compare/?authority=fernhollow&amp;authority=greyfell" in page


def test_authority_detail_names_predecessors_and_successors(client: Client) -> None:
    old, new = make_authority("old-shire", closed=date(2019, 4, 1)), make_authority("new-shire")
    old.successors.add(new)
    assert '<dt>Now</dt> <dd><a href="/authorities/new-shire/">' in page_html(
        client, "/authorities/old-shire/"
    )
    assert '<dt>Formerly</dt> <dd><a href="/authorities/old-shire/">' in page_html(
        client, "/authorities/new-shire/"
    )


def test_authority_detail_says_which_facts_are_unchecked_and_which_text_is_missing(
    client: Client,
) -> None:
    authority = make_authority()
    make_inspection(authority, checked=Checked.SECONDARY)
    make_inspection(authority, ended=date(2019, 5, 1), checked=Checked.DOUBTFUL)
    page = page_html(client, "/authorities/fernhollow/")
    assert page.count("Text not here yet") == 2
    assert '<span class="doubt">not checked</span>' in page
    assert "doubtful" in page


def test_a_closed_authority_says_first_that_no_inspection_of_its_own_is_held(
    client: Client,
) -> None:
    old = make_authority("old-shire", closed=date(2019, 4, 1))
    new = make_authority()
    old.successors.add(new)
    make_inspection(new)
    page = page_html(client, "/authorities/old-shire/")
    said = "Old Shire closed in April 2019. No inspection of its own is held here"
    assert page.index(said) < page.index("<dl")
    make_inspection(old, ended=date(2016, 5, 6))
    assert "No inspection of its own" not in page_html(client, "/authorities/old-shire/")
    assert "No inspection of its own" not in page_html(client, "/authorities/fernhollow/")
