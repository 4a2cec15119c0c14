"""Terms that are related to what a query names, and are offered beside its answer.

Their relations are those of the vocabulary (`search/query/vocabulary.py`): an everyday word leads to
its term, a term to what it is part of, to its successor, and to what it took over from. What is
offered is a query for both; nothing is searched along.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reports.models.indexed_text import words_of, words_of_all
from search.index.door import learn, stems_of
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
"""Related terms that are offered for one query."""
LONGEST_NAME = 6
"""The most words of a name that is looked up."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A term that a name leads to, and how the two are related, in a sentence; `is_whole`: the term
    is what the name is a part of.
    """

    term: str
    sentence: str
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class RelatedTerm:
    """A term related to some words of a query, and the query for either of them, as typed."""

    term: str
    sentence: str
    typed: str


def related_terms(query: Query) -> list[RelatedTerm]:
    """The terms related to what a query names, in its order, at most `MOST_RELATED`.

    A query has none where it is exact, and a phrase leads to nothing that it is only part of. Names
    in what is excluded, in alternatives and near others lead to nothing: these parts are meant as
    they are.
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
    """The runs of words that name something, each from its first part to after its last; the
    longest first, none within another: returning home is not meant by return home interviews.
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
    """What each name of the vocabulary leads to, by the stems of its words; nothing, for most."""
    names: list[str] = []
    for term in vocabulary():
        names += [*term.searched, *term.understood, *term.everyday]
    learn(words_of_all(names))
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
