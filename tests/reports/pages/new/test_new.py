"""The page of what is new: reports, revisions and removals, by when they entered the archive."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from reports.models import Change
from reports.publishing.importing import unpublish
from tests.archive import make_authority, make_removed_file
from tests.reports.publishing.readings import published

pytestmark = pytest.mark.django_db


def lines(client: Client, query: str = "") -> list[str]:
    page = client.get(f"/new/{query}")
    assert page.status_code == 200
    results = page.content.decode().partition('role="status"')[2]
    results = results.partition("<footer")[0]
    return [
        " ".join(re.sub("<[^>]+>", "", item).split())
        for item in re.findall(r"<li>(.*?)</li>", results, re.DOTALL)
    ]


def test_an_empty_archive_has_nothing_new(client: Client) -> None:
    assert lines(client) == []


def test_reports_and_removals_by_week(client: Client) -> None:
    inspection = published()
    old = timezone.now() - timedelta(days=20)
    Change.objects.update(at=old)
    unpublish(inspection=inspection, reason="Wrong.")
    make_removed_file(make_authority("fernhollow"), timezone.localdate() - timedelta(days=10))
    page = client.get("/new/").content.decode()
    assert [line.partition(": ")[2][:16] for line in lines(client)] == [
        "Taken off this a",
        "Removed by Ofste",
        "New report. Wexc",
    ]
    assert page.count("Week of") == 3
    monday = timezone.localdate(old) - timedelta(days=timezone.localdate(old).weekday())
    assert f"week-{monday.isoformat()}" in page


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?region=south-west", 2),
        ("?region=london", 0),
        ("?authority=wexcombe", 1),
        ("?kind=ilacs", 1),
        ("?kind=jtai", 0),
        ("?grade=good", 1),
        ("?grade=not-judged", 0),
    ],
)
def test_filters(client: Client, query: str, count: int) -> None:
    published()
    make_removed_file(make_authority("fernhollow"), timezone.localdate())
    assert len(lines(client, query)) == count


@pytest.mark.parametrize("query", ["?region=nowhere", "?page=0"])
def test_a_mistake_in_the_address(client: Client, query: str) -> None:
    assert client.get(f"/new/{query}").status_code == 400


def test_no_such_page(client: Client) -> None:
    assert client.get("/new/?page=2").status_code == 404
