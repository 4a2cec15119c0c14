"""Related terms: terms of the vocabulary that are related to a query, offered beside its answer.

The relations are those of `search/query/vocabulary.py`: from an everyday word to its term, and from
a term to what it is part of, to its successor, and to what it replaced. The link offered is a
search for both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reports.models.indexed_text import words_of, words_of_all
from search.index.door import look_up_words, stems_of
from search.query.query import (
    AllOf,
    AnyOf,
    Node,
    Query,
    Words,
    typed_as,
    words_in,
    words_side_by_side,
)
from search.query.vocabulary import FieldTerm, vocabulary

MOST_RELATED = 3
"""The most related terms offered for one query."""
LONGEST_NAME = 6
"""The most words of a name that is looked up."""


@dataclass(frozen=True, slots=True)
class Relation:
    """The relation of a name to a term, with a sentence for the page.

    `is_whole`: the name is a part of the term.
    """

    term: str
    sentence: str
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class RelatedTerm:
    """A term related to some words of a query; `typed` is the query for either of them."""

    term: str
    sentence: str
    typed: str


def related_terms(query: Query) -> list[RelatedTerm]:
    """The terms related to names in a query, in its order, at most `MOST_RELATED`.

    Names in exclusions, alternatives and NEAR are ignored: the reader means these parts as they
    are. An exact query has no related terms, and a phrase none that it is a part of.
    """
    if query.root is None or query.exact:
        return []
    present = set(words_in(query.root))
    parts = list(query.root.parts) if isinstance(query.root, AllOf) else [query.root]
    related: dict[str, RelatedTerm] = {}
    for start, end, relations in _named(parts):
        for relation in relations:
            words = words_of(relation.term)
            is_meant = not (query.is_phrase and relation.is_whole)
            if is_meant and not set(words) <= present:
                typed = typed_as(_with_either(parts, start, end, Words(words)))
                offered = RelatedTerm(relation.term, relation.sentence, typed)
                related.setdefault(relation.term, offered)
    return list(related.values())[:MOST_RELATED]


def _named(parts: Sequence[Node]) -> Iterator[tuple[int, int, tuple[Relation, ...]]]:
    """The names among the parts: start, end (exclusive) and relations of each.

    Of overlapping names the longest is taken: “return home interviews” does not name “returning
    home”.
    """
    start = 0
    while start < len(parts):
        end = start + 1
        for length in range(min(LONGEST_NAME, len(parts) - start), 0, -1):
            words = words_side_by_side(parts[start : start + length])
            relations = _relations().get(stems_of(words)) if words else None
            if relations is not None:
                end = start + length
                yield start, end, relations
                break
        start = end


def _with_either(parts: Sequence[Node], start: int, end: int, term: Words) -> Node:
    """The parts with a run replaced by either that run or a term."""
    run = tuple(parts[start:end])
    typed = run[0] if len(run) == 1 else AllOf(run)
    either = AnyOf((typed, term))
    replaced = (*parts[:start], either, *parts[end:])
    return either if len(replaced) == 1 else AllOf(replaced)


@cache
def _relations() -> Mapping[tuple[str, ...], tuple[Relation, ...]]:
    """The relations of each name of the vocabulary, by its stems; most names have none."""
    names: list[str] = []
    for term in vocabulary():
        names += [*term.searched, *term.understood, *term.everyday]
    look_up_words(words_of_all(names))
    by_name = {term.name: term for term in vocabulary()}
    relations: dict[tuple[str, ...], dict[Relation, None]] = {
        stems_of(words_of(name)): {} for name in names
    }
    for term in vocabulary():
        for name, relation in _relations_from(term, by_name):
            relations[stems_of(words_of(name))][relation] = None
    return {stems: tuple(of_name) for stems, of_name in relations.items()}


def _relations_from(
    term: FieldTerm, by_name: Mapping[str, FieldTerm]
) -> Iterator[tuple[str, Relation]]:
    """The relations that one row of the vocabulary states, with the name that each starts from."""
    for word in term.everyday:
        yield word, Relation(term.name, f"For “{word}”, reports mostly say “{term.name}”")
    names = (*term.searched, *term.understood)
    for other in term.part_of:
        sentence = f"{_capitalised(term.name)} is part of {other}"
        yield from [(name, Relation(other, sentence, is_whole=True)) for name in names]
    for earlier in term.successor_of:
        sentence = f"{_capitalised(term.name)} (since {earlier.year}) took over from {earlier.name}"
        yield from [(name, Relation(earlier.name, sentence)) for name in names]
        for name in by_name[earlier.name].searched:
            yield name, Relation(term.name, sentence)


def _capitalised(name: str) -> str:
    return name[:1].upper() + name[1:]
