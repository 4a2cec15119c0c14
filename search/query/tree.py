"""A query as a tree: words and phrases, joined, near each other, or excluded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand one after the other: a phrase, or a single word; of the last perhaps only
    its `beginning`.
    """

    words: tuple[str, ...]
    beginning: bool = False

    def __str__(self) -> str:
        text = " ".join(self.words) + ("*" if self.beginning else "")
        return f"“{text}”" if len(self.words) > 1 else text


@dataclass(frozen=True, slots=True)
class Near:
    """Two words or phrases, in either order, with at most `distance` steps from one to the other."""

    left: Words
    right: Words
    distance: int

    def __str__(self) -> str:
        return f"{self.left} within {self.distance} words of {self.right}"


@dataclass(frozen=True, slots=True)
class Excluded:
    """What must not stand in the paragraph."""

    part: Node

    def __str__(self) -> str:
        return (
            f"not ({self.part})"
            if isinstance(self.part, AllOf | AnyOf | Near)
            else f"not {self.part}"
        )


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part must match."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " and ".join(
            f"({part})" if isinstance(part, AnyOf) else str(part) for part in self.parts
        )


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One part, or several, must match."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " or ".join(
            f"({part})" if isinstance(part, AllOf) else str(part) for part in self.parts
        )


Node = Words | Near | Excluded | AllOf | AnyOf


def walk(node: Node | None, *, excluded: bool = True) -> Iterator[Node]:
    """A query and all its parts; those that are excluded only if asked for."""
    if node is None or (isinstance(node, Excluded) and not excluded):
        return
    yield node
    if isinstance(node, Near):
        yield from (node.left, node.right)
    elif isinstance(node, Excluded):
        yield from walk(node.part)
    elif isinstance(node, AllOf | AnyOf):
        for part in node.parts:
            yield from walk(part, excluded=excluded)


def leaves(node: Node | None, *, excluded: bool = True) -> Iterator[Words]:
    """The words and phrases of a query; those that are excluded only if asked for."""
    return (each for each in walk(node, excluded=excluded) if isinstance(each, Words))


def alternatives(node: AnyOf) -> Iterator[Node]:
    """The parts of which one must match, those of alternatives among them told one by one."""
    for part in node.parts:
        yield from alternatives(part) if isinstance(part, AnyOf) else (part,)


def joined(join: type[AllOf] | type[AnyOf], parts: list[Node | None]) -> Node | None:
    """The parts that are there, joined; a single one stands for itself, none for nothing."""
    kept = tuple(part for part in parts if part is not None)
    if not kept:
        return None
    return kept[0] if len(kept) == 1 else join(kept)
