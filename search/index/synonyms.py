"""Synonyms: a query that names a thing also searches its other names, and says so.

Groups of names come from `data/equivalents.csv`, kept by hand, and from the abbreviations that
reports explain. A name with a question mark behind it in the file is understood but never searched
for: "PA?" among the names of the personal assistant lets a search for PA find personal assistants,
not the reverse. Names are compared by the stems of their words, so singular and plural are one name.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.db import connection
from django.http import QueryDict

from reports.models.indexed_text import words_of
from reports.overview.cache import cached_by_version
from search.index.lexemes import lexemes_of
from search.index.sql import statement
from search.query.query import AllOf, AnyOf, Node, Query, Words, words_in

FILE = Path(__file__).parents[1] / "data" / "equivalents.csv"
UNDERSTOOD_ONLY = "?"
LEAST_REPORTS = 2
"""Reports that must give an abbreviation the same meaning before it counts; one may be a slip."""
MAIN_MEANING = 0.8
"""The share of the reports explaining an abbreviation from which on a meaning is its main one."""
MEANINGS = statement("meanings")

Stems = tuple[str, ...]
Thesaurus = Mapping[Stems, Sequence[str]]
"""The synonyms of every name, by the stems of its words."""


@dataclass(frozen=True, slots=True)
class SynonymGroup:
    """Names of one thing: any of `understood` in a query adds all of `searched` to it."""

    understood: tuple[str, ...]
    searched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Synonym:
    """A synonym that a search includes, or would if the reader had not switched it off.

    `instead_of` are the words of the query that it stands for, `switched_off_as` the names by which
    the address switches it off (empty while it is on).
    """

    name: str
    instead_of: str
    switched_off_as: tuple[str, ...] = ()

    @property
    def is_on(self) -> bool:
        return not self.switched_off_as

    def switched(self, parameters: QueryDict) -> QueryDict:
        """The parameters of the first page with this synonym switched off, or on again."""
        switched = parameters.copy()
        off = [name for name in parameters.getlist("without") if name not in self.switched_off_as]
        switched.setlist("without", off if self.switched_off_as else [*off, self.name])
        switched.pop("page", None)
        return switched


class AbbreviationMeaning(NamedTuple):
    """What an abbreviation stands for, in how many reports; `is_word`: small, it is a plain word."""

    short: str
    long: str
    reports: int
    is_word: bool


def expanded(
    query: Query, switched_off: Collection[str], synonyms: Thesaurus | None = None
) -> tuple[Query, list[Synonym]]:
    """The query with its synonyms as alternatives, and the synonyms with those `switched_off`.

    `synonyms` are those of the archive unless given. An exact query has none, and what is excluded
    stays as it is.
    """
    if query.root is None or query.exact:
        return query, []
    if synonyms is None:
        synonyms = thesaurus()
    # One statement for all the words that are looked up below.
    words = words_in(query.root)
    if switched_off:
        words += _words_of_names(switched_off)
    lexemes_of(words)
    expansion = _Expansion(switched_off, synonyms)
    root = expansion.node(query.root)
    return replace(query, root=root), list(dict.fromkeys(expansion.synonyms))


class _Expansion:
    """One walk through a query that replaces each name by alternatives; collects the synonyms."""

    def __init__(self, switched_off: Collection[str], synonyms: Thesaurus) -> None:
        self.synonyms_of = synonyms
        self.names_off: dict[Stems, list[str]] = defaultdict(list)
        for name in switched_off:
            self.names_off[stems_of(words_of(name))].append(name)
        self.synonyms: list[Synonym] = []

    def node(self, node: Node) -> Node:
        if isinstance(node, Words):
            return self.alternatives(node, [node])
        if isinstance(node, AnyOf):
            return AnyOf(tuple([self.node(part) for part in node.parts]))
        if isinstance(node, AllOf):
            parts = self.sequence(list(node.parts))
            return parts[0] if len(parts) == 1 else AllOf(tuple(parts))
        return node

    def sequence(self, parts: list[Node]) -> list[Node]:
        """The parts with names replaced; words side by side are a name too, the longest first."""
        replaced: list[Node] = []
        start = 0
        while start < len(parts):
            run = self.longest_name(parts[start:])
            whole = run[0] if len(run) == 1 else AllOf(tuple(run))
            replaced.append(self.alternatives(whole, run))
            start += len(run)
        return replaced

    def longest_name(self, parts: list[Node]) -> list[Node]:
        """The longest run from the first part on that names something; else that part alone."""
        for length in range(len(parts), 1, -1):
            if self.names_of(parts[:length]):
                return parts[:length]
        return parts[:1]

    def alternatives(self, node: Node, run: list[Node]) -> Node:
        """The node, or it and its synonyms; `run` are its words as they stand side by side."""
        names = self.names_of(run)
        if not names:
            return node if isinstance(node, Words) else self.node(node)
        typed = " ".join(_words_of_run(run))
        alternatives = [node]
        for name in names:
            words = words_of(name)
            synonym = Synonym(name, typed, tuple(self.names_off.get(stems_of(words), ())))
            self.synonyms.append(synonym)
            if not synonym.switched_off_as:
                alternatives.append(Words(words))
        return AnyOf(tuple(alternatives))

    def names_of(self, run: list[Node]) -> Sequence[str]:
        """The synonyms of a run; empty when a part is no whole words, or it names nothing."""
        words = _words_of_run(run)
        return self.synonyms_of.get(stems_of(words), ()) if words else ()


def _words_of_run(run: list[Node]) -> list[str]:
    """The words of parts side by side; empty when one is something else, or a beginning."""
    words: list[str] = []
    for part in run:
        if not isinstance(part, Words) or part.beginning:
            return []
        words += part.words
    return words


@cache
def groups_of_file() -> tuple[SynonymGroup, ...]:
    """The groups of `equivalents.csv`, in its order."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple([_group(row["names"].split("|")) for row in csv.DictReader(file)])


def _group(names: list[str]) -> SynonymGroup:
    understood = tuple([name.removesuffix(UNDERSTOOD_ONLY) for name in names])
    searched = tuple([name for name in names if not name.endswith(UNDERSTOOD_ONLY)])
    return SynonymGroup(understood, searched)


def meanings_in_reports() -> tuple[AbbreviationMeaning, ...]:
    """The abbreviations that enough reports explain alike, those of most reports first."""
    with connection.cursor() as cursor:
        cursor.execute(MEANINGS, [LEAST_REPORTS])
        return tuple([AbbreviationMeaning(*row) for row in cursor.fetchall()])


@cached_by_version(2, content=meanings_in_reports)
def thesaurus(meanings: Sequence[AbbreviationMeaning]) -> Thesaurus:
    """The names of the file and those that reports of the archive explain."""
    names: list[str] = []
    for group in groups_of_file():
        names += group.understood
    for meaning in meanings:
        names += (meaning.short, meaning.long)
    lexemes_of(_words_of_names(names))
    return synonyms_by_stems([*groups_of_file(), *groups_of_meanings(meanings)])


def groups_of_meanings(meanings: Sequence[AbbreviationMeaning]) -> list[SynonymGroup]:
    """A group for each meaning of an abbreviation, in the order given.

    An abbreviation that is a word when written small (FAST, SEND) would find that word, and one
    that mostly means something else would find that: these are understood, but not searched for.
    """
    of_short: Counter[str] = Counter()
    of_meaning: Counter[tuple[str, Stems]] = Counter()
    for meaning in meanings:
        of_short[meaning.short] += meaning.reports
        of_meaning[meaning.short, stems_of(words_of(meaning.long))] += meaning.reports
    groups = []
    for meaning in meanings:
        reports = of_meaning[meaning.short, stems_of(words_of(meaning.long))]
        is_main = reports >= MAIN_MEANING * of_short[meaning.short]
        both = (meaning.short, meaning.long)
        searched = both if is_main and not meaning.is_word else (meaning.long,)
        groups.append(SynonymGroup(both, searched))
    return groups


def synonyms_by_stems(groups: Iterable[SynonymGroup]) -> dict[Stems, list[str]]:
    """For the stems of each understood name its synonyms, each once, in the order of the groups."""
    synonyms: dict[Stems, dict[Stems, str]] = defaultdict(dict)
    for group in groups:
        searched = [(stems_of(words_of(name)), name) for name in group.searched]
        for name in group.understood:
            own = stems_of(words_of(name))
            for stems, other in searched:
                if stems != own:
                    synonyms[own].setdefault(stems, other)
    return {stems: list(others.values()) for stems, others in synonyms.items()}


def stems_of(words: Sequence[str]) -> Stems:
    """The stems of words in sequence; a word that PostgreSQL parts has several."""
    lexemes = lexemes_of(words)
    stems: list[str] = []
    for word in words:
        stems += [lexeme.stem for lexeme in lexemes[word]]
    return tuple(stems)


def _words_of_names(names: Iterable[str]) -> set[str]:
    words: set[str] = set()
    for name in names:
        words.update(words_of(name))
    return words
