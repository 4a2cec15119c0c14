"""What an address of a search says besides its words: nothing that is usual, nothing that is empty."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import QueryDict

from search.results.days import LABELS as DAYS

ALWAYS_SENT = ("q", *DAYS)
"""Fields of the page's forms that are sent even where they are empty."""
WITHOUT_BOX = ("report", *DAYS)
"""Filters that have no box in the form of the search, and stay when the words change."""


def has_empty_field(parameters: QueryDict) -> bool:
    """Whether a field that forms always send was left empty."""
    return any(name in parameters and _is_empty(parameters, name) for name in ALWAYS_SENT)


def without_empty_fields(parameters: QueryDict) -> str:
    """The parameters behind their question mark, without empty fields; empty where none is left."""
    left = parameters.copy()
    for name in ALWAYS_SENT:
        if _is_empty(left, name):
            left.pop(name, None)
    return f"?{left.urlencode()}" if left else ""


def without_box(parameters: QueryDict) -> list[tuple[str, str]]:
    """The chosen filters that have no box, each name with its value."""
    return _values_of(parameters, WITHOUT_BOX)


def all_but_days(parameters: QueryDict) -> list[tuple[str, str]]:
    """All that stays in a search for other days, from its first page."""
    names = [name for name in parameters if name not in DAYS and name != "page"]
    return _values_of(parameters, names)


def _is_empty(parameters: QueryDict, name: str) -> bool:
    return not "".join(parameters.getlist(name)).strip()


def _values_of(parameters: QueryDict, names: Iterable[str]) -> list[tuple[str, str]]:
    return [(name, value) for name in names for value in parameters.getlist(name) if value]
