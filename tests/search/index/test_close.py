"""What comes closest to a query that few paragraphs match."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from numpy.typing import NDArray

from search.index import close
from search.index.close import loosened
from search.index.door import closest, expanded, fetch
from search.index.lexemes import stems_of
from search.index.scan import Places
from search.query.parser import parse
from search.query.query import AnyOf, Words
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
    return texts_at(closest(query, chosen, 20).places)


@pytest.mark.usefixtures("reports")
def test_paragraphs_with_most_of_the_words_by_weight_come_first_none_with_all() -> None:
    texts = close_texts("police cells overnight")
    assert "Police cells hold a child overnight." not in texts
    assert set(texts[:2]) == {"Overnight stays in cells.", "Police cells, adoption and a child."}
    assert texts[2:] == ["Police visit a child."]


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
def test_a_word_typed_again_counts_once() -> None:
    twice = close_texts("stays overnight housing from housing to housing")
    assert twice[0] == "Overnight stays in cells."
    assert twice == close_texts("stays overnight housing from to")


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


def made(*texts: str) -> None:
    make_report(make_authority("leeds"), *texts)


def test_a_term_stands_for_its_everyday_word_with_less_weight() -> None:
    made("Dental checks are late.", "Teeth.", "Checks of homes.", "Adoption is prompt.")
    assert close_texts("teeth inspected") == ["Teeth.", "Dental checks are late."]


def test_what_counted_is_marked_and_small_words_are_not() -> None:
    made("Dental checks are late.", "They are inspected.", "Adoption is prompt.")
    query, _ = expanded(parse("are teeth inspected"), [])
    close_results = closest(query, {}, 20)
    marked = {}
    for passage in fetch(close_results.places, close_results.marked):
        text = passage.paragraph.text
        marked[text] = [text[start:end] for start, end in passage.spans]
    assert marked == {"They are inspected.": ["inspected"], "Dental checks are late.": ["Dental"]}


def test_the_words_of_an_everyday_name_may_stand_apart() -> None:
    made("A child was in police custody.", "A child visits the police.", "Adoption is prompt.")
    texts = close_texts("cells at the police station or other cells unicorn")
    assert texts[0] == "A child was in police custody."


def test_small_words_alone_bring_nothing_close() -> None:
    made("They don’t go.", "Who is it?", "Adoption is prompt.", "Delay.")
    assert close_texts("who don’t adopt unicorns") == ["Adoption is prompt."]


def test_general_words_count_half() -> None:
    made(
        "They bring it.",
        "They bring more.",
        "Grandparents.",
        "Adoption is prompt.",
        "Grandparents too.",
    )
    assert close_texts("grandparents bring")[:2] == ["Grandparents.", "Grandparents too."]


def test_a_word_may_be_a_plural_of_which_both_forms_are_searched() -> None:
    made("A life.", "The child lives here.", "Adoption is prompt.", "Strangers.")
    assert set(close_texts("lives with strangers")) == {
        "A life.",
        "The child lives here.",
        "Strangers.",
    }


def test_small_words_can_make_a_word_an_everyday_name() -> None:
    made(
        "Children missing education are tracked well.",
        "School uniforms.",
        "A school is near.",
        "Adoption is prompt.",
    )
    assert (
        close_texts("unicorns not in school")[0] == "Children missing education are tracked well."
    )
    assert close_texts("unicorns school") == ["School uniforms.", "A school is near."]


def test_a_name_of_a_term_is_no_single_word_of_it() -> None:
    made("Areas for action.", "Some live out of area.", "Adoption is prompt.", "Delay.")
    assert close_texts("miles away unicorns") == ["Some live out of area."]


def test_of_paragraphs_with_the_same_words_those_on_the_theme_come_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made("Cells divide.", "Cells are locked.", "Adoption is prompt.", "Delay.")
    first = close_texts("police cells")[0]
    weighed: list[Mapping[str, float]] = []

    def nearness(weights: Mapping[str, float], places: Places) -> NDArray[np.float64]:
        weighed.append(weights)
        return np.array([text != first for text in texts_at(places)], dtype=float)

    monkeypatch.setattr(close, "nearness_to_stems", nearness)
    assert close_texts("police cells")[1] == first
    assert weighed[0]["cell"] == 1.0
    assert weighed[0]["custodi"] == close.WEAKER


def test_the_words_of_a_name_may_be_missing_one_by_one() -> None:
    made("Police hold a child.", "Custody.", "Adoption is prompt.", "Delay.", "More.", "Enough.")
    assert set(close_texts("police custody unicorn")) == {"Police hold a child.", "Custody."}
    query, _ = expanded(parse("RHI housing return home interview"), [])
    loose = loosened(query)
    assert loose is not None
    assert len(loose.optional) == 5


def test_words_that_name_a_term_are_no_everyday_name(monkeypatch: pytest.MonkeyPatch) -> None:
    dental = close._EverydayName(
        frozenset(stems_of(["information", "sharing"])),
        frozenset(stems_of(["information", "sharing"])),
        AnyOf((Words(("dental",)),)),
    )
    monkeypatch.setattr(close, "_everyday_names", lambda: (dental,))
    made("Dental checks are late.", "Information is shared.", "Adoption is prompt.")
    assert close_texts("information sharing unicorn") == ["Information is shared."]
    assert "Dental checks are late." in close_texts("sharing of some unicorn information")
