"""The reference facts: authorities, inspections and judgements of `reports/data`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection, transaction
from django.test import override_settings
from psycopg import sql

from reports.models import Authority, Inspection, Judgement
from reports.publishing.facts import load_reference

COUNTED = (Authority, Inspection, Judgement)
"""The models whose tables are analysed after they are filled."""
TABLES = tuple(
    each._meta.db_table for each in (Authority, Authority.successors.through, Inspection, Judgement)
)
"""The tables of the facts; each comes after the tables that its rows refer to."""

LAST_KEY = sql.SQL(
    "SELECT setval(keys, greatest(nextval(keys), (SELECT max(id) FROM {})))"
    " FROM pg_get_serial_sequence(%s, 'id') AS keys"
)
"""Raises the next key of a table above all keys that it has and had."""

_rows: dict[str, bytes] = {}
"""The rows of each table after the first load of this process, as COPY writes them."""


def load_facts() -> None:
    """Load the reference facts and analyse their tables.

    Without ANALYZE the database plans for empty tables, and a page of all inspections takes seconds.
    An empty archive gets copies of the rows of this process's first load, which is quicker; the
    tests of `reports.publishing.facts` test the loading itself.
    """
    if Authority.objects.exists():
        load_reference()
    elif _rows:
        _copy_in()
    else:
        load_reference()
        _copy_out()
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(each._meta.db_table for each in COUNTED)}")


def _copy_out() -> None:
    with connection.cursor() as cursor:
        for table in TABLES:
            with cursor.copy(f"COPY {table} TO STDOUT") as rows:
                _rows[table] = b"".join(bytes(part) for part in rows)


def _copy_in() -> None:
    """Write the rows with their keys, and raise the next keys above them."""
    with connection.cursor() as cursor:
        for table in TABLES:
            with cursor.copy(f"COPY {table} FROM STDIN") as rows:
                rows.write(_rows[table])
            cursor.execute(LAST_KEY.format(sql.Identifier(table)), [table])


@contextmanager
def undone_at_the_end() -> Iterator[None]:
    """Roll back at the end what is written in between, such as rows that several tests share.

    Constraints are checked at once; otherwise each test would check the shared rows again. The
    originals have a folder of their own: no archive is published beside those of another.
    """
    with archive_of_a_module():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield


@contextmanager
def archive_of_a_module() -> Iterator[None]:
    """Roll back at the end what is published in between, in a folder of originals of its own."""
    with (
        TemporaryDirectory() as originals,
        override_settings(ORIGINALS_ROOT=Path(originals)),
        transaction.atomic(),
    ):
        yield
        transaction.set_rollback(True)
