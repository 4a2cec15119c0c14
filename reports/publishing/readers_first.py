"""An import steps back before the readers of the archive: their pages go first, and it pauses while
they read.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from time import perf_counter, sleep
from typing import TypeVar

import psutil
from django.db import connection

NICE = 10
"""How far an import steps back, of 19 (setpriority(2))."""
LONGEST_PAUSE = 2.0
"""Seconds that an import pauses after a file at most."""

Step = TypeVar("Step")


def yield_to_readers() -> None:
    """Let the pages of an archive on this machine go before this process, what it starts, and what
    works for it.

    A server that is reached by a socket runs here, unless its process is not to be seen or not ours
    to change. It is reached first: one that this process starts serves others, too, and keeps its
    priority.
    """
    connection.ensure_connection()
    step_back(os.getpid())
    if not str(connection.settings_dict["HOST"]).startswith("/"):
        return
    with suppress(psutil.Error):
        backend = psutil.Process(connection.connection.info.backend_pid)
        if backend.name() == "postgres":
            step_back(backend.pid)


def step_back(process: int) -> None:
    """Let a process run where nobody else would (SCHED_IDLE of sched(7)), or less often than others
    at least.

    A low priority alone leaves it on the processor that a reader's request wakes up on.
    """
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, process, NICE)
    with suppress(OSError, AttributeError):  # Linux alone has it
        os.sched_setscheduler(process, os.SCHED_IDLE, os.sched_param(0))


def at_leisure(steps: Iterable[Step]) -> Iterator[Step]:
    """Each in turn; while readers use the archive, with a pause after it as long as it took.

    What runs beside a request on the other half of a processor slows it down, however low its
    priority is.
    """
    before = perf_counter()
    for each in steps:
        yield each
        if readers_are_served():
            sleep(min(perf_counter() - before, LONGEST_PAUSE))
        before = perf_counter()


def readers_are_served() -> bool:
    """Whether another session asks this database anything, or did within a second (PostgreSQL
    manual, 27.2.3).
    """
    with connection.cursor() as cursor:
        cursor.execute(OTHERS)
        return bool(cursor.fetchone()[0])


OTHERS = """
    SELECT EXISTS (
        SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
            AND (state = 'active' OR state_change > clock_timestamp() - interval '1 second')
    )
"""
