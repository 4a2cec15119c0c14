"""What the index makes of words, and what stands in a vector: lexemes, asked of PostgreSQL once a
process.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

from reports.models.text_search import EXACT


@dataclass(frozen=True, slots=True)
class Lexemes:
    """One word as the index knows it: by its stem, and as it is written (with the sign before it)."""

    stem: str
    exact: str


LexemePhrase = tuple[str, ...]
"""A word or phrase as lexemes in sequence; the beginning of a word ends in a star."""

_known: dict[str, tuple[Lexemes, ...]] = {}
_MOST_KNOWN = 50_000
POSTING = re.compile(r"'([^']+)':([\d,]+)")
"""One lexeme with its places in PostgreSQL's text form of a vector."""


def lexemes_of(words: Iterable[str]) -> dict[str, tuple[Lexemes, ...]]:
    """What the index makes of each word: one query for those not asked before in this process.

    Mostly one lexeme a word; none or several where PostgreSQL knows other letters than Python. The
    configuration never changes while the archive runs, so what was asked once stays true.
    """
    distinct = set(words)
    cached = {word: lexemes for word in distinct if (lexemes := _known.get(word)) is not None}
    return cached | _learnt(distinct - cached.keys())


def learn(words: Set[str]) -> None:
    """Ask for the lexemes of words that were not asked before, so that `lexemes_of` need not ask
    later.
    """
    _learnt(words - _known.keys())


def _learnt(new: Set[str]) -> dict[str, tuple[Lexemes, ...]]:
    if not new:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, archive_vector(word)::text FROM unnest(%s::text[]) AS word", [sorted(new)]
        )
        learnt = {word: _lexemes(vector) for word, vector in cursor.fetchall()}
    if len(_known) + len(learnt) > _MOST_KNOWN:
        _known.clear()
    _known.update(learnt)
    return learnt


def stem_of(lexeme: str) -> str:
    """The stem of a lexeme: of one as it is written, that of its word. A beginning, which ends in a
    star, has none.
    """
    if not lexeme.startswith(EXACT) or lexeme.endswith("*"):
        return lexeme
    word = lexeme.removeprefix(EXACT)
    return next((each.stem for each in lexemes_of([word])[word]), lexeme)


def postings(vector: str, lexemes: Iterable[str] | None = None) -> dict[str, list[int]]:
    """Each lexeme of a vector in text form, with its places, counted from 1; of `lexemes` only
    those, if given.

    A lexeme that ends in a star asks for all that begin so.
    """
    pattern = POSTING if lexemes is None else _pattern(frozenset(lexemes))
    return {
        lexeme: [int(place) for place in places.split(",")]
        for lexeme, places in pattern.findall(vector)
    }


@lru_cache(maxsize=64)
def _pattern(lexemes: frozenset[str]) -> re.Pattern[str]:
    each = (
        re.escape(lexeme.removesuffix("*")) + "[^']*" * lexeme.endswith("*")
        for lexeme in sorted(lexemes)
    )
    return re.compile(rf"'({'|'.join(each)})':([\d,]+)")


def _lexemes(vector: str) -> tuple[Lexemes, ...]:
    stems: dict[int, str] = {}
    exact: dict[int, str] = {}
    for lexeme, places in postings(vector).items():
        (exact if lexeme.startswith(EXACT) else stems).update(dict.fromkeys(places, lexeme))
    return tuple(Lexemes(stems[place], exact[place]) for place in sorted(stems))
