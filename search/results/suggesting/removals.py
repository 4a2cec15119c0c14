"""What can be changed about a search: a filter or a word that is taken off, or an authority chosen
together with its region or its neighbours.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from django import forms
from django.http import QueryDict

from reports.facts import reference
from reports.web.parameters import chips
from search.index.door import Question, ask_all, expanded
from search.query.query import AllOf, Excluded, Query, typed_as
from search.results.days import LABELS as DAY_LABELS
from search.results.search import SearchRequest

MOST_REMOVALS = 8
"""Filters and words that are tried one by one when nothing was found."""

Attempt = tuple[str, QueryDict, Query, Mapping[str, Collection[str]]]
"""What is taken off, the parameters without it, and the query and chosen filters that remain."""


@dataclass(frozen=True, slots=True)
class Removal:
    """What can be taken off an empty search, the parameters without it, and what that finds."""

    what: str
    parameters: QueryDict
    paragraphs: int


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A choice of filters that takes one click."""

    label: str
    parameters: QueryDict


def shortcuts(filters: forms.Form, parameters: QueryDict) -> list[Shortcut]:
    """For one chosen authority: its region, and its statistical neighbours with it, in its place.

    None where no authority or several are chosen.
    """
    chosen = filters.cleaned_data["authority"]
    fact = next((fact for fact in reference.authorities() if chosen == [fact.slug]), None)
    if fact is None:
        return []
    slugs = {each.dfe_code: each.slug for each in reference.authorities()}
    neighbours = [slugs[code] for code in fact.statistical_neighbours]
    in_region = _instead(parameters, "region", [fact.region.value])
    offered = [Shortcut(f"All of {fact.region.label}", in_region)]
    if neighbours:
        label = f"{fact.name} and its {len(neighbours)} statistical neighbours"
        with_neighbours = _instead(parameters, "authority", [fact.slug, *neighbours])
        offered.append(Shortcut(label, with_neighbours))
    return offered


def _instead(parameters: QueryDict, name: str, values: list[str]) -> QueryDict:
    """The parameters of the first page with `values` in place of the chosen authority."""
    changed = parameters.copy()
    changed.pop("authority", None)
    changed.pop("page", None)
    changed.setlist(name, values)
    return changed


def removals(request: SearchRequest) -> list[Removal]:
    """For each chosen filter and each part of the query what the search finds without it.

    Only the first `MOST_REMOVALS` are tried, and those that find nothing are left out.
    """
    attempts = [*_without_filters(request), *_without_words(request)][:MOST_REMOVALS]
    off = request.parameters.getlist("without")
    answers = ask_all(
        [Question(query=expanded(query, off)[0], chosen=chosen) for _, _, query, chosen in attempts]
    )
    tried = [
        Removal(what, parameters, answer.paragraphs)
        for (what, parameters, _, _), answer in zip(attempts, answers, strict=True)
    ]
    return [each for each in tried if each.paragraphs]


def _without_filters(request: SearchRequest) -> Iterator[Attempt]:
    for chip in chips(request.filters, request.parameters):
        chosen = dict(request.filters.cleaned_data)
        chosen[chip.name] = [each for each in chosen[chip.name] if str(each) != chip.value]
        yield f"{chip.filter}: {chip.label}", chip.remaining, request.query, chosen
    if any(request.filters.cleaned_data["ended"]):
        remaining = request.parameters.copy()
        for name in (*DAY_LABELS, "page"):
            remaining.pop(name, None)
        yield "the days", remaining, request.query, request.filters.cleaned_data | {"ended": []}


def _without_words(request: SearchRequest) -> Iterator[Attempt]:
    root = request.query.root
    if not isinstance(root, AllOf):
        return
    for part in root.parts:
        rest = tuple(each for each in root.parts if each is not part)
        if all(isinstance(each, Excluded) for each in rest):
            continue  # nearly everything: no search, and expensive to count
        remaining_root = rest[0] if len(rest) == 1 else AllOf(rest)
        parameters = request.parameters.copy()
        parameters["q"] = typed_as(remaining_root)
        parameters.pop("page", None)
        query = replace(request.query, root=remaining_root)
        yield str(part), parameters, query, request.filters.cleaned_data
