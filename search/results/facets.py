"""What each value of each filter would leave of an answer.

A facet ignores its own choice and obeys all others, so that the number beside a box is what ticking
it gives.
"""

from __future__ import annotations

from dataclasses import dataclass

from search.index.narrowing import Narrowed
from search.results.filters import ParagraphFilter

FACETS = ("region", "area", "family", "grade", "overall", "kind", "year", "role", "authority")


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


def facet(filters: ParagraphFilter, name: str, found: Narrowed) -> Facet:
    """One filter of a valid form, its values counted."""
    counts = found.facet(name)
    chosen = {str(value) for value in filters.cleaned_data[name]}
    choices = tuple(
        Choice(str(value), str(label), counts[str(value)], str(value) in chosen)
        for value, label in filters.choices_of(name)
    )
    return Facet(name, str(filters.fields[name].label), choices)
