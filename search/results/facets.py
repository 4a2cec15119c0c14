"""What each value of each filter would leave of an answer.

A facet ignores its own choice and obeys all others, so that the number beside a box is what ticking
it gives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.safestring import SafeString

from reports.web.html import html_rows

FACETS = ("region", "area", "family", "grade", "overall", "kind", "year", "role", "authority")
OPEN = {"region", "area", "grade"}
"""The facets whose boxes show before a reader opens them."""
ONLY_WITH_PARAGRAPHS = {"authority", "year"}
"""The facets that show only values with paragraphs; of the others readers know all values."""
BOX = (
    '<label><input type="checkbox" name="{}" value="{}" form="search"{}> '
    '<span>{} <span class="count">{}</span></span></label>'
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: how many paragraphs have it, and whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with its choices in the order of the vocabulary, how many are chosen, and boxes.

    `boxes` is safe HTML: two hundred of them stand beside every answer, and a template that goes
    through them takes longer than a search.
    """

    name: str
    label: str
    choices: tuple[Choice, ...]
    chosen: int
    is_open: bool
    boxes: SafeString


def facets_of(filters: forms.Form, counts: Mapping[str, Mapping[str, int]]) -> list[Facet]:
    """The filters of a valid form that are counted, in the order of the counts."""
    return [_facet(filters, name, counts_of_values) for name, counts_of_values in counts.items()]


def _facet(filters: forms.Form, name: str, counts: Mapping[str, int]) -> Facet:
    field: Any = filters.fields[name]
    chosen = {str(value) for value in filters.cleaned_data[name]}
    choices = tuple(
        [
            Choice(str(value), str(label), counts.get(str(value), 0), str(value) in chosen)
            for value, label in field.choices
        ]
    )
    return Facet(
        name,
        str(field.label),
        choices,
        chosen=len(chosen),
        is_open=bool(chosen) or name in OPEN,
        boxes=_boxes(name, choices),
    )


def _boxes(name: str, choices: tuple[Choice, ...]) -> SafeString:
    """A box for each choice; one without paragraphs cannot be ticked."""
    boxes = []
    for choice in choices:
        if not choice.count and not choice.chosen and name in ONLY_WITH_PARAGRAPHS:
            continue
        state = "" if choice.count else " disabled"
        if choice.chosen:
            state = " checked"
        boxes.append((name, choice.value, state, choice.label, f"{choice.count:,}"))
    return html_rows(BOX, boxes, between="\n")
