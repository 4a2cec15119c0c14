"""Footnotes and marks of comments in text files are no text."""

import pytest

from reports.ingest.text.typed.around.notes import (
    split_comment_marks,
    split_source_marks,
    split_typed_notes,
)
from tests.support.lines import text_lines

PARAGRAPHS = "\n\n".join(f"{number}. Children are seen." for number in range(1, 7))


def split(text: str) -> tuple[list[str], list[str]]:
    lines, notes = split_typed_notes(text_lines(f"{PARAGRAPHS}\n\n{text}"))
    return [line.text for line in lines][6:], [line.text for line in notes]


@pytest.mark.parametrize("mark", ["1", "¹", "12"])
@pytest.mark.parametrize("end", ["trust.{}", "trust{}.", "trust{} it.", "“trust”{} it."])
def test_a_note_and_its_mark_are_no_text(mark: str, end: str) -> None:
    sentence = f"7. Families {end.format(mark)}"
    text, notes = split(f"{sentence}\n\n{mark} Early help is\na service.\n\n8. Plans.")
    assert text == [sentence.replace(mark, ""), "8. Plans."]
    assert notes == [f"{mark} Early help is", "a service."]


def test_notes_may_follow_each_other() -> None:
    text, notes = split("7. Families trust.1 They wait.2\n\n1 A note.\n2 Another note.")
    assert text == ["7. Families trust. They wait."]
    assert notes == ["1 A note.", "2 Another note."]


@pytest.mark.parametrize(
    "text",
    [
        "7. Families trust.\n\n1 Early help is no note without a mark.",
        "7. Families trust.1\n\n2 Another number is none.",
        "7. Families trust.1\n1 In the middle of a paragraph is none.",
        "7. Families trust.1\n\n1. A paragraph is none.",
        "7. COVID-19 and year1 are words.",
    ],
)
def test_what_is_no_note(text: str) -> None:
    lines, notes = split(text)
    assert not notes
    assert lines == [line for line in text.split("\n") if line]


def test_marks_of_comments_are_split_off() -> None:
    lines, marks = split_comment_marks(text_lines("Plans [AB1] are\nclear.[AB2]\n[AB3]"))
    assert [line.text for line in lines] == ["Plans are", "clear."]
    assert marks == ["[AB1]", "[AB2]", "[AB3]"]


@pytest.mark.parametrize("text", ["See [A4] there.", "See [AB2] and [AB3].", "See [1] and [2]."])
def test_other_brackets_stay(text: str) -> None:
    lines = text_lines(text)
    assert split_comment_marks(lines) == (lines, [])


def test_marks_of_sources_are_split_off() -> None:
    lines, marks = split_source_marks(text_lines("They act. [1][2]\nThey wait.【4†source】 Now."))
    assert [line.text for line in lines] == ["They act.", "They wait. Now."]
    assert marks == ["[1][2]", "【4†source】"]


@pytest.mark.parametrize("text", ["They act. [1]", "[1] Plans.\n[2] Visits.", "See [1] and [2]."])
def test_brackets_that_may_be_text_stay(text: str) -> None:
    lines = text_lines(text)
    assert split_source_marks(lines) == (lines, [])
