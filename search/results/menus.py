"""How an answer may be shown, as menus of links: an address says only what differs from the usual."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from search.results.form import Offered

IN_SHORT = {"stems": "All forms", "exact": "Exact words", "newest": "Newest", "oldest": "Oldest"}
"""What a closed menu says of a choice whose label is long."""


@dataclass(frozen=True, slots=True)
class MenuLink:
    """One choice of a menu, and the parameters of the address with it."""

    label: str
    parameters: QueryDict
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


def _with(parameters: QueryDict, name: str, code: str, usual: str) -> QueryDict:
    changed = parameters.copy()
    for left_out in (name, "page"):
        changed.pop(left_out, None)
    if code != usual:
        changed[name] = code
    return changed
