"""A query compiled for the index: its words as lexemes, and the tsqueries made of them.

What a reader typed never reaches PostgreSQL as query syntax: words of letters and digits are looked
up there, and a tsquery is made of the lexemes that it answers, quoted and bound.
"""

from __future__ import annotations

from dataclasses import dataclass

from reports.models.text_search import Matching, tsquery_of
from search.index.lexemes import LexemePhrase, Lexemes, lexemes_of
from search.index.lookup import lookup, split
from search.query.query import Query
from search.query.tree import AllOf, AnyOf, Excluded, Near, Node, Words, leaves, walk, words_in


@dataclass(frozen=True, slots=True)
class MarkedPhrase:
    """A phrase to mark where it occurs; with `near`, only within `distance` words of that."""

    phrase: LexemePhrase
    near: LexemePhrase = ()
    distance: int = 0


def matching_of(query: Query) -> Matching | None:
    """What paragraphs must match; None when there is nothing to search for."""
    if query.root is None:
        return None
    compiler = _Compiler(query)
    whole = compiler.tsquery(query.root)
    if whole is None:
        return None
    alternatives = AnyOf((query.root,)) if isinstance(query.root, Words) else query.root
    parts = split(alternatives, compiler.phrase) if isinstance(alternatives, AnyOf) else None
    if parts is None:
        entries = lookup(query.root, compiler.phrase)
        return Matching(entries.text, None if entries.decides else whole)
    if parts.candidates:
        return Matching(parts.candidates, compiler.tsquery(parts.unsure), parts.sure)
    return Matching(parts.sure[-1], besides=parts.sure[:-1])


def tsquery_text(query: Query) -> str | None:
    """The whole query as the text of a tsquery over a paragraph's vector; None without words."""
    return _Compiler(query).tsquery(query.root) if query.root else None


def phrases_of(query: Query) -> list[LexemePhrase]:
    """The words and phrases to find as lexemes, in the query's order, none that are excluded."""
    compiler = _Compiler(query)
    phrases = [compiler.phrase(leaf) for leaf in leaves(query.root, excluded=False)]
    return [phrase for phrase in phrases if phrase]


def marks_of(query: Query) -> list[MarkedPhrase]:
    """What to mark in a paragraph: phrases, and pairs that count only where they are near."""
    compiler = _Compiler(query)
    nears = [node for node in walk(query.root, excluded=False) if isinstance(node, Near)]
    in_pairs: set[int] = set()
    for near in nears:
        in_pairs |= {id(near.left), id(near.right)}
    alone = [leaf for leaf in leaves(query.root, excluded=False) if id(leaf) not in in_pairs]
    phrases = [compiler.phrase(leaf) for leaf in alone]
    marks = [MarkedPhrase(phrase) for phrase in phrases if phrase]
    for near in nears:
        left, right = compiler.phrase(near.left), compiler.phrase(near.right)
        if left and right:
            marks.append(MarkedPhrase(left, right, near.distance))
    return marks


class _Compiler:
    """Makes tsqueries of the parts of one query; all its words are looked up once, at the start."""

    def __init__(self, query: Query) -> None:
        self.exact = query.exact
        self.lexemes = lexemes_of(words_in(query.root))

    def phrase(self, words: Words) -> LexemePhrase:
        """The lexemes of a word or phrase; empty when PostgreSQL sees no word in it."""
        lexemes: list[Lexemes] = []
        for word in words.words:
            lexemes += self.lexemes[word]
        sequence = [lexeme.exact if self.exact else lexeme.stem for lexeme in lexemes]
        if lexemes and words.beginning:
            sequence[-1] = lexemes[-1].exact + "*"
        return tuple(sequence)

    def tsquery(self, node: Node) -> str | None:
        """The text of a tsquery for a part of the query; None when there is no word in it."""
        if isinstance(node, Words):
            return tsquery_of(self.phrase(node)) or None
        if isinstance(node, Near):
            return self.near(node)
        if isinstance(node, Excluded):
            part = self.tsquery(node.part)
            return f"!({part})" if part else None
        texts = [self.tsquery(part) for part in node.parts]
        operator = " & " if isinstance(node, AllOf) else " | "
        return operator.join(f"({text})" for text in texts if text) or None

    def near(self, node: Near) -> str | None:
        """Each distance in both orders, for PostgreSQL's `<N>` takes one exact distance."""
        left, right = self.tsquery(node.left), self.tsquery(node.right)
        if not left or not right:
            return left or right
        pairs = [(left, right), (right, left)]
        steps = range(1, node.distance + 1)
        return " | ".join(
            f"(({first}) <{step}> ({second}))" for first, second in pairs for step in steps
        )
