"""Slowing down an import, so that the pages of a running archive stay fast."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from time import perf_counter, sleep
from typing import TypeVar

import psutil
from django.db import connection

NICE = 10
"""The nice value of an import: 0 is the usual priority, 19 the lowest (setpriority(2))."""
LONGEST_PAUSE = 2.0
"""The most seconds that an import pauses after a file."""
ACTIVE_SESSIONS = """
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
    """Lower the priority of this process, of processes it starts, and of its database session.

    The session is a process of this machine if the server is reached by a Unix socket. It keeps its
    priority if this process may not see or change it.
    """
    # Connect first: this may start the embedded server, which must keep its usual priority.
    connection.ensure_connection()
    lower_priority_of(os.getpid())
    if not str(connection.settings_dict["HOST"]).startswith("/"):
        return
    with suppress(psutil.Error):
        session = psutil.Process(connection.connection.info.backend_pid)
        if session.name() == "postgres":
            lower_priority_of(session.pid)


def lower_priority_of(process: int) -> None:
    """Lower the priority of a process, given by its number, and schedule it as a batch (sched(7)).

    Not SCHED_IDLE: beside busy programs such a process would hardly run, and each file has a time
    limit.
    """
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, process, NICE)
    with suppress(OSError, AttributeError):  # only Linux has it
        os.sched_setscheduler(process, os.SCHED_BATCH, os.sched_param(0))


def with_pauses(steps: Iterable[Step]) -> Iterator[Step]:
    """Yield each step, and pause after it for as long as it took if others use the database.

    A low priority alone is not enough: a process on the other hyper-thread of a core slows down a
    request, whatever its priority.
    """
    began = perf_counter()
    for step in steps:
        yield step
        if readers_are_served():
            sleep(min(perf_counter() - began, LONGEST_PAUSE))
        began = perf_counter()


def readers_are_served() -> bool:
    """Whether another database session runs a query, or did within the last second.

    The source is `pg_stat_activity` (PostgreSQL manual, 27.2.3).
    """
    with connection.cursor() as cursor:
        cursor.execute(ACTIVE_SESSIONS)
        return bool(cursor.fetchone()[0])
