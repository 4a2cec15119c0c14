"""Compiles a query for the index: its phrases as lexemes, and the scans that find its paragraphs.

What a reader typed never reaches PostgreSQL as query syntax. PostgreSQL gives the lexemes of words
that have letters and digits only; a tsquery is made of these lexemes, quoted, and bound as a
parameter.

An entry of the index holds the words of a paragraph, and the pairs of common stems that occur side
by side, but no positions. Entries alone decide single words, combinations of them, phrases of two
common stems, and of three with a small word between. For other phrases they name candidates; the
search vectors of these paragraphs then decide.
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
"""The first concepts of a query decide the order: so many at most, with as many names each."""
MOST_NAMES = 20
"""Names of all these concepts together, shared equally among them."""

Concept = tuple[tuple[LexemePhrase, ...], ...]
"""The names of one thing, the typed one first. A name is one phrase or several: all must occur."""


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan of the index, by two tsqueries as text.

    `entries` is matched with the words of entries; None for every entry. `paragraphs` is matched
    with the search vectors where entries do not decide; None where they do.
    """

    entries: str | None = None
    paragraphs: str | None = None

    def within(self, tags: str) -> Scan:
        """This scan, limited to the entries that also match `tags`."""
        return Scan(f"({self.entries}) & ({tags})" if self.entries else tags, self.paragraphs)


@dataclass(frozen=True, slots=True)
class Condition:
    """A part of a query as two tsqueries: over entries, and over search vectors.

    `decided`: whether `entries` alone decides. If not, `entries` names the candidates; None makes
    every paragraph a candidate.
    """

    entries: str | None
    paragraphs: str
    decided: bool

    @property
    def scan(self) -> Scan:
        return Scan(self.entries, None if self.decided else self.paragraphs)


@dataclass(frozen=True, slots=True)
class MarkedPhrase:
    """A phrase to mark in a text; with `near`, only within `distance` words of that phrase."""

    phrase: LexemePhrase
    near: LexemePhrase = ()
    distance: int = 0


@dataclass(frozen=True, slots=True)
class CompiledQuery:
    """A query ready for the index.

    `root` is its tree. `phrases` gives the lexemes of its phrases; a phrase without lexemes sets no
    condition. `concepts` decide the order: each counts once, by the name that a paragraph has most.
    `ranked` are the words and phrases of all concepts. `written` gives, for those that were typed,
    the lexemes of the typed form. `requires_all` says whether every matching paragraph has all of
    `ranked`.
    """

    root: Node | None
    phrases: Mapping[Words, LexemePhrase]
    concepts: tuple[Concept, ...]
    ranked: tuple[LexemePhrase, ...]
    written: Mapping[LexemePhrase, LexemePhrase]
    requires_all: bool


def compile_query(query: Query) -> CompiledQuery:
    """Compile a query; looks its words up in at most one statement."""
    stems_in_pairs()  # looked up before the first search of a process, and never again
    typed_forms = _typed_forms(query)
    words: list[str] = []
    for leaf in [*leaves(query.root), *typed_forms.values()]:
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
    written = {
        phrases[leaf]: _phrase(form, lexemes, exact=True) for leaf, form in typed_forms.items()
    }
    return CompiledQuery(
        query.root,
        phrases,
        tuple(concepts),
        tuple(ranked),
        {phrase: written[phrase] for phrase in ranked if phrase in written},
        query.requires_all,
    )


def _typed_forms(query: Query) -> dict[Words, Words]:
    """The words and phrases of a query that were typed, each in its typed form.

    Synonyms, beginnings and the words of an exact query are left out. The typed form of a plural
    that was added is the singular that was typed, and the reverse.
    """
    forms: dict[Words, Words] = {}
    if query.exact:
        return forms
    typed = set(words_of(query.typed))
    typed_number: dict[str, str] = {}
    for word in typed:
        typed_number |= dict.fromkeys(plurals().get(word.lower(), ()), word)
    for leaf in leaves(query.root, excluded=False):
        if leaf.has_beginning:
            continue
        if typed.issuperset(leaf.words):
            forms[leaf] = leaf
        elif len(leaf.words) == 1 and leaf.words[0] in typed_number:
            forms[leaf] = Words((typed_number[leaf.words[0]],))
    return forms


def _concepts(root: Node | None, phrases: Mapping[Words, LexemePhrase]) -> list[Concept]:
    """The first concepts of a query; each has an equal share of `MOST_NAMES`."""
    concepts: list[Concept] = []
    for names in _names_of_concepts(root):
        searched = [tuple([phrases[leaf] for leaf in name if phrases[leaf]]) for name in names]
        if any(searched):
            concepts.append(tuple([name for name in searched if name]))
    concepts = concepts[:MOST_RANKED]
    most = min(MOST_RANKED, MOST_NAMES // max(1, len(concepts)))
    return [concept[:most] for concept in concepts]


def _names_of_concepts(node: Node | None) -> Iterator[list[list[Words]]]:
    """For each concept of a query, the words and phrases of each of its names.

    Excluded parts have no concept.
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
    """The scans whose union is what a query matches; empty for a query without words.

    Alternatives that entries decide are scanned one by one. For the others, search vectors are read
    only of paragraphs that none of these scans finds: a name that entries decide often has a
    synonym that they do not.
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
        remaining = _any(undecided)
        if remaining.entries is None:
            return (whole.scan,)
        already_scanned = " | ".join([f"({entries})" for entries in decided])
        scans.append(Scan(f"({remaining.entries}) & !({already_scanned})", remaining.paragraphs))
    return tuple(scans)


def marks_of(query: Query) -> list[MarkedPhrase]:
    """What to mark in a paragraph: phrases, then pairs that are marked only near each other."""
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
    """The condition of a whole query; None for a query without words."""
    return _condition(query.root, query.phrases) if query.root else None


def _condition(node: Node, phrases: Mapping[Words, LexemePhrase]) -> Condition | None:
    """The condition of a part of a query; None for a part without words."""
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
    """The condition of a word or phrase; entries decide it if it is one word to them."""
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
    """The condition of NEAR: every distance in both orders, for `<N>` means exactly N words."""
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
    """The condition of alternatives; if one names no candidates, every paragraph is a candidate."""
    entries = [f"({part.entries})" for part in parts if part.entries]
    paragraphs = " | ".join([f"({part.paragraphs})" for part in parts])
    decided = all(part.decided for part in parts)
    all_name_candidates = len(entries) == len(parts)
    return Condition(" | ".join(entries) if all_name_candidates else None, paragraphs, decided)


def entry_words(phrase: LexemePhrase) -> list[str]:
    """The words of an entry for a phrase: runs of common stems first, then all other words."""
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
    """The runs of stems that are one word of an entry: (start, end), the end exclusive.

    A run is three common stems with a small one in the middle, otherwise two common stems.
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
    """The common stems, whose pairs are words of entries; and the small ones among them.

    Looked up once a process: they change only with a migration.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT archive_common(), archive_small()")
        common, small = cursor.fetchone()
    return frozenset(common), frozenset(small)
