"""Other names for the same thing: searched along, said, and switched off by the reader one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from django.http import QueryDict

from reports.models.indexed_text import words_of
from search.index.lexemes import learn
from search.query.names import Stems, by_stems, stems_of, words_of_names
from search.query.query import Query
from search.query.tree import AllOf, AnyOf, Node, Words, leaves


@dataclass(frozen=True, slots=True)
class Also:
    """Another name that a search takes along, or would if the reader had not switched it off."""

    name: str
    instead_of: str
    is_on: bool = True

    def switched(self, parameters: QueryDict) -> QueryDict:
        """The parameters with this name switched off, or on again."""
        switched = parameters.copy()
        own = stems_of(words_of(self.name))
        off = [name for name in parameters.getlist("without") if stems_of(words_of(name)) != own]
        switched.setlist("without", [*off, self.name] if self.is_on else off)
        switched.pop("page", None)
        return switched


def expanded(query: Query, off: Collection[str], version: int) -> tuple[Query, list[Also]]:
    """The query with its other names as alternatives, and what they are. What is excluded stays as
    it is.

    `off` are the names that the reader switched off, `version` is the archive's. An exact query is
    never expanded.
    """
    if query.root is None or query.exact:
        return query, []
    # What is typed, what is switched off and all names: looked up at once.
    typed = (word for phrase in leaves(query.root) for word in phrase.words)
    learn(words_of_names(version).union(typed, *map(words_of, off)))
    expansion = _Expansion({stems_of(words_of(name)) for name in off}, version)
    root = expansion.node(query.root)
    return replace(query, root=root), list(dict.fromkeys(expansion.also))


class _Expansion:
    """One walk through a query that replaces names by all names of their groups."""

    def __init__(self, off: Collection[Stems], version: int) -> None:
        self.off = off
        self.also: list[Also] = []
        self.by_stems = by_stems(version)

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
        """Words typed without quotes are a name too when they stand side by side: the longest name
        first.
        """
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
        also = [Also(name, typed, stems_of(words_of(name)) not in self.off) for name in others]
        self.also += also
        return AnyOf((node, *(Words(words_of(each.name)) for each in also if each.is_on)))

    def others(self, run: list[Node]) -> list[str]:
        """The other names of what a run of words names; none when it names nothing."""
        if not all(isinstance(part, Words) and not part.beginning for part in run):
            return []
        words = [word for part in run if isinstance(part, Words) for word in part.words]
        return self.by_stems.get(stems_of(words), [])
