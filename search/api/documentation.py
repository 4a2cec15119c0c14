"""The documentation of the API in words, for its page and for `docs/api.md`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reports.records.fields import RecordField, fields_of
from search.api.endpoints import ENDPOINTS

MOST_CODES = 12
"""The most codes that are listed; of a filter with more, the page says how many there are."""


@dataclass(frozen=True, slots=True)
class DescribedParameter:
    """A parameter in words; `codes` lists its values, or says how many there are."""

    name: str
    description: str
    is_repeatable: bool
    codes: str


@dataclass(frozen=True, slots=True)
class DescribedEndpoint:
    """An endpoint in words; `fields` are those of one row of its answer."""

    name: str
    path: str
    summary: str
    description: str
    parameters: list[DescribedParameter]
    fields: tuple[RecordField, ...]


def described_endpoints(document: Mapping[str, Any]) -> list[DescribedEndpoint]:
    """The endpoints of an OpenAPI document, in its order."""
    described = []
    for path, methods in document["paths"].items():
        operation = methods["get"]
        described.append(
            DescribedEndpoint(
                name=operation["operationId"],
                path=path,
                summary=operation["summary"],
                description=operation["description"],
                parameters=[_parameter(each) for each in operation["parameters"]],
                fields=fields_of_rows(operation["operationId"]),
            )
        )
    return described


def fields_of_rows(name: str) -> tuple[RecordField, ...]:
    """The fields of one row of an endpoint's answer."""
    rows: Any = ENDPOINTS[name].row
    return fields_of(rows)


def as_markdown() -> str:
    """The endpoints for `docs/api.md`, without the codes, which differ between archives."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "| address | what it gives | parameters |"
    yield "|---|---|---|"
    for endpoint in ENDPOINTS.values():
        names = ", ".join(f"`{each.name}`" for each in endpoint.parameters()) or "none"
        yield f"| `/api/v1{endpoint.path}` | {endpoint.description} | {names} |"
    for name, endpoint in ENDPOINTS.items():
        yield ""
        yield f"A row of `{endpoint.path}`:"
        yield ""
        yield "| field | type | meaning |"
        yield "|---|---|---|"
        for field in fields_of_rows(name):
            yield f"| `{field.name}` | {_type(field)} | {field.description} |"


def _type(field: RecordField) -> str:
    """The type of a field in words."""
    words = f"list of {field.item_type}s" if field.item_type else field.value_type
    return f"{words} or null" if field.is_optional else words


def _parameter(parameter: Mapping[str, Any]) -> DescribedParameter:
    schema = parameter["schema"]
    of_value = schema.get("items", schema)
    codes = of_value.get("enum", [])
    words = ", ".join(codes)
    if len(codes) > MOST_CODES:
        words = f"{codes[0]}, {codes[1]} and {len(codes) - 2} others: see the document"
    return DescribedParameter(parameter["name"], parameter["description"], "items" in schema, words)
