"""A query: what a reader typed, and the tree of words that it was read as."""

from __future__ import annotations

from dataclasses import dataclass

from search.query.tree import AllOf, AnyOf, Excluded, Near, Node, Words


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader typed, and what was made of it.

    `typed` is the text as it came, `root` the tree of its words (None without any word), `notes`
    are sentences about what was left out. In an `exact` query words match as written, not by stem.
    """

    typed: str
    root: Node | None
    notes: tuple[str, ...] = ()
    exact: bool = False

    @property
    def understood(self) -> str:
        """The query in words: `“return home interviews” and not police`; empty without words."""
        return str(self.root) if self.root else ""

    @property
    def requires_all(self) -> bool:
        """Whether a paragraph must have every word and phrase, since none is an alternative."""
        return self.root is not None and _requires_all(self.root)


def _requires_all(node: Node) -> bool:
    if isinstance(node, AllOf):
        return all(isinstance(part, Excluded) or _requires_all(part) for part in node.parts)
    if isinstance(node, AnyOf):
        return len(node.parts) == 1 and _requires_all(node.parts[0])
    return isinstance(node, Words | Near)
