"""What the index makes of words, asked of PostgreSQL once a process, and tsqueries of lexemes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from reports.models.text_search import EXACT


@dataclass(frozen=True, slots=True)
class Lexemes:
    """One word as the index knows it: by its stem, and as it is written (with the sign before it)."""

    stem: str
    exact: str


LexemePhrase = tuple[str, ...]
"""A word or phrase as lexemes in sequence; the beginning of a word ends in a star."""

MOST_CACHED = 50_000
POSTING = re.compile(r"'([^']+)':([\d,]+)")
"""One lexeme with its places in PostgreSQL's text form of a vector."""
PLAIN = re.compile("[0-9A-Za-z]{1,200}")
"""A word that is one word to PostgreSQL, too (migrations 0012 and 0024)."""
MOST_TOGETHER = 200
"""Plain words that are looked up as one text: a vector has at most 256 places of a lexeme
(PostgreSQL manual, 12.11).
"""
LOOK_UP = (
    "SELECT archive_vector(text)::text FROM unnest(%s::text[]) WITH ORDINALITY AS each (text, turn)"
    " ORDER BY turn"
)

_cached: dict[str, tuple[Lexemes, ...]] = {}


def lexemes_of(words: Iterable[str]) -> dict[str, tuple[Lexemes, ...]]:
    """What the index makes of each word: one statement for those that this process has not met.

    Mostly one lexeme a word; none or several where PostgreSQL knows other letters than Python. The
    configuration never changes while the archive runs, so what was learnt once stays true.
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
    """The stems of words in sequence; a word that PostgreSQL parts has several."""
    lexemes = lexemes_of(words)
    stems: list[str] = []
    for word in words:
        stems += [lexeme.stem for lexeme in lexemes[word]]
    return tuple(stems)


def stems_of_each(words: Iterable[str]) -> dict[str, list[str]]:
    """The stems of each word: mostly one, several of a word that PostgreSQL parts."""
    return {word: [each.stem for each in lexemes] for word, lexemes in lexemes_of(words).items()}


def learn(words: Iterable[str]) -> None:
    """Look words up together, in one statement, so that later questions need not."""
    lexemes_of(words)


def _looked_up(words: set[str]) -> dict[str, tuple[Lexemes, ...]]:
    """The lexemes of words by one statement. Plain words are made one text: a text of two hundred
    words costs hardly more than one of a single word.
    """
    plain = sorted([word for word in words if PLAIN.fullmatch(word)])
    together = [plain[at : at + MOST_TOGETHER] for at in range(0, len(plain), MOST_TOGETHER)]
    others = sorted(words.difference(plain))
    texts = [*[" ".join(each) for each in together], *others]
    with connection.cursor() as cursor:
        cursor.execute(LOOK_UP, [texts])
        vectors = [_lexemes(vector) for (vector,) in cursor.fetchall()]
    lexemes = dict(zip(others, vectors[len(together) :], strict=True))
    for of_text, vector in zip(together, vectors, strict=False):
        for word, lexeme in zip(of_text, vector, strict=True):
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
    """The stem of a lexeme: of one as it is written, that of its word.

    A beginning, which ends in a star, has none.
    """
    if not lexeme.startswith(EXACT) or lexeme.endswith("*"):
        return lexeme
    word = lexeme.removeprefix(EXACT)
    of_word = lexemes_of([word])[word]
    return of_word[0].stem if of_word else lexeme


def postings(vector: str) -> dict[str, list[int]]:
    """Each lexeme of a vector in text form with its places, counted from 1."""
    places_of: dict[str, list[int]] = {}
    for lexeme, places in POSTING.findall(vector):
        places_of[lexeme] = [int(place) for place in places.split(",")]
    return places_of


def tsquery_of(phrase: Iterable[str]) -> str:
    """Lexemes in sequence as the text of a tsquery; one that ends in a star is a word's beginning.

    They are made of letters, digits and our own signs, so that quotes suffice to make them nothing
    but words.
    """
    words = []
    for lexeme in phrase:
        beginning = ":*" if lexeme.endswith("*") else ""
        words.append(f"'{lexeme.removesuffix('*')}'{beginning}")
    return " <-> ".join(words)


def any_of(lexemes: Iterable[str]) -> str:
    """Lexemes, no beginnings, as the text of a tsquery for what has one of them."""
    return "'" + "' | '".join(lexemes) + "'"
