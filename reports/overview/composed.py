"""Statements that Django composes once: for the rows that are read anew in every version.

Composing one takes as long as reading a hundred rows. `LoadedRows` is what was read, to be compared
with what is read in the next version.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet


@dataclass(frozen=True)
class LoadedRows:
    """Rows as they were read: equal to others if all values are equal, in the same order.

    `count` alone is hashed: hashing all values takes longer than comparing them.
    """

    count: int
    rows: list[tuple[Any, ...]] = field(hash=False)


@dataclass(frozen=True, slots=True)
class ComposedStatement:
    """A statement and its parameters."""

    sql: str
    parameters: tuple[Any, ...]

    def load(self) -> LoadedRows:
        """Read the rows, as psycopg gives their values."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.parameters)
            rows = cursor.fetchall()
        return LoadedRows(len(rows), rows)


def composed(rows: QuerySet[Any, tuple[Any, ...]]) -> ComposedStatement:
    """The statement that reads the rows of a `values_list`."""
    sql, parameters = rows.query.sql_with_params()
    return ComposedStatement(sql, tuple(parameters))


def columns_of(model: type[Model]) -> list[str]:
    """The names of all columns of a model's rows, as its objects have them."""
    options = model._meta  # noqa: SLF001  # Django's documented interface to a model
    return [column.attname for column in options.concrete_fields]
