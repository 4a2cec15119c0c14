"""The marks show exactly what matched."""

from itertools import product

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.models.indexed_text import indexed_text
from search.index.compiling import marks_of
from search.index.lexemes import postings
from search.index.passages import spans
from search.query.parser import parse
from search.results.hits import marked
from tests.support.tiers import examples

pytestmark = pytest.mark.django_db


def indexed(text: str) -> tuple[str, str]:
    """The words of a text and its vector, as PostgreSQL makes them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT archive_words(%s), archive_vector(%s)::text", [text, text])
        words, vector = cursor.fetchone()
        return words, vector


def mark(text: str, typed: str) -> str:
    _, vector = indexed(text)
    return str(
        marked(
            text, spans(list(indexed_text(text).spans()), postings(vector), marks_of(parse(typed)))
        )
    )


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        (
            "Return home interviews are prompt.",
            '"return home interview"',
            "<mark>Return home interviews</mark> are prompt.",
        ),
        (
            "They return home after interviews.",
            '"return home interviews"',
            "They return home after interviews.",
        ),
        (
            "Life-story work, life story.",
            "life-story",
            "<mark>Life-story</mark> work, <mark>life story</mark>.",
        ),
        ("The children’s plans", "children's", "The <mark>children’s</mark> plans"),
        (
            "a <b>risk</b> & more",
            "risk b",
            "a &lt;<mark>b</mark>&gt;<mark>risk</mark>&lt;/<mark>b</mark>&gt; &amp; more",
        ),
        ("Máire’s café", "maire", "<mark>Máire</mark>’s café"),
        ("In COVID-19 times", "covid-19", "In <mark>COVID-19</mark> times"),
        (
            "care leavers leaving care",
            "care -leavers",
            "<mark>care</mark> leavers leaving <mark>care</mark>",
        ),
        (
            "Homelessness, the homeless",
            "homeless*",
            "<mark>Homelessness</mark>, the <mark>homeless</mark>",
        ),
        (
            "Risk one two three four exploitation. Risk of exploitation.",
            "risk NEAR/3 exploitation",
            "Risk one two three four <mark>exploitation</mark>. <mark>Risk</mark> of <mark>exploitation</mark>.",
        ),
        ("one two three", '"one two" "two three"', "<mark>one two three</mark>"),
    ],
)
def test_marks(text: str, typed: str, expected: str) -> None:
    assert mark(text, typed) == expected


@settings(
    max_examples=examples(150),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(st.text(max_size=120))
def test_every_word_has_its_place_in_the_vector(text: str) -> None:
    """The rule that marks stand on: PostgreSQL indexes as many words as Python sees, in the same
    places.
    """
    text = text.replace("\x00", "")
    words, vector = indexed(text)
    assert indexed_text(text).words == words
    assert len(list(indexed_text(text).spans())) == len(words.split())
    places = sorted(place for places in postings(vector).values() for place in places)
    # Each word stands there twice: as its stem and as it is written.
    assert places == sorted(2 * list(range(1, len(words.split()) + 1)))


NUMBERS_AND_LETTERS = ("0", "e", "a", " ")
"""A letter of each kind that the parser of PostgreSQL tells apart, once signs are blanks."""
SIGNS = ("1", "E", "x", ".", "-", "/", "@", ":", "_", "+")
"""Signs of versions, hosts, files, addresses and signed numbers."""
PLACES = """
    SELECT text, archive_words(text), (
        SELECT array_agg(place ORDER BY place)
        FROM unnest(archive_vector(text)) AS each, unnest(each.positions) AS place
    )
    FROM unnest(%s::text[]) AS text
"""
"""Each text with its words, and the places of all that stands in its vector; each word is there twice."""


@pytest.mark.parametrize(("signs", "longest"), [(NUMBERS_AND_LETTERS, 5), (SIGNS, 3)])
def test_postgresql_parts_no_word(signs: tuple[str, ...], longest: int) -> None:
    """Of every short text: numbers in scientific notation, versions, hosts, files, addresses."""
    texts: list[str] = []
    for length in range(1, longest + 1):
        texts += ["".join(each) for each in product(signs, repeat=length)]
    with connection.cursor() as cursor:
        cursor.execute(PLACES, [texts])
        rows = cursor.fetchall()
    parted = []
    for text, words, places in rows:
        count = len(words.split())
        if (places or []) != sorted(2 * list(range(1, count + 1))):
            parted.append(text)
    assert parted == []


@pytest.mark.parametrize("word", ["0E0A", "12e5kg", "0e0e0a", "3E4é", "1e2 3e4x 5e6"])
def test_a_word_that_begins_like_a_number_is_one_word(word: str) -> None:
    text = f"Flat {word} was visited."
    assert (
        mark(text, word)
        == "Flat " + " ".join(f"<mark>{each}</mark>" for each in word.split()) + " was visited."
    )
    assert mark(text, f'"flat {word} was"') == f"<mark>Flat {word} was</mark> visited."
