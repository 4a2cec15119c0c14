"""Normalised texts, as the index has them, and the position of each word in the original text.

`archive_words` (migration 0012) normalises all texts and queries: NFC, no format characters, no
accents, and a space for each character that is no letter or digit. So hyphens, slashes, apostrophes
and quotes never matter, and PostgreSQL's parser cannot read `abuse/violence` as one token or
`COVID-19` as a negative number.

It treats each letter with its marks separately. This module knows the results for the characters of
English texts; it asks PostgreSQL for others, once in each process.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from django.db import connection

USUAL = r"\x00-\x7f\xa0-\xa9\xab\xac\xae-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7–—‘’“”•…€"
"""Characters of English texts. All letters and digits among them are ASCII."""
ALL_USUAL = re.compile(f"[{USUAL}]*")
NO_LETTER = re.compile(r"[^0-9A-Za-z ]")
"""Usual characters that become a space. It excludes spaces themselves, for speed."""
UNUSUAL = re.compile(f"[{USUAL}]?[^{USUAL}]+")
"""A run of other characters, with the usual one before it, which may be a letter with an accent."""
FORMAT = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""Format characters, which are invisible; `archive_folded` drops the same ones."""
WORD = re.compile(r"\S+")
FOLLOWS = frozenset(("Mn", "Mc", "Me", "Cf", "Cn", "Co"))
"""Categories of characters that may belong to the letter before them, or that this Python does not
know.
"""
HANGUL_PARTS = range(0x1160, 0x1200)
"""Vowels and final consonants, which form one letter with the characters before them."""

Span = tuple[int, int]
"""The first character, and the one after the last."""


@dataclass(frozen=True, slots=True)
class IndexedText:
    """A normalised text, `words`, and the origin of each of its characters in the original text.

    `origins` has the span in the original for each character of `words`; None if all positions are
    the same.
    """

    words: str
    origins: Sequence[Span] | None = None

    def spans(self) -> list[Span]:
        """The span of each word in the original text. If one character becomes two words, their
        spans are the same.
        """
        spans = [word.span() for word in WORD.finditer(self.words)]
        if self.origins is None:
            return spans
        return [(self.origins[first][0], self.origins[end - 1][1]) for first, end in spans]


def indexed_text(text: str) -> IndexedText:
    """One normalised text."""
    return indexed_texts([text])[0]


def indexed_texts(texts: Sequence[str]) -> list[IndexedText]:
    """The normalised texts, with at most one query for all of them."""
    letters: set[str] = set()
    for text in texts:
        if not ALL_USUAL.fullmatch(text):
            letters |= _unusual_letters(text)
    folded = _folded(letters) if letters else {}
    return [_indexed(text, folded) for text in texts]


def _unusual_letters(text: str) -> set[str]:
    """The letters of a text, each with its marks, that this module cannot normalise itself."""
    letters: set[str] = set()
    for unusual in UNUSUAL.finditer(text):
        letters.update([text[start:end] for start, end in _letters(text, unusual)])
    return letters


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as written.

    Each is one word of the index, or several from one character.
    """
    return words_of_each([text])[0]


def words_of_each(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """The words of each text, as `words_of` gives them, with at most one query for all texts."""
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
    """The words of several texts, each once, with at most one query for all texts."""
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
    """Yield the span of each letter in a part of a text, with the marks that follow it.

    Normalisation does not depend on anything beyond these marks.
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
    """The normal form of each letter with its marks, from the cache or from the database."""
    folded = {letter: plain for letter in letters if (plain := _cached.get(letter)) is not None}
    new = [letter for letter in letters if letter not in folded]
    if not new:
        return folded
    # Halves of surrogate pairs count as spaces: no text in the database has any.
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
