"""The lock that allows one run at a time, over all machines that share the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep

from django.db import connection

from reports.models.locks import FETCHING

SECONDS_TO_WAIT = 5.0
"""The database may take a moment to release the lock of a run that was killed."""


class RunInProgress(Exception):
    """Another run is fetching."""


@contextmanager
def run_lock() -> Iterator[None]:
    """Hold the lock for the block. The database releases it even when the process is killed.

    Raises `RunInProgress` if another run still holds it after `SECONDS_TO_WAIT`.
    """
    deadline = monotonic() + SECONDS_TO_WAIT
    while not _take_lock():
        if monotonic() > deadline:
            raise RunInProgress("Another run is fetching. Wait until it has ended, then try again.")
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
