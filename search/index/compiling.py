"""A query compiled for the index: its phrases as lexemes, and the scans that find its paragraphs.

What a reader typed never reaches PostgreSQL as query syntax: words of letters and digits are looked
up there, and a tsquery is made of the lexemes that it answers, quoted and bound.

An entry of the index knows which words a paragraph has, and which common stems occur side by side,
but no positions. Phrases of two common stems, of three with a small one between, and everything
made of words are decided by it; of other phrases it names the candidates, which the paragraphs' own
vectors then decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.db import connection

from reports.models.indexed_text import words_of
from reports.models.text_search import PAIR
from search.index.lexemes import LexemePhrase, Lexemes, lexemes_of, stem_of, tsquery_of
from search.query.query import (
    AllOf,
    AnyOf,
    Excluded,
    Near,
    Node,
    Query,
    Words,
    alternatives,
    leaves,
    walk,
)
from search.query.vocabulary import plurals

MOST_ALTERNATIVES = 10
"""Alternatives that are looked up one by one."""
MOST_RANKED = 10
"""Concepts of a query that decide the order, the first ones, and names of each."""
MOST_NAMES = 20
"""Names of all these concepts together; each has as many as its share is."""

Concept = tuple[tuple[LexemePhrase, ...], ...]
"""Names of one thing, the typed one first: each is phrases that all must be there, mostly one."""


@dataclass(frozen=True, slots=True)
class Scan:
    """One look at the index, by the texts of two tsqueries.

    `entries` is over the words of entries, None for every entry. `paragraphs`, over the vectors, is
    what the entries cannot decide, None where they decide all.
    """

    entries: str | None = None
    paragraphs: str | None = None

    def within(self, tags: str) -> Scan:
        """The same scan of the entries that match another tsquery, too."""
        return Scan(f"({self.entries}) & ({tags})" if self.entries else tags, self.paragraphs)


@dataclass(frozen=True, slots=True)
class Condition:
    """What a part of a query says: over the entries, over the vectors, and whether entries decide.

    Entries that do not decide name the candidates, or none (None): any paragraph may match.
    """

    entries: str | None
    paragraphs: str
    decided: bool

    @property
    def scan(self) -> Scan:
        return Scan(self.entries, None if self.decided else self.paragraphs)


@dataclass(frozen=True, slots=True)
class MarkedPhrase:
    """A phrase to mark where it occurs; with `near`, only within `distance` words of that."""

    phrase: LexemePhrase
    near: LexemePhrase = ()
    distance: int = 0


@dataclass(frozen=True, slots=True)
class CompiledQuery:
    """The tree of a query, and the lexemes of its phrases; a phrase without any has no condition.

    `concepts` decide the order, each once by whichever of its names a paragraph has most; `ranked`
    are their words and phrases. `written` gives those of them that were typed as they are written,
    without those that were not: synonyms, beginnings, and all of an exact query. A plural that came
    along has the singular that was typed there, and a singular the plural. `requires_all` says
    whether every matching paragraph has all of them.
    """

    root: Node | None
    phrases: Mapping[Words, LexemePhrase]
    concepts: tuple[Concept, ...]
    ranked: tuple[LexemePhrase, ...]
    written: Mapping[LexemePhrase, LexemePhrase]
    requires_all: bool


def compile_query(query: Query) -> CompiledQuery:
    """The query with its words looked up, in at most one statement."""
    stems_in_pairs()  # looked up before the first search of a process, and never again
    words: list[str] = []
    for leaf in leaves(query.root):
        words += leaf.words
    lexemes = lexemes_of(words)
    phrases = {
        leaf: _phrase(leaf, lexemes, query.exact or leaf.as_written) for leaf in leaves(query.root)
    }
    concepts = _concepts(query.root, phrases)
    ranked: dict[LexemePhrase, None] = {}
    for concept in concepts:
        for name in concept:
            ranked |= dict.fromkeys(name)
    typed = set(words_of(query.typed))
    typed_number: dict[str, str] = {}  # the word that was typed, of its plural or singular
    for word in typed:
        typed_number |= dict.fromkeys(plurals().get(word.lower(), ()), word)
    written: dict[LexemePhrase, LexemePhrase] = {}
    for leaf in leaves(query.root, excluded=False) if not query.exact else ():
        if leaf.has_beginning:
            continue
        if typed.issuperset(leaf.words):
            written[phrases[leaf]] = _phrase(leaf, lexemes, exact=True)
        elif len(leaf.words) == 1 and leaf.words[0] in typed_number:
            form = Words((typed_number[leaf.words[0]],))
            written[phrases[leaf]] = _phrase(form, lexemes, exact=True)
    return CompiledQuery(
        query.root,
        phrases,
        tuple(concepts),
        tuple(ranked),
        {phrase: written[phrase] for phrase in ranked if phrase in written},
        query.requires_all,
    )


def _concepts(root: Node | None, phrases: Mapping[Words, LexemePhrase]) -> list[Concept]:
    """The first concepts of a query, each with as many names as their share of all is."""
    concepts: list[Concept] = []
    for names in _names_of_concepts(root):
        searched = [tuple([phrases[leaf] for leaf in name if phrases[leaf]]) for name in names]
        if any(searched):
            concepts.append(tuple([name for name in searched if name]))
    concepts = concepts[:MOST_RANKED]
    most = min(MOST_RANKED, MOST_NAMES // max(1, len(concepts)))
    return [concept[:most] for concept in concepts]


def _names_of_concepts(node: Node | None) -> Iterator[list[list[Words]]]:
    """For each concept of a query the words and phrases of each of its names; what is excluded has
    none.
    """
    if isinstance(node, Words):
        yield [[node]]
    elif isinstance(node, Near):
        yield from ([[node.left]], [[node.right]])
    elif isinstance(node, AnyOf) and node.of_one_thing:
        yield [list(leaves(part, excluded=False)) for part in alternatives(node)]
    elif isinstance(node, AllOf | AnyOf):
        for part in node.parts:
            yield from _names_of_concepts(part)


def _phrase(leaf: Words, lexemes: Mapping[str, tuple[Lexemes, ...]], exact: bool) -> LexemePhrase:
    sequence: list[str] = []
    for place, word in enumerate(leaf.words):
        of_word = lexemes[word]
        sequence += [lexeme.exact if exact else lexeme.stem for lexeme in of_word]
        if of_word and leaf.is_beginning(place):
            sequence[-1] = of_word[-1].exact + "*"
    return tuple(sequence)


def scans_of(query: CompiledQuery) -> tuple[Scan, ...]:
    """The scans that together find what a query matches; empty when it has no word.

    Alternatives that entries decide are scanned one by one, and only what none of them matches is
    decided by the vectors: a name that is one word to the entries often has a synonym that is not.
    """
    whole = condition_of(query)
    if whole is None:
        return ()
    if not isinstance(query.root, AnyOf):
        return (whole.scan,)
    parts = _conditions(list(alternatives(query.root)), query.phrases)
    decided = list(dict.fromkeys([part.entries for part in parts if part.decided]))
    undecided = [part for part in parts if not part.decided]
    if not decided or len(parts) > MOST_ALTERNATIVES:
        return (whole.scan,)
    scans = [Scan(entries) for entries in decided]
    if undecided:
        rest = _any(undecided)
        if rest.entries is None:
            return (whole.scan,)
        already_scanned = " | ".join([f"({entries})" for entries in decided])
        scans.append(Scan(f"({rest.entries}) & !({already_scanned})", rest.paragraphs))
    return tuple(scans)


def marks_of(query: Query) -> list[MarkedPhrase]:
    """What to mark in a paragraph: phrases, and pairs that count only where they are near."""
    phrases = compile_query(query).phrases
    marks: list[MarkedPhrase] = []
    pairs: list[MarkedPhrase] = []
    in_pairs: set[int] = set()
    for node in walk(query.root, excluded=False):  # a pair comes before its two phrases
        if isinstance(node, Near):
            in_pairs |= {id(node.left), id(node.right)}
            if phrases[node.left] and phrases[node.right]:
                pairs.append(MarkedPhrase(phrases[node.left], phrases[node.right], node.distance))
        elif isinstance(node, Words) and phrases[node] and id(node) not in in_pairs:
            marks.append(MarkedPhrase(phrases[node]))
    return [*marks, *pairs]


def condition_of(query: CompiledQuery) -> Condition | None:
    """What the whole query says; None without a word."""
    return _condition(query.root, query.phrases) if query.root else None


def _condition(node: Node, phrases: Mapping[Words, LexemePhrase]) -> Condition | None:
    """What a part of a query says; None for one without a word, which is no condition."""
    if isinstance(node, Words):
        return _of_phrase(phrases[node]) if phrases[node] else None
    if isinstance(node, Excluded):
        part = _condition(node.part, phrases)
        return _excluded(part) if part else None
    if isinstance(node, Near):
        parts = _conditions([node.left, node.right], phrases)
        return _near(parts, node.distance) if len(parts) == 2 else next(iter(parts), None)
    parts = _conditions(node.parts, phrases)
    if not parts:
        return None
    return _all(parts) if isinstance(node, AllOf) else _any(parts)


def _conditions(nodes: Sequence[Node], phrases: Mapping[Words, LexemePhrase]) -> list[Condition]:
    conditions = [_condition(node, phrases) for node in nodes]
    return [condition for condition in conditions if condition]


def _of_phrase(phrase: LexemePhrase) -> Condition:
    """Words in sequence: the pairs of common stems among them, and the words that are in no pair."""
    paragraphs = tsquery_of(phrase)
    if len(phrase) == 1:
        return Condition(paragraphs, paragraphs, decided=True)
    words = entry_words(phrase)
    entries = " & ".join([tsquery_of([word]) for word in words])
    return Condition(entries, paragraphs, decided=len(words) == 1)


def _excluded(part: Condition) -> Condition:
    entries = f"!({part.entries})" if part.decided else None
    return Condition(entries, f"!({part.paragraphs})", part.decided)


def _near(parts: Sequence[Condition], distance: int) -> Condition:
    """Each distance in both orders, for PostgreSQL's `<N>` takes one exact distance."""
    left, right = [part.paragraphs for part in parts]
    texts = []
    for first, second in ((left, right), (right, left)):
        texts += [f"(({first}) <{step}> ({second}))" for step in range(1, distance + 1)]
    return Condition(_all(parts).entries, " | ".join(texts), decided=False)


def _all(parts: Sequence[Condition]) -> Condition:
    entries = [f"({part.entries})" for part in parts if part.entries]
    paragraphs = " & ".join([f"({part.paragraphs})" for part in parts])
    decided = all(part.decided for part in parts)
    return Condition(" & ".join(entries) or None, paragraphs, decided)


def _any(parts: Sequence[Condition]) -> Condition:
    """The alternatives together; where one names no candidates, all paragraphs are candidates."""
    entries = [f"({part.entries})" for part in parts if part.entries]
    paragraphs = " | ".join([f"({part.paragraphs})" for part in parts])
    decided = all(part.decided for part in parts)
    all_name_candidates = len(entries) == len(parts)
    return Condition(" | ".join(entries) if all_name_candidates else None, paragraphs, decided)


def entry_words(phrase: LexemePhrase) -> list[str]:
    """The words that an entry has where a phrase occurs: runs of common stems, then all others."""
    stems = [stem_of(lexeme) for lexeme in phrase]
    runs = _runs(stems)
    words = [PAIR.join(stems[start:end]) for start, end in runs]
    in_runs: set[int] = set()
    for start, end in runs:
        in_runs |= set(range(start, end))
    for place, lexeme in enumerate(phrase):
        if place not in in_runs or lexeme != stems[place]:
            words.append(lexeme)
    return words


def _runs(stems: Sequence[str]) -> list[tuple[int, int]]:
    """Where stems stand that entries have as one word, each from its first to after its last.

    A run is three stems with a small one between, else two, all of them common.
    """
    common, small = stems_in_pairs()
    middles = [
        middle
        for middle in range(1, len(stems) - 1)
        if stems[middle] in small and common.issuperset(stems[middle - 1 : middle + 2])
    ]
    threes = [(middle - 1, middle + 2) for middle in middles]
    twos = [
        (first, first + 2)
        for first in range(len(stems) - 1)
        if common.issuperset(stems[first : first + 2])
    ]
    return threes + [(start, end) for start, end in twos if not {start, end - 1} & set(middles)]


@cache
def stems_in_pairs() -> tuple[frozenset[str], frozenset[str]]:
    """The common stems, whose pairs are words of entries, and the small ones among them.

    They never change while the archive runs.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT archive_common(), archive_small()")
        common, small = cursor.fetchone()
    return frozenset(common), frozenset(small)
