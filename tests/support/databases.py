"""Copies of the test database, for tests that need a database to themselves."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from psycopg import sql

from reports.overview.cache import clear_caches

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
"""The name of this process of the run, which ends the names of its databases."""


@contextmanager
def named(name: str) -> Iterator[None]:
    """Connect Django to another database of the same server, and back at the end."""
    connection.close()
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = name
    clear_caches()
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
        clear_caches()


def execute(statement: str, *names: str) -> None:
    """Execute a statement; each `{}` in it stands for the next name of a database."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def end_sessions(database: str) -> None:
    """End all sessions of a database but this one: PostgreSQL neither copies nor drops a database
    that is in use. One may belong to a thread of a test's server that a browser keeps alive.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 30000) FROM pg_stat_activity"
            " WHERE datname = %s AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
            " AND usename = current_user",  # one that is ending has no role, and may not be ended
            [database],
        )


def drop_database(name: str) -> None:
    """Drop a database, if it is there, and end its sessions first.

    `WITH (FORCE)` would be refused where autovacuum is at work there: it may only be ended by a
    role with more power than the tests have. A plain DROP asks autovacuum to stop, and waits.
    """
    end_sessions(name)
    execute("DROP DATABASE IF EXISTS {}", name)


@contextmanager
def copied(name: str) -> Iterator[str]:
    """Copy the test database, as migrations left it, and yield the copy's name. The copy is dropped
    at the end.
    """
    original = connection.settings_dict["NAME"]
    copy = f"{name}_{WORKER}"
    with named("postgres"):
        end_sessions(original)
        drop_database(copy)
        execute("CREATE DATABASE {} TEMPLATE {}", copy, original)
    try:
        yield copy
    finally:
        drop_database(copy)


@contextmanager
def copy_of_the_database(name: str) -> Iterator[None]:
    """Connect Django to a copy of the test database (`copied`) until the end."""
    with copied(name) as copy, named(copy):
        yield
