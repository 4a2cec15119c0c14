"""What an address of a search says besides its words: nothing that is usual, nothing that is empty.

How an answer may be shown is offered as menus of links, so that no form sends the usual choice.
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


IN_SHORT = {"stems": "All forms", "exact": "Exact words", "newest": "Newest", "oldest": "Oldest"}
"""What a closed menu says of a choice whose label is long."""


@dataclass(frozen=True, slots=True)
class MenuLink:
    """One choice of a menu, and what the address says with it behind its path."""

    label: str
    query: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ChoiceMenu:
    """A box of which one choice is made, as links; `chosen` is what is chosen, in few words."""

    label: str
    chosen: str
    links: list[MenuLink]


def menus_of(offered: Iterable[Offered], parameters: QueryDict) -> list[ChoiceMenu]:
    """A menu for each box; its links lead to the first page, and leave the usual choice unsaid."""
    menus = []
    for box in offered:
        usual = box.choices[0][0]
        links = [
            MenuLink(label, _with(parameters, box.name, code, usual), code == box.chosen)
            for code, label in box.choices
        ]
        chosen = IN_SHORT.get(box.chosen) or dict(box.choices)[box.chosen]
        menus.append(ChoiceMenu(box.label, chosen, links))
    return menus


def unusual(offered: Iterable[Offered]) -> list[tuple[str, str]]:
    """The names and codes of the boxes whose choice is not the usual one: a new search keeps them."""
    return [(box.name, box.chosen) for box in offered if box.chosen != box.choices[0][0]]


def _with(parameters: QueryDict, name: str, code: str, usual: str) -> str:
    # Not Django's own copying and encoding, which take a quarter of a page of search together.
    fields = [each for each in parameters.lists() if each[0] not in (name, "page")]
    if code != usual:
        fields.append((name, [code]))
    return f"?{urlencode(fields, doseq=True)}"
