"""The passages of two texts side by side."""

from dataclasses import replace

from reports.publishing.history.pairing import paired
from tests.reports.publishing.history.passages import passage

A = passage(1, "Assessments of need are timely and thorough")
B = passage(2, "Brothers and sisters live together where possible")
C = passage(3, "Care leavers have a personal adviser they trust")


def test_the_same_text_twice() -> None:
    assert paired([A, B, C], [A, B, C]) == [(A, A), (B, B), (C, C)]


def test_a_removed_passage_follows_the_one_that_it_followed() -> None:
    assert paired([A, B, C], [A, C]) == [(A, A), (B, None), (C, C)]
    assert paired([A, B, C], [A, B]) == [(A, A), (B, B), (C, None)]
    assert paired([A, B, C], [A]) == [(A, A), (B, None), (C, None)]


def test_what_was_removed_at_the_beginning_stays_there() -> None:
    assert paired([A, B, C], [C]) == [(A, None), (B, None), (C, C)]


def test_an_added_passage_has_its_place_in_the_later_text() -> None:
    assert paired([A, C], [A, B, C]) == [(A, A), (None, B), (C, C)]
    assert paired([], [A]) == [(None, A)]
    assert paired([], []) == []


def test_the_later_order_counts() -> None:
    assert paired([A, B], [B, A]) == [(B, B), (A, A)]


def test_the_same_words_count_before_the_same_key() -> None:
    moved = replace(A, place="numbered:2")
    other = replace(B, place="numbered:1")
    assert paired([A, B], [other, moved]) == [(B, other), (A, moved)]


def test_the_same_words_in_another_role_are_another_passage() -> None:
    point = passage(1, A.text, role="point")
    assert paired([A], [point]) == [(A, None), (None, point)]


def test_of_two_with_the_same_words_the_first_is_the_counterpart_of_the_first() -> None:
    first, second = passage(1, "The same"), passage(2, "The same")
    after = [passage(8, "The same"), passage(9, "The same")]
    assert paired([first, second], after) == [(first, after[0]), (second, after[1])]


def test_a_changed_passage_is_found_by_its_key_first() -> None:
    before = passage(1, "one two three four five")
    here = passage(1, "one two three four six")
    better = passage(2, "one two three four five six")
    assert paired([before], [here, better]) == [(before, here), (None, better)]


def test_a_key_with_quite_other_words_is_another_passage() -> None:
    other = replace(B, place=A.place)
    assert paired([A], [other]) == [(A, None), (None, other)]


def test_a_changed_passage_with_another_key_is_the_most_alike() -> None:
    before = passage(1, "one two three four five")
    alike = passage(7, "one two three six seven")
    more_alike = passage(8, "one two three four seven")
    assert paired([before], [alike, more_alike]) == [(None, alike), (before, more_alike)]


def test_a_passage_has_one_counterpart_only() -> None:
    first = passage(1, "one two three four five")
    second = passage(2, "one two three four six")
    later = passage(9, "one two three four five six")
    assert paired([first, second], [later]) == [(first, later), (second, None)]


def test_the_most_alike_is_of_the_same_role() -> None:
    before = passage(1, "one two three four five")
    point = passage(2, "one two three four six", role="point")
    assert paired([before], [point]) == [(before, None), (None, point)]


def test_words_then_key_then_likeness() -> None:
    before = [
        passage(1, "one two three"),
        passage(2, "four five six"),
        passage(3, "seven eight nine ten"),
    ]
    after = [passage(1, "four five six"), passage(2, "zero"), passage(3, "seven eight nine")]
    assert paired(before, after) == [
        (before[0], None),
        (before[1], after[0]),
        (None, after[1]),
        (before[2], after[2]),
    ]
