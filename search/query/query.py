"""What a reader asked, understood: a tree of words, and the PostgreSQL text search query that it
stands for.

What a reader typed never reaches PostgreSQL as query syntax: words of letters and digits are looked
up there, and the query is made of the lexemes that it answers, quoted and bound.
"""

from __future__ import annotations

from dataclasses import dataclass

from reports.models.text_search import Matching, tsquery_of
from search.index.lexemes import Lexemes, lexemes_of
from search.index.lookup import lookup, split
from search.query.tree import AllOf, AnyOf, Excluded, Near, Node, Words, leaves, walk

Known = dict[str, tuple[Lexemes, ...]]
Lexed = tuple[str, ...]
"""A word or phrase as lexemes in sequence."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What is marked where it stands; with `near`, only where that stands at most `distance` steps
    away.
    """

    phrase: Lexed
    near: Lexed = ()
    distance: int = 0


@dataclass(frozen=True, slots=True)
class Query:
    """What the reader asked: `typed` as it came, `root` as it was understood (None when there is no
    word in it).
    """

    typed: str
    root: Node | None
    notes: tuple[str, ...] = ()
    exact: bool = False
    """Whether words count as they are written, not by their stems."""

    @property
    def understood(self) -> str:
        """What is searched, in words: `“return home interviews” and not police`; empty for no
        words.
        """
        return str(self.root) if self.root else ""

    def as_tsquery(self) -> Matching | None:
        """The query for `Paragraph.objects.matching`; None when there is nothing to search for."""
        text = self.as_text()
        if self.root is None or text is None:
            return None
        known = self._known()

        def lexed(phrase: Words) -> Lexed:
            return self._lexemes(phrase, known)

        alternatives = AnyOf((self.root,)) if isinstance(self.root, Words) else self.root
        if isinstance(alternatives, AnyOf) and (apart := split(alternatives, lexed)):
            if apart.candidates:
                return Matching(apart.candidates, self._compile(apart.unsure, known), apart.sure)
            return Matching(apart.sure[-1], besides=apart.sure[:-1])
        found = lookup(self.root, lexed)
        return Matching(found.text, None if found.decides else text)

    def as_text(self) -> str | None:
        """The whole query as the text of a tsquery over a paragraph's vector; None when there is
        nothing to find.
        """
        return self._compile(self.root, self._known()) if self.root else None

    def wanted(self) -> list[Lexed]:
        """The words and phrases to find, as lexemes in sequence, no excluded ones. A beginning ends
        in a star.
        """
        known = self._known()
        phrases = [self._lexemes(phrase, known) for phrase in leaves(self.root, excluded=False)]
        return [phrase for phrase in phrases if phrase]

    @property
    def asks_for_all(self) -> bool:
        """Whether a paragraph must have every one of the wanted words and phrases: no alternatives
        are asked for.
        """
        return self.root is not None and _asks_for_all(self.root)

    def to_mark(self) -> list[Marked]:
        """What to mark in a paragraph: words and phrases, and pairs that count only where they
        stand near.
        """
        known = self._known()
        nears = [node for node in walk(self.root, excluded=False) if isinstance(node, Near)]
        paired = {id(phrase) for near in nears for phrase in (near.left, near.right)}
        alone = [phrase for phrase in leaves(self.root, excluded=False) if id(phrase) not in paired]
        pairs = [
            (self._lexemes(near.left, known), self._lexemes(near.right, known), near.distance)
            for near in nears
        ]
        return [
            *(Marked(lexed) for phrase in alone if (lexed := self._lexemes(phrase, known))),
            *(Marked(left, right, distance) for left, right, distance in pairs if left and right),
        ]

    def _known(self) -> Known:
        return lexemes_of(word for phrase in leaves(self.root) for word in phrase.words)

    def _compile(self, node: Node, known: Known) -> str | None:
        if isinstance(node, Words):
            return tsquery_of(self._lexemes(node, known)) or None
        if isinstance(node, Near):
            return self._compile_near(node, known)
        if isinstance(node, Excluded):
            part = self._compile(node.part, known)
            return f"!({part})" if part else None
        parts = [part for part in (self._compile(each, known) for each in node.parts) if part]
        return (" & " if isinstance(node, AllOf) else " | ").join(
            f"({part})" for part in parts
        ) or None

    def _compile_near(self, node: Near, known: Known) -> str | None:
        """PostgreSQL's phrase operator knows exact distances only: each of them, in both orders."""
        left, right = self._compile(node.left, known), self._compile(node.right, known)
        if not left or not right:
            return left or right
        pairs = [(left, right), (right, left)]
        steps = range(1, node.distance + 1)
        return " | ".join(
            f"(({first}) <{step}> ({second}))" for first, second in pairs for step in steps
        )

    def _lexemes(self, phrase: Words, known: Known) -> tuple[str, ...]:
        found = [lexeme for word in phrase.words for lexeme in known[word]]
        sequence = [lexeme.exact if self.exact else lexeme.stem for lexeme in found]
        if found and phrase.beginning:
            sequence[-1] = found[-1].exact + "*"
        return tuple(sequence)


def _asks_for_all(node: Node) -> bool:
    if isinstance(node, AllOf):
        return all(isinstance(part, Excluded) or _asks_for_all(part) for part in node.parts)
    return isinstance(node, Words | Near) or (
        isinstance(node, AnyOf) and len(node.parts) == 1 and _asks_for_all(*node.parts)
    )
