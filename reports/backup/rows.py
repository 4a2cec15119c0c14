"""Copying the rows of tables out of the database and into it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.db import connection
from psycopg import sql

from reports.backup.manifest import TableFile

DERIVED = ("reports_entry", "reports_lexeme")
"""Tables that triggers fill from the paragraphs. They are not backed up: the new server fills them,
and may use other stems."""
THEMES = ("reports_theme", "reports_themestem", "reports_themegroup")
LEFT_OUT = ("django_session", *THEMES)
"""Tables that are not backed up. The row of a session works like a password while the session
lasts, and is useless afterwards. Themes are computed from the paragraphs after a restore."""
VERSION = "reports_archiveversion"
WRITTEN_LAST = ("reports_paragraph", VERSION)
"""Tables to restore last, in this order. The triggers of paragraphs need the rows of sections, and
writing any table increases the version."""

# The text form of values, whatever the settings of server, database and role (manual, 19.11).
VALUE_FORMATS = """
    SET LOCAL datestyle = 'ISO, YMD';
    SET LOCAL intervalstyle = 'postgres';
    SET LOCAL bytea_output = 'hex';
    SET LOCAL extra_float_digits = 1;
    SET LOCAL timezone = 'UTC';
"""
COLUMNS = """
    SELECT attname FROM pg_attribute
    WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
    ORDER BY attnum
"""
PRIMARY_KEY = """
    SELECT attname FROM pg_index
    JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
    WHERE indrelid = %s::regclass AND indisprimary ORDER BY attnum
"""
SEQUENCES = """
    SELECT sequencename, last_value FROM pg_sequences
    WHERE schemaname = current_schema() AND last_value IS NOT NULL ORDER BY sequencename
"""
PIECE = 2**20


def query(statement: str | sql.Composed, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
    """Return all rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return list(cursor.fetchall())


def set_value_formats() -> None:
    """Set the text form of values for COPY until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(VALUE_FORMATS)


def columns_of(table: str) -> tuple[str, ...]:
    """Return the columns of a table, without generated columns, in their order."""
    return tuple(name for (name,) in query(COLUMNS, [table]))


def primary_key_of(table: str) -> tuple[str, ...]:
    """Return the columns of a table's primary key."""
    return tuple(name for (name,) in query(PRIMARY_KEY, [table]))


def count_rows(table: str) -> int:
    """Return how many rows a table has."""
    statement = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
    return int(query(statement)[0][0])


def sequences() -> dict[str, int]:
    """Return the last value of each sequence that has been used."""
    return {name: int(last) for name, last in query(SEQUENCES)}


def set_sequence(name: str, last: int) -> None:
    """Set the last value of a sequence: the next one follows it."""
    query("SELECT setval(quote_ident(%s)::regclass, %s)", [name, last])


def copy_out(table: str, target: Path) -> TableFile:
    """Write the rows of a table into a new file, in the order of their primary key."""
    columns = columns_of(table)
    statement = sql.SQL("COPY (SELECT {} FROM {} ORDER BY {}) TO STDOUT").format(
        _names(columns),
        sql.Identifier(table),
        _names(primary_key_of(table)),
    )
    digest = hashlib.sha256()
    rows = size = 0
    with connection.cursor() as cursor, target.open("wb") as file, cursor.copy(statement) as copy:
        for piece in copy:
            file.write(piece)
            digest.update(piece)
            rows += bytes(piece).count(b"\n")
            size += len(piece)
    return TableFile(table, columns, rows, size, digest.hexdigest())


def copy_in(table: TableFile, pieces: Iterator[bytes]) -> None:
    """Add rows to a table, from COPY's text format in pieces of any size."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.name), _names(table.columns)
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for piece in pieces:
            copy.write(piece)


def truncate(tables: Iterable[str]) -> None:
    """Delete all rows of the tables, and restart their sequences."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY").format(_names(tables)))


def _names(names: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))
