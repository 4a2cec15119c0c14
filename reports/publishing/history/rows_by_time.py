"""Rows of several tables as one list, the latest first: their keys, then the rows of a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.db.models.expressions import Combinable

RowKey = dict[str, Any]
"""The time of a row (`when`), the name of its table (`of`), and its primary key (`pk`)."""


def keys_by_time(tables: Mapping[str, tuple[QuerySet[Any], Combinable]]) -> QuerySet[Any, RowKey]:
    """The keys of the rows of all tables, the latest first.

    `tables` has, by a name for each table, its rows and the expression for their time.
    """
    keys = []
    for name, (rows, when) in tables.items():
        named = rows.order_by().annotate(when=when, of=Value(name, output_field=CharField()))
        keys.append(named.values("when", "of", "pk"))
    first, *others = keys
    latest_first: QuerySet[Any, RowKey] = first.union(*others, all=True).order_by(
        "-when", "-of", "-pk"
    )
    return latest_first


def rows_of_keys(keys: Iterable[RowKey], tables: Mapping[str, QuerySet[Any]]) -> list[Any]:
    """The rows with these keys, in the order given, read in one query for each table."""
    keys = list(keys)
    rows = {}
    for name, table in tables.items():
        rows[name] = table.in_bulk([key["pk"] for key in keys if key["of"] == name])
    return [rows[key["of"]][key["pk"]] for key in keys]
