"""Paragraphs fetched at their places, with where the query occurs in them."""

import pytest
from pytest_django import DjangoAssertNumQueries

from reports.models import Paragraph
from reports.overview.cache import one_version
from search.index.door import Question, ask, fetch
from search.query.parser import parse
from tests.archive import make_authority, make_inspection, make_paragraph

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows() -> list[Paragraph]:
    inspection = make_inspection(make_authority())
    texts = ("Homeless children.", "Homes, and a homeless child.", "Nothing.", "A home at last.")
    return [make_paragraph(inspection, text, number=n) for n, text in enumerate(texts, 1)]


def marked(typed: str) -> dict[str, list[str]]:
    query = parse(typed)
    places = ask(Question(query=query, order="report", first=None)).places
    return {
        each.paragraph.text: [each.paragraph.text[start:end] for start, end in each.spans]
        for each in fetch(places, query)
    }


def test_words_and_phrases_occur_where_they_match(rows: list[Paragraph]) -> None:
    assert marked("home") == {rows[1].text: ["Homes"], rows[3].text: ["home"]}
    assert marked("home -children") == {rows[3].text: ["home"]}
    assert marked('"homeless child"') == {
        rows[0].text: ["Homeless children"],
        rows[1].text: ["homeless child"],
    }
    assert marked("hom*")[rows[1].text] == ["Homes", "homeless"]
    assert marked("home NEAR/4 child") == {rows[1].text: ["Homes", "child"]}


def test_paragraphs_come_in_the_order_of_their_places(
    rows: list[Paragraph], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    places = ask(Question(order="report", first=None)).places[::-1]
    with one_version(), django_assert_num_queries(1):
        passages = fetch(places)
    assert [each.paragraph for each in passages] == rows[::-1]
    assert {each.spans for each in passages} == {()}
    assert {(each.before, each.after) for each in passages} == {(None, None)}
    with django_assert_num_queries(0):
        assert {each.paragraph.inspection.authority.name for each in passages} == {
            rows[0].inspection.authority.name
        }


def test_a_passage_knows_the_paragraphs_beside_it(rows: list[Paragraph]) -> None:
    places = ask(Question(order="report", first=None)).places
    first, second, _, last = fetch(places, around=True)
    assert (first.before, first.after) == (None, rows[1])
    assert (second.before, second.after) == (rows[0], rows[2])
    assert (last.before, last.after) == (rows[2], None)


def test_a_paragraph_that_is_gone_is_left_out(rows: list[Paragraph]) -> None:
    places = ask(Question(order="report", first=None)).places
    Paragraph.objects.filter(pk=rows[1].pk).delete()
    assert [each.paragraph for each in fetch(places)] == [rows[0], *rows[2:]]


def test_all_of_a_paragraph_is_fetched_but_its_vector(rows: list[Paragraph]) -> None:
    """A field that were left out would cost a statement for each passage that shows it."""
    places = ask(Question(order="report", first=None)).places
    for passage in fetch(places, around=True):
        assert passage.paragraph.get_deferred_fields() == {"search_vector"}
