"""A crawl of every list of the API, and of the search, gives what the release holds."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from search.releases.contents import TABLES
from search.releases.folder import Release
from tests.search.releases.conftest import SITE
from tests.support.crawl import Rows, answer_of, crawled
from tests.support.released import lines_of

pytestmark = pytest.mark.usefixtures("archive", "site")
TABLE = {table.name: table for table in TABLES}


@pytest.fixture
def site(settings: Settings, client: Client) -> None:
    """The site that the release was made for."""
    host = SITE.removeprefix("https://")
    settings.ALLOWED_HOSTS = [host]
    client.defaults["SERVER_NAME"] = host
    client.defaults["SERVER_PORT"] = "443"


def by_key(rows: Rows, table: str) -> Rows:
    """The rows in the order of a table of the release."""

    def key(row: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(row[name] for name in TABLE[table].key)

    return sorted(rows, key=key)


def without_marks(rows: Rows) -> Rows:
    """Passages that a search found, without what it adds to them."""
    return [{name: row[name] for name in row if name != "highlighted"} for row in rows]


@pytest.mark.parametrize(
    ("table", "limit"), [("authorities", 1), ("inspections", 2), ("glossary", 150), ("changes", 1)]
)
def test_list_is_the_table(client: Client, released: Release, table: str, limit: int) -> None:
    rows = crawled(client, f"{SITE}/api/v1/{table}?limit={limit}")
    assert by_key(rows, table) == by_key(lines_of(released, table), table)


def test_judgements_are_those_of_the_inspections(client: Client, released: Release) -> None:
    inspections = crawled(client, f"{SITE}/api/v1/inspections")
    rows = [judgement for each in inspections for judgement in each["judgements"]]
    assert by_key(rows, "judgements") == by_key(lines_of(released, "judgements"), "judgements")


@pytest.mark.parametrize("order", ["relevance", "newest", "oldest", "authority"])
def test_search_for_everything_is_the_table_of_passages(
    client: Client, released: Release, order: str
) -> None:
    rows = without_marks(crawled(client, f"{SITE}/api/v1/search?q=&limit=2&sort={order}"))
    assert by_key(rows, "passages") == by_key(lines_of(released, "passages"), "passages")


def test_passages_of_each_inspection_are_the_table(client: Client, released: Release) -> None:
    rows: Rows = []
    for each in lines_of(released, "inspections"):
        rows += crawled(client, f"{SITE}/api/v1/inspections/{each['inspection']}/passages?limit=2")
    assert by_key(rows, "passages") == by_key(lines_of(released, "passages"), "passages")


def test_search_json_by_page_and_cursor_is_the_table_of_passages(
    client: Client, released: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.results.views.LAST_PAGE", 2)
    monkeypatch.setattr("search.results.search.PAGE_SIZE", 1)
    monkeypatch.setattr("search.results.views.PAGE_SIZE", 1)
    rows: Rows = []
    following: str | None = f"{SITE}/search.json?q="
    while following:
        body = answer_of(client, following)
        rows += body["results"]
        following = body["next"]
    assert len(rows) == body["paragraph_count"]
    assert by_key(without_marks(rows), "passages") == by_key(
        lines_of(released, "passages"), "passages"
    )
