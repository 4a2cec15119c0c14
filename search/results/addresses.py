"""Short addresses of searches: without empty fields, and without choices that are the default.

The choices of how results are shown are menus of links, so that no form sends the defaults.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from search.results.days import LABELS as DAYS
from search.results.form import Offered

ALWAYS_SENT = ("q", *DAYS)
"""Fields of the page's forms that are sent even where they are empty."""
WITHOUT_BOX = ("report", *DAYS)
"""Filters that have no box in the form of the search, and stay when the words change."""


def empty_fields(parameters: QueryDict) -> list[str]:
    """The fields that forms always send, and that were left empty."""
    return [
        name
        for name in ALWAYS_SENT
        if name in parameters and not "".join(parameters.getlist(name)).strip()
    ]


def without_empty_fields(parameters: QueryDict) -> str:
    """The query string with its question mark, without empty fields; empty if none is left."""
    remaining = parameters.copy()
    for name in empty_fields(parameters):
        del remaining[name]
    return f"?{remaining.urlencode()}" if remaining else ""


def without_box(parameters: QueryDict) -> list[tuple[str, str]]:
    """The chosen filters that have no box, as pairs of name and value."""
    return _values_of(parameters, WITHOUT_BOX)


def all_but_days(parameters: QueryDict) -> list[tuple[str, str]]:
    """The parameters of a search without its days and its page, as pairs of name and value."""
    names = [name for name in parameters if name not in DAYS and name != "page"]
    return _values_of(parameters, names)


def _values_of(parameters: QueryDict, names: Iterable[str]) -> list[tuple[str, str]]:
    return [(name, value) for name in names for value in parameters.getlist(name) if value]


IN_SHORT = {"stems": "All forms", "exact": "Exact words", "newest": "Newest", "oldest": "Oldest"}
"""Short labels for a closed menu, of choices with a long label."""


@dataclass(frozen=True, slots=True)
class MenuLink:
    """One choice of a menu, and the query string of the page with it."""

    label: str
    query: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ChoiceMenu:
    """A menu of which one choice is made, as links; `chosen` is its short label."""

    label: str
    chosen: str
    links: list[MenuLink]


def menus_of(offered: Iterable[Offered], parameters: QueryDict) -> list[ChoiceMenu]:
    """A menu for each box; its links lead to the first page, and leave the default out."""
    menus = []
    for box in offered:
        default = box.choices[0][0]
        links = [
            MenuLink(label, _with(parameters, box.name, code, default), code == box.chosen)
            for code, label in box.choices
        ]
        chosen = IN_SHORT.get(box.chosen) or dict(box.choices)[box.chosen]
        menus.append(ChoiceMenu(box.label, chosen, links))
    return menus


def unusual(offered: Iterable[Offered]) -> list[tuple[str, str]]:
    """The names and codes of choices other than the default, which a new search keeps."""
    return [(box.name, box.chosen) for box in offered if box.chosen != box.choices[0][0]]


def _with(parameters: QueryDict, name: str, code: str, default: str) -> str:
    """The query string with a parameter set to a code, or left out for the default."""
    # Django's own copying and encoding would take a quarter of the time of a page of search.
    fields = [each for each in parameters.lists() if each[0] not in (name, "page")]
    if code != default:
        fields.append((name, [code]))
    return f"?{urlencode(fields, doseq=True)}"
