"""The reader's words, understood.

What a reader may type: words, "phrases in quotes", `-word` or `-"a phrase"` to exclude, `OR`
between alternatives, brackets, `begin*` for the beginning of a word, and `NEAR/10` between two
words or phrases. Nothing that a person types is an error: what could not be understood is left out
and said in `Query.notes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.models.indexed_text import FORMAT, words_of
from search.query.query import Query
from search.query.tree import AllOf, AnyOf, Excluded, Near, Node, Words, joined

LONGEST = 500
"""Characters of a query that are read."""
MOST_TERMS = 40
"""Words and phrases of a query that are searched."""
SHORTEST_BEGINNING = 3
"""Letters before a star; fewer would begin too many words."""
FARTHEST = 20
"""Words that NEAR may span."""
MOST_NEARS = 3
MOST_BEGINNINGS = 5
"""NEARs and stars of a query: each costs as much as many words."""
MOST_DEEP = 20
"""Brackets within brackets that are followed: each level is a few calls of the functions below."""

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
    """Understand what a reader typed; never raises. With `exact`, words count as they are written."""
    return _Parser(typed, exact=exact).query()


class _Parser:
    """Recursive descent over the tokens: alternatives of sequences of terms."""

    def __init__(self, typed: str, *, exact: bool) -> None:
        self.typed = typed
        self.exact = exact
        self.notes: list[str] = []
        self.terms = self.nears = self.beginnings = 0
        if len(typed) > LONGEST:
            self.note(f"Only the first {LONGEST} characters were read.")
        self.tokens = list(self.shallow(TOKEN.finditer(FORMAT.sub("", typed[:LONGEST]))))
        self.place = 0

    def shallow(self, tokens: Iterator[re.Match[str]]) -> Iterator[re.Match[str]]:
        """The tokens without the brackets that lie too deep, in pairs."""
        depth = 0
        for token in tokens:
            depth += token.lastgroup == "open"
            if depth > MOST_DEEP and token.lastgroup in ("open", "close"):
                self.note(f"Brackets lie at most {MOST_DEEP} deep; deeper ones were ignored.")
            else:
                yield token
            depth -= token.lastgroup == "close" and depth > 0

    def query(self) -> Query:
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
        parts = [self.sequence()]
        while self.is_or():
            self.place += 1
            parts.append(self.sequence())
        if len(parts) > 1 and None in parts:
            self.note("An OR with nothing on one side of it was ignored.")
        return joined(AnyOf, parts)

    def sequence(self) -> Node | None:
        parts: list[Node | None] = []
        while self.place < len(self.tokens) and not self.peek("close") and not self.is_or():
            if self.peek("near"):
                parts.append(self.near(parts.pop() if parts else None))
            else:
                parts.append(self.term())
        return joined(AllOf, parts)

    def near(self, left: Node | None) -> Node | None:
        asked = int(self.tokens[self.place]["near"])
        self.place += 1
        right = None if self.is_end() else self.term()
        if not isinstance(left, Words) or not isinstance(right, Words):
            self.note("NEAR stands between two words or phrases; here it was ignored.")
            return joined(AllOf, [left, right])
        self.nears += 1
        if self.nears > MOST_NEARS:
            self.note(f"Only the first {MOST_NEARS} NEARs were searched as such.")
            return joined(AllOf, [left, right])
        distance = min(max(asked, 1), FARTHEST)
        if distance != asked:
            self.note(f"NEAR takes 1 to {FARTHEST} words; {distance} was searched.")
        return Near(left, right, distance)

    def term(self) -> Node | None:
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
            self.note("NEAR stands between two words or phrases; here it was ignored.")
            return None
        if token["word"] == "AND":
            return None
        return self.words(token["phrase"] if token["phrase"] is not None else token["word"])

    def excluded(self) -> Node | None:
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
        """`life-story` and `children’s` are words that stand together, as in the index."""
        found = words_of(text)
        if not found:
            return None
        self.terms += 1
        if self.terms > MOST_TERMS:
            self.note(f"Only the first {MOST_TERMS} words and phrases were searched.")
            return None
        return Words(found, beginning=self.is_beginning(text, found[-1]))

    def is_beginning(self, text: str, last: str) -> bool:
        if not text.rstrip().endswith("*"):
            return False
        if len(last) < SHORTEST_BEGINNING:
            self.note(
                f"A star wants {SHORTEST_BEGINNING} letters before it; “{last}” was searched as a word."
            )
            return False
        self.beginnings += 1
        if self.beginnings > MOST_BEGINNINGS:
            self.note(
                f"Only the first {MOST_BEGINNINGS} stars were searched; “{last}” was searched as a word."
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
