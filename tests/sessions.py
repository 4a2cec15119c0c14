"""Other sessions of the tests' database, which hold what a request needs; and limits of the session
that answers it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from reports.web.places import WorkPlaces


@contextmanager
def other_session() -> Iterator[BaseDatabaseWrapper]:
    """A second connection; what it did and holds ends with it."""
    other = connection.copy()
    try:
        yield other
    finally:
        other.close()


@contextmanager
def places_taken(places: WorkPlaces, number: int | None = None) -> Iterator[None]:
    """So many of the places, or all of them, held by another session.

    They are free again at the end: of a session that is merely closed, PostgreSQL gives them back
    when it gets to it.
    """
    with other_session() as other, other.cursor() as cursor:
        for place in range(places.number if number is None else number):
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [places.key, place])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock_all()")


@contextmanager
def locked_table(*tables: str) -> Iterator[None]:
    """Tables that nobody can read, so that whatever reads them waits."""
    with other_session() as other:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE")
        yield
        other.rollback()


@contextmanager
def statement_timeout(*, milliseconds: int) -> Iterator[None]:
    """The limit that `config/wsgi.py` sets for each statement of a page, as short as this."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = '{milliseconds}ms'")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET statement_timeout")
