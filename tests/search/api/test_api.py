"""The API as programs use it: every list to its end, nothing ignored, one shape of every answer."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.test import Client

from reports.models import Change, Paragraph
from search.api.endpoints import ENDPOINTS
from tests.archive import make_authority, make_report
from tests.support.crawl import crawled, crawled_from

pytestmark = pytest.mark.usefixtures("archive")

V1 = "/api/v1"
SLUG = "fernhollow-ilacs-2019-05-03"
ADDRESSES = {
    name: V1 + endpoint.path.replace("{slug}", SLUG) for name, endpoint in ENDPOINTS.items()
}
LISTS = sorted(set(ADDRESSES) - {"inspection", "trends", "coverage"})


@pytest.mark.parametrize("name", ADDRESSES)
def test_every_answer_says_of_what_it_is(client: Client, name: str) -> None:
    answer = client.get(ADDRESSES[name])
    assert answer.status_code == 200, answer.content
    body = answer.json()
    assert {"archive_version", "coverage", "licence", "notes"} <= set(body)
    assert body["coverage"].startswith("3 reports")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["ETag"]
    assert answer["Last-Modified"]
    assert client.get(ADDRESSES[name], headers={"If-None-Match": answer["ETag"]}).status_code == 304
    since = {"If-Modified-Since": answer["Last-Modified"]}
    assert client.get(ADDRESSES[name], headers=since).status_code == 304
    assert client.head(ADDRESSES[name]).status_code == 200


def test_moments_are_written_whole(client: Client) -> None:
    change = client.get(ADDRESSES["changes"]).json()["results"][0]
    assert datetime.fromisoformat(change["at"]) == Change.objects.order_by("pk")[0].at


def test_lists_that_no_release_has_are_crawled_to_their_end(client: Client) -> None:
    """The others are compared with a release: tests/search/releases/test_crawl.py."""
    points = crawled(client, f"{ADDRESSES['points']}?limit=2")
    assert [row["role"] for row in points] == ["point"]
    subjects = crawled(client, f"{ADDRESSES['subjects']}?limit=50")
    slugs = [row["subject"] for row in subjects]
    assert slugs == sorted(set(slugs))
    assert len(slugs) > 50


@pytest.mark.parametrize("order", ["newest", "oldest", "authority"])
def test_what_is_published_in_between_repeats_and_hides_nothing(client: Client, order: str) -> None:
    address = f"{V1}/search?limit=2&sort={order}&q=visits"
    before = [row["url"] for row in crawled(client, address)]
    first = client.get(address).json()
    make_report(make_authority("ashby"), "Visits came first.", ended=date(2023, 6, 23))
    make_report(make_authority("zeals"), "Visits came last.", ended=date(2001, 6, 23))
    rest = [row["url"] for row in crawled_from(client, first["next"])]
    listed = [row["url"] for row in first["results"]] + rest
    assert len(set(listed)) == len(listed)
    assert set(before) <= set(listed)


def test_a_passage_that_is_gone_leaves_its_cursor_good(client: Client) -> None:
    first = client.get(f"{V1}/search?limit=1&sort=newest&q=visits").json()
    whole = [row["url"] for row in crawled(client, f"{V1}/search?limit=1&sort=newest&q=visits")]
    Paragraph.objects.filter(text=first["results"][0]["text"]).delete()
    assert [row["url"] for row in crawled_from(client, first["next"])] == whole[1:]


def test_a_cursor_by_relevance_holds_for_one_version(client: Client) -> None:
    first = client.get(f"{V1}/search?limit=2&q=visits").json()
    assert client.get(first["next"]).status_code == 200
    make_report(make_authority("ashby"), "Visits.")
    expired = client.get(first["next"])
    assert expired.status_code == 404
    assert "has expired" in expired.json()["message"]


@pytest.mark.parametrize("name", LISTS)
def test_bad_cursors_lead_nowhere(client: Client, name: str) -> None:
    separator = "&" if "?" in ADDRESSES[name] else "?"
    for cursor in ("", "x", "W10:abc", "a" * 1000):
        answer = client.get(f"{ADDRESSES[name]}{separator}cursor={cursor}")
        assert answer.status_code == 404, cursor
        assert set(answer.json()) == {"status", "message", "errors"}


def test_a_cursor_of_another_query_leads_nowhere(client: Client) -> None:
    following = client.get(f"{V1}/search?limit=1&sort=newest&q=visits").json()["next"]
    other = client.get(following.replace("q=visits", "q=children"))
    assert other.status_code == 404
    assert "another query" in other.json()["message"]


@pytest.mark.parametrize(
    ("query", "name", "near"),
    [
        ("search?regoin=london", "regoin", "region"),
        ("search?region=sout-west", "region", "south-west"),
        ("search?region=", "region", "south-west"),
        ("search?limit=201", "limit", "200"),
        ("search?limit=٣", "limit", "200"),
        ("inspections?kind=ILACS", "kind", "ilacs"),
        ("authorities?page=2", "page", "area"),
        ("trends?q=a&q=b&q=c&q=d&q=e", "q", "4"),
        ("coverage?year=2023", "year", "takes none"),
        (f"inspections/{SLUG}?limit=2", "limit", "takes none"),
    ],
)
def test_what_the_schema_does_not_allow_is_refused(
    client: Client, query: str, name: str, near: str
) -> None:
    answer = client.get(f"{V1}/{query}")
    assert answer.status_code == 400, answer.content
    if query != "search?region=":
        assert near in answer.json()["errors"][name][0]


@pytest.mark.parametrize(
    "query",
    [
        "search?q=%28%29",
        "trends?q=visits&from=2023&to=2019",
        "search?q=-visits&sort=newest",
        "points?authority=greyfell&role=priority",
        "search?utm_source=letter&q=visits",
        "search?q=visits&from=2023-05-01&to=2019-05-01",
        "trends?q=visits&by=grade&kind=focused-visit",
    ],
)
def test_what_the_schema_allows_is_answered(client: Client, query: str) -> None:
    answer = client.get(f"{V1}/{query}")
    assert answer.status_code == 200, answer.content
    if query.startswith(("search?q=%", "search?utm")) or "from=" in query:
        assert answer.json()["notes"]


@pytest.mark.parametrize(
    "path", ["nothing", "inspections/nowhere", "inspections/%00", "inspections/nowhere/passages"]
)
def test_unknown_paths_are_not_found(client: Client, path: str) -> None:
    answer = client.get(f"{V1}/{path}")
    assert answer.status_code == 404
    assert set(answer.json()) == {"status", "message", "errors"}


def test_other_methods_are_refused(client: Client) -> None:
    answer = client.post(f"{V1}/search")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_document_has_whole_paths_and_no_servers(client: Client) -> None:
    document = client.get(f"{V1}/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == {V1 + each.path for each in ENDPOINTS.values()}
    assert "servers" not in document
    search = document["paths"]["/api/v1/search"]["get"]
    by_name = {each["name"]: each for each in search["parameters"]}
    assert "fernhollow" in by_name["authority"]["schema"]["items"]["enum"]
    assert by_name["limit"]["schema"]["maximum"] == 200
    slugs = document["paths"]["/api/v1/inspections/{slug}"]["get"]["parameters"][0]
    assert SLUG in slugs["schema"]["enum"]


def test_page_describes_every_endpoint(client: Client) -> None:
    page = client.get(f"{V1}/").content.decode()
    for endpoint in ENDPOINTS.values():
        assert f"GET {V1}{endpoint.path}" in page
    assert "http://" not in page.replace("http://testserver", "")


def test_search_json_goes_on_to_the_true_end(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.results.views.LAST_PAGE", 1)
    monkeypatch.setattr("search.results.search.PAGE_SIZE", 2)
    monkeypatch.setattr("search.results.views.PAGE_SIZE", 2)
    for order in ("relevance", "newest", "oldest", "authority"):
        following: str | None = f"/search.json?q=visits&sort={order}"
        texts = []
        while following:
            body = client.get(following).json()
            texts += [row["text"] for row in body["results"]]
            assert body["facets"]
            following = body["next"]
        assert len(texts) == len(set(texts)) == body["paragraph_count"] == 5


def test_search_json_has_the_record_of_a_passage(client: Client) -> None:
    row = client.get("/search.json?q=recorded").json()["results"][0]
    assert row["authority"] == "Greyfell"
    assert row["authority_slug"] == "greyfell"
    assert (row["kind"], row["region"]) == ("ilacs", "south-west")
    assert (row["end_date"], row["published"]) == ("2023-06-23", None)
    assert "<mark>recorded</mark>" in row["highlighted"]
