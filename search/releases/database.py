"""A release as one SQLite database: a table each, foreign keys, and an index of words (FTS5).

The same records always give the same bytes with the same version of SQLite.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from reports.records.fields import RecordField
from search.releases.contents import ReleaseTable

NAME = "archive.sqlite"
AT_A_TIME = 500
"""The rows that are written with one call."""
TYPES = {"integer": "INTEGER", "boolean": "INTEGER", "number": "REAL"}
"""The types of columns other than text; lists and objects are JSON in a column of text."""
SEARCHED = {
    "passages": ("text", "heading", "authority"),
    "glossary": ("name", "other_names", "meaning", "everyday"),
}
"""The columns whose words can be searched, by table."""
TOKENIZER = "porter unicode61"
"""Words without accents, by their English stems."""


class NoWordIndex(Exception):
    """This Python's SQLite cannot index words."""


class ReleaseDatabase:
    """The database while it is written."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._waiting: list[list[Any]] = []
        self._insert = ""

    def begin(self, table: ReleaseTable) -> None:
        """Make an empty table for the rows that follow."""
        self._connection.execute(_create_table(table))
        names = ", ".join(f'"{each.name}"' for each in table.fields)
        places = ", ".join("?" for _ in table.fields)
        self._insert = f'INSERT INTO "{table.name}" ({names}) VALUES ({places})'  # noqa: S608  # names of our own

    def write(self, table: ReleaseTable, values: dict[str, Any]) -> None:
        """Write one record, given as its JSON values by field."""
        self._waiting.append([_value(each, values[each.name]) for each in table.fields])
        if len(self._waiting) >= AT_A_TIME:
            self._write_waiting()

    def end(self, table: ReleaseTable) -> None:
        """Write the rows that are still waiting, and index references and words."""
        self._write_waiting()
        for name in table.references:
            index = f'CREATE INDEX "{table.name}_{name}" ON "{table.name}" ("{name}")'
            self._connection.execute(index)
        columns = SEARCHED.get(table.name)
        if columns is None:
            return
        index = f"{table.name}_fts"
        names = ", ".join(f'"{name}"' for name in columns)
        self._connection.execute(
            f'CREATE VIRTUAL TABLE "{index}" USING fts5'
            f" ({names}, content='{table.name}', tokenize='{TOKENIZER}')"
        )
        for command in ("rebuild", "optimize"):
            self._connection.execute(f'INSERT INTO "{index}" ("{index}") VALUES (?)', [command])  # noqa: S608  # names of our own

    def _write_waiting(self) -> None:
        self._connection.executemany(self._insert, self._waiting)
        self._waiting.clear()


@contextmanager
def release_database(folder: Path) -> Iterator[ReleaseDatabase]:
    """Create a database in `folder`; it is complete when the context ends.

    Raises `NoWordIndex`, and `sqlite3.Error` if it cannot be written, for example to a full disk.
    """
    with closing(sqlite3.connect(folder / NAME, isolation_level=None)) as connection:
        options = {row[0] for row in connection.execute("PRAGMA compile_options")}
        if "ENABLE_FTS5" not in options:
            raise NoWordIndex
        # An unfinished release is deleted, so the database needs no journal.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        yield ReleaseDatabase(connection)
        connection.execute("COMMIT")
        connection.execute("ANALYZE")
        connection.execute("VACUUM")
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise ValueError(f"Rows of the release refer to others that are missing: {broken[:3]}")


def _create_table(table: ReleaseTable) -> str:
    parts = [_column(each) for each in table.fields]
    key = ", ".join(f'"{name}"' for name in table.key)
    parts.append(f"PRIMARY KEY ({key})")
    for name, (other, field) in table.references.items():
        parts.append(f'FOREIGN KEY ("{name}") REFERENCES "{other}" ("{field}")')
    return f'CREATE TABLE "{table.name}" ({", ".join(parts)})'


def _column(field: RecordField) -> str:
    column = f'"{field.name}" {TYPES.get(field.value_type, "TEXT")}'
    return column if field.is_optional else f"{column} NOT NULL"


def _value(field: RecordField, value: Any) -> Any:
    if value is not None and field.value_type in ("array", "object"):
        return json.dumps(value, ensure_ascii=False)
    return value
