"""Close results: the paragraphs with most of a query's words, for a query that few match.

A word weighs by its rarity (`rarity`), however often it occurs: a paragraph with two rare words
comes before one with three common ones. If a word is an everyday word for a term of the vocabulary,
a paragraph with that term has the word too, with less weight: *dental* counts for *teeth*. General
words, such as *bring* or *know*, count half. The best paragraphs by this weight are then ordered by
the sum of the weight, a score as in BM25, and their nearness in theme (docs/relevance.md).
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
from search.index.lexemes import FOLLOWED_BY, look_up_words, stem_of, stems_of
from search.index.narrowing import Chosen, NarrowedPlaces, archive_columns
from search.index.ranking import SATURATED, SATURATED_PHRASE, SCORES
from search.index.scan import (
    NOWHERE,
    Frequencies,
    Places,
    as_array,
    look_up,
    rarity,
    united,
)
from search.index.themes.general import general_stems
from search.index.themes.near import nearness_to_stems
from search.query.query import AllOf, AnyOf, Node, Query, Words, alternatives, joined, words_in
from search.query.small_words import SMALL_WORDS
from search.query.vocabulary import vocabulary

MOST_PARTS = 8
"""The rarest words of a query that are looked for: each costs as much as a search for it."""
MOST_CANDIDATES = 400
"""The paragraphs with most of the words that are scored: twenty times as many as a page shows."""
MOST_PHRASES = 32
"""Words, synonyms and terms for everyday words that are scored."""
WEAKER = 0.7
"""The share of an everyday word's weight that a paragraph with its term gets."""
GENERAL = 0.5
"""The share of its weight that a general word counts with (`search.index.themes.general`)."""
BY_THEME = 1.0
"""The most that nearness in theme adds, as a share of the weight of all words."""


@dataclass(frozen=True, slots=True)
class Loosened:
    """A query of which words may be missing.

    `required` are the parts that must match. `optional` are the words that may be missing, and
    `of_names` those among them that are parts of a name.
    """

    required: tuple[Node, ...]
    optional: tuple[Node, ...]
    of_names: frozenset[Node]


@dataclass(frozen=True, slots=True)
class _EverydayName:
    """An everyday name for a term.

    `stems` are those of all its words, `meaningful` those without small words. `term` has the names
    of the term as alternatives.
    """

    stems: frozenset[str]
    meaningful: frozenset[str]
    term: AnyOf

    def has_one_word(self, stems: frozenset[str]) -> bool:
        """Whether it is a word with one of these stems, and small words beside it."""
        return len(self.meaningful) == 1 and self.meaningful <= stems and len(self.stems) > 1


@dataclass(frozen=True, slots=True)
class _EverydayWord:
    """The terms that a word of a query stands for as an everyday word.

    `by_small_words`: it does so only together with small words, as *school* in “not in school”.
    """

    terms: tuple[Node, ...]
    by_small_words: bool


@dataclass(frozen=True, slots=True)
class _Alternatives:
    """The scans that find some alternatives.

    `tsqueries` has for each alternative the tsquery that scores a paragraph, `stems` its stems.
    """

    scans: tuple[Scan, ...] = ()
    tsqueries: tuple[str, ...] = ()
    stems: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """A word that may be missing: the names that count in full, and those with less weight.

    Mostly the word and its synonyms count in full, and the terms that it is an everyday word for
    count less. Where small words make it an everyday word, it is the reverse: for “not in school”,
    a paragraph with *school* alone says less than one on children missing education. `nodes` are the
    word with its synonyms, and these terms.
    """

    whole: _Alternatives
    weaker: _Alternatives
    is_general: bool
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class CloseResults:
    """The places of close results, the best first, and a query of what to mark in their texts.

    Marked are the words that counted and the terms that stood for them, but no small words. Nothing
    is marked where there are no places.
    """

    places: Places
    marked: Query | None


def loosened(query: Query) -> Loosened | None:
    """The query with its single words optional; None where fewer than two are optional.

    Phrases, NEAR and exclusions stay required, and no word of an exact query is optional. Single
    words that are alternatives, typed or added by `expanded`, count as one word.
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
    """The words of a name, each with its other names as alternatives.

    A paragraph on *care* has half of “foster care”. A part that is a single word stays whole.
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


def closest(query: Query, chosen: Chosen, first: int) -> CloseResults:
    """The `first` paragraphs with most of a query's words by weight.

    Paragraphs that match the query are left out. Empty where no word may be missing.
    """
    loose = loosened(query)
    if loose is None:
        return CloseResults(NOWHERE, None)
    parts, total = _rarest(query, loose)
    if not parts:
        return CloseResults(NOWHERE, None)
    scans_of_query = scans_of(compile_query(query))
    scans = list(scans_of_query)
    for part in parts:
        scans += [*part.whole.scans, *part.weaker.scans]
    places_of = look_up(scans).places
    matches = united([places_of[scan] for scan in scans_of_query])
    whole = [_places(part.whole, places_of) for part in parts]
    weaker = [_places(part.weaker, places_of) for part in parts]
    # Places are in ascending order, each once: numpy would take twenty times as long to make sure.
    partial = np.setdiff1d(united([*whole, *weaker]), matches, assume_unique=True)
    partial = NarrowedPlaces(partial, archive_columns(), chosen, None).places
    rarities = []
    extents = []
    for whole_places, weaker_places in zip(whole, weaker, strict=True):
        rarities.append(rarity(len(united([whole_places, weaker_places])), total))
        extents.append(_extent(partial, whole_places, weaker_places))
    shares = [GENERAL if part.is_general else 1.0 for part in parts]
    part_weights = np.array(rarities) * shares
    weights = part_weights @ np.array(extents)
    turns = archive_columns().turns("newest", partial)
    order = np.lexsort((turns, -weights))[:MOST_CANDIDATES]
    candidates = partial[order]
    scores = weights[order] + _scores(candidates, parts, part_weights)
    nearness = nearness_to_stems(_stems_by_weight(parts), candidates)
    scores += BY_THEME * part_weights.sum() * nearness
    best = candidates[np.lexsort((np.arange(len(order)), -scores))][:first]
    return CloseResults(best, _to_mark(query, loose, parts))


def _to_mark(query: Query, loose: Loosened, parts: Sequence[_Part]) -> Query:
    """A query of all required and all counted parts, as alternatives."""
    nodes: list[Node | None] = [*loose.required]
    for part in parts:
        nodes += part.nodes
    return replace(query, root=joined(AnyOf, nodes))


def _stems_by_weight(parts: Sequence[_Part]) -> dict[str, float]:
    """The weight of each stem of all parts in the theme of the query.

    The alternatives of a part share its weight equally.
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


def _extent(places: Places, whole: Places, weaker: Places) -> NDArray[np.float64]:
    """How far each place has a part: 1 in `whole`, `WEAKER` only in `weaker`, 0 in neither."""
    extent = np.where(np.isin(places, weaker, assume_unique=True), WEAKER, 0.0)
    extent[np.isin(places, whole, assume_unique=True)] = 1.0
    return extent


def _rarest(query: Query, loose: Loosened) -> tuple[list[_Part], int]:
    """The rarest words that may be missing, and the number of all paragraphs.

    At most `MOST_PARTS` words, each once, in the order of the query, without small ones.
    """
    each_once = dict.fromkeys(loose.optional)
    nodes = [node for node in each_once if _meaningful(_typed_words(node))]
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
        everyday_word = everyday[nodes[at]]
        word = _alternatives(query, loose.required, nodes[at])
        terms = _alternatives(query, loose.required, joined(AnyOf, [*everyday_word.terms]))
        is_general = _meaningful(_typed_words(nodes[at])) <= general_stems()
        whole, weaker = (terms, word) if everyday_word.by_small_words else (word, terms)
        parts.append(_Part(whole, weaker, is_general, (nodes[at], *everyday_word.terms)))
    return parts, frequencies.total


def _alternatives(query: Query, required: Sequence[Node], node: Node | None) -> _Alternatives:
    """The scans for a node together with all required parts, and each alternative's tsquery."""
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
    """In about how many paragraphs a part occurs: those of its commonest synonym."""
    rarest = [min([frequencies.paragraphs[lexeme] for lexeme in each]) for each in part.ranked]
    return max(rarest, default=0)


def _typed_words(node: Node) -> list[str]:
    """The words of a part as typed, without its synonyms."""
    return words_in(node.parts[0] if isinstance(node, AnyOf) else node)


def _everyday_words(nodes: Sequence[Node], loose: Loosened) -> dict[Node, _EverydayWord]:
    """For each of the nodes, the terms that it stands for as an everyday word.

    The words of an everyday name may come in any order, with other words between. Words that are a
    name of a term already, such as “child protection”, do not count as an everyday name.
    """
    typed = [word for node in loose.optional for word in _typed_words(node)]
    present = frozenset(stems_of(typed))
    stems_of_node = {node: _meaningful(_typed_words(node)) for node in nodes}
    free: set[str] = set()
    for node, stems in stems_of_node.items():
        if len(stems) == 1 and node not in loose.of_names:
            free |= stems
    names = [
        name
        for name in _everyday_names()
        if name.stems <= present and not name.stems.isdisjoint(free)
    ]
    longest = [name for name in names if not any(name.stems < other.stems for other in names)]
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
    look_up_words(words_of_all(names))
    everyday: list[_EverydayName] = []
    for term in vocabulary():
        either = AnyOf(tuple([Words(words_of(name)) for name in term.searched]))
        for name in term.everyday:
            words = words_of(name)
            stems = frozenset(stems_of(words))
            everyday.append(_EverydayName(stems, _meaningful(words), either))
    return tuple(everyday)


def _meaningful(words: Iterable[str]) -> frozenset[str]:
    """The stems of words, without those of small words."""
    return frozenset(stems_of([word for word in words if word.lower() not in SMALL_WORDS]))


def _scores(
    places: Places, parts: Sequence[_Part], part_weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The score of each place: a weighted sum over parts, of which the best alternative counts."""
    parts_of_tsquery: dict[str, list[tuple[int, float]]] = {}
    for number, part in enumerate(parts):
        for tsquery in part.whole.tsqueries:
            parts_of_tsquery.setdefault(tsquery, []).append((number, 1.0))
    for number, part in enumerate(parts):
        for tsquery in part.weaker.tsqueries:
            parts_of_tsquery.setdefault(tsquery, []).append((number, WEAKER))
    scored = list(parts_of_tsquery.items())[:MOST_PHRASES]
    parameters = {f"phrase_{at}": tsquery for at, (tsquery, _) in enumerate(scored)}
    sent: list[str] = []
    for name, tsquery in parameters.items():
        saturated = SATURATED_PHRASE if FOLLOWED_BY in tsquery else SATURATED
        sent.append(f"float8send(coalesce({saturated.format(name)}, 0))")
    statement = SCORES.format(components=" || ".join(sent))
    with connection.cursor() as cursor:
        cursor.execute(statement, {"places": as_array(places), **parameters})
        sent_numbers = cursor.fetchone()[0] or b""
    numbers = np.frombuffer(sent_numbers, dtype=">f8").reshape(-1, len(sent))
    best = np.zeros((len(parts), len(places)))
    for at, (_, of_parts) in enumerate(scored):
        for number, weight in of_parts:
            best[number] = np.maximum(best[number], weight * numbers[:, at])
    scores: NDArray[np.float64] = part_weights @ best
    return scores
