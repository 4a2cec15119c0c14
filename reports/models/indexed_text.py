"""A text as the index has it: its words in plain letters, and where each of them stands in the text
as written.

`archive_words` (migration 0012) is the one normalisation of texts and queries: NFC, format
characters dropped, accents folded, and a blank for each sign that is no letter or digit. Hyphens,
slashes, apostrophes and quotes so never matter, and the parser of PostgreSQL cannot read
`abuse/violence` as one token or `COVID-19` as a negative number.

It works on each letter with its marks by itself. What it makes of the signs of English is known
here; of others PostgreSQL is asked, once a process.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db import connection

USUAL = r"\x00-\x7f\xa0-\xa9\xab\xac\xae-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7–—‘’“”•…€"
"""Signs of English texts, as `archive_words` has them: a letter or digit among them is one of
ASCII.
"""
ALL_USUAL = re.compile(f"[{USUAL}]*")
NO_LETTER = re.compile(r"[^0-9A-Za-z ]")
"""What is made a blank among usual signs; blanks are left alone, which is most of the work."""
UNUSUAL = re.compile(f"[{USUAL}]?[^{USUAL}]+")
"""Other signs side by side, and the usual one before them: it may be a letter to which the first is
an accent.
"""
FORMAT = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""Format characters, which nobody sees; `archive_folded` drops the same."""
WORD = re.compile(r"\S+")
FOLLOWS = frozenset(("Mn", "Mc", "Me", "Cf", "Cn", "Co"))
"""Categories of signs that may change the letter before them, and of those that this Python does
not know.
"""
HANGUL_PARTS = range(0x1160, 0x1200)
"""Vowels and final consonants, which make one letter with those before them."""

Span = tuple[int, int]
"""The first character, and the one after the last."""


@dataclass(frozen=True, slots=True)
class IndexedText:
    """The words of a text in plain letters with blanks around them, and where each of their letters
    comes from.

    `origins` has the place in the text of each letter of `words`; None where all places are the
    same.
    """

    words: str
    origins: Sequence[Span] | None = None

    def spans(self) -> Iterator[Span]:
        """Where each word stands in the text, in their order. One sign may be two words: their
        spans are the same.
        """
        for word in WORD.finditer(self.words):
            first, end = word.span()
            if self.origins is None:
                yield first, end
            else:
                yield self.origins[first][0], self.origins[end - 1][1]


def indexed_text(text: str) -> IndexedText:
    """One text as the index has it."""
    return indexed_texts([text])[0]


def indexed_texts(texts: Sequence[str]) -> list[IndexedText]:
    """Texts as the index has them, with one query at most for all of them."""
    letters: set[str] = set()
    for text in texts:
        if not ALL_USUAL.fullmatch(text):
            letters |= _unusual_letters(text)
    folded = _folded(letters) if letters else {}
    return [_indexed(text, folded) for text in texts]


def _unusual_letters(text: str) -> set[str]:
    """The letters with their marks that are none of English texts, and those before them."""
    letters: set[str] = set()
    for unusual in UNUSUAL.finditer(text):
        letters.update([text[start:end] for start, end in _letters(text, unusual)])
    return letters


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are written: each is one word to the index, or the few that one
    sign stands for.
    """
    return words_of_each([text])[0]


def words_of_each(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """The words of each of several texts, with one query at most for all of them."""
    written = []
    for text, indexed in zip(texts, indexed_texts(texts), strict=True):
        words: list[Span] = []
        for start, end in indexed.spans():
            if words and start < words[-1][1]:
                words[-1] = (words[-1][0], end)
            else:
                words.append((start, end))
        written.append(tuple([text[start:end] for start, end in words]))
    return written


def words_of_all(texts: Iterable[str]) -> set[str]:
    """The words of several texts, each once, with one query at most for all of them."""
    return set(chain.from_iterable(words_of_each(list(texts))))


def _indexed(text: str, folded: Mapping[str, str]) -> IndexedText:
    if ALL_USUAL.fullmatch(text):
        return IndexedText(NO_LETTER.sub(" ", text))
    words: list[str] = []
    origins: list[Span] = []
    last = 0
    for unusual in UNUSUAL.finditer(text):
        words.append(NO_LETTER.sub(" ", text[last : unusual.start()]))
        origins += [(place, place + 1) for place in range(last, unusual.start())]
        for start, end in _letters(text, unusual):
            plain = folded[text[start:end]]
            words.append(plain)
            origins += [(start, end)] * len(plain)
        last = unusual.end()
    words.append(NO_LETTER.sub(" ", text[last:]))
    origins += [(place, place + 1) for place in range(last, len(text))]
    return IndexedText("".join(words), origins)


def _letters(text: str, part: re.Match[str]) -> Iterator[Span]:
    """The letters of a part of a text, each with the marks that follow it: no normalisation looks
    beyond them.
    """
    start = part.start()
    for place in range(start + 1, part.end()):
        if not _follows(text[place]):
            yield start, place
            start = place
    yield start, part.end()


def _follows(sign: str) -> bool:
    return unicodedata.category(sign) in FOLLOWS or ord(sign) in HANGUL_PARTS


_cached: dict[str, str] = {}
_MOST_CACHED = 50_000


def _folded(letters: Iterable[str]) -> dict[str, str]:
    """What the index makes of each letter with its marks."""
    folded = {letter: plain for letter in letters if (plain := _cached.get(letter)) is not None}
    new = [letter for letter in letters if letter not in folded]
    if not new:
        return folded
    # Halves of characters, which no text in the database has, are no letters.
    halves = [
        letter for letter in new if any(unicodedata.category(sign) == "Cs" for sign in letter)
    ]
    learnt = dict.fromkeys(halves, " ")
    with connection.cursor() as cursor:
        remaining = [letter for letter in new if letter not in learnt]
        cursor.execute(
            "SELECT letter, archive_words(letter) FROM unnest(%s::text[]) AS letter", [remaining]
        )
        learnt |= dict(cursor.fetchall())
    if len(_cached) + len(learnt) > _MOST_CACHED:
        _cached.clear()
    _cached.update(learnt)
    return folded | learnt
