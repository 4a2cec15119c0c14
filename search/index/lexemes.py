"""The lexemes of words, which PostgreSQL gives once a process, and tsqueries made of lexemes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from reports.models.text_search import EXACT


@dataclass(frozen=True, slots=True)
class Lexemes:
    """The two lexemes of one word: its stem, and the word as written with a sign before it."""

    stem: str
    exact: str


LexemePhrase = tuple[str, ...]
"""A word or phrase as lexemes in sequence. A lexeme that ends in a star is a word's beginning."""

FOLLOWED_BY = " <-> "
"""The operator of a tsquery between lexemes in sequence."""
MOST_CACHED = 50_000
POSTING = re.compile(r"'([^']+)':([\d,]+)")
"""One lexeme with its positions in the text form of a search vector."""
PLAIN = re.compile("[0-9A-Za-z]{1,200}")
"""A word that PostgreSQL never splits (migrations 0012 and 0024)."""
MOST_TOGETHER = 200
"""Plain words that are looked up as one text. A vector holds at most 256 positions of a lexeme
(PostgreSQL manual, 12.11).
"""
LOOK_UP = (
    "SELECT archive_vector(text)::text FROM unnest(%s::text[]) WITH ORDINALITY AS each (text, turn)"
    " ORDER BY turn"
)

_cached: dict[str, tuple[Lexemes, ...]] = {}


def lexemes_of(words: Iterable[str]) -> dict[str, tuple[Lexemes, ...]]:
    """The lexemes of each word; one statement for all words that this process has not looked up.

    Mostly one a word; none or several where PostgreSQL and Python differ on what a letter is. The
    text search configuration never changes while the archive runs, so the cache stays true.
    """
    lexemes: dict[str, tuple[Lexemes, ...]] = {}
    new: set[str] = set()
    for word in words:
        cached = _cached.get(word)
        if cached is None:
            new.add(word)
        else:
            lexemes[word] = cached
    return lexemes | _looked_up(new) if new else lexemes


def stems_of(words: Sequence[str]) -> tuple[str, ...]:
    """The stems of words in sequence; a word that PostgreSQL splits has several."""
    lexemes = lexemes_of(words)
    stems: list[str] = []
    for word in words:
        stems += [lexeme.stem for lexeme in lexemes[word]]
    return tuple(stems)


def stems_of_each(words: Iterable[str]) -> dict[str, list[str]]:
    """The stems of each word: mostly one; several for a word that PostgreSQL splits."""
    return {word: [each.stem for each in lexemes] for word, lexemes in lexemes_of(words).items()}


def look_up_words(words: Iterable[str]) -> None:
    """Look up words together, in one statement, so that later calls find them cached."""
    lexemes_of(words)


def _looked_up(words: set[str]) -> dict[str, tuple[Lexemes, ...]]:
    """Look up the lexemes of words in one statement.

    Plain words are joined into texts: two hundred in one text cost hardly more than a single word.
    """
    plain = sorted([word for word in words if PLAIN.fullmatch(word)])
    batches = [plain[at : at + MOST_TOGETHER] for at in range(0, len(plain), MOST_TOGETHER)]
    others = sorted(words.difference(plain))
    texts = [*[" ".join(batch) for batch in batches], *others]
    with connection.cursor() as cursor:
        cursor.execute(LOOK_UP, [texts])
        vectors = [_lexemes(vector) for (vector,) in cursor.fetchall()]
    lexemes = dict(zip(others, vectors[len(batches) :], strict=True))
    for batch, vector in zip(batches, vectors, strict=False):
        for word, lexeme in zip(batch, vector, strict=True):
            lexemes[word] = (lexeme,)
    if len(_cached) + len(lexemes) > MOST_CACHED:
        _cached.clear()
    _cached.update(lexemes)
    return lexemes


def _lexemes(vector: str) -> tuple[Lexemes, ...]:
    stems: dict[int, str] = {}
    exact: dict[int, str] = {}
    for lexeme, places in postings(vector).items():
        at_places = exact if lexeme.startswith(EXACT) else stems
        at_places.update(dict.fromkeys(places, lexeme))
    return tuple([Lexemes(stems[place], exact[place]) for place in sorted(stems)])


def stem_of(lexeme: str) -> str:
    """The stem of a lexeme; a beginning, which ends in a star, is returned as it is."""
    if not lexeme.startswith(EXACT) or lexeme.endswith("*"):
        return lexeme
    word = lexeme.removeprefix(EXACT)
    of_word = lexemes_of([word])[word]
    return of_word[0].stem if of_word else lexeme


def postings(vector: str) -> dict[str, list[int]]:
    """The positions, counted from 1, of each lexeme of a search vector in text form."""
    places_of: dict[str, list[int]] = {}
    for lexeme, places in POSTING.findall(vector):
        places_of[lexeme] = [int(place) for place in places.split(",")]
    return places_of


def tsquery_of(phrase: Iterable[str]) -> str:
    """The tsquery, as text, for lexemes in sequence; one that ends in a star is a word's beginning.

    Lexemes consist of letters, digits and our own signs, so quoting them is enough to be safe.
    """
    words = []
    for lexeme in phrase:
        beginning = ":*" if lexeme.endswith("*") else ""
        words.append(f"'{lexeme.removesuffix('*')}'{beginning}")
    return FOLLOWED_BY.join(words)


def any_of(lexemes: Iterable[str]) -> str:
    """The tsquery, as text, for any of some lexemes, none of which is a beginning."""
    return "'" + "' | '".join(lexemes) + "'"
