"""Tables made of records: a column for each field, with its name in the API and bulk releases.

A field that holds a code becomes two columns: its label, and the code in `<field>_code`. Lists are
joined with semicolons. Records within a record are left out: they have tables of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from reports.records.fields import RecordField, fields_of
from reports.web.tables.columns import yes_or_no
from reports.web.tables.table import Cell, CellType, Column, Table

TYPES = {"integer": CellType.NUMBER, "number": CellType.NUMBER, "date": CellType.DAY}
"""The types of columns by the types of fields; all others are text or addresses."""
ADDRESSES = ("url", "search")
"""Fields that hold addresses, beside those whose names end in `_url`."""


def record_table(
    name: str,
    sheet: str,
    record_class: type[Any],
    records: Callable[[], Iterable[Any]],
    *,
    is_small: bool = False,
) -> Table:
    """The table of the records that `records` returns.

    For `name`, `sheet`, `is_small` see `Table`.
    """
    fields = [each for each in _fields_of(record_class) if each.item_type != "object"]
    return Table(
        name=name,
        sheet=sheet,
        columns=columns_of(fields),
        rows=lambda: (list(cells_of(fields, record)) for record in records()),
        states_coverage=True,
        is_small=is_small,
    )


def fields_named(record_class: type[Any], names: Sequence[str]) -> list[RecordField]:
    """The fields of a class of records that have these names, in the order of the names."""
    by_name = {field.name: field for field in _fields_of(record_class)}
    return [by_name[name] for name in names]


def columns_of(fields: Iterable[RecordField]) -> list[Column]:
    """The columns for some fields: one each, two where the field holds a code."""
    columns = []
    for field in fields:
        columns.append(Column(field.name, field.description, _type_of(field)))
        if _is_code(field):
            columns.append(Column(f"{field.name}_code", f"Code in the API: {field.description}"))
    return columns


def cells_of(fields: Iterable[RecordField], record: Any) -> Iterator[Cell]:
    """The cells of a record for `columns_of` the same fields."""
    for field in fields:
        value = getattr(record, field.name)
        if _is_code(field):
            yield dict(field.codes).get(value, value)
            yield value
        elif isinstance(value, bool):
            yield yes_or_no(value)
        elif isinstance(value, list):
            yield "; ".join([str(each) for each in value])
        else:
            yield value


def _fields_of(record_class: Any) -> tuple[RecordField, ...]:
    return fields_of(record_class)


def _is_code(field: RecordField) -> bool:
    return bool(field.codes) and not field.item_type


def _type_of(field: RecordField) -> CellType:
    if field.name in ADDRESSES or field.name.endswith("_url"):
        return CellType.ADDRESS
    return TYPES.get(field.value_type, CellType.TEXT)
