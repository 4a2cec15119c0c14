"""The order of the list of authorities, as its address asks for it."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from django.test import Client

from reports.facts.vocabulary import Area, Grade, Region
from reports.overview.latest import latest_by_authority
from reports.pages.authority.order import SORTS, OrderForm, heads, in_order, initials
from tests.archive import FIVE_GOOD, make_authority, make_inspection
from tests.support.pages import page_html

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def archive() -> None:
    make_inspection(make_authority("ashby", region=Region.LONDON), ended=date(2021, 5, 1))
    best = FIVE_GOOD | {Area.LEADERS: Grade.OUTSTANDING}
    make_inspection(
        make_authority("birchwick", region=Region.NORTH_EAST), ended=date(2019, 5, 1), grades=best
    )
    make_authority("crowmere", region=Region.SOUTH_WEST)


def names(sort: str) -> list[str]:
    return [row.authority.slug for row in in_order(latest_by_authority().current, sort)]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("name", ["ashby", "birchwick", "crowmere"]),
        ("region", ["birchwick", "ashby", "crowmere"]),
        ("oldest", ["birchwick", "ashby", "crowmere"]),
        ("newest", ["ashby", "birchwick", "crowmere"]),
        ("leaders", ["birchwick", "ashby", "crowmere"]),
    ],
)
def test_rows_are_in_the_order_asked_for_and_what_is_unknown_is_last(
    sort: str, expected: list[str]
) -> None:
    assert names(sort) == expected


def test_every_order_can_be_asked_for() -> None:
    for code, _ in SORTS:
        assert OrderForm(QueryDict(f"sort={code}")).chosen == code
        assert len(names(code)) == 3
    assert OrderForm(QueryDict("sort=luck")).chosen == "name"


def test_heads_say_their_order_and_turn_that_of_days_round() -> None:
    by_name = heads(QueryDict("region=london&sort=oldest"), "oldest")
    assert [head.aria_sort for head in by_name][:3] == ["", "", "ascending"]
    addresses = [head.parameters.urlencode() for head in by_name]
    assert addresses[0] == "region=london"
    assert addresses[2] == "region=london&sort=newest"
    assert heads(QueryDict(""), "name")[2].parameters.urlencode() == "sort=oldest"


def test_initials_lead_to_the_first_of_each_letter(client: Client) -> None:
    make_authority("ashton")
    rows = latest_by_authority().current
    assert {letter: row.authority.slug for letter, row in initials(rows).items()} == {
        "A": "ashby",
        "B": "birchwick",
        "C": "crowmere",
    }
    page = page_html(client, "/authorities/")
    assert '<a href="#birchwick">B</a>' in page
    assert '<tr id="birchwick">' in page
    assert 'aria-sort="ascending"' in page
    assert "/authorities/?sort=oldest" in page
    assert 'href="#birchwick"' not in page_html(client, "/authorities/?sort=oldest")
    assert "is not a choice for “Order”" in page_html(client, "/authorities/?sort=luck", status=400)
