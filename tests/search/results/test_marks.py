"""The marks show exactly what matched."""

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

pytestmark = pytest.mark.django_db


def indexed(text: str) -> tuple[str, str]:
    """The words of a text and its vector, as PostgreSQL makes them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT archive_words(%s), archive_vector(%s)::text", [text, text])
        words, vector = cursor.fetchone()
        return words, vector


def mark(text: str, typed: str) -> str:
    _, vector = indexed(text)
    return str(marked(text, spans(indexed_text(text), vector, marks_of(parse(typed)))))


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
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
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
