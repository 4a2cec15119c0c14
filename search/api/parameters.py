"""The parameters of the API, made from the forms of the pages.

One description of each serves the OpenAPI document and the check of an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from reports.web.data_views import SEVERAL, mistaken_parameters, nearest, parameters_of_field
from search.query.tokens import LONGEST
from search.results.days import NOT_A_DATE

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
WHOLE_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
WITHOUT_NULL = r"^[^\u0000]*$"
"""Text without the null character, which PostgreSQL cannot store."""
LONGEST_CURSOR = 1000
MOST_ROWS = 200
"""The most rows of one answer."""
ROWS = 20
"""The rows of one answer if the address has no `limit`."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its name, what it means, and the JSON schema of each of its values.

    `choices` are pairs of code and label, empty for free text and numbers. `most` is how many times
    an address may have it, None for any number.
    """

    name: str
    description: str
    value_schema: dict[str, Any]
    choices: tuple[tuple[str, str], ...] = ()
    most: int | None = 1

    def as_openapi(self) -> dict[str, Any]:
        """The parameter object of the OpenAPI document."""
        schema = dict(self.value_schema)
        if self.most != 1:
            schema = {"type": "array", "items": schema}
            if self.most is not None:
                schema["maxItems"] = self.most
        return {
            "name": self.name,
            "in": "query",
            "required": False,
            "description": self.description,
            "schema": schema,
        }

    def mistakes(self, values: Sequence[str]) -> list[str]:
        """What is wrong with the values of an address."""
        wrong = [mistake for value in values if (mistake := self._mistake(value))]
        if self.most is not None and len(values) > self.most:
            wrong.append(f"“{self.name}” is given {len(values)} times; at most {self.most} can be.")
        return wrong

    def _mistake(self, value: str) -> str:
        """What is wrong with one value; empty when nothing is."""
        schema = self.value_schema
        if "enum" in schema:
            if value in schema["enum"]:
                return ""
            like = nearest(value, self.choices)
            return f"“{value}” is no value of “{self.name}”. The nearest is “{like}”."
        if schema["type"] == "integer":
            least, most = schema["minimum"], schema["maximum"]
            if WHOLE_NUMBER.fullmatch(value) and least <= int(value) <= most:
                return ""
            return f"“{value}” is no whole number from {least} to {most}."
        return self._mistake_in_text(value)

    def _mistake_in_text(self, value: str) -> str:
        """What is wrong with a value that is a day or any text; empty when nothing is."""
        schema = self.value_schema
        if schema.get("format") == "date":
            return "" if _is_day(value) else NOT_A_DATE.format(value)
        if len(value) > schema["maxLength"]:
            return f"“{self.name}” has more than {schema['maxLength']} characters."
        return f"“{self.name}” has a null character." if "\0" in value else ""


def _is_day(value: str) -> bool:
    """Whether a value is a date as in RFC 3339."""
    if not DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


LIMIT = Parameter(
    "limit",
    f"How many rows the answer has at most: {ROWS} where it is left out",
    {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": ROWS},
)
CURSOR = Parameter(
    "cursor",
    "Where the answer begins, as `next` of the answer before gives it. Publications in between"
    " neither repeat a row nor hide one; a cursor of an order by relevance holds for one"
    " `archive_version`",
    {"type": "string", "maxLength": LONGEST_CURSOR, "pattern": WITHOUT_NULL},
)
PAGING = (LIMIT, CURSOR)
AFTER = Parameter(
    "after",
    "Only changes after the one with this number: the `id` of the last that you have; 0 for all",
    {"type": "integer", "minimum": 0, "maximum": 999_999_999},
)
WITHOUT = Parameter(
    "without",
    "A synonym to leave out, as `also_searched` gives it",
    {"type": "string", "maxLength": LONGEST, "pattern": WITHOUT_NULL},
    most=None,
)


def parameters_of(
    used_forms: Iterable[forms.BaseForm], left_out: Sequence[str] = ()
) -> tuple[Parameter, ...]:
    """The parameters of the fields of some forms, without those `left_out`."""
    parameters: list[Parameter] = []
    for form in used_forms:
        for own_name, field in form.fields.items():
            names = parameters_of_field(own_name, field)
            parameters += [_parameter(name, field) for name in names if name not in left_out]
    return tuple(parameters)


def _parameter(name: str, field: forms.Field) -> Parameter:
    description = str(field.help_text or field.label)
    most = getattr(field, "most", None) if isinstance(field.widget, SEVERAL) else 1
    pairs: Any = getattr(field, "choices", ())
    choices = tuple([(str(code), str(label)) for code, label in pairs if code != ""])
    if isinstance(field, forms.ChoiceField):
        codes = [code for code, _ in choices]
        return Parameter(name, description, {"type": "string", "enum": codes}, choices, most)
    if hasattr(field.widget, "parameters"):
        day = {"type": "string", "format": "date"}
        return Parameter(name, f"{description}, {name} this day", day)
    text = {"type": "string", "maxLength": LONGEST, "pattern": WITHOUT_NULL}
    return Parameter(name, description, text, most=most)


def mistakes_in(address: QueryDict, parameters: Sequence[Parameter]) -> dict[str, list[str]]:
    """The mistakes in an address, as sentences by parameter; `utm_…` parameters are ignored."""
    by_name = {parameter.name: parameter for parameter in parameters}
    errors = mistaken_parameters(address, (), also=by_name)
    for name, values in address.lists():
        if name in by_name and (wrong := by_name[name].mistakes(values)):
            errors[name] = wrong
    return errors
