"""Nothing that the address of an answer for programs says is ignored, and every error is JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from reports.web.data_views import NOTHING_MATCHES, is_data_address, nearest
from tests.archive import make_authority, make_report
from tests.support.addresses import NEEDED, PAGES

DATA = tuple([page for page in PAGES if is_data_address(page)])


def test_the_nearest_is_found_by_code_label_and_number() -> None:
    regions = [("south-west", "South West"), ("london", "London")]
    assert nearest("South  West", regions) == "south-west"
    assert nearest("Londn", regions) == "london"
    assert nearest("2040", [("2019", "2019"), ("2031", "2031")]) == "2031"
    assert nearest("anything", []) == ""


def test_every_view_at_a_data_address_is_a_data_view() -> None:
    careless = [
        route
        for route, view in _views(get_resolver(), "/")
        if is_data_address(route) and not hasattr(view, "is_data_view")
    ]
    assert careless == []


def _views(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, Any]]:
    for each in resolver.url_patterns:
        path = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _views(each, path)
        elif isinstance(each, URLPattern):
            yield path, each.callback


@pytest.fixture
def archive() -> None:
    make_report(make_authority("fernhollow"), "Visits are late.")
    make_report(make_authority("greyfell"), "Visits are on time.")


@pytest.mark.django_db
def test_address_without_parameters_says_so(client: Client) -> None:
    report = make_report(make_authority(), "Visits are late.")
    refused = client.get(f"/inspections/{report.slug}.bib?regoin=london").json()
    assert refused["errors"]["regoin"] == [
        "“regoin” is no parameter of this address, which takes none."
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("address", DATA)
def test_unknown_parameters_are_refused_and_campaigns_are_not(client: Client, address: str) -> None:
    needed = NEEDED.get(address, "?")
    refused = client.get(f"{address}{needed}&regoin=london")
    assert refused.status_code == 400
    assert refused["Access-Control-Allow-Origin"] == "*"
    body = refused.json()
    assert set(body) == {"status", "message", "errors"}
    assert "regoin" in body["message"]
    assert re.search("takes none|The nearest is “", body["errors"]["regoin"][0])
    answered = client.get(f"{address}{needed}&utm_source=letter")
    assert answered.getvalue()
    assert answered.status_code == 200
    assert "utm_source" in answered["X-Note"]


@pytest.mark.django_db
@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    ("address", "name", "near"),
    [
        ("/search.json?regoin=london", "regoin", "region"),
        ("/search.json?region=sout-west", "region", "south-west"),
        ("/search.csv?authority=greyfel", "authority", "greyfell"),
        ("/search.xlsx?kind=ILACS", "kind", "ilacs"),
        ("/search.atom?year=1950", "year", "2023"),
        ("/inspections.csv?grade=inadequat", "grade", "inadequate"),
        ("/points.csv?role=points", "role", "point"),
        ("/map.csv?judgment=leaders", "judgment", "judgement"),
        ("/timing.csv?by=regions", "by", "region"),
        ("/trends.csv?q=visits&frm=2019", "frm", "from"),
        ("/map.xlsx?bom=2", "bom", "1"),
        ("/authorities.csv?sort=regions", "sort", "region"),
        ("/regions/south-west.atom?region=londn", "region", "london"),
    ],
)
def test_the_nearest_is_named(client: Client, address: str, name: str, near: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert f"The nearest is “{near}”." in answer.json()["errors"][name][0]


@pytest.mark.django_db
@pytest.mark.usefixtures("archive")
def test_what_is_given_twice_is_refused_where_once_is_meant(client: Client) -> None:
    answer = client.get("/search.json?sort=newest&sort=oldest&region=london&region=south-west")
    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == {"sort"}


@pytest.mark.django_db
@pytest.mark.usefixtures("archive")
def test_parameters_of_the_page_are_known_to_its_files(client: Client) -> None:
    answer = client.get("/search.csv?q=visits&page=2&group=report")
    assert answer.getvalue().count(b"\n") == 3
    assert answer["X-Note"] == (
        "The parameter page does not change this answer."
        " The parameter group does not change this answer."
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("query", ["q=visits&from=2023&to=2023", "q=%28%29"])
def test_what_is_allowed_is_answered(client: Client, query: str) -> None:
    answer = client.get(f"/trends.csv?{query}")
    assert answer.status_code == 200
    assert answer.getvalue().startswith(b"phrase,")


@pytest.mark.django_db
@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    "address", ["/inspections.csv", "/authorities.xlsx", "/new.csv", "/search.ris", "/points.csv"]
)
def test_a_page_that_is_no_number_is_refused_by_files_too(client: Client, address: str) -> None:
    answer = client.get(f"{address}?page=2")
    assert answer.getvalue()
    assert answer.status_code == 200
    assert set(client.get(f"{address}?page=x").json()["errors"]) == {"page"}


@pytest.mark.django_db
@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize(
    "address",
    [
        "/inspections.csv?region=london",
        "/authorities.xlsx?region=london",
        "/new.atom?region=london",
        "/search.atom?q=nowhere",
        "/search.bib?q=nowhere",
        "/search.csv?q=nowhere",
        "/trends.csv?q=%28%29",
    ],
)
def test_an_answer_without_rows_says_that_nothing_matches(client: Client, address: str) -> None:
    answer = client.get(address)
    answer.getvalue()  # it closes the file
    assert answer.status_code == 200
    assert NOTHING_MATCHES in answer["X-Note"]


@pytest.mark.django_db
@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("address", ["/inspections.csv", "/authorities.xlsx", "/search.atom"])
def test_an_answer_with_rows_has_no_note(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.getvalue()
    assert "X-Note" not in answer


@pytest.mark.django_db
@pytest.mark.usefixtures("archive")
def test_empty_json_says_that_nothing_matches(client: Client) -> None:
    for address in (
        "/search.json?q=nowhere",
        "/api/v1/search?q=nowhere",
        "/api/v1/inspections?region=london",
        "/api/v1/points",
        "/api/v1/trends",
    ):
        assert client.get(address).json()["notes"][-1] == NOTHING_MATCHES


@pytest.mark.django_db
def test_signs_alone_find_nothing_and_a_note_says_so(client: Client) -> None:
    answer = client.get("/search.csv?q=%28%29")
    assert answer.getvalue().count(b"\n") == 1
    assert answer["X-Note"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nothing.json", 404),
        ("/authorities/nowhere/inspections.csv", 404),
        ("/subjects/nothing.csv", 404),
        ("/search.json?page=50", 404),
    ],
)
def test_errors_are_json_of_one_shape(client: Client, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert set(answer.json()) == {"status", "message", "errors"}
    assert answer.json()["status"] == status
    assert "matches the given query" not in answer.json()["message"]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "QUERY", "PURGE"])
@pytest.mark.parametrize("address", ["/search.json", "/api/v1/search", "/data/latest/since.json"])
def test_another_method_is_refused_with_those_that_are_known(address: str, method: str) -> None:
    answer = Client(enforce_csrf_checks=True).generic(method, address)
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.json()["message"] == "This address can only be read: use GET or HEAD."


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["/search.json", "/api/v1/search", "/new.atom", "/map.csv", "/data/latest/since.json"],
)
def test_browsers_may_ask_for_another_site(client: Client, address: str) -> None:
    preflight = client.options(address, headers={"Access-Control-Request-Method": "GET"})
    assert (preflight.status_code, preflight.content) == (204, b"")
    assert preflight["Access-Control-Allow-Origin"] == "*"
    assert preflight["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "If-None-Match" in preflight["Access-Control-Allow-Headers"]
    assert preflight["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/search.json", "/api/v1/changes", "/new.atom"])
@pytest.mark.parametrize("condition", ["If-None-Match", "If-Modified-Since"])
def test_answers_that_have_not_changed_are_open_too(
    client: Client, address: str, condition: str
) -> None:
    make_authority("fernhollow")  # an archive without any row has no time of its last change
    first = client.get(address)
    validator = {"If-None-Match": "ETag", "If-Modified-Since": "Last-Modified"}[condition]
    again = client.get(address, headers={condition: first[validator]})
    assert again.status_code == 304
    assert again["Access-Control-Allow-Origin"] == "*"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"), [("/nothing.json", 404), ("/api/v1/nothing", 404), ("/data/x/y.gz", 404)]
)
def test_errors_are_open_too(client: Client, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.django_db
def test_pages_keep_their_own_errors(client: Client) -> None:
    assert "json" not in client.get("/nothing")["Content-Type"]
