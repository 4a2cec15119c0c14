"""Other names for the same thing: searched along, said, and switched off by the reader one by one.

They come from two places: `data/equivalents.csv`, kept by hand, and the abbreviations that the reports in the archive
explain themselves. In the file, a name with a question mark behind it is understood but never searched for: "PA?"
among the names of the personal assistant lets a search for PA find personal assistants, not the other way round.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from django.db import connection
from django.http import QueryDict

from reports.kept import kept
from reports.text_search import lexemes_of
from search.query import Query
from search.tree import AllOf, AnyOf, Node, Words, leaves, words_of

FILE = Path(__file__).parent / "data" / "equivalents.csv"
LEAST_REPORTS = 2
"""Reports that must explain an abbreviation alike before it is searched along; one may be a slip."""

MOSTLY = 0.8
"""Share of the reports that explain an abbreviation from which on one reading is what it means."""

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Names of one thing: any of `understood` in a query brings in all of `searched`."""

    understood: tuple[str, ...]
    searched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Also:
    """Another name that a search takes along, or would if the reader had not switched it off."""

    name: str
    instead_of: str
    is_on: bool = True

    def switched(self, parameters: QueryDict) -> QueryDict:
        """The parameters with this name switched off, or on again."""
        switched = parameters.copy()
        off = [name for name in parameters.getlist("without") if _stems(words_of(name)) != _stems(words_of(self.name))]
        switched.setlist("without", [*off, self.name] if self.is_on else off)
        switched.pop("page", None)
        return switched


def expanded(query: Query, off: Collection[str], version: int) -> tuple[Query, list[Also]]:
    """The query with its other names as alternatives, and what they are. What is excluded stays as it is.

    `off` are the names that the reader switched off, `version` is the archive's. An exact query is never expanded.
    """
    if query.root is None or query.exact:
        return query, []
    # What is typed, what is switched off and all names: looked up at once.
    typed = (word for phrase in leaves(query.root) for word in phrase.words)
    lexemes_of([*typed, *(word for name in off for word in words_of(name)), *_words_of_names(version)])
    expansion = _Expansion({_stems(words_of(name)) for name in off}, version)
    root = expansion.node(query.root)
    return replace(query, root=root), list(dict.fromkeys(expansion.also))


@cache
def curated() -> tuple[Group, ...]:
    """The groups of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [row["names"].split("|") for row in csv.DictReader(file)]
    return tuple(
        Group(tuple(name.rstrip("?") for name in names), tuple(name for name in names if not name.endswith("?")))
        for names in rows
    )


Reading = tuple[str, str, int, bool]
"""An abbreviation, what it stands for, in how many reports, and whether its small letters are an ordinary word."""


@kept(2)
def _readings(version: int) -> tuple[Reading, ...]:
    """How the reports of the archive explain abbreviations, the commonest first; read once for each `version`."""
    with connection.cursor() as cursor:
        cursor.execute(EXPLAINED, [LEAST_REPORTS])
        return tuple(cursor.fetchall())


@kept(2)
def _words_of_names(version: int) -> frozenset[str]:
    """The words of all names, those of the file and those that reports explain."""
    names = [
        *(name for row in _readings(version) for name in row[:2]),
        *(n for each in curated() for n in each.understood),
    ]
    return frozenset(word for name in names for word in words_of(name))


def explained(version: int) -> tuple[Group, ...]:
    """The abbreviations that reports of the archive explain, a group for each reading.

    One that reads as an ordinary word when its letters are small (FAST, SEND) would find that word too, and one that
    mostly means something else would find that: they are understood, and not searched for.
    """
    rows = _readings(version)
    of_all: Counter[str] = Counter()
    of_reading: Counter[tuple[str, Stems]] = Counter()
    for short, long, reports, _ in rows:
        of_all[short] += reports
        of_reading[short, _stems(words_of(long))] += reports
    return tuple(
        Group((short, long), (long,) if is_word or share < MOSTLY else (short, long))
        for short, long, _, is_word in rows
        for share in [of_reading[short, _stems(words_of(long))] / of_all[short]]
    )


EXPLAINED = """
    WITH readings AS (
        SELECT short, long, count(DISTINCT inspection_id) AS reports
        FROM reports_abbreviation GROUP BY short, long HAVING count(DISTINCT inspection_id) >= %s
    )
    SELECT short, long, reports, (
        SELECT bool_or(is_word) FROM reports_abbreviation AS each WHERE each.short = readings.short
    ) FROM readings ORDER BY reports DESC, short, long
"""


class _Expansion:
    """One walk through a query that replaces names by all names of their groups."""

    def __init__(self, off: Collection[Stems], version: int) -> None:
        self.off = off
        self.also: list[Also] = []
        self.by_stems = _by_stems(version)

    def node(self, node: Node) -> Node:
        if isinstance(node, Words):
            return self.alternatives(node, [node])
        if isinstance(node, AnyOf):
            return AnyOf(tuple(self.node(part) for part in node.parts))
        if isinstance(node, AllOf):
            parts = tuple(self.sequence(list(node.parts)))
            return parts[0] if len(parts) == 1 else AllOf(parts)
        return node

    def sequence(self, parts: list[Node]) -> Iterator[Node]:
        """Words typed without quotes are a name too when they stand side by side: the longest name first."""
        place = 0
        while place < len(parts):
            for end in range(len(parts), place, -1):
                run = parts[place:end]
                if len(run) == 1 or self.others(run):
                    break
            yield self.alternatives(run[0] if len(run) == 1 else AllOf(tuple(run)), run)
            place = end

    def alternatives(self, node: Node, run: list[Node]) -> Node:
        others = self.others(run)
        if not others:
            return node if len(run) > 1 or isinstance(node, Words) else self.node(node)
        typed = " ".join(" ".join(part.words) for part in run if isinstance(part, Words))
        also = [Also(name, typed, _stems(words_of(name)) not in self.off) for name in others]
        self.also += also
        return AnyOf((node, *(Words(words_of(each.name)) for each in also if each.is_on)))

    def others(self, run: list[Node]) -> list[str]:
        """The other names of what a run of words names; none when it names nothing."""
        if not all(isinstance(part, Words) and not part.beginning for part in run):
            return []
        words = [word for part in run if isinstance(part, Words) for word in part.words]
        return self.by_stems.get(_stems(words), [])


@kept(2)
def _by_stems(version: int) -> dict[Stems, list[str]]:
    """What each name brings in, by the stems of its words, so that singular and plural are one name.

    Made once for each `version` of the archive.
    """
    groups = [*curated(), *explained(version)]
    found: dict[Stems, dict[Stems, str]] = defaultdict(dict)
    for group in groups:
        searched = {_stems(words_of(name)): name for name in reversed(group.searched)}
        for name in group.understood:
            own = _stems(words_of(name))
            for stems, other in reversed(searched.items()):
                if stems != own:
                    found[own].setdefault(stems, other)
    return {stems: list(others.values()) for stems, others in found.items() if others}


def _stems(words: Iterable[str]) -> Stems:
    words = list(words)
    known = lexemes_of(words)
    return tuple(lexeme.stem for word in words for lexeme in known[word])
