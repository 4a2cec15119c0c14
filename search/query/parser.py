"""Reads what a reader typed into a query.

A reader may type words, "phrases in quotes", `-word`, `!word` or `NOT word` to exclude, `OR`
between alternatives, brackets (in which `or` joins alternatives, too), `begin*` for the beginning
of a word, and `NEAR/10` between two words or phrases. Questions lose the words that only ask them.
Nothing that a person types is an error: what was left out, or read otherwise, is said in
`Query.notes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from reports.models.indexed_text import words_of, words_of_each
from search.query import signs, tokens
from search.query.query import AllOf, AnyOf, Excluded, Near, Node, Query, Words, joined
from search.query.questions import asking_words, is_question
from search.query.tokens import LONGEST, NEAR_WITHOUT_NUMBER, TOKEN

MOST_TERMS = 40
"""The most words and phrases of a query that are searched."""
SHORTEST_BEGINNING = 3
"""The fewest letters before a star; fewer would begin too many words."""
FARTHEST = 20
"""The greatest distance of NEAR, in words."""
MOST_NEARS, MOST_BEGINNINGS = 3, 5
"""The most NEARs and stars of a query: each costs as much as many words."""
MOST_PAIRS = 9
"""The most pairs of alternatives that one NEAR compares."""
MOST_DEEP = 20
"""The most brackets within brackets: each pair is a few calls of the functions below."""

NEAR_ALONE = "NEAR needs a word or phrase on each side, so it was ignored."
MOST_NEARS_APPLIED = f"Only the first {MOST_NEARS} uses of NEAR were applied."

Token = re.Match[str]


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
        text = self.written(typed[:LONGEST])
        self.tokens = list(self.shallow(TOKEN.finditer(text)))
        self.place = 0
        self.depth = 0
        begins_with_word = bool(self.tokens) and self.tokens[0].lastgroup == "word"
        if begins_with_word and not exact:
            self.leave_out_question()

    def written(self, typed: str) -> str:
        """What was typed, its signs made those that the tokens are made of."""
        text = typed
        if signs.UNUSUAL.search(text):
            text = signs.plain(text)
            weight = signs.WEIGHT.search(text)
            if weight:
                text = signs.WEIGHT.sub("", text)
                self.note(f"“{weight[0]}” was left out: words are not weighed, nor searched alike.")
            unsearchable = signs.unsearchable(text)
            if unsearchable:
                self.note(signs.left_out(unsearchable))
        self.has_operators = text != text.upper() or not tokens.is_all_capitals(text)
        if self.exact:
            return text
        # From here on words are read as reports write them.
        pasted = signs.PASTED_NUMBER.match(text)
        if pasted:
            self.note(f"“{pasted['number']}” was left out: it numbers a paragraph.")
            text = text[pasted.end() :]
        if signs.APOSTROPHE_LEFT_OUT.search(text):
            text = signs.with_apostrophes(text)
        text = signs.INITIALS.sub(signs.without_dots, text)
        if signs.POSSESSIVE_PLURAL.search(text):
            text = signs.with_plain_plurals(text)
        if signs.DIGIT.search(text):
            text = signs.with_provisions(text)
        return text

    def shallow(self, matches: Iterator[Token]) -> Iterator[Token]:
        """The tokens without the pairs of brackets that are too deep."""
        depth = 0
        for token in matches:
            kind = token.lastgroup
            if kind == "open":
                depth += 1
            if depth > MOST_DEEP and kind in ("open", "close"):
                self.note(f"Brackets more than {MOST_DEEP} deep were ignored.")
            else:
                yield token
            if kind == "close" and depth > 0:
                depth -= 1

    def leave_out_question(self) -> None:
        """Drop the words that only ask, and say which."""
        words = [token[0] for token in self.tokens]
        if not is_question(words):
            return
        left_out = asking_words(words)
        spoken = [words[place] for place in sorted(left_out) if words_of(words[place])]
        if spoken:
            self.note(f"Question words were left out: {' '.join(spoken)}.")
        self.tokens = [token for place, token in enumerate(self.tokens) if place not in left_out]

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
            if self.tokens[self.place][0] == "or":
                self.note("“or” in brackets was read as OR.")
            self.place += 1
            parts.append(self.sequence())
        if len(parts) > 1 and None in parts:
            self.note("An OR with nothing on one side of it was ignored.")
        return joined(AnyOf, parts)

    def sequence(self) -> Node | None:
        """Terms side by side, up to an OR, a closing bracket or the end."""
        parts: list[Node | None] = []
        while self.place < len(self.tokens) and not self.peek("close") and not self.is_or():
            if self.is_near():
                parts.append(self.near(parts.pop() if parts else None))
            else:
                parts.append(self.term())
        return joined(AllOf, parts)

    def near(self, left: Node | None) -> Node | None:
        """What NEAR makes of the part before it and the term after it."""
        typed = tokens.near_distance(self.tokens[self.place])
        self.place += 1
        right = None if self.is_end() or self.is_near() else self.term()
        firsts, seconds = _near_sides(left, last=True), _near_sides(right, last=False)
        if not firsts or not seconds:
            self.note(NEAR_ALONE)
            return joined(AllOf, [left, right])
        if not self.may_compare(len(firsts) * len(seconds)):
            return joined(AllOf, [left, right])
        distance = self.distance(typed)
        pairs: list[Node | None] = [
            Near(first, second, distance) for first in firsts for second in seconds
        ]
        near = joined(AnyOf, pairs)
        return joined(AllOf, [left, near]) if isinstance(left, Near) else near

    def may_compare(self, pairs: int) -> bool:
        """Whether one more NEAR over so many pairs is not too expensive; notes why not."""
        self.nears += 1
        if self.nears > MOST_NEARS:
            self.note(MOST_NEARS_APPLIED)
            return False
        if pairs > MOST_PAIRS:
            self.note(
                f"NEAR compares {MOST_PAIRS} pairs of alternatives at most, so it was ignored."
            )
            return False
        return True

    def distance(self, typed: int | None) -> int:
        """How many words apart, within what NEAR takes."""
        if typed is None:
            self.note(
                f"NEAR without a number was read as NEAR/{NEAR_WITHOUT_NUMBER}: "
                f"at most {NEAR_WITHOUT_NUMBER} words apart."
            )
            return NEAR_WITHOUT_NUMBER
        distance = min(max(typed, 1), FARTHEST)
        if distance != typed:
            self.note(f"NEAR takes 1 to {FARTHEST} words, so {distance} was used.")
        return distance

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
        if token["near"] is not None:
            return self.stray_near(token)
        if token["phrase"] is not None:
            return self.phrase(token["phrase"], token["slop"])
        return self.word(token["word"])

    def stray_near(self, token: Token) -> Node | None:
        """A NEAR with nothing before it: a word in a heading in capitals, else left out."""
        if not self.has_operators and tokens.near_distance(token) is None:
            return self.words(token[0])
        self.note(NEAR_ALONE)
        return None

    def word(self, typed: str) -> Node | None:
        """What is typed without a blank: an operator, a word, or several with a comma or slash."""
        if typed in tokens.OPERATORS:
            if not self.has_operators:
                self.note(f"Everything is in capitals, so {typed} was read as a word.")
            elif typed == "NOT":
                return self.excluded_by_not()
            else:
                self.note_needless(typed)
                return None
        if typed == "BUT" and self.has_operators and not self.is_end():
            following = self.tokens[self.place]
            if following[0] == "NOT":
                return None
        if typed == "near" and 1 < self.place < len(self.tokens):
            self.note(
                "“near” was searched as a word: NEAR in capitals finds words near each other."
            )
        parts: list[Node | None] = [self.words(piece) for piece in tokens.pieces_of(typed)]
        return joined(AllOf, parts)

    def note_needless(self, typed: str) -> None:
        """Say of an AND, which is between all words anyway, if it joins nothing."""
        is_first = self.place == 1 or self.tokens[self.place - 2].lastgroup == "open"
        if is_first or self.is_end():
            self.note(f"{typed} with nothing on one side of it was ignored.")

    def phrase(self, text: str, slop: str | None) -> Node | None:
        """The words between quotation marks: side by side, or with `~5` so many words apart."""
        words = self.words(text)
        if slop is None or words is None:
            return words
        if len(words.words) == 1:
            self.note(f"“~{slop}” needs two words in the quotation marks, so it was ignored.")
            return words
        each = [
            Words((word,), beginning=words.is_beginning(place))
            for place, word in enumerate(words.words)
        ]
        if len(each) > MOST_NEARS + 1 - self.nears:
            self.note(MOST_NEARS_APPLIED)
            return words
        self.nears += len(each) - 1
        distance = self.distance(int(slop))
        pairs: list[Node | None] = [
            Near(first, second, distance) for first, second in pairwise(each)
        ]
        return joined(AllOf, pairs)

    def excluded_by_not(self) -> Node | None:
        """What follows NOT, as behind a minus."""
        if self.is_end():
            self.note("A NOT with nothing behind it was ignored.")
            return None
        return self.excluded()

    def excluded(self) -> Node | None:
        """What follows a minus; a second minus takes the first one back."""
        if self.is_end():
            return None
        is_word = self.peek("word")
        part = self.term()
        if isinstance(part, Excluded):
            return part.part
        if is_word and isinstance(part, AllOf):  # -drugs/alcohol: neither of them
            return Excluded(AnyOf(part.parts))
        return Excluded(part) if part else None

    def bracketed(self) -> Node | None:
        self.depth += 1
        inside = self.alternatives()
        self.depth -= 1
        if self.peek("close"):
            self.place += 1
        else:
            self.note("An opening bracket without a closing one was ignored.")
        return inside

    def words(self, text: str) -> Words | None:
        """A phrase of the words in a text, of which `life-story` has two, as in the index."""
        words: list[str] = []
        beginnings: list[int] = []
        pieces = text.split()
        for piece, of_piece in zip(pieces, words_of_each(pieces), strict=True):
            words += of_piece
            if of_piece and self.is_beginning(piece, of_piece[-1]):
                beginnings.append(len(words) - 1)
        if not words:
            return None
        self.terms += 1
        if self.terms > MOST_TERMS:
            self.note(f"Only the first {MOST_TERMS} words and phrases were searched.")
            return None
        last = len(words) - 1
        before = tuple([place for place in beginnings if place < last])
        return Words(tuple(words), beginning=last in beginnings, beginnings=before)

    def is_beginning(self, text: str, last: str) -> bool:
        """Whether a star makes the `last` word of a text a beginning."""
        if "*" not in text:
            return False
        if not text.rstrip(".,;:?!").endswith("*"):
            self.note(f"A star is read at the end of a word only, so that of “{text}” was ignored.")
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

    def is_near(self) -> bool:
        """Whether a NEAR comes next; in a heading in capitals, NEAR alone is a word."""
        if self.place == len(self.tokens) or self.tokens[self.place]["near"] is None:
            return False
        return self.has_operators or tokens.near_distance(self.tokens[self.place]) is not None

    def is_or(self) -> bool:
        if self.peek("or"):
            return True
        if not self.peek("word"):
            return False
        word = self.tokens[self.place][0]
        is_operator = self.has_operators and word == "OR"
        return is_operator or (self.depth > 0 and self.is_between("or"))

    def is_between(self, word: str) -> bool:
        """Whether a word comes next that has a term on either side of it."""
        if not self.peek("word") or self.tokens[self.place][0] != word:
            return False
        kinds = [token.lastgroup for token in self.tokens[self.place - 1 : self.place + 2]]
        return len(kinds) == 3 and kinds[0] != "open" and kinds[2] != "close"

    def is_end(self) -> bool:
        return self.place == len(self.tokens) or self.peek("close") or self.is_or()

    def note(self, sentence: str) -> None:
        self.notes.append(sentence)


def _near_sides(node: Node | None, *, last: bool) -> list[Words]:
    """The words and phrases that one side of NEAR has; empty where it has something else.

    Of a pair that is near already, the `last` or the first word counts: a NEAR/5 b NEAR/5 c.
    """
    if isinstance(node, Words):
        return [node]
    if isinstance(node, Near):
        return [node.right if last else node.left]
    if isinstance(node, AnyOf) and all(isinstance(part, Words) for part in node.parts):
        return [part for part in node.parts if isinstance(part, Words)]
    return []
