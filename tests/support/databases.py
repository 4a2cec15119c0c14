"""Databases of a test's own on the tests' server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from psycopg import sql

from reports.overview.cache import clear_caches

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
"""Which process of a run this is: each has databases of its own names."""


@contextmanager
def named(name: str) -> Iterator[None]:
    """Let Django's connection lead to another database of the tests' server."""
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
    """Execute a statement with the names of databases in its places."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def end_sessions(database: str) -> None:
    """End all sessions of a database but this one, such as that of a server's thread, which a
    browser's open connection keeps: nobody may use a database that is copied or dropped.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 30000) FROM pg_stat_activity"
            " WHERE datname = %s AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
            " AND usename = current_user",  # one that is ending has no role, and may not be ended
            [database],
        )


@contextmanager
def copied(name: str) -> Iterator[str]:
    """Copy the tests' database, as migrations left it, and yield the copy's name; it goes in the
    end.
    """
    original = connection.settings_dict["NAME"]
    copy = f"{name}_{WORKER}"
    with named("postgres"):
        end_sessions(original)
        execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", copy)
        execute("CREATE DATABASE {} TEMPLATE {}", copy, original)
    try:
        yield copy
    finally:
        execute("DROP DATABASE {} WITH (FORCE)", copy)


@contextmanager
def copy_of_the_database(name: str) -> Iterator[None]:
    """Work in a copy of the tests' database, as migrations left it; it goes in the end."""
    with copied(name) as copy, named(copy):
        yield
