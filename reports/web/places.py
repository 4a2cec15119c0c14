"""Places: a limit on expensive work at the same time, over all machines that share the database.

A place is an advisory lock (PostgreSQL manual, 13.3.5) of the database session. Lock files would
limit only one machine. The lock belongs to the session, not to a transaction, because the work has
several statements, and one of them may be cancelled. PostgreSQL releases it when the session ends,
so a killed process holds no place.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import DatabaseError, InterfaceError, connection


class AllPlacesTaken(Exception):
    """All places for one kind of work are taken."""


@dataclass(frozen=True, slots=True)
class WorkPlaces:
    """The places for one kind of work: their `number`, and the `key` that their advisory locks
    share.
    """

    key: int
    number: int

    @contextmanager
    def one(self) -> Iterator[None]:
        """Hold one place, without waiting for it. Raises `AllPlacesTaken` when none is free."""
        place = self._take()
        try:
            yield
        finally:
            self._give_back(place)

    def _take(self) -> int:
        with connection.cursor() as cursor:
            for place in range(self.number):
                cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [self.key, place])
                if cursor.fetchone()[0]:
                    return place
        raise AllPlacesTaken

    def _give_back(self, place: int) -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [self.key, place])
        except (DatabaseError, InterfaceError):
            # The session is broken, or its transaction has failed: closing it releases the place.
            connection.close()
