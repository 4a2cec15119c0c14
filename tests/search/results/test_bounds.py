"""No search takes the archive away from the others."""

import pytest
from django.db import connection
from django.test import Client

from search.query.parser import parse
from search.results.search import SEARCH_PLACES, is_expensive
from tests.archive import make_authority, make_report
from tests.sessions import locked_table, places_taken, statement_timeout
from tests.support.searches import search


@pytest.mark.parametrize(
    ("typed", "expensive"),
    [
        ("neglect", False),
        ('"children in care" housing -adoption', False),
        ("homeless*", True),
        ("risk NEAR/5 harm", True),
        ("-(risk NEAR/5 harm)", True),
        (" ".join("abcdefghijklmn"), True),
    ],
)
def test_what_is_expensive(typed: str, expensive: bool) -> None:
    assert is_expensive(parse(typed).root) is expensive


@pytest.mark.django_db(transaction=True)
def test_expensive_search_while_all_places_are_taken(client: Client) -> None:
    with places_taken(SEARCH_PLACES):
        busy = [
            client.get(f"/search{ending}?q=homeless*")
            for ending in ("/", ".json", ".csv", ".xlsx", ".atom")
        ]
        cheap = client.get("/search/?q=homeless")
    for answer in busy:
        assert answer.status_code == 503
        assert answer["Retry-After"] == "5"
        assert b"Try again in a few seconds." in answer.content
    assert cheap.status_code == 200
    assert client.get("/search/?q=homeless*").status_code == 200
    assert client.get("/search/?q=homeless*").status_code == 200


@pytest.mark.django_db
def test_a_place_is_given_back_and_a_search_that_is_no_readers_takes_none(client: Client) -> None:
    assert client.get("/search/?q=homeless*").status_code == 200
    assert client.get("/trends/?q=homeless*&q=risk*").status_code == 200
    assert client.get("/search.csv?q=homeless*").getvalue()
    search("q=homeless*")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
        )
        assert cursor.fetchone() == (0,)


ANSWERS = (
    "/search/?q=visits",
    "/search.json?q=visits",
    "/search.atom?q=visits",
    "/search.csv?q=visits",
    "/search.xlsx?q=visits",
    "/search.csv?q=vis*",
    "/search.csv",
    "/points.csv",
    "/trends.csv?q=visits",
    "/compare/passages.csv?authority=fernhollow&authority=greyfell&q=visits",
    "/subjects/return-home-interviews.csv",
)


@pytest.mark.django_db(transaction=True)
def test_statement_that_takes_too_long(client: Client) -> None:
    """Real statements of the real search are cancelled by the server, since they wait for a table."""
    make_report(make_authority(), "Visits are a b.")
    make_report(make_authority("greyfell"), "Visits are late.")
    with statement_timeout(milliseconds=100), locked_table("reports_paragraph", "reports_entry"):
        answers = [client.get(address) for address in ANSWERS]
    for answer in answers:
        assert answer.status_code == 503
        assert answer["Content-Type"] in ("text/html; charset=utf-8", "application/json")
        assert "Content-Disposition" not in answer
        assert answer["Retry-After"]
        page = answer.content.decode()
        assert "took too long, so the archive stopped" in page
    for address in ANSWERS:
        again = client.get(address)
        assert again.status_code == 200
        assert again.getvalue()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
        )
        assert cursor.fetchone() == (0,)
