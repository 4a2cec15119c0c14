"""What a record is made of: fields with a type, a description and, where it has them, codes.

The description of a field stands once, beside the field. The schema of the API, the description of
bulk releases and the page about the data all take it from here.
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
"""What makes a path of this site an address."""
JsonValue = Any
"""What JSON can say: None, a truth value, a number, a string, or lists and objects of these."""
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
"""The types of fields by those of Python, as Table Schema calls them (Data Package v2)."""


@dataclass(frozen=True, slots=True)
class RecordField:
    """One field: `value_type` is a value of `TYPES` or, for another record, `object`.

    One that `is_optional` may be None. `codes` are the (code, label) that it can have; empty where
    it can have any value. Of an array, `item_type` is the type of its items, and `codes` are
    theirs. `record_class` is that of the records which an array or an object holds, None for plain
    values.
    """

    name: str
    description: str
    value_type: str
    is_optional: bool
    item_type: str = ""
    codes: tuple[tuple[str, str], ...] = ()
    record_class: type[Any] | None = None


def described(description: str, codes: Terms | None = None) -> Any:
    """A field of a record, with the terms whose codes are its values.

    Pydantic, which makes the schema of the API, reads `description` and `json_schema_extra`.
    """
    metadata: dict[str, Any] = {"description": description}
    if codes is not None:
        metadata["codes"] = tuple(codes.choices())
        metadata["json_schema_extra"] = _with_codes([code for code, _ in codes.choices()])
    return field(metadata=metadata)


def _with_codes(codes: list[str]) -> Callable[[dict[str, Any]], None]:
    """What names the codes in the JSON schema of a field: of a string, or of each item of an array."""

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
    """A field as it is declared, with the type that stands beside it."""
    description, codes = declared.metadata["description"], declared.metadata.get("codes", ())
    is_optional = NoneType in get_args(hint)
    held = get_args(hint)[0] if is_optional else hint
    if get_origin(held) is list:
        (item,) = get_args(held)
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
        TYPES.get(held, "object"),
        is_optional,
        codes=codes,
        record_class=None if held in TYPES else held,
    )


def as_json(value: Any) -> JsonValue:
    """A record, or a value of one of its fields, as JSON says it: days and moments in ISO 8601."""
    if isinstance(value, list):
        return [as_json(each) for each in value]
    if isinstance(value, date):  # a moment is one, too
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
