"""Paragraphs that come closest to a query that few match: those with most of its words by weight.

A word weighs by its rarity (`rarity`), however often it occurs, so that a paragraph with two rare
words stands before one with three common ones. Where a reader's words are everyday words for a term
of the vocabulary, a paragraph on that term has them too, with less weight: teeth for dental. The
first by all that are put in order by it and, with equal weight, by how much they are on these words,
as in BM25, and on their theme (docs/relevance.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from reports.models.indexed_text import words_of, words_of_all
from search.index.compiling import CompiledQuery, Scan, compile_query, condition_of, scans_of
from search.index.lexemes import learn, stem_of, stems_of
from search.index.narrowing import Chosen, NarrowedPlaces, archive
from search.index.ranking import SATURATED, SCORES
from search.index.scan import (
    NOWHERE,
    Frequencies,
    Places,
    as_array,
    look_up,
    rarity,
    united,
)
from search.index.themes.near import nearness_to_stems
from search.query.query import AllOf, AnyOf, Node, Query, Words, alternatives, joined, words_in
from search.query.small_words import SMALL_WORDS
from search.query.vocabulary import vocabulary

MOST_PARTS = 8
"""The rarest words of a query that are looked for: each costs as much as a search for it."""
MOST_SCORED = 400
"""Paragraphs with most of the words that are scored; as many as a page needs, with room."""
MOST_PHRASES = 32
"""Words, synonyms and terms for everyday words that are scored."""
WEAKER = 0.7
"""What a paragraph on the term has of the weight of an everyday word for it."""
BY_THEME = 1.0
"""What being on the theme of all words adds at most, as a share of what all of them weigh."""


@dataclass(frozen=True, slots=True)
class Loosened:
    """A query that not every word must match: what still must, and the words that may be missing;
    `of_names` are those of them that are parts of a name.
    """

    required: tuple[Node, ...]
    optional: tuple[Node, ...]
    of_names: frozenset[Node]


@dataclass(frozen=True, slots=True)
class _EverydayName:
    """An everyday name: the stems of all its words, those of them with meaning, and the names of
    its term as alternatives, without small words.
    """

    stems: frozenset[str]
    meaningful: frozenset[str]
    term: AnyOf

    def has_one_word(self, stems: frozenset[str]) -> bool:
        """Whether only one of its words has meaning, one of some stems, and small ones go with it."""
        return len(self.meaningful) == 1 and self.meaningful <= stems and len(self.stems) > 1


@dataclass(frozen=True, slots=True)
class _EverydayWord:
    """The terms that a word of a query is an everyday word for; `by_small_words`: only with these."""

    terms: tuple[Node, ...]
    by_small_words: bool


@dataclass(frozen=True, slots=True)
class _Alternatives:
    """What finds some alternatives, and for each of them the tsquery by which a paragraph is scored
    for it, and its stems.
    """

    scans: tuple[Scan, ...] = ()
    tsqueries: tuple[str, ...] = ()
    stems: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """A word that may be missing: what stands for it wholly, and what does with less weight.

    Wholly do the word and its synonyms, with less weight the terms that it is an everyday word for.
    Where small words make it one, it is the other way round: of “not in school”, a paragraph with
    `school` alone says less than one on children missing education.
    """

    whole: _Alternatives
    weaker: _Alternatives


def loosened(query: Query) -> Loosened | None:
    """The query with its single words optional; None where fewer than two are.

    Phrases, NEAR and what is excluded are kept, and an exact query is kept whole. Alternatives of
    single words, be they typed or synonyms that `expanded` adds, count as one word.
    """
    if query.exact or not isinstance(query.root, AllOf):
        return None
    required: list[Node] = []
    optional: list[Node] = []
    of_names: set[Node] = set()
    for part in query.root.parts:
        if _is_optional(part, has_phrases=query.has_quotes):
            words = _word_by_word(part)
            optional += words
            of_names.update(words if len(words) > 1 else [])
        else:
            required.append(part)
    if len(optional) < 2:
        return None
    return Loosened(tuple(required), tuple(optional), frozenset(of_names))


def _word_by_word(part: Node) -> list[Node]:
    """The words of a name that may be missing, each with the other names: of “foster care” a
    paragraph on care has half.
    """
    first, *others = part.parts if isinstance(part, AnyOf) else (part,)
    if not isinstance(first, AllOf):
        return [part]
    return [AnyOf((word, *others)) if others else word for word in first.parts]


def _is_optional(part: Node, *, has_phrases: bool) -> bool:
    """Whether a part is a single word, or single words side by side with their synonyms."""
    if isinstance(part, AnyOf):
        part = part.parts[0]
    words = part.parts if isinstance(part, AllOf) else (part,)
    return all(
        isinstance(each, Words) and (len(each.words) == 1 or not has_phrases) for each in words
    )


def closest(query: Query, chosen: Chosen, first: int) -> Places:
    """The places of the `first` paragraphs with most of a query's words by weight, the best first,
    none that has all; nowhere where no word may be missing.
    """
    loose = loosened(query)
    if loose is None:
        return NOWHERE
    parts, total = _rarest(query, loose)
    if not parts:
        return NOWHERE
    matching = scans_of(compile_query(query))
    scans = list(matching)
    for part in parts:
        scans += [*part.whole.scans, *part.weaker.scans]
    places_of = look_up(scans).places
    matching_all = united([places_of[scan] for scan in matching])
    whole = [_places(part.whole, places_of) for part in parts]
    weaker = [_places(part.weaker, places_of) for part in parts]
    some = np.setdiff1d(np.unique(np.concatenate([*whole, *weaker])), matching_all)
    some = NarrowedPlaces(some, archive(), chosen, None).places
    rarities = []
    has = []
    for whole_places, weaker_places in zip(whole, weaker, strict=True):
        rarities.append(rarity(len(np.union1d(whole_places, weaker_places)), total))
        has.append(_extent(some, whole_places, weaker_places))
    shares = np.array(rarities)
    weights = shares @ np.array(has)
    order = np.lexsort((archive().turns("newest", some), -weights))[:MOST_SCORED]
    candidates, weights = some[order], weights[order]
    scores = weights + _scores(candidates, parts, shares)
    scores += BY_THEME * shares.sum() * nearness_to_stems(_stems_by_weight(parts), candidates)
    return candidates[np.lexsort((np.arange(len(order)), -scores))][:first]


def _stems_by_weight(parts: Sequence[_Part]) -> dict[str, float]:
    """What the stems of all parts weigh in the theme of the query. Those of an alternative share
    the weight of its part with the other ones.
    """
    weights: dict[str, float] = defaultdict(float)
    for part in parts:
        for alternatives_of, weight in ((part.whole, 1.0), (part.weaker, WEAKER)):
            for stems in alternatives_of.stems:
                for stem in stems:
                    weights[stem] += weight / len(alternatives_of.stems)
    return weights


def _places(alternatives: _Alternatives, places_of: Mapping[Scan, Places]) -> Places:
    if not alternatives.scans:
        return NOWHERE
    return united([places_of[scan] for scan in alternatives.scans])


def _extent(some: Places, whole: Places, weaker: Places) -> NDArray[np.float64]:
    """How far each place has a part: 1 for wholly, `WEAKER` with less weight, 0 for not at all."""
    extent = np.where(np.isin(some, weaker, assume_unique=True), WEAKER, 0.0)
    extent[np.isin(some, whole, assume_unique=True)] = 1.0
    return extent


def _rarest(query: Query, loose: Loosened) -> tuple[list[_Part], int]:
    """The rarest words that may be missing, at most `MOST_PARTS`, no small ones; and how many
    paragraphs there are.
    """
    nodes = [node for node in loose.optional if _meaningful(_typed_words(node))]
    everyday = _everyday_words(nodes, loose)
    compiled = [
        compile_query(replace(query, root=joined(AnyOf, [node, *everyday[node].terms])))
        for node in nodes
    ]
    lexemes: set[str] = set()
    for each in compiled:
        for phrase in each.ranked:
            lexemes.update(phrase)
    frequencies = look_up([], lexemes).frequencies
    paragraphs = [_paragraphs(each, frequencies) for each in compiled]
    by_rarity = sorted(range(len(nodes)), key=paragraphs.__getitem__)
    rarest = [at for at in by_rarity if paragraphs[at]][:MOST_PARTS]
    parts: list[_Part] = []
    for at in sorted(rarest):
        word = _alternatives(query, loose.required, nodes[at])
        meant = everyday[nodes[at]]
        terms = _alternatives(query, loose.required, joined(AnyOf, [*meant.terms]))
        parts.append(_Part(terms, word) if meant.by_small_words else _Part(word, terms))
    return parts, frequencies.total


def _alternatives(query: Query, required: Sequence[Node], node: Node | None) -> _Alternatives:
    """What finds a node with all that is required, and the tsquery of each of its alternatives."""
    if node is None:
        return _Alternatives()
    whole = compile_query(replace(query, root=joined(AllOf, [*required, node])))
    stems_of_tsquery: dict[str, frozenset[str]] = {}
    for each in alternatives(node) if isinstance(node, AnyOf) else [node]:
        compiled = compile_query(replace(query, root=each))
        condition = condition_of(compiled)
        if condition:
            stems = [stem_of(lexeme) for phrase in compiled.ranked for lexeme in phrase]
            stems_of_tsquery[condition.paragraphs] = frozenset(stems)
    return _Alternatives(scans_of(whole), tuple(stems_of_tsquery), tuple(stems_of_tsquery.values()))


def _paragraphs(part: CompiledQuery, frequencies: Frequencies) -> int:
    """In about how many paragraphs a part occurs: of its synonyms in that of the commonest."""
    rarest = [min([frequencies.paragraphs[lexeme] for lexeme in each]) for each in part.ranked]
    return max(rarest, default=0)


def _typed_words(node: Node) -> list[str]:
    """The words of a part as they were typed, without its synonyms."""
    return words_in(node.parts[0] if isinstance(node, AnyOf) else node)


def _everyday_words(nodes: Sequence[Node], loose: Loosened) -> dict[Node, _EverydayWord]:
    """The terms that words of a query are everyday words for, for each node with meaning.

    The words of an everyday name may stand in any order, with others between. Words that name a
    term already, such as “child protection”, are no everyday name by themselves.
    """
    typed = [word for node in loose.optional for word in _typed_words(node)]
    present = frozenset(stems_of(typed))
    stems_of_node = {node: _meaningful(_typed_words(node)) for node in nodes}
    free: set[str] = set()
    for node, stems in stems_of_node.items():
        if len(stems) == 1 and node not in loose.of_names:
            free |= stems
    meant = [
        name
        for name in _everyday_names()
        if name.stems <= present and not name.stems.isdisjoint(free)
    ]
    longest = [name for name in meant if not any(name.stems < other.stems for other in meant)]
    words: dict[Node, _EverydayWord] = {}
    for node, stems in stems_of_node.items():
        of_node = [name for name in longest if not name.stems.isdisjoint(stems)]
        terms = tuple(dict.fromkeys([name.term for name in of_node]))
        words[node] = _EverydayWord(terms, any(name.has_one_word(stems) for name in of_node))
    return words


@cache
def _everyday_names() -> tuple[_EverydayName, ...]:
    """The everyday names of the vocabulary."""
    names: list[str] = []
    for term in vocabulary():
        names += [*term.searched, *term.everyday]
    learn(words_of_all(names))
    everyday: list[_EverydayName] = []
    for term in vocabulary():
        of_term = [joined(AllOf, _words_with_meaning(name)) for name in term.searched]
        either = AnyOf(tuple([each for each in of_term if each]))
        for name in term.everyday:
            words = words_of(name)
            stems = frozenset(stems_of(words))
            everyday.append(_EverydayName(stems, _meaningful(words), either))
    return tuple(everyday)


def _words_with_meaning(name: str) -> list[Node | None]:
    """The words of a name without small ones; the whole name where only one would be left: an area
    alone is not out of area.
    """
    words = words_of(name)
    meaningful: list[Node | None] = [
        Words((word,)) for word in words if word.lower() not in SMALL_WORDS
    ]
    return meaningful if len(meaningful) > 1 else [Words(words)]


def _meaningful(words: Iterable[str]) -> frozenset[str]:
    """The stems of words, without those of small words."""
    return frozenset(stems_of([word for word in words if word.lower() not in SMALL_WORDS]))


def _scores(
    places: Places, parts: Sequence[_Part], shares: NDArray[np.float64]
) -> NDArray[np.float64]:
    """How much each paragraph is on the words: for each part that of its best alternative."""
    of_tsquery: dict[str, list[tuple[int, float]]] = {}
    for number, part in enumerate(parts):
        for tsquery in part.whole.tsqueries:
            of_tsquery.setdefault(tsquery, []).append((number, 1.0))
    for number, part in enumerate(parts):
        for tsquery in part.weaker.tsqueries:
            of_tsquery.setdefault(tsquery, []).append((number, WEAKER))
    scored = list(of_tsquery.items())[:MOST_PHRASES]
    parameters = {f"phrase_{at}": tsquery for at, (tsquery, _) in enumerate(scored)}
    sent = [f"float8send(coalesce({SATURATED.format(name)}, 0))" for name in parameters]
    statement = SCORES.format(components=" || ".join(sent))
    with connection.cursor() as cursor:
        cursor.execute(statement, {"places": as_array(places), **parameters})
        sent_numbers = cursor.fetchone()[0] or b""
    numbers = np.frombuffer(sent_numbers, dtype=">f8").reshape(-1, len(sent))
    best = np.zeros((len(parts), len(places)))
    for at, (_, of_parts) in enumerate(scored):
        for number, weight in of_parts:
            best[number] = np.maximum(best[number], weight * numbers[:, at])
    scores: NDArray[np.float64] = shares @ best
    return scores
