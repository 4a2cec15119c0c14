"""Other spellings of words, among those that paragraphs have."""

import pytest
from pytest_django import DjangoAssertNumQueries

from reports.overview.cache import one_version
from search.index.spellings import Spelling, other_forms_of, spellings_of
from tests.archive import make_authority, make_report

pytestmark = pytest.mark.django_db


def test_spellings_are_written_words_the_nearest_first_of_them_the_commonest() -> None:
    make_report(
        make_authority(), "They receive visits.", "They receive help.", "They relieve carers."
    )
    spellings = spellings_of(["Recieve"])["Recieve"]
    assert spellings == [Spelling(("receive",), 1, 2), Spelling(("relieve",), 1, 1)]


def test_a_word_may_be_two_that_were_written_as_one() -> None:
    make_report(make_authority(), "Life story work.", "A lifestyle of crime.")
    first = spellings_of(["lifestory"])["lifestory"][0]
    assert first == Spelling(("life", "story"), 1, 1)
    assert spellings_of(["lifestory"], present=["lifestory"]) == {"lifestory": []}


def test_a_word_without_a_similar_one_takes_no_statement(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_report(make_authority(), "Whistleblowing.", "Visits and visit.")
    with one_version():
        spellings_of(["whistleblowing"], present=["whistleblowing"])  # reads all words once
        with django_assert_num_queries(0):
            spellings = spellings_of(["whistleblowing"], present=["whistleblowing"])
        with django_assert_num_queries(1):
            spellings |= spellings_of(["visits"], present=["visits"])
    assert spellings == {"whistleblowing": [], "visits": [Spelling(("visit",), 1, 1)]}


def test_two_steps_are_tried_in_long_words_with_the_first_letter_right() -> None:
    make_report(make_authority(), "Many assessments.")
    assert spellings_of(["asesments"])["asesments"][0].words == ("assessments",)
    assert spellings_of(["asesments"], present=["asesments"]) == {"asesments": []}
    assert spellings_of(["asessments"], present=["asessments"]) == {
        "asessments": [Spelling(("assessments",), 1, 1)]
    }
    assert spellings_of(["Romany", "mny", "MANI", "zzzzz"]) == {
        "Romany": [],
        "mny": [Spelling(("many",), 1, 1)],
        "zzzzz": [],
    }


def test_two_steps_are_not_tried_in_short_words() -> None:
    make_report(make_authority(), "It is homely.")
    assert spellings_of(["homes"]) == {"homes": []}
    assert spellings_of(["homeliy"])["homeliy"][0].words == ("homely",)


def test_two_or_three_capitals_have_no_other_spelling() -> None:
    make_report(make_authority(), "A dvd of dva.")
    assert spellings_of(["DV", "DVX"]) == {}
    assert spellings_of(["dvx"])["dvx"][0].words in {("dvd",), ("dva",)}


def test_other_forms_are_the_words_of_a_stem_the_commonest_first() -> None:
    make_report(make_authority(), "They are neglected.", "Neglected, neglecting.", "Negative.")
    assert other_forms_of(["neglects", "zzzz", "us"]) == {
        "neglects": ["neglected", "neglecting"],
        "zzzz": [],
        "us": [],
    }
