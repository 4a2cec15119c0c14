"""Queries as tsqueries, phrases of lexemes and marks."""

import pytest
from django.db import connection

from search.index.compiling import (
    MarkedPhrase,
    marks_of,
    matching_of,
    phrases_of,
    tsquery_text,
)
from search.query.parser import parse

pytestmark = pytest.mark.django_db


def matches(typed: str, text: str, *, exact: bool = False) -> bool:
    """Whether PostgreSQL finds the query in a paragraph of this text."""
    with connection.cursor() as cursor:
        query = tsquery_text(parse(typed, exact=exact))
        cursor.execute("SELECT archive_vector(%s) @@ %s::tsquery", [text, query])
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("visits", "A visit.", True),
        ("visits", "A void.", False),
        ('"late visits"', "A late visit.", True),
        ('"late visits"', "A visit, late.", False),
        ("late visits", "A visit, late.", True),
        ("late OR early", "An early visit.", True),
        ("late -visits", "A late visit.", False),
        ("late -visits", "A late call.", True),
        ("vis*", "A visible change.", True),
        ("visi*", "A vision.", True),
        ("visit*", "A vision.", False),
        ("late NEAR/2 visits", "Late first visits.", True),
        ("late NEAR/2 visits", "Visits are late.", True),
        ("late NEAR/1 visits", "Late first visits.", False),
        ("late NEAR/2 visits", "Late is the first visit.", False),
    ],
)
def test_tsquery_finds_what_the_query_says(typed: str, text: str, expected: bool) -> None:
    assert matches(typed, text) is expected


def test_an_exact_query_matches_as_written() -> None:
    assert matches("visits", "Two visits.", exact=True)
    assert not matches("visits", "One visit.", exact=True)


def test_a_query_without_words_compiles_to_nothing() -> None:
    query = parse("()")
    assert tsquery_text(query) is None
    assert matching_of(query) is None
    assert phrases_of(query) == []
    assert marks_of(query) == []


def test_phrases_are_those_that_are_not_excluded() -> None:
    assert phrases_of(parse('"late visits" hom* -calls')) == [("late", "visit"), ("=hom*",)]
    assert phrases_of(parse("Visits", exact=True)) == [("=visits",)]


def test_marks_are_phrases_and_pairs_that_are_near() -> None:
    marks = marks_of(parse('a late NEAR/4 "home visits" b -c'))
    assert marks == [
        MarkedPhrase(("a",)),
        MarkedPhrase(("b",)),
        MarkedPhrase(("late",), ("home", "visit"), 4),
    ]
