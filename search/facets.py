"""How many of the found paragraphs each value of each filter would leave.

A facet ignores its own choice and obeys all others, so that the number beside a box is what ticking it gives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Count, F, QuerySet, Value
from django.db.models.functions import Cast

from search.filters import ParagraphFilter

FACETS = ("region", "area", "grade", "kind", "year", "role", "authority")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, with how many paragraphs have it."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter and its values, in the order of the vocabulary."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.choices if choice.chosen)


def facets(filters: ParagraphFilter) -> list[Facet]:
    """Every facet of a search whose filters are valid: one query for the counts of all."""
    first, *others = (_counted(filters, name) for name in FACETS)
    counts = {(name, value): count for name, value, count in first.union(*others, all=True)}
    return [_facet(filters, name, counts) for name in FACETS]


def _counted(filters: ParagraphFilter, name: str) -> QuerySet[Any, tuple[str, str, int]]:
    """Rows of the facet's name, a value and its count; values as text, so that all facets fit in one answer."""
    column = filters.filters[name].field_name
    return (
        filters.applied(without=name)
        .order_by()
        .annotate(facet=Value(name, CharField()), choice=Cast(F(column), CharField()))
        .values("facet", "choice")
        .annotate(count=Count("pk"))
        .values_list("facet", "choice", "count")
    )


def _facet(filters: ParagraphFilter, name: str, counts: Mapping[tuple[str, str], int]) -> Facet:
    field = filters.form.fields[name]
    chosen = {str(value) for value in filters.form.cleaned_data[name]}
    choices = tuple(
        Choice(str(value), str(label), counts.get((name, str(value)), 0), str(value) in chosen)
        for value, label in field.choices
    )
    return Facet(name, str(field.label), choices)
