"""Fields of records: each has a type, a description and, for coded values, the codes.

A field is described only here. The schema of the API, the description of bulk releases and the page
about the data use this description.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import Field, dataclass, field, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType
from typing import Any, TypeVar, dataclass_transform, get_args, get_origin, get_type_hints

from reports.facts.terms import Terms

Absolute = Callable[[str], str]
"""A function that makes an absolute address of a path."""
JsonValue = Any
"""A value of JSON: None, a boolean, a number, a string, or lists and objects of these."""
R = TypeVar("R")

TYPES: dict[type, str] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    date: "date",
    datetime: "datetime",
    list: "array",
}
"""Python's types, and the names of these types in Table Schema (Data Package v2)."""


@dataclass(frozen=True, slots=True)
class RecordField:
    """One field: `value_type` is a value of `TYPES` or, for another record, `object`.

    The value may be None if the field `is_optional`. `codes` are the (code, label) of its possible
    values; empty if any value is possible. For an array, `item_type` is the type of its items, and
    `codes` are the codes of its items. `record_class` is the class of the records in an array or an
    object; None for plain values.
    """

    name: str
    description: str
    value_type: str
    is_optional: bool
    item_type: str = ""
    codes: tuple[tuple[str, str], ...] = ()
    record_class: type[Any] | None = None


def described(description: str, codes: Terms | None = None) -> Any:
    """Declare a field of a record, with the terms whose codes are its values, if it has any.

    Pydantic, which makes the schema of the API, reads `description` and `json_schema_extra`.
    """
    metadata: dict[str, Any] = {"description": description}
    if codes is not None:
        metadata["codes"] = tuple(codes.choices())
        metadata["json_schema_extra"] = _with_codes([code for code, _ in codes.choices()])
    return field(metadata=metadata)


def _with_codes(codes: list[str]) -> Callable[[dict[str, Any]], None]:
    """A function that adds the codes to a JSON schema: to a string, or to the items of an array."""

    def extend(schema: dict[str, Any]) -> None:
        for choice in schema.get("anyOf", [schema]):
            if choice.get("type") == "string":
                choice["enum"] = codes
            elif choice.get("type") == "array":
                choice["items"]["enum"] = codes

    return extend


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(described,))
def record(cls: type[R]) -> type[R]:
    """Make a class a record: a frozen dataclass whose fields are `described`."""
    return dataclass(frozen=True, kw_only=True, slots=True)(cls)


@cache
def fields_of(cls: Hashable) -> tuple[RecordField, ...]:
    """The fields of a class of records, in their order."""
    record_class: Any = cls
    hints = get_type_hints(record_class)
    return tuple([_field(each, hints[each.name]) for each in fields(record_class)])


def _field(declared: Field[Any], hint: Any) -> RecordField:
    """The field for a declaration and its type annotation."""
    description = declared.metadata["description"]
    codes = declared.metadata.get("codes", ())
    is_optional = NoneType in get_args(hint)
    value_type = get_args(hint)[0] if is_optional else hint
    if get_origin(value_type) is list:
        (item,) = get_args(value_type)
        return RecordField(
            declared.name,
            description,
            "array",
            is_optional,
            item_type=TYPES.get(item, "object"),
            codes=codes,
            record_class=None if item in TYPES else item,
        )
    return RecordField(
        declared.name,
        description,
        TYPES.get(value_type, "object"),
        is_optional,
        codes=codes,
        record_class=None if value_type in TYPES else value_type,
    )


def as_json(value: Any) -> JsonValue:
    """A record, or the value of a field, in the types of JSON; dates and times in ISO 8601."""
    if isinstance(value, list):
        return [as_json(each) for each in value]
    if isinstance(value, date):  # this includes `datetime`
        return value.isoformat()
    names = _names(value.__class__)
    if names:
        return {name: as_json(getattr(value, name)) for name in names}
    return value


@cache
def _names(cls: Hashable) -> tuple[str, ...]:
    """The names of the fields of a class of records; none for any other class."""
    record_class: Any = cls
    if not is_dataclass(record_class):
        return ()
    return tuple([each.name for each in fields(record_class)])
