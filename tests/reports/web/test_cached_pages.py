"""Kept pages and conditional requests: never stale, never of somebody else."""

import gzip
from datetime import date

import pytest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings

from reports.models import Paragraph
from reports.web import cached_pages
from tests.archive import make_authority, make_report

pytestmark = pytest.mark.django_db

PAGES = (
    "/",
    "/search/?q=visits",
    "/search.json?q=visits",
    "/authorities/fernhollow/",
    "/trends/?q=visits",
)


@pytest.fixture(autouse=True)
def archive() -> None:
    make_report(make_authority(), "Visits are kind.", ended=date(2022, 5, 6))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_made_once(
    client: Client, page: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = client.get(page)
    assert first.status_code == 200
    with django_assert_num_queries(1):
        again = client.get(page)
    assert again.content == first.content
    assert again["X-Request-ID"] != first["X-Request-ID"]
    again.headers["X-Request-ID"] = first["X-Request-ID"]
    assert again.headers == first.headers


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_gzipped_once_and_reads_the_same(
    client: Client, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = client.get(page)
    monkeypatch.setattr("gzip.compress", None)  # which a second time would fail
    gzipped = client.get(page, headers={"accept-encoding": "br, gzip"})
    assert gzipped["Content-Encoding"] == "gzip"
    assert int(gzipped["Content-Length"]) == len(gzipped.content) < len(plain.content)
    assert gzip.decompress(gzipped.content) == plain.content
    assert not client.get(page).has_header("Content-Encoding")
    assert client.get(page).content == plain.content


@pytest.mark.parametrize("page", PAGES)
def test_a_reader_who_has_the_page_is_told_so(client: Client, page: str) -> None:
    etag = client.get(page)["ETag"]
    unchanged = client.get(page, headers={"if-none-match": etag})
    assert unchanged.status_code == 304
    assert unchanged.content == b""
    assert unchanged["ETag"] == etag


CACHING_HEADERS = ("Cache-Control", "Content-Location", "ETag", "Expires", "Vary")
"""What RFC 9110, 15.4.5, asks of a 304: each of these that the 200 would have."""


def caching_headers(answer: HttpResponseBase) -> dict[str, str]:
    return {name: answer[name] for name in CACHING_HEADERS if answer.has_header(name)}


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
@pytest.mark.parametrize(
    "page",
    [
        *PAGES,
        "/about/",
        "/authorities/",
        "/inspections/",
        "/points/",
        "/robots.txt",
        "/search.atom?q=visits",
        "/search.json?q=nowhere",
        "/sitemap.xml",
        "/subjects/",
        "/timing/",
        "/trends/grades/",
    ],
)
def test_304_has_the_caching_headers_of_the_page(client: Client, page: str, encoding: str) -> None:
    accepts = {"accept-encoding": encoding}
    full = client.get(page, headers=accepts)
    assert full.status_code == 200
    assert "Accept-Encoding" in full["Vary"]
    assert "Cache-Control" in full
    cached_pages.clear_pages()  # another process answers, which has not made the page
    unchanged = client.get(page, headers={**accepts, "if-none-match": full["ETag"]})
    assert unchanged.status_code == 304
    assert caching_headers(unchanged) == caching_headers(full)


@pytest.mark.parametrize("own", [{"Cache-Control": "max-age=60"}, {"Vary": "Cookie"}])
def test_page_with_caching_rules_of_its_own_has_no_etag(
    rf: RequestFactory, own: dict[str, str]
) -> None:
    answer = cached_pages.cached_pages(lambda _: HttpResponse("a page", headers=own))(rf.get("/"))
    assert not answer.has_header("ETag")
    assert own.items() <= answer.headers.items()


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
    monkeypatch.setattr(
        "reports.web.cached_pages.timezone.localdate", lambda *_moment: date(2001, 1, 1)
    )
    assert client.get("/")["ETag"] != first["ETag"]


def test_a_new_setting_makes_it_anew(client: Client, settings: Settings) -> None:
    before = client.get("/authorities/")
    settings.CONTACT = "desk@example.org"
    after = client.get("/authorities/", headers={"if-none-match": before["ETag"]})
    assert "mailto:desk@example.org" in after.content.decode()


def test_new_code_makes_it_anew(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get("/")
    monkeypatch.setattr(cached_pages, "code_digest", lambda: "another")
    assert client.get("/")["ETag"] != first["ETag"]


@pytest.mark.parametrize(
    "page",
    [
        "/search/?grade=x",
        "/nothing/",
        "/admin/login/",
        "/healthz",
        "/search.csv?q=visits",
        "/map.csv",
    ],
)
def test_what_is_no_page_for_everybody_is_not_kept(client: Client, page: str) -> None:
    answer = client.get(page)
    answer.getvalue()
    assert "ETag" not in answer


def test_an_answer_for_another_host_is_another_answer(client: Client) -> None:
    one = client.get("/search.json?q=visits", headers={"host": "localhost"})
    other = client.get("/search.json?q=visits", headers={"host": "127.0.0.1"})
    assert one["ETag"] != other["ETag"]
    assert b"127.0.0.1" in other.content


def test_head_says_what_get_says(client: Client) -> None:
    assert client.head("/")["ETag"] == client.get("/")["ETag"]
