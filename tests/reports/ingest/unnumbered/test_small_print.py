"""Page numbers and notes away from the edge of a page."""

import pytest

from reports.facts.vocabulary import Omission
from reports.ingest.parsed import LeftOut
from reports.ingest.text.layout import Line
from reports.ingest.unnumbered.small_print import without_page_numbers, without_small_print
from tests.support.lines import set_line


@pytest.mark.parametrize(
    ("text", "is_number"),
    [("2", True), ("Page 2", True), ("3", False), ("2 visits", False), ("1 of 2", True)],
)
def test_the_last_line_of_a_page_may_be_its_number(text: str, is_number: bool) -> None:
    lines = [set_line("Words", page=2), set_line(text, page=2), set_line("More", page=3)]
    left, numbers = without_page_numbers(lines)
    assert numbers == ([LeftOut(Omission.FURNITURE, text, 2)] if is_number else [])
    assert len(left) == 3 - len(numbers)


def test_the_last_line_of_the_file_may_be_a_page_number() -> None:
    assert without_page_numbers([set_line("Words"), set_line("1")])[0] == [set_line("Words")]


def test_a_number_above_other_lines_of_its_page_is_text() -> None:
    lines = [set_line("2", page=2), set_line("Words", page=2)]
    assert without_page_numbers(lines) == (lines, [])


def test_numbers_of_a_text_file_are_text() -> None:
    lines = [Line("Words"), Line("1")]
    assert without_page_numbers(lines) == (lines, [])


@pytest.mark.parametrize(("size", "is_note"), [(10.7, True), (10.8, False)])
def test_small_lines_below_the_body_are_notes(size: float, is_note: bool) -> None:
    lines = [
        set_line("small words", size=8.0),
        set_line("Words of the text"),
        set_line("a note", size=size),
        set_line("Words of the next page", page=2),
    ]
    left, notes = without_small_print(lines)
    assert notes == ([LeftOut(Omission.FOOTNOTE, "a note", 1)] if is_note else [])
    assert left[0].text == "small words"


def test_a_page_of_small_lines_alone_is_notes() -> None:
    lines = [set_line("Words of the text"), set_line("a note", page=2, size=8.0)]
    assert [each.page for each in without_small_print(lines)[1]] == [2]


def test_a_text_file_has_no_small_print() -> None:
    lines = [Line("Words"), Line("More")]
    assert without_small_print(lines) == (lines, [])
