"""Texts and queries have one normalisation, and Python and PostgreSQL the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from importlib import import_module

import pytest
from django.db import connection

from reports.models import Lexeme
from reports.models.indexed_text import indexed_text, indexed_texts, words_of, words_of_all
from search.index.lexemes import look_up_words
from search.query.parser import parse
from tests.archive import make_authority, make_report
from tests.support.index import assert_entries_true, counted_afresh, lexeme_counts
from tests.support.letters import (
    APOSTROPHES,
    INVISIBLE,
    in_groups,
    is_uniform,
    letters,
    signs_of,
)
from tests.support.searches import vector_query

pytestmark = pytest.mark.django_db

LETTERS_A_WORD = 60
LETTERS_A_QUERY = 480


def phrases_with(letters: Sequence[str]) -> list[str]:
    """Phrases, short enough for a query in any form, with every letter between two of ASCII.

    Each letter of an alphabet is also a word by itself.
    """
    between = [f"x{'y'.join(group)}z" for group in in_groups(letters, LETTERS_A_WORD)]
    alone = [letter for letter in letters if not is_uniform(letter)]
    phrases, room = [""], LETTERS_A_QUERY
    for word in between + alone:
        length = len(unicodedata.normalize("NFD", word)) + 1
        if length > room:
            phrases.append("")
            room = LETTERS_A_QUERY
        phrases[-1] += f" {word}"
        room -= length
    return phrases


def vectors_of(texts: Sequence[str]) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT archive_words(text), archive_vector(text)::text"
            " FROM unnest(%s::text[]) WITH ORDINALITY AS t (text, n) ORDER BY n",
            [list(texts)],
        )
        rows: list[tuple[str, str]] = cursor.fetchall()
        return rows


def test_every_letter_and_sign_is_read_alike_on_both_sides() -> None:
    signs = [*letters(), *signs_of("MNPSZ")]
    texts = ["".join(f"a{sign}b {sign} " for sign in group) for group in in_groups(signs, 500)]
    in_database = vectors_of(texts)
    assert [text.words for text in indexed_texts(texts)] == [words for words, _ in in_database]
    for words, vector in in_database:
        assert not {unicodedata.category(sign)[0] for sign in words.replace(" ", "")} & set("PZC")
        assert not re.search(r"''|\\", vector)


def test_every_letter_is_indexed_alike_in_every_form() -> None:
    texts = [" ".join(group) for group in in_groups(signs_of("L"), 1000)]
    composed, decomposed = (
        [unicodedata.normalize(form, text) for text in texts] for form in ("NFC", "NFD")
    )
    assert vectors_of(composed) == vectors_of(decomposed)


@pytest.mark.slow
def test_every_letter_that_was_indexed_is_found_as_it_is_typed() -> None:
    """Slow: thousands of queries. The tests above show that both sides read each letter alike."""
    phrases = phrases_with(letters())
    composed, decomposed = (
        [unicodedata.normalize(form, phrase) for phrase in phrases] for form in ("NFC", "NFD")
    )
    # Asked at once; a query asks for its own words.
    look_up_words(words_of_all(composed + decomposed))
    queries = [[parse(f'"{phrase}"') for phrase in typed] for typed in (composed, decomposed)]
    assert not any(query.notes for typed in queries for query in typed)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT composed FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[])"
            " AS t (composed, decomposed, one, other), archive_vector(composed) AS vector"
            " WHERE NOT (vector = archive_vector(decomposed) AND vector @@ one::tsquery AND vector @@ other::tsquery)",
            [
                composed,
                decomposed,
                *([vector_query(query) for query in typed] for typed in queries),
            ],
        )
        assert cursor.fetchall() == []


@pytest.mark.parametrize("apostrophe", APOSTROPHES)
def test_every_apostrophe_is_the_same(apostrophe: str) -> None:
    assert vectors_of([f"children{apostrophe}s"]) == vectors_of(["children s"])
    assert words_of(f"children{apostrophe}s") == ("children", "s")


@pytest.mark.parametrize("sign", INVISIBLE)
def test_what_nobody_sees_is_dropped(sign: str) -> None:
    assert vectors_of([f"safe{sign}guard{sign}ing"]) == vectors_of(["safeguarding"])
    assert (
        str(parse(f"{sign}-risk safe{sign}guarding {sign}OR children").root)
        == "(not risk and safeguarding) or children"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("café CAFÉ", "cafe CAFE"),
        ("cafe\u0301", "cafe"),
        ("ŉ ﬁnd straße Æsop", "n find strasse AEsop"),
        ("5½ №7 ℀ © ²", "5 7"),
        ("x\u0302y e\u0301\u0323", "xy e"),
        ("\u1112\u1161\u11ab", "\ud55c"),
        ("हिन्दी", "हिन दी"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert indexed_text(text).words.split() == words.split()
    assert vectors_of([text])[0][0].split() == words.split()


def test_words_are_told_as_they_are_written() -> None:
    text = "Ma\u0301ire’s ŉ co\u00adoperation"
    assert words_of(text) == ("Ma\u0301ire", "s", "ŉ", "co\u00adoperation")


@pytest.mark.parametrize("length", [200, 201, 682, 2045, 2046, 2047, 5000])
@pytest.mark.parametrize("letter", ["a", "é", "ж", "ﷺ"])
def test_word_of_any_length(letter: str, length: int) -> None:
    report = make_report(make_authority(), f"before {letter * length} after")
    matching = vector_query(parse(f'"{letter * 210}"'))
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_vector @@ %s::tsquery FROM reports_paragraph", [matching])
        assert cursor.fetchall() == [(length >= 200,)]
    assert report.paragraphs.count() == 1


def test_texts_of_an_older_archive_are_indexed_anew() -> None:
    migration = import_module("reports.migrations.0012_one_normalisation")
    texts = (
        "The childrenʼs plan.",
        "Nothing unusual.",
        "Safe\u00adguarding, cafe\u0301s and ŉ.",
        "e\u0301" * 300,
        "a" * 2040,
    )
    with connection.cursor() as cursor:
        cursor.execute(migration.UNDONE.read_text(encoding="utf-8"))
        make_report(make_authority(), *texts)
        assert Lexeme.objects.filter(lexeme__contains="'").exists()
        cursor.execute(migration.SQL.read_text(encoding="utf-8"))
        cursor.execute(
            "SELECT text FROM reports_paragraph WHERE search_vector <> archive_vector(text)"
        )
        assert cursor.fetchall() == []
    assert not Lexeme.objects.filter(lexeme__contains="'").exists()
    assert {"=children", "=safeguarding", "=cafes"} <= lexeme_counts().keys()
    assert lexeme_counts() == counted_afresh()
    assert_entries_true()
