"""Steps between words as they are written."""

import pytest

from search.query.misspelling import halves_of, one_step_from, steps_between


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("neglect", "neglect", 0),
        ("recieve", "receive", 1),
        ("retrun", "return", 1),
        ("neglct", "neglect", 1),
        ("neglecct", "neglect", 1),
        ("neglekt", "neglect", 1),
        ("lifestory", "lifestyle", 3),
        ("ca", "abc", 3),
        ("", "abc", 3),
    ],
)
def test_steps(one: str, other: str, steps: int) -> None:
    assert steps_between(one, other) == steps_between(other, one) == steps


def test_one_step_makes_all_that_is_one_step_away() -> None:
    made = one_step_from("retrun")
    assert {"return", "retruns", "etrun", "retrum"} <= made
    assert {steps_between("retrun", each) for each in made} == {1}


def test_a_small_word_may_be_written_as_one_with_the_next() -> None:
    assert ("in", "house") in halves_of("inhouse")
    assert halves_of("inch") == []
    assert ("ex", "house") not in halves_of("exhouse")


def test_halves_are_words_of_three_letters_or_more() -> None:
    assert halves_of("lifestory") == [
        ("lif", "estory"),
        ("life", "story"),
        ("lifes", "tory"),
        ("lifest", "ory"),
    ]
    assert halves_of("abcde") == []
