"""One run at a time over all processes and machines that share the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep

from django.db import connection

from reports.models.locks import FETCHING

SECONDS_TO_WAIT = 5.0
"""The database may take a moment to notice that a run was killed."""


class AnotherRun(Exception):
    """Another run fetches already."""


@contextmanager
def alone() -> Iterator[None]:
    """Hold the lock of the run, which the database gives back when the process ends in any way.

    Raises `AnotherRun` where another run holds it.
    """
    deadline = monotonic() + SECONDS_TO_WAIT
    while not _take_lock():
        if monotonic() > deadline:
            raise AnotherRun("Another run fetches already. Wait for its end: one run at a time.")
        sleep(0.2)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [FETCHING])


def _take_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [FETCHING])
        return bool(cursor.fetchone()[0])
