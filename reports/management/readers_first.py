"""How a command that imports leaves the machine to the readers of the archive."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from time import perf_counter, sleep
from typing import TypeVar

import psutil
from django.db import connection

NICE = 10
"""The priority of a command that imports, from 0, the usual one, to 19 (setpriority(2))."""
LONGEST_PAUSE = 2.0
"""Seconds that an import pauses after a file at most."""
OTHER_SESSIONS = """
    SELECT EXISTS (
        SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
            AND backend_type = 'client backend'
            AND (
                state = 'active'
                OR state_change > clock_timestamp() - interval '1 second'
            )
    )
"""

Step = TypeVar("Step")


def lower_priority() -> None:
    """Lower the priority of this process, of those it starts, and of its session in the database.

    A session of a server that is reached by a socket is a process of this machine. It is left as it
    is where it cannot be seen or changed.
    """
    # The server is started first, if it must be: it serves others, too, and keeps its priority.
    connection.ensure_connection()
    lower_priority_of(os.getpid())
    if not str(connection.settings_dict["HOST"]).startswith("/"):
        return
    with suppress(psutil.Error):
        session = psutil.Process(connection.connection.info.backend_pid)
        if session.name() == "postgres":
            lower_priority_of(session.pid)


def lower_priority_of(process: int) -> None:
    """Let a process run less often than others, and wake up behind them (SCHED_BATCH of sched(7)).

    `process` is its number. It still gets on beside programs that never rest: a file that is read
    must not wait for the end of them.
    """
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, process, NICE)
    with suppress(OSError, AttributeError):  # Linux alone has it
        os.sched_setscheduler(process, os.SCHED_BATCH, os.sched_param(0))


def with_pauses(steps: Iterable[Step]) -> Iterator[Step]:
    """Yield each step; while readers use the archive, pause after it for as long as it took.

    What runs beside a request on the other half of a processor slows it down, however low its
    priority is.
    """
    began = perf_counter()
    for step in steps:
        yield step
        if readers_are_served():
            sleep(min(perf_counter() - began, LONGEST_PAUSE))
        began = perf_counter()


def readers_are_served() -> bool:
    """Return whether another session runs a query, or did within the last second.

    The database says so (PostgreSQL manual, 27.2.3).
    """
    with connection.cursor() as cursor:
        cursor.execute(OTHER_SESSIONS)
        return bool(cursor.fetchone()[0])
