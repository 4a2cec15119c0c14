"""Synonyms: a query that names a thing also searches its other names, and says so.

Groups of names come from `data/equivalents.csv`, kept by hand, and from the abbreviations that
reports explain (`search.index.thesaurus`, which also decides by stems which words are one name).
In the file, a name with a question mark behind it is understood but never searched for: "PA?" among
the names of the personal assistant lets a search for PA find personal assistants, not the reverse.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Protocol

from django.http import QueryDict

from reports.models.indexed_text import words_of
from search.query.query import Query
from search.query.tree import AllOf, AnyOf, Node, Words

FILE = Path(__file__).parents[1] / "data" / "equivalents.csv"
UNDERSTOOD_ONLY = "?"


@dataclass(frozen=True, slots=True)
class SynonymGroup:
    """Names of one thing: any of `understood` in a query adds all of `searched` to it."""

    understood: tuple[str, ...]
    searched: tuple[str, ...]


@cache
def groups_of_file() -> tuple[SynonymGroup, ...]:
    """The groups of `equivalents.csv`, in its order."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_group(row["names"].split("|")) for row in csv.DictReader(file))


def _group(names: list[str]) -> SynonymGroup:
    understood = tuple(name.removesuffix(UNDERSTOOD_ONLY) for name in names)
    searched = tuple(name for name in names if not name.endswith(UNDERSTOOD_ONLY))
    return SynonymGroup(understood, searched)


class Thesaurus(Protocol):
    """What an expansion asks of the index, which alone knows the stems of words."""

    def key(self, words: Sequence[str]) -> Hashable:
        """Equal for two names that differ only in endings or capitals."""

    def synonyms(self, words: Sequence[str]) -> Sequence[str]:
        """The other names of what these words name; empty when they name nothing."""


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
        switched.setlist("without", [*off, self.name] if self.is_on else off)
        switched.pop("page", None)
        return switched


def expand(
    query: Query, switched_off: Collection[str], thesaurus: Thesaurus
) -> tuple[Query, list[Synonym]]:
    """The query with synonyms as alternatives, and these synonyms with those `switched_off`.

    An exact query has none, and what is excluded stays as it is.
    """
    if query.root is None or query.exact:
        return query, []
    expansion = _Expansion(switched_off, thesaurus)
    root = expansion.node(query.root)
    return replace(query, root=root), list(dict.fromkeys(expansion.synonyms))


class _Expansion:
    """One walk through a query that replaces each name by alternatives; collects the synonyms."""

    def __init__(self, switched_off: Collection[str], thesaurus: Thesaurus) -> None:
        self.thesaurus = thesaurus
        self.off = [(self.key(name), name) for name in switched_off]
        self.synonyms: list[Synonym] = []

    def node(self, node: Node) -> Node:
        if isinstance(node, Words):
            return self.alternatives(node, [node])
        if isinstance(node, AnyOf):
            return AnyOf(tuple(self.node(part) for part in node.parts))
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
            replaced.append(self.alternatives(run[0] if len(run) == 1 else AllOf(tuple(run)), run))
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
        synonyms = [self.synonym(name, typed) for name in names]
        self.synonyms += synonyms
        searched = [Words(words_of(synonym.name)) for synonym in synonyms if synonym.is_on]
        return AnyOf((node, *searched))

    def names_of(self, run: list[Node]) -> Sequence[str]:
        """The synonyms of a run of words; empty when a part is no whole words, or it names nothing."""
        if not all(isinstance(part, Words) and not part.beginning for part in run):
            return ()
        return self.thesaurus.synonyms(_words_of_run(run))

    def synonym(self, name: str, typed: str) -> Synonym:
        key = self.key(name)
        return Synonym(name, typed, tuple(each for other, each in self.off if other == key))

    def key(self, name: str) -> Hashable:
        return self.thesaurus.key(words_of(name))


def _words_of_run(run: list[Node]) -> list[str]:
    words: list[str] = []
    for part in run:
        if isinstance(part, Words):
            words += part.words
    return words
