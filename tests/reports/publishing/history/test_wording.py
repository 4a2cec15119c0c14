"""A change in words, for a page and for a terminal."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.publishing.history.differences import Difference, PassageChange, ValueChange
from reports.publishing.history.wording import (
    DifferenceMark,
    TextPiece,
    WordedChange,
    effect,
    readable_value,
    replacement,
    terminal_lines,
    word_differences,
    worded_changes,
)
from tests.reports.publishing.history.passages import passage

WORDS = st.lists(st.sampled_from(["children", "are", "seen", "soon", "not"])).map(" ".join)
ONE = passage(1, "Assessments of need are timely")


def removed(text: str) -> TextPiece:
    return TextPiece(DifferenceMark.REMOVED, text)


def added(text: str) -> TextPiece:
    return TextPiece(DifferenceMark.ADDED, text)


def unchanged(text: str) -> TextPiece:
    return TextPiece(DifferenceMark.UNCHANGED, text)


@given(WORDS, WORDS)
def test_marked_words_give_both_texts_back(before: str, after: str) -> None:
    pieces = word_differences(before, after)
    earlier = [each.text for each in pieces if each.mark != DifferenceMark.ADDED]
    later = [each.text for each in pieces if each.mark != DifferenceMark.REMOVED]
    assert " ".join(earlier) == before
    assert " ".join(later) == after


def test_removed_words_stand_before_those_that_replace_them() -> None:
    assert word_differences("all children are seen", "all babies are seen now") == [
        unchanged("all"),
        removed("children"),
        added("babies"),
        unchanged("are seen"),
        added("now"),
    ]
    assert word_differences("very soon", "soon") == [removed("very"), unchanged("soon")]


def test_a_frequent_word_of_a_long_text_is_compared_too() -> None:
    assert word_differences("care " * 250, "care " * 250 + "plan") == [
        unchanged(("care " * 250).strip()),
        added("plan"),
    ]


def test_an_empty_value_makes_no_piece() -> None:
    assert replacement("", "new") == [added("new")]
    assert replacement("old", "") == [removed("old")]
    assert replacement("old", "new") == [removed("old"), added("new")]
    assert replacement("", "") == []


@pytest.mark.parametrize(
    ("name", "value", "readable"),
    [
        ("published", "2026-06-08", "8 June 2026"),
        ("start_date", "2023-12-01", "1 December 2023"),
        ("end_date", "", ""),
        ("grade", "requires-improvement", "Requires improvement"),
        ("area", "leaders", "Impact of leaders"),
        ("length", "short", "Short inspection"),
        ("checked", "doubtful", "Doubtful: a person should check it against the report"),
        ("outcome", "inconsistent", "Inconsistent experiences and outcomes"),
        ("grade", "splendid", "splendid"),
        ("grade", "", ""),
        ("title", "good", "good"),
        ("title", "2026-06-08", "2026-06-08"),
    ],
)
def test_readable_value(name: str, value: str, readable: str) -> None:
    assert readable_value(name, value) == readable


def test_changes_are_worded_in_the_order_of_the_page() -> None:
    later = replace(ONE, text="Assessments of need are late")
    changed = Difference(
        fields=(
            ValueChange("lead_inspector", "Ada", "Bea"),
            ValueChange("published", "", "2023-08-01"),
        ),
        judgements=(ValueChange("overall", "good", "outstanding"),),
        paragraphs=(PassageChange(ONE, later),),
    )
    assert worded_changes(changed) == [
        WordedChange("Lead inspector", [removed("Ada"), added("Bea")]),
        WordedChange("Published", [added("1 August 2023")]),
        WordedChange("Overall effectiveness", [removed("Good"), added("Outstanding")]),
        WordedChange(
            "Paragraph 1",
            [unchanged("Assessments of need are"), removed("timely"), added("late")],
        ),
    ]


def test_a_whole_passage_is_one_piece() -> None:
    changed = Difference(paragraphs=(PassageChange(None, ONE), PassageChange(ONE, None)))
    assert worded_changes(changed) == [
        WordedChange("Paragraph 1", [added(ONE.text)]),
        WordedChange("Paragraph 1", [removed(ONE.text)]),
    ]


def test_what_changed_beside_the_text_follows_it() -> None:
    before = replace(ONE, heading="Leaders", grade="good", page=3)
    after = replace(before, heading="", grade="inadequate", page=4, responsible="The council")
    (change,) = worded_changes(Difference(paragraphs=(PassageChange(before, after),)))
    assert change == WordedChange(
        "Paragraph 1",
        [],
        (
            WordedChange("heading", [removed("Leaders")]),
            WordedChange("grade", [removed("Good"), added("Inadequate")]),
            WordedChange("page", [removed("3"), added("4")]),
            WordedChange("responsible", [added("The council")]),
        ),
    )


def test_a_passage_that_moved_has_both_its_names() -> None:
    after = replace(ONE, place="numbered:2", label="paragraph 2", number=2)
    (change,) = worded_changes(Difference(paragraphs=(PassageChange(ONE, after),)))
    assert change.label == "Paragraph 2 (before: paragraph 1)"
    assert change.also == (WordedChange("number", [removed("1"), added("2")]),)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (Difference(), "changes nothing"),
        (Difference(passages_went=2), "removes 2 passages"),
        (
            Difference(judgements=(ValueChange("leaders", "good", "inadequate"),)),
            "changes 1 judgement",
        ),
        (
            Difference(
                fields=(ValueChange("title", "", "Visit"),),
                paragraphs=(PassageChange(ONE, ONE), PassageChange(None, ONE)),
                passages_came=61,
            ),
            "changes 1 field and 1 passage and adds 62 passages",
        ),
    ],
)
def test_effect_says_what_a_change_does(changed: Difference, words: str) -> None:
    assert effect(changed) == words


def test_lines_for_a_terminal() -> None:
    after = replace(ONE, text="Assessments of all need are timely", page=2)
    changed = Difference(
        fields=(ValueChange("lead_inspector", "Ada", "Bea"),),
        paragraphs=(PassageChange(ONE, after),),
        passages_came=2,
    )
    assert list(terminal_lines(changed)) == [
        "Lead inspector: [-Ada-] {+Bea+}",
        "Paragraph 1: Assessments of {+all+} need are timely",
        "Paragraph 1, page: {+2+}",
        "the whole text: 2 passages",
    ]
    assert list(terminal_lines(Difference(passages_went=2))) == []
