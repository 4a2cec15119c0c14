"""An empty value in an address is no choice: the answer is the one without that parameter."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.archive import make_authority, make_report
from tests.support.reference import undone_at_the_end
from tests.support.tiers import some_quick

pytestmark = pytest.mark.django_db

FILTERS = ("region", "authority", "area", "family", "grade", "overall", "kind", "year", "role")
PARAMETERS = {
    "/": ("judgement",),
    "/map.csv": ("judgement",),
    "/authorities/": ("q", "region", "overall", "area", "family", "grade"),
    "/inspections/": (*FILTERS[:-1], "page"),
    "/inspections.csv": FILTERS[:-1],
    "/timing/": ("judgement", "kind", "year", "sort"),
    "/timing.csv": ("judgement", "kind", "year", "by"),
    "/search/": (*FILTERS, "match", "group", "sort", "page", "without"),
    "/search.json": (*FILTERS, "match", "sort", "page", "without"),
    "/search.csv": (*FILTERS, "match", "sort", "without"),
    "/search.xlsx": (*FILTERS, "match", "sort", "without"),
    "/search.atom": (*FILTERS, "match", "sort", "page", "without"),
    "/compare/": ("authority", "q", "match", "area", "grade", "with", "without"),
    "/compare.csv": ("q", "match", "area", "grade", "with", "without"),
    "/points/": (*FILTERS, "match", "sort", "page", "without"),
    "/points.csv": (*FILTERS, "match", "sort", "without"),
    "/trends/": ("q", "by", "show", "kind", "region", "from", "to", "without"),
    "/trends.csv": ("by", "kind", "region", "from", "to", "without"),
    "/trends/grades/": ("area", "region"),
    "/trends/grades.csv": ("area", "region"),
    "/subjects/return-home-interviews/": ("region", "order"),
    "/subjects/return-home-interviews.csv": ("region",),
    "/subjects/return-home-interviews/grades.csv": ("region",),
    "/subjects/return-home-interviews.atom": ("region",),
}
NEEDED = {"/compare.csv": "authority=fernhollow&authority=otherham", "/trends.csv": "q=visits"}


@pytest.fixture(scope="module")
def archive(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), undone_at_the_end():
        make_report(make_authority(), "Return home interviews follow visits.")
        make_report(make_authority("otherham"), "Visits are late.")
        yield


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("address", some_quick(list(PARAMETERS), every=3))
def test_empty_value_is_no_choice(client: Client, address: str) -> None:
    needed = NEEDED.get(address, "")
    for parameter in PARAMETERS[address]:
        for empty in (f"{parameter}=", f"{parameter}=&{parameter}="):
            response = client.get(f"{address}?{needed}&{empty}")
            content = response.getvalue()
            assert response.status_code == 200, (address, empty, content)


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("parameter", FILTERS)
def test_empty_value_leaves_the_answer_as_it_is(client: Client, parameter: str) -> None:
    for address in ("/search.json", "/points.csv"):
        rows = client.get(f"{address}?q=visits")
        with_empty = client.get(f"{address}?q=visits&{parameter}=")
        assert _without_address(with_empty.getvalue(), parameter) == rows.getvalue()


def _without_address(content: bytes, parameter: str) -> bytes:
    return content.replace(f"&{parameter}=".encode(), b"")


@pytest.mark.usefixtures("archive")
def test_empty_value_beside_a_choice(client: Client) -> None:
    rows = client.get("/search.json?authority=&authority=otherham").json()["results"]
    assert [row["text"] for row in rows] == ["Visits are late."]


@pytest.mark.usefixtures("archive")
def test_wrong_value_is_still_refused(client: Client) -> None:
    assert client.get("/inspections/?region=&region=atlantis").status_code == 400
