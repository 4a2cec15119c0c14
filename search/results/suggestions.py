"""What a search offers beside its answer: another spelling, an authority's page, and what to take
off an empty one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from django import forms
from django.http import QueryDict

from reports.facts import reference
from reports.facts.reference import AuthorityFact
from reports.models.indexed_text import indexed_text
from reports.web.parameters import chips
from search.index.door import Question, ask_all, expanded, nearest_words
from search.query.query import AllOf, Excluded, Near, Node, Query, Words, typed_as
from search.results.search import SearchRequest, SearchResult

MOST_REMOVALS = 8
"""Filters and words that are tried one by one when nothing was found."""
MOST_REPLACED = 3
"""Words of a query for which another is suggested."""

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


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What is offered beside an answer.

    `spelling` is the query with other words for those that no paragraph contains, None without
    any; `authorities` are those that the query names and the archive has a page of.
    """

    spelling: str | None
    authorities: list[AuthorityFact]
    shortcuts: list[Shortcut]
    removals: list[Removal]


def suggestions_of(result: SearchResult) -> Suggestions:
    """All that is offered beside the answer; statements are made only where something is missing."""
    request = result.request
    slugs = result.answer.facets["authority"]
    return Suggestions(
        spelling=did_you_mean(request.query, result.missing_words),
        authorities=[fact for fact in authorities_named(request.query) if fact.slug in slugs],
        shortcuts=shortcuts(request.filters, request.parameters),
        removals=removals(request) if not result.answer.paragraphs else [],
    )


def did_you_mean(query: Query, missing: Sequence[str]) -> str | None:
    """The query with the `missing` words replaced by the nearest that occur; None without any."""
    if query.root is None or not missing:
        return None
    nearest = nearest_words(missing[:MOST_REPLACED])
    if not nearest:
        return None
    return typed_as(_respelt(query.root, nearest))


def authorities_named(query: Query) -> list[AuthorityFact]:
    """The authorities of which the query contains a name or an alias, its words side by side."""
    typed = _words_alone(query.typed)
    return [fact for fact, names in _names() if any(name in typed for name in names)]


@cache
def _names() -> list[tuple[AuthorityFact, list[str]]]:
    """Each authority with its names as `_words_alone` gives them."""
    names = []
    for fact in reference.authorities():
        of_fact = [_words_alone(name) for name in (fact.name, *fact.aliases)]
        names.append((fact, of_fact))
    return names


def _words_alone(text: str) -> str:
    """The words of a text in small letters, with a blank before and after each."""
    return f" {' '.join(indexed_text(text).words.split()).casefold()} "


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


def _respelt(node: Node, nearest: dict[str, str]) -> Node:
    """The node with words replaced as `nearest` says."""
    if isinstance(node, Words):
        return _respelt_words(node, nearest)
    if isinstance(node, Near):
        return replace(
            node, left=_respelt_words(node.left, nearest), right=_respelt_words(node.right, nearest)
        )
    if isinstance(node, Excluded):
        return Excluded(_respelt(node.part, nearest))
    return replace(node, parts=tuple(_respelt(part, nearest) for part in node.parts))


def _respelt_words(phrase: Words, nearest: dict[str, str]) -> Words:
    return replace(phrase, words=tuple(nearest.get(word, word) for word in phrase.words))


def _without_filters(request: SearchRequest) -> Iterator[Attempt]:
    for chip in chips(request.filters, request.parameters):
        chosen = dict(request.filters.cleaned_data)
        chosen[chip.name] = [each for each in chosen[chip.name] if str(each) != chip.value]
        yield f"{chip.filter}: {chip.label}", chip.remaining, request.query, chosen


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
