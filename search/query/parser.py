"""Reads what a reader typed into a query.

A reader may type words, "phrases in quotes", `-word` or `-"a phrase"` to exclude, `OR` between
alternatives, brackets, `begin*` for the beginning of a word, and `NEAR/10` between two words or
phrases. Nothing that a person types is an error: what could not be understood is left out, and
`Query.notes` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.models.indexed_text import FORMAT, words_of
from search.query.query import AllOf, AnyOf, Excluded, Near, Node, Query, Words, joined

LONGEST = 500
"""The most characters of a query that are read."""
MOST_TERMS = 40
"""The most words and phrases of a query that are searched."""
SHORTEST_BEGINNING = 3
"""The fewest letters before a star; fewer would begin too many words."""
FARTHEST = 20
"""The greatest distance of NEAR, in words."""
MOST_NEARS, MOST_BEGINNINGS = 3, 5
"""The most NEARs and stars of a query: each costs as much as many words."""
MOST_DEEP = 20
"""The most brackets within brackets: each pair is a few calls of the functions below."""

NEAR_ALONE = "NEAR needs a word or phrase on each side, so it was ignored."

TOKEN = re.compile(
    r"""(?P<minus>(?<![^\s(])[-–−](?=[^\s)]))       # excludes what follows it, at the start of a word only
      | (?P<open>\() | (?P<close>\))
      | ["“”](?P<phrase>[^"“”]*)["“”]
      | (?P<stray>["“”])
      | NEAR/(?P<near>\d{1,4})(?![^\s()"“”])
      | (?P<word>[^\s()"“”]+)""",
    re.VERBOSE,
)


def parse(typed: str, *, exact: bool = False) -> Query:
    """The query that a reader typed; never raises. With `exact`, words match as written only."""
    return _Parser(typed, exact=exact).query()


class _Parser:
    """Recursive descent over the tokens: alternatives of sequences of terms."""

    def __init__(self, typed: str, *, exact: bool) -> None:
        self.typed = typed
        self.exact = exact
        self.notes: list[str] = []
        self.terms = 0
        self.nears = 0
        self.beginnings = 0
        if len(typed) > LONGEST:
            self.note(f"Only the first {LONGEST} characters were read.")
        self.tokens = list(self.shallow(TOKEN.finditer(FORMAT.sub("", typed[:LONGEST]))))
        self.place = 0

    def shallow(self, tokens: Iterator[re.Match[str]]) -> Iterator[re.Match[str]]:
        """The tokens without the pairs of brackets that are too deep."""
        depth = 0
        for token in tokens:
            kind = token.lastgroup
            if kind == "open":
                depth += 1
            if depth > MOST_DEEP and kind in ("open", "close"):
                self.note(f"Brackets more than {MOST_DEEP} deep were ignored.")
            else:
                yield token
            if kind == "close" and depth > 0:
                depth -= 1

    def query(self) -> Query:
        """The whole query, of which a stray closing bracket ends no more than a part."""
        parts = [self.alternatives()]
        while self.peek("close"):
            self.place += 1
            self.note("A closing bracket without an opening one was ignored.")
            parts.append(self.alternatives())
        root = joined(AllOf, parts)
        if root is None and self.typed.strip():
            self.note("There was no word to search for.")
        return Query(self.typed, root, tuple(dict.fromkeys(self.notes)), self.exact)

    def alternatives(self) -> Node | None:
        """Sequences with OR between them."""
        parts = [self.sequence()]
        while self.is_or():
            self.place += 1
            parts.append(self.sequence())
        if len(parts) > 1 and None in parts:
            self.note("An OR with nothing on one side of it was ignored.")
        return joined(AnyOf, parts)

    def sequence(self) -> Node | None:
        """Terms side by side, up to an OR, a closing bracket or the end."""
        parts: list[Node | None] = []
        while self.place < len(self.tokens) and not self.peek("close") and not self.is_or():
            if self.peek("near"):
                parts.append(self.near(parts.pop() if parts else None))
            else:
                parts.append(self.term())
        return joined(AllOf, parts)

    def near(self, left: Node | None) -> Node | None:
        """What NEAR makes of the part before it and the term after it."""
        typed = int(self.tokens[self.place]["near"])
        self.place += 1
        right = None if self.is_end() else self.term()
        if not isinstance(left, Words) or not isinstance(right, Words):
            self.note(NEAR_ALONE)
            return joined(AllOf, [left, right])
        self.nears += 1
        if self.nears > MOST_NEARS:
            self.note(f"Only the first {MOST_NEARS} uses of NEAR were applied.")
            return joined(AllOf, [left, right])
        distance = min(max(typed, 1), FARTHEST)
        if distance != typed:
            self.note(f"NEAR takes 1 to {FARTHEST} words, so {distance} was used.")
        return Near(left, right, distance)

    def term(self) -> Node | None:
        """One word, phrase, bracket or excluded term; None where there was nothing to search."""
        token = self.tokens[self.place]
        self.place += 1
        if token["minus"]:
            return self.excluded()
        if token["open"]:
            return self.bracketed()
        if token["stray"]:
            self.note("An unbalanced quotation mark was ignored.")
            return None
        if token["near"]:
            self.note(NEAR_ALONE)
            return None
        if token["word"] == "AND":
            return None
        return self.words(token["word"] if token["phrase"] is None else token["phrase"])

    def excluded(self) -> Node | None:
        """What follows a minus; a second minus takes the first one back."""
        if self.is_end():
            return None
        part = self.term()
        if isinstance(part, Excluded):
            return part.part
        return Excluded(part) if part else None

    def bracketed(self) -> Node | None:
        inside = self.alternatives()
        if self.peek("close"):
            self.place += 1
        else:
            self.note("An opening bracket without a closing one was ignored.")
        return inside

    def words(self, text: str) -> Node | None:
        """A phrase of the words in a text, of which `life-story` has two, as in the index."""
        words = words_of(text)
        if not words:
            return None
        self.terms += 1
        if self.terms > MOST_TERMS:
            self.note(f"Only the first {MOST_TERMS} words and phrases were searched.")
            return None
        return Words(words, beginning=self.is_beginning(text, words[-1]))

    def is_beginning(self, text: str, last: str) -> bool:
        """Whether a star makes the `last` word of a text a beginning."""
        if not text.rstrip().endswith("*"):
            return False
        if len(last) < SHORTEST_BEGINNING:
            self.note(
                f"A star needs {SHORTEST_BEGINNING} letters before it, so “{last}” was searched as a word."
            )
            return False
        self.beginnings += 1
        if self.beginnings > MOST_BEGINNINGS:
            self.note(
                f"Only the first {MOST_BEGINNINGS} stars were applied; “{last}” was searched as a word."
            )
            return False
        return True

    def peek(self, kind: str) -> bool:
        return self.place < len(self.tokens) and self.tokens[self.place].lastgroup == kind

    def is_or(self) -> bool:
        return self.peek("word") and self.tokens[self.place]["word"] in ("OR", "|")

    def is_end(self) -> bool:
        return self.place == len(self.tokens) or self.peek("close") or self.is_or()

    def note(self, sentence: str) -> None:
        self.notes.append(sentence)
