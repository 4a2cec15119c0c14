"""The words of a query as names are read from them, each at its characters."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from search.query.names.meanings import plain_words

TOKEN = re.compile(
    r"""(?P<lead>(?i:https?://|www\.)[^\s"]*/(?=[a-z][^\s/]*/?(?:\#\S*)?(?:\s|$))
          | (?i:authority|council|region|year|grade|rating|kind|type):(?:"[^"]*"|(?=\w)))
      | (?P<closed>[-–−!]?["“„«][^"“”„«»]*["”“»]?)
      | (?P<open>[-–−!]?\() | (?P<close>\))
      | (?P<operator>(?:OR|AND|NOT|\||NEAR(?:/\d+)?|[wW]?/\d+)(?=[\s()]|$))
      | (?P<excluded>[-–−!][^\s()"“”„«»]+)
      | (?P<word>[^\s()"“”„«»]+)""",
    re.VERBOSE,
)
OPERATOR = re.compile(r"(?:^|[\s()])(?:OR|NOT|\||NEAR(?:/\d+)?|[wW]?/\d+)(?=[\s()]|$)")
"""An operator for alternatives, an exclusion or nearness."""
PLAIN_BRACKETS = re.compile(r"(?<![-–−!])\((?P<inside>[^()\"“”„«»*]*)\)")
"""Brackets round words without quotation marks, none of them excluded as a whole."""
SEPARATED = re.compile(r"\w[/,;]+[^\W\d]|[^\W\d][/,;]+\d")
"""Words with a comma or slash between them and without a blank; numbers keep theirs: 2023/24."""
PIECE = re.compile(r"(?:[^/,;]|(?<=\d)[/,;](?=\d))*[/,;]*")
"""A part of such a word with the comma or slash behind it: Wigan/neglect has two."""
SLUG = re.compile(r"(?P<names>[a-z]+(?:-[a-z]+)*)-(?P<year>(?:19|20)\d\d)-\d\d-\d\d\b\S*")
"""The address of a report, or the name of its file: leeds-ilacs-2022-02-28."""


@dataclass(frozen=True, slots=True)
class TypedWord:
    """A word as typed at its characters: `words` are its plain small letters, mostly one word.

    `is_plain` says whether a paragraph simply must have it; `is_operator`, whether it joins others.
    What `leads` says that a name follows, or is surely one: `council:`, `council:"Leeds"`, the
    start of an address, a corrected word.
    """

    typed: str
    words: tuple[str, ...]
    start: int
    end: int
    is_plain: bool
    is_operator: bool = False
    leads: bool = False


def typed_words(typed: str) -> list[TypedWord]:
    """What was typed, word by word; phrases, brackets and operators are words that are not plain.

    Brackets with plain words only, such as “neglect (Wigan)”, mean nothing.
    """
    words: list[TypedWord] = []
    depth = 0
    read = _without_plain_brackets(typed) if "(" in typed else typed
    for token in TOKEN.finditer(read):
        kind = token.lastgroup
        depth = max(0, depth + (kind == "open") - (kind == "close"))
        if kind == "word" and not depth and (slug := SLUG.fullmatch(token[0])):
            words += _words_of_slug(slug, token.start())
            continue
        if kind == "word" and not depth and SEPARATED.search(token[0]):
            words += _words_of_pieces(token)
            continue
        leads = kind == "lead" and not depth
        is_plain = leads or (kind == "word" and not depth and "*" not in token[0])
        text = token[0].partition('"')[2] if leads else token[0]
        plain = plain_words(text) if is_plain else ()
        is_operator = kind == "operator" and token[0] != "AND"
        start, end = token.span()
        words.append(TypedWord(token[0], plain, start, end, is_plain, is_operator, leads))
    return words


def _without_plain_brackets(typed: str) -> str:
    """The text with blanks for brackets that only enclose plain words, at the same length."""
    if OPERATOR.search(typed):
        return typed
    return PLAIN_BRACKETS.sub(r" \g<inside> ", typed)


def _words_of_pieces(token: re.Match[str]) -> Iterator[TypedWord]:
    """The words that a comma or slash parts, each with it; those with a star are not plain."""
    for piece in PIECE.finditer(token[0]):
        start, end = token.start() + piece.start(), token.start() + piece.end()
        is_plain = "*" not in piece[0]
        if piece[0]:
            words = plain_words(piece[0]) if is_plain else ()
            yield TypedWord(piece[0], words, start, end, is_plain)


def _words_of_slug(slug: re.Match[str], start: int) -> Iterator[TypedWord]:
    """The words of the name of a report, which begins at a character, and its year."""
    for word in re.finditer("([a-z]+)-?", slug[0][: slug.start("year")]):
        first, last = start + word.start(), start + word.end()
        yield TypedWord(word[0], (word[1],), first, last, is_plain=True)
    at = start + slug.start("year")
    yield TypedWord(slug["year"], (slug["year"],), at, start + slug.end(), is_plain=True)


def without_operands(words: Sequence[TypedWord]) -> list[TypedWord]:
    """The words, of which none beside an operator is plain."""
    beside: set[int] = set()
    for at, word in enumerate(words):
        if word.is_operator:
            beside |= {at - 1, at + 1}
    return [
        replace(word, is_plain=word.is_plain and at not in beside) for at, word in enumerate(words)
    ]


def is_one_of(word: TypedWord, words: Collection[str]) -> bool:
    """Whether a word is plain, and one of some words in small letters."""
    return word.is_plain and len(word.words) == 1 and word.words[0] in words


def are_in_capitals(words: Sequence[TypedWord]) -> bool:
    """Whether no word has a small letter, as in a heading: then capitals name nothing."""
    return all(word.typed.upper() == word.typed for word in words)
