"""Queries as tsqueries, phrases of lexemes and marks."""

import pytest
from django.db import connection

from search.index.compiling import (
    MarkedPhrase,
    compile_query,
    condition_of,
    marks_of,
    scans_of,
)
from search.query.parser import parse
from tests.support.searches import vector_query

pytestmark = pytest.mark.django_db


def matches(typed: str, text: str, *, exact: bool = False) -> bool:
    """Whether PostgreSQL finds the query in a paragraph of this text."""
    query = vector_query(parse(typed, exact=exact))
    with connection.cursor() as cursor:
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
    assert condition_of(compile_query(query)) is None
    assert scans_of(compile_query(query)) == ()
    assert compile_query(query).ranked == ()
    assert marks_of(query) == []


def test_phrases_are_those_that_are_not_excluded() -> None:
    query = compile_query(parse('"late visits" hom* -calls'))
    assert query.ranked == (("late", "visit"), ("=hom*",))
    assert query.concepts == (((("late", "visit"),),), ((("=hom*",),),))
    assert compile_query(parse("Visits", exact=True)).ranked == (("=visits",),)


def test_marks_are_phrases_and_pairs_that_are_near() -> None:
    marks = marks_of(parse('a late NEAR/4 "home visits" b -c'))
    assert marks == [
        MarkedPhrase(("a",)),
        MarkedPhrase(("b",)),
        MarkedPhrase(("late",), ("home", "visit"), 4),
    ]
