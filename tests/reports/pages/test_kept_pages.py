"""Kept pages and conditional requests: never stale, never of somebody else."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reports.models import Paragraph
from reports.pages import kept_pages
from tests.archive import make_authority, make_report

pytestmark = pytest.mark.django_db

PAGES = ("/", "/search/?q=visits", "/search.json?q=visits", "/authorities/fernhollow/", "/trends/?q=visits")


@pytest.fixture(autouse=True)
def archive() -> None:
    make_report(make_authority(), "Visits are kind.", ended=date(2022, 5, 6))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_made_once(client: Client, page: str, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    first = client.get(page)
    assert first.status_code == 200
    with django_assert_num_queries(1):
        again = client.get(page)
    assert again.content == first.content
    assert again.headers == first.headers


@pytest.mark.parametrize("page", PAGES)
def test_a_reader_who_has_the_page_is_told_so(client: Client, page: str) -> None:
    etag = client.get(page)["ETag"]
    unchanged = client.get(page, headers={"if-none-match": etag})
    assert unchanged.status_code == 304
    assert unchanged.content == b""
    assert unchanged["ETag"] == etag


def test_a_reader_who_has_any_page_is_told_that_there_is_none(client: Client) -> None:
    assert client.get("/nothing/", headers={"if-none-match": "*"}).status_code == 404
    assert client.get("/", headers={"if-none-match": "*"}).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_a_change_of_the_archive_makes_it_anew(client: Client, page: str) -> None:
    first = client.get(page)
    Paragraph.objects.update(text="Visits are rare, and kind visits rarer.")
    make_report(make_authority("otherham"), "Visits are late.", ended=date(2024, 5, 6))
    second = client.get(page, headers={"if-none-match": first["ETag"]})
    assert second.status_code == 200
    assert second["ETag"] != first["ETag"]
    assert second.content != first.content


def test_a_new_day_makes_it_anew(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get("/")
    monkeypatch.setattr("reports.pages.kept_pages.timezone.localdate", lambda: date(2001, 1, 1))
    assert client.get("/")["ETag"] != first["ETag"]


def test_new_code_makes_it_anew(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get("/")
    monkeypatch.setattr(kept_pages, "code_digest", lambda: "another")
    assert client.get("/")["ETag"] != first["ETag"]


@pytest.mark.parametrize(
    "page", ["/search/?grade=x", "/nothing/", "/admin/login/", "/healthz", "/search.csv?q=visits", "/map.csv"]
)
def test_what_is_no_page_for_everybody_is_not_kept(client: Client, page: str) -> None:
    assert "ETag" not in client.get(page)


def test_an_answer_for_another_host_is_another_answer(client: Client) -> None:
    one = client.get("/search.json?q=visits", headers={"host": "localhost"})
    other = client.get("/search.json?q=visits", headers={"host": "127.0.0.1"})
    assert one["ETag"] != other["ETag"]
    assert b"127.0.0.1" in other.content


def test_head_says_what_get_says(client: Client) -> None:
    assert client.head("/")["ETag"] == client.get("/")["ETag"]
