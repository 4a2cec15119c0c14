"""The reference facts, as an archive in use has them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from psycopg import sql

from reports.models import Authority, Inspection, Judgement
from reports.publishing.facts import load_reference

COUNTED = (Authority, Inspection, Judgement)
"""The tables whose rows the database counts."""
TABLES = tuple(
    each._meta.db_table for each in (Authority, Authority.successors.through, Inspection, Judgement)
)
"""The tables of the facts, each behind those that its rows refer to."""

LAST_KEY = sql.SQL(
    "SELECT setval(keys, greatest(nextval(keys), (SELECT max(id) FROM {})))"
    " FROM pg_get_serial_sequence(%s, 'id') AS keys"
)
"""Lets the next key of a table be higher than all that it has and had."""

_rows: dict[str, bytes] = {}
"""What the first load of this process wrote into each table."""


def load_facts() -> None:
    """Load the reference facts and let the database count them: its plans fit a filled archive.

    Without counts it plans for empty tables, and a page of all inspections takes seconds. An empty
    archive is given copies of the rows that were written when this process loaded them first; the
    tests of `reports.publishing.facts` look at the loading itself.
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
    """Write the rows with their keys, and let no other row get one of these."""
    with connection.cursor() as cursor:
        for table in TABLES:
            with cursor.copy(f"COPY {table} FROM STDIN") as rows:
                rows.write(_rows[table])
            cursor.execute(LAST_KEY.format(sql.Identifier(table)), [table])


@contextmanager
def undone_at_the_end() -> Iterator[None]:
    """Take back in the end what is written within, also what tests share that undo their own rows.

    Constraints are checked at once, else each test would check the shared rows anew.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield
        transaction.set_rollback(True)
