"""The list of names and the way to an authority, as a reader's browser gets them."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from reports.models import Authority
from search.completion.finding import named_authorities
from tests.archive import make_authority, make_report
from tests.support.pages import page_html

pytestmark = pytest.mark.django_db


def test_names_are_authorities_and_terms_and_are_not_sent_twice(client: Client) -> None:
    make_authority("nottinghamshire")
    make_authority("old-shire", closed=date(2019, 4, 1))
    answer = client.get("/names.json")
    assert answer["Content-Type"] == "application/json"
    by_label = {name["label"]: name for name in answer.json()["names"]}
    county = by_label["Nottinghamshire"]
    assert (county["kind"], county["value"]) == ("authority", "nottinghamshire")
    assert {"Notts", "Mansfield"} <= set(county["also"])
    assert (county["closed"], by_label["Old Shire"]["closed"]) == (None, 2019)
    term = by_label["return home interview"]
    assert (term["kind"], term["value"]) == ("term", '"return home interview"')
    assert "RHI" in term["also"]
    again = client.get("/names.json", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_names_are_read_anew_only_after_a_change_of_an_authority() -> None:
    county = make_authority("nottinghamshire")
    before = named_authorities()
    make_report(county, "Visits are regular.")
    assert named_authorities() is before
    Authority.objects.update(aliases=["Sherwood"])
    assert "Sherwood" in {each.name for each in named_authorities()}


def test_a_name_leads_straight_to_its_authority(client: Client) -> None:
    make_authority("nottinghamshire")
    answer = client.get("/find/?name=Notts")
    assert (answer.status_code, answer["Location"]) == (302, "/authorities/nottinghamshire/")


def test_a_misspelt_name_is_a_choice(client: Client) -> None:
    make_authority("greyfell")
    page = page_html(client, "/find/?name=Greyfel%26+council")
    assert "No council is called exactly “Greyfel&amp; council”." in page
    assert '<a href="/authorities/greyfell/">Greyfell</a>' in page


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/find/", "/authorities/"),
        ("/find/?name=+", "/authorities/"),
        ("/find/?name=foster+homes", "/search/?q=foster+homes"),
        ("/find/?name=%00", "/search/?q=%00"),
    ],
)
def test_what_names_nobody_leads_on(client: Client, address: str, leads_to: str) -> None:
    make_authority("greyfell")
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (302, leads_to)


@pytest.mark.parametrize(
    "address",
    [
        "/find/?name=BS1+5TR",
        "/find/?name=m1&to=timing",
        "/search/?q=bs15tr",
        "/authorities/?q=SW1A",
    ],
)
def test_a_postcode_is_answered_with_where_to_find_its_council(
    client: Client, address: str
) -> None:
    make_authority("greyfell")
    page = page_html(client, address)
    assert "The archive does not hold postcodes." in page
    assert 'href="https://www.gov.uk/find-local-council"' in page
    assert "Use fewer words" not in page
    assert ('href="/timing/?authority=greyfell#near">Greyfell<' in page) == ("timing" in address)
    assert ('href="/authorities/greyfell/">Greyfell<' in page) == ("BS1" in address)


def test_what_matches_is_shown_though_it_looks_like_a_postcode(client: Client) -> None:
    make_report(make_authority("greyfell"), "Children on S47 plans are safe.")
    assert "The archive does not hold postcodes." not in page_html(client, "/search/?q=S47")


def test_every_page_has_a_search_box_in_its_header(client: Client) -> None:
    for address in ("/", "/authorities/", "/about/", "/nothing/"):
        header = client.get(address).content.decode().split("<header")[1].split("</header>")[0]
        assert 'action="/search/"' in header
        assert 'name="q"' in header
