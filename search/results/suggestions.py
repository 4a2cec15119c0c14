"""What a search offers beside its answer: another spelling, an authority's page, and ways out of an
empty answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from django.db import connection
from django.http import QueryDict

from reports.facts import reference
from reports.facts.reference import AuthorityFact
from reports.models.indexed_text import indexed_text
from reports.web.parameters import chips
from search.index.columns import Chosen
from search.index.compiling import matching_of
from search.index.lexemes import lexemes_of
from search.index.narrowing import Narrowed
from search.index.scan import places_of_each
from search.index.thesaurus import expanded
from search.query.query import Query
from search.query.tree import AllOf, Excluded, Near, Node, Words, leaves, typed_as
from search.results.filters import ParagraphFilter

MOST_WAYS_OUT = 8
"""Filters and words that are tried one by one when nothing was found."""
MOST_MENDED = 3
ALIKE = 0.3
"""How much of two words' trigrams must be the same (PostgreSQL manual, F.35 pg_trgm)."""

NEAREST = """
    SELECT DISTINCT ON (word) word, substr(lexeme, 2)
    FROM unnest(%(words)s::text[]) AS word
    JOIN reports_lexeme ON lexeme %% word AND lexeme LIKE '=%%' AND similarity(lexeme, word) >= %(alike)s
    ORDER BY word, levenshtein(substr(lexeme, 2), word), paragraphs DESC, lexeme
"""


Tried = tuple[str, QueryDict, Query, Chosen]
"""What is taken off, the parameters without it, and the query and the chosen filters that remain.
"""


@dataclass(frozen=True, slots=True)
class WayOut:
    """What can be taken off an empty search, the parameters without it, and how many paragraphs
    that gives.
    """

    what: str
    parameters: QueryDict
    paragraphs: int


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A choice of filters that takes one click."""

    label: str
    parameters: QueryDict


def whole_words(query: Query) -> dict[str, str]:
    """The words of the query, each with the lexeme by which it is searched; beginnings are no
    words.
    """
    words = list(dict.fromkeys(word for phrase in leaves(query.root) for word in _whole(phrase)))
    known = lexemes_of(words)
    lexemes = {word: known[word][0] for word in words if len(known[word]) == 1}
    return {word: each.exact if query.exact else each.stem for word, each in lexemes.items()}


def did_you_mean(query: Query, nowhere: Sequence[str]) -> str | None:
    """The query with the words that stand `nowhere` replaced by the nearest that do; None when
    there are none.
    """
    mended = _nearest(nowhere[:MOST_MENDED])
    if query.root is None or not mended:
        return None
    return typed_as(_mended(query.root, mended))


def authorities_named(query: Query) -> list[AuthorityFact]:
    """The authorities whose name or another name stands in the query, words side by side."""
    typed = _words_alone(query.typed)
    return [fact for fact, names in _names() if any(name in typed for name in names)]


@cache
def _names() -> list[tuple[AuthorityFact, list[str]]]:
    """Each authority with its names."""
    return [
        (fact, [_words_alone(name) for name in (fact.name, *fact.aliases)])
        for fact in reference.authorities()
    ]


def _words_alone(text: str) -> str:
    """The words of a text in small letters, a blank around each."""
    return f" {' '.join(indexed_text(text).words.split()).casefold()} "


def shortcuts(filters: ParagraphFilter, parameters: QueryDict) -> list[Shortcut]:
    """Where one authority is chosen: its statistical neighbours, and its region, in its place."""
    chosen = filters.cleaned_data["authority"]
    fact = next((fact for fact in reference.authorities() if chosen == [fact.slug]), None)
    if fact is None:
        return []
    slugs = {each.dfe_code: each.slug for each in reference.authorities()}
    neighbours = [slugs[code] for code in fact.statistical_neighbours]
    found = [
        Shortcut(f"All of {fact.region.label}", _instead(parameters, "region", [fact.region.value]))
    ]
    if neighbours:
        label = f"{fact.name} and its {len(neighbours)} statistical neighbours"
        found.append(Shortcut(label, _instead(parameters, "authority", [fact.slug, *neighbours])))
    return found


def _instead(parameters: QueryDict, name: str, values: list[str]) -> QueryDict:
    """The parameters with `values` where an authority was chosen."""
    changed = parameters.copy()
    for gone in ("authority", "page"):
        changed.pop(gone, None)
    changed.setlist(name, values)
    return changed


def ways_out(
    query: Query, filters: ParagraphFilter, parameters: QueryDict, version: int
) -> list[WayOut]:
    """For each chosen filter and each part of the query: what the search finds without it."""
    tried = [
        *_without_filters(query, filters, parameters),
        *_without_words(query, filters, parameters),
    ][:MOST_WAYS_OUT]
    off = parameters.getlist("without")
    found = places_of_each(
        version, [matching_of(expanded(rest, off, version)[0]) for _, _, rest, _ in tried]
    )
    left = [
        WayOut(what, remaining, len(Narrowed(places, version, chosen).places))
        for (what, remaining, _, chosen), places in zip(tried, found, strict=True)
    ]
    return [way for way in left if way.paragraphs]


def _whole(phrase: Words) -> tuple[str, ...]:
    return phrase.words[:-1] if phrase.beginning else phrase.words


def _nearest(words: Sequence[str]) -> dict[str, str]:
    """For each of the words that has any, the nearest that stands in the archive."""
    if not words:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(NEAREST, {"words": [word.casefold() for word in words], "alike": ALIKE})
        nearest: dict[str, str] = dict(cursor.fetchall())
    return {word: nearest[word.casefold()] for word in words if word.casefold() in nearest}


def _mended(node: Node, mended: dict[str, str]) -> Node:
    if isinstance(node, Words):
        return _mended_words(node, mended)
    if isinstance(node, Near):
        return replace(
            node, left=_mended_words(node.left, mended), right=_mended_words(node.right, mended)
        )
    if isinstance(node, Excluded):
        return Excluded(_mended(node.part, mended))
    return replace(node, parts=tuple(_mended(part, mended) for part in node.parts))


def _mended_words(phrase: Words, mended: dict[str, str]) -> Words:
    return replace(phrase, words=tuple(mended.get(word, word) for word in phrase.words))


def _without_filters(
    query: Query, filters: ParagraphFilter, parameters: QueryDict
) -> Iterator[Tried]:
    for chip in chips(filters, parameters):
        chosen = {
            name: [value for value in values if (name, str(value)) != (chip.name, chip.value)]
            for name, values in filters.cleaned_data.items()
        }
        yield f"{chip.filter}: {chip.label}", chip.remaining, query, chosen


def _without_words(
    query: Query, filters: ParagraphFilter, parameters: QueryDict
) -> Iterator[Tried]:
    if not isinstance(query.root, AllOf):
        return
    for part in query.root.parts:
        rest = tuple(each for each in query.root.parts if each is not part)
        if all(isinstance(each, Excluded) for each in rest):
            continue  # nearly everything: no search, and dear to count
        fewer = replace(query, root=rest[0] if len(rest) == 1 else AllOf(rest))
        remaining = parameters.copy()
        remaining["q"] = typed_as(fewer.root) if fewer.root else ""
        remaining.pop("page", None)
        yield str(part), remaining, fewer, filters.cleaned_data
