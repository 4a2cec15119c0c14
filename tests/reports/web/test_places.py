"""WorkPlaces over all processes: never more than there are, and each comes back."""

import pytest
from django.db import connection

from reports.web.places import AllPlacesTaken, WorkPlaces
from tests.sessions import other_session, places_taken

PLACES = WorkPlaces(key=0x7E57, number=2)

pytestmark = pytest.mark.django_db(transaction=True)


def is_free(places: WorkPlaces) -> bool:
    """Whether another session could take every place."""
    with other_session() as other, other.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s",
            [places.key],
        )
        return bool(cursor.fetchone() == (0,))


def test_place_is_held_and_given_back() -> None:
    with PLACES.one():
        assert not is_free(PLACES)
    assert is_free(PLACES)


def test_no_more_places_than_there_are() -> None:
    with places_taken(PLACES, 1), PLACES.one():
        pass
    with places_taken(PLACES), pytest.raises(AllPlacesTaken), PLACES.one():
        pass


def test_place_comes_back_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), PLACES.one():
        raise ZeroDivisionError
    assert is_free(PLACES)


def test_place_of_a_session_that_was_ended_comes_back() -> None:
    with PLACES.one():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (session,) = cursor.fetchone()
        with other_session() as other, other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 10000)", [session])
    assert is_free(PLACES)
    with PLACES.one():
        assert not is_free(PLACES)
