"""What comes closest to a query that few paragraphs match."""

from __future__ import annotations

import pytest

from search.index.close import loosened
from search.index.door import closest, expanded
from search.query.parser import parse
from tests.archive import make_authority, make_report
from tests.support.searches import texts_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def reports() -> None:
    make_report(
        make_authority("kent"),
        "Police cells hold a child overnight.",
        "Police visit a child.",
        "Overnight stays in cells.",
        "A child has a visit.",
        "Housing for a child.",
        "Police cells, adoption and a child.",
    )


def close_texts(typed: str, **chosen: list[str]) -> list[str]:
    query, _ = expanded(parse(typed), [])
    return texts_at(closest(query, chosen, 20))


@pytest.mark.usefixtures("reports")
def test_paragraphs_with_most_of_the_words_by_weight_come_first_none_with_all() -> None:
    found = close_texts("police cells overnight")
    assert "Police cells hold a child overnight." not in found
    assert set(found[:2]) == {"Overnight stays in cells.", "Police cells, adoption and a child."}
    assert found[2:] == ["Police visit a child."]


@pytest.mark.usefixtures("reports")
def test_phrases_and_what_is_excluded_are_never_loosened() -> None:
    assert set(close_texts('"police cells" overnight unicorn')) == {
        "Police cells hold a child overnight.",
    }
    assert "Police cells, adoption and a child." not in close_texts("police cells stays -adoption")


@pytest.mark.usefixtures("reports")
def test_alternatives_count_as_one_word() -> None:
    assert set(close_texts("(adoption OR housing) overnight -stays")) == {
        "Housing for a child.",
        "Police cells hold a child overnight.",
        "Police cells, adoption and a child.",
    }


@pytest.mark.usefixtures("reports")
def test_filters_hold() -> None:
    make_report(make_authority("camden"), "Cells of a phone.", "Nothing else.", "More.")
    assert close_texts("police cells", authority=["camden"]) == ["Cells of a phone."]


@pytest.mark.parametrize(
    "typed",
    ["police", '"police cells"', "police OR cells", "police NEAR/3 cells", '"police cells" child'],
)
def test_nothing_is_close_where_fewer_than_two_words_may_be_missing(typed: str) -> None:
    assert loosened(parse(typed)) is None


def test_an_exact_query_is_never_loosened() -> None:
    assert loosened(parse("police cells", exact=True)) is None


def test_words_with_synonyms_may_be_missing_like_others() -> None:
    query, synonyms = expanded(parse("RHI housing"), [])
    assert synonyms
    loose = loosened(query)
    assert loose is not None
    assert len(loose.optional) == 2
