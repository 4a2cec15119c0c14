"""The items of a list in a text file, however they are marked."""

import pytest

from reports.ingest.parts.list_items import with_bullets
from reports.ingest.text.layout import Line
from tests.support.lines import set_lines, text_lines

ITEMS = ["The quality of plans", "goes on.", "How soon.", "Records."]
MARKS = {
    "letter o": ("o ", "o ", "o "),
    "arrow": ("→ ", "→ ", "→ "),
    "tick": ("✓ ", "✓ ", "✓ "),
    "checkbox": ("[ ] ", "[ ] ", "[ ] "),
    "letters": ("a) ", "b) ", "c) "),
    "letters in brackets": ("(a) ", "(b) ", "(c) "),
    "roman": ("i. ", "ii. ", "iii. "),
    "letters in tight brackets": ("(a)", "(b)", "(c)"),
    "letter e of a scanner": ("e ", "e ", "e "),
    "numbers of a list within a list": ("1.1 ", "1.2 ", "1.3 "),
    "numbers of a list within a list, with dots": ("2.1. ", "2.2. ", "2.3. "),
    "numbers and dashes": ("1- ", "2- ", "3- "),
    "numbers alone": ("1 ", "2 ", "3 "),
    "numbers of recommendations": ("R1 ", "R2 ", "R3 "),
    "numbers": ("1. ", "2. ", "3. "),
    "numbers in brackets": ("(1) ", "(2) ", "(3) "),
    "font of signs": ("§ ", "§ ", "§ "),
    "any sign": ("※ ", "※ ", "※ "),
    "signs of a programmer": ("|> ", "|> ", "|> "),
}


@pytest.mark.parametrize("marks", MARKS)
def test_marked_items_get_bullets(marks: str) -> None:
    first, second, third = MARKS[marks]
    written = [first + ITEMS[0], ITEMS[1], second + ITEMS[2], third + ITEMS[3]]
    assert [line.text for line in with_bullets(text_lines("\n".join(written)))] == [
        "• The quality of plans",
        "goes on.",
        "• How soon.",
        "• Records.",
    ]


def test_items_without_marks_get_bullets() -> None:
    lines = with_bullets(text_lines("The quality of plans.\nHow soon.\nRecords."))
    assert [line.text[:2] for line in lines] == ["• ", "• ", "• "]


@pytest.mark.parametrize("marks", [("a) ", "b) "), ("(i) ", "(ii) "), ("1. ", "2. ")])
def test_letters_and_numbers_mark_items_of_a_pdf_too(marks: tuple[str, str]) -> None:
    lines = set_lines(f"{marks[0]}The quality", "goes on.", f"{marks[1]}How soon.")
    assert [line.text for line in with_bullets(lines)] == [
        "• The quality",
        "goes on.",
        "• How soon.",
    ]


def test_prose_bullets_and_lines_of_a_pdf_stay() -> None:
    prose = text_lines("word " * 70 + "end.\nRecords.")
    bulleted = text_lines("- The quality\n- How soon")
    in_pdf = set_lines("→ The quality", "→ How soon")
    for lines in (prose, bulleted, in_pdf, text_lines("The quality.")):
        assert with_bullets(lines) == lines


def test_numbers_may_be_those_of_paragraphs() -> None:
    lines = text_lines("1. The quality.\n2. How soon.")
    assert [line.text for line in with_bullets(lines, numbered=False)] == [
        "1. The quality.",
        "2. How soon.",
    ]


def test_items_that_are_named_with_a_number() -> None:
    lines = with_bullets([Line("Point 1: The plans"), Line("Point 2: The visits")], numbered=False)
    assert [line.text for line in lines] == ["• The plans", "• The visits"]
