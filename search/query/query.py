"""A query: what a reader typed, and the tree of words that it was read as: words and phrases, joined,
near each other, or excluded.

`str()` of a part says it in words for a page; `typed_as` writes it as a reader would type it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

OPERATORS = ("OR", "AND", "NOT", "NEAR")
"""What a reader types between terms; as a word to search it stands in quotes."""
QUOTES = re.compile(r"[\"“”„«»‘]")
"""Signs before a phrase; without one a phrase was typed as a word, as `don’t` or `life-story`."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query as typed, and its tree.

    `typed` is the original text. `root` is the tree of its words; None without any word. `notes`
    are sentences on what was left out or read in another way. In an `exact` query words match as
    written, not by stem.
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
    def has_quotes(self) -> bool:
        """Whether anything was typed in quotes: only then was a phrase meant as one."""
        return bool(QUOTES.search(self.typed))

    @property
    def is_phrase(self) -> bool:
        """Whether it is one phrase in quotes: no word in it is read as a name, or left out."""
        return isinstance(self.root, Words) and len(self.root.words) > 1 and self.has_quotes

    @property
    def finds_nothing(self) -> bool:
        """Whether something was typed, but no word to search for."""
        return self.root is None and bool(self.typed.strip())

    @property
    def only_excludes(self) -> bool:
        """Whether all words are excluded, so that nearly every paragraph matches."""
        return self.root is not None and not list(leaves(self.root, excluded=False))

    @property
    def requires_all(self) -> bool:
        """Whether every matching paragraph has all words and phrases: none is an alternative."""
        if self.root is None or isinstance(self.root, Excluded):
            return False
        return not any(
            isinstance(node, AnyOf) and len(node.parts) > 1
            for node in walk(self.root, excluded=False)
        )


@dataclass(frozen=True, slots=True)
class Words:
    """A word, or a phrase of words in sequence.

    `beginning` says whether the last is only the beginning of a word. `beginnings` are the indices
    of other words that are only beginnings. `as_written`: other forms of the words do not match.
    """

    words: tuple[str, ...]
    beginning: bool = False
    beginnings: tuple[int, ...] = ()
    as_written: bool = False

    def is_beginning(self, place: int) -> bool:
        """Whether the word at an index is only the beginning of a word."""
        is_last = place == len(self.words) - 1
        return place in self.beginnings or (is_last and self.beginning)

    @property
    def has_beginning(self) -> bool:
        return self.beginning or bool(self.beginnings)

    @property
    def text(self) -> str:
        """The words with blanks between them, and a star after each beginning."""
        starred = [
            f"{word}*" if self.is_beginning(place) else word
            for place, word in enumerate(self.words)
        ]
        return " ".join(starred)

    def __str__(self) -> str:
        return f"“{self.text}”" if len(self.words) > 1 else self.text


@dataclass(frozen=True, slots=True)
class Near:
    """Two words or phrases in either order, at most `distance` words (1 to 20) apart."""

    left: Words
    right: Words
    distance: int

    def __str__(self) -> str:
        unit = "word" if self.distance == 1 else "words"
        return f"{self.left} within {self.distance} {unit} of {self.right}"


@dataclass(frozen=True, slots=True)
class Excluded:
    """What a paragraph must not contain."""

    part: Node

    def __str__(self) -> str:
        has_parts = isinstance(self.part, AllOf | AnyOf | Near)
        return f"not ({self.part})" if has_parts else f"not {self.part}"


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part must match."""

    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " and ".join(_in_brackets(part, AnyOf) for part in self.parts)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part must match; `of_one_thing` says that all parts are names of one thing."""

    parts: tuple[Node, ...]
    of_one_thing: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        return " or ".join(_in_brackets(part, AllOf) for part in self.parts)


Node = Words | Near | Excluded | AllOf | AnyOf


def _in_brackets(part: Node, kind: type[AllOf] | type[AnyOf]) -> str:
    return f"({part})" if isinstance(part, kind) else str(part)


def typed_as(node: Node) -> str:
    """A query as a reader would type it; `parse` makes the same tree of it."""
    if isinstance(node, Words):
        needs_quotes = len(node.words) > 1 or node.text in OPERATORS
        return f'"{node.text}"' if needs_quotes else node.text
    if isinstance(node, Near):
        return f"{typed_as(node.left)} NEAR/{node.distance} {typed_as(node.right)}"
    if isinstance(node, Excluded):
        excluded = typed_as(node.part)
        return f"-{excluded}" if isinstance(node.part, Words) else f"-({excluded})"
    typed = []
    for part in node.parts:
        has_parts = isinstance(part, AnyOf | AllOf)
        typed.append(f"({typed_as(part)})" if has_parts else typed_as(part))
    return (" " if isinstance(node, AllOf) else " OR ").join(typed)


def walk(node: Node | None, *, excluded: bool = True) -> Iterator[Node]:
    """The node and all nodes below it, each before its parts; exclusions only with `excluded`."""
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
    """The words and phrases of a query, in order; excluded ones only with `excluded`."""
    return (each for each in walk(node, excluded=excluded) if isinstance(each, Words))


def words_in(node: Node | None) -> list[str]:
    """Every word of a query as written, including excluded words."""
    words: list[str] = []
    for leaf in leaves(node):
        words += leaf.words
    return words


def words_side_by_side(parts: Sequence[Node]) -> list[str]:
    """The words of parts side by side; empty if one is not words, or is a beginning."""
    words: list[str] = []
    for part in parts:
        if not isinstance(part, Words) or part.has_beginning:
            return []
        words += part.words
    return words


def alternatives(node: AnyOf) -> Iterator[Node]:
    """The parts of which one must match; nested alternatives are replaced by their parts."""
    for part in node.parts:
        if isinstance(part, AnyOf):
            yield from alternatives(part)
        else:
            yield part


def joined(join: type[AllOf] | type[AnyOf], parts: list[Node | None]) -> Node | None:
    """The parts that are not None, in one node; a single part as it is, None without any."""
    present = tuple(part for part in parts if part is not None)
    if len(present) > 1:
        return join(present)
    return present[0] if present else None
