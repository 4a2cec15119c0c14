"""The feeds and the file of what is new."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from reports.publishing.importing import unpublish
from tests.archive import make_authority, make_removed_file
from tests.reports.publishing.readings import published
from tests.support.feeds import FeedReader, read_feed

pytestmark = pytest.mark.django_db


def test_arrivals_and_removals_are_entries_of_their_own(client: Client) -> None:
    make_removed_file(make_authority("fernhollow"), timezone.localdate() - timedelta(days=1))
    inspection = published()
    unpublish(inspection=inspection, reason="Wrong.")
    feed = read_feed(client.get("/new.atom").content)
    assert [each.title.partition(":")[0] for each in feed.entries] == [
        "Taken off this archive",
        "New report",
        "Removed by Ofsted",
    ]
    assert feed.updated == feed.entries[0].updated


@pytest.mark.parametrize(
    ("address", "entries"),
    [
        ("/authorities/wexcombe.atom", 1),
        ("/authorities/wexcombe.atom?kind=jtai", 0),
        ("/authorities/wexcombe.atom?authority=fernhollow", 1),
        ("/regions/south-west.atom", 2),
        ("/regions/london.atom", 0),
        ("/new.atom?authority=fernhollow", 1),
    ],
)
def test_feeds_of_authorities_and_regions(client: Client, address: str, entries: int) -> None:
    published()
    make_removed_file(make_authority("fernhollow"), timezone.localdate())
    assert len(read_feed(client.get(address).content).entries) == entries


def test_pages_advertise_their_feeds(client: Client) -> None:
    published()
    pages = {
        "/": "/new.atom",
        "/new/?kind=ilacs&page=1": "/new.atom?kind=ilacs",
        "/authorities/wexcombe/": "/authorities/wexcombe.atom",
        "/authorities/?region=south-west": "/regions/south-west.atom",
        "/search/?q=visits&page=1": "/search.atom?q=visits",
    }
    for page, feed in pages.items():
        html = client.get(page).content.decode()
        assert 'type="application/atom+xml"' in html, page
        assert f'href="{feed}">' in html, page
        assert client.get(feed).status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/new.atom?region=nowhere", 400),
        ("/new.csv?region=nowhere", 400),
        ("/new.atom?page=0", 400),
        ("/new.atom?page=2", 404),
        ("/regions/atlantis.atom", 404),
        ("/authorities/nowhere.atom", 404),
    ],
)
def test_mistakes_in_the_address(client: Client, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_a_reader_gets_an_arrival_once(client: Client) -> None:
    reader = FeedReader(client, "/new.atom")
    published()
    assert len(reader.poll()) == 1
    assert reader.poll() == []


def test_the_file_has_a_row_for_each(client: Client) -> None:
    inspection = published()
    make_removed_file(make_authority("fernhollow"), timezone.localdate() - timedelta(days=1))
    answer = client.get("/new.csv")
    new, removed = csv.DictReader(io.StringIO(answer.getvalue().decode()))
    assert (new["what"], new["inspection"]) == ("New report", inspection.slug)
    assert (new["authority_slug"], new["kind_code"]) == ("wexcombe", "ilacs")
    assert (removed["what"], removed["inspection"]) == ("Removed by Ofsted", "")
    assert removed["authority"] == "Fernhollow"
