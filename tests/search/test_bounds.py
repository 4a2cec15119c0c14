"""No search takes the archive away from the others."""

import threading

import pytest
from django.db import OperationalError, connection
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.errors import QueryCanceled

from search.bounds import DEAR_PLACES, PLACES, is_dear
from search.results import Search
from search.words.parser import parse
from tests.archive import make_authority, make_report


@pytest.mark.parametrize(
    ("typed", "dear"),
    [
        ("neglect", False),
        ('"children in care" housing -adoption', False),
        ("homeless*", True),
        ("risk NEAR/5 harm", True),
        ("-(risk NEAR/5 harm)", True),
        (" ".join("abcdefghijklmn"), True),
    ],
)
def test_what_is_dear(typed: str, dear: bool) -> None:
    assert is_dear(parse(typed).root) is dear


@pytest.mark.django_db(transaction=True)
def test_a_dear_search_is_asked_to_wait_while_all_places_are_taken(client: Client) -> None:
    taken, done = threading.Event(), threading.Event()

    def take_all_places() -> None:
        with connection.cursor() as cursor:
            for place in range(DEAR_PLACES):
                cursor.execute("SELECT pg_advisory_lock(%s, %s)", [PLACES, place])
            taken.set()
            done.wait(30)
        connection.close()

    other = threading.Thread(target=take_all_places)
    other.start()
    try:
        assert taken.wait(30)
        busy = client.get("/search/?q=homeless*")
        plain = client.get("/search/?q=homeless")
    finally:
        done.set()
        other.join()
    assert busy.status_code == 503
    assert busy["Retry-After"] == "5"
    assert b"try again" in busy.content
    assert plain.status_code == 200
    assert client.get("/search/?q=homeless*").status_code == 200
    assert client.get("/search/?q=homeless*").status_code == 200


@pytest.mark.django_db
def test_a_place_is_given_back_and_a_search_that_is_no_readers_takes_none(client: Client) -> None:
    assert client.get("/search/?q=homeless*").status_code == 200
    assert client.get("/trends/?q=homeless*&q=risk*").status_code == 200
    Search(QueryDict("q=homeless*"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_a_search_that_takes_too_long_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise OperationalError from QueryCanceled("canceling statement due to statement timeout")

    monkeypatch.setattr(Search, "__init__", never)
    for address in ("/search/?q=a", "/search.json?q=a", "/search.csv?q=a"):
        answer = client.get(address)
        assert answer.status_code == 503
        assert b"gave this search up" in answer.content


@pytest.fixture
def visits() -> None:
    make_report(make_authority(), "Visits are a b.")


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(
            ["q", "region", "area", "grade", "year", "page", "sort", "match", "group", "without", "authority"]
        ),
        st.text(alphabet='ab1 "“()-|*NEAR/5OR²\x00\n’<>&%', max_size=30),
        max_size=4,
    )
)
def test_no_address_of_a_search_is_a_server_error(client: Client, visits: None, asked: dict[str, str]) -> None:
    for path in ("/search/", "/search.json", "/search.csv", "/search.atom", "/compare/"):
        assert client.get(path, asked).status_code in {200, 400, 404}
