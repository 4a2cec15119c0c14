"""What stands between the pages of a text file is no text."""

import pytest

from reports.ingest.text.layout import Line
from reports.ingest.text.typed.around.page_marks import split_page_marks
from tests.support.lines import text_lines


@pytest.mark.parametrize(
    "mark",
    [
        "Page {} of 9",
        "{}/9",
        "{} | P a g e",
        "Page | {}",
        "{{{}}}------------",
        "https://example.org/report/5\t{}/9",
        "14/05/2024, 10:3{}\tReport of Wexcombe",
        "Inspection of Wexcombe | {}",
        "OFFICIAL",
        "---- page break ----",
    ],
)
def test_marks_of_pages_are_split_off(mark: str) -> None:
    text = f"Children are\n\n{mark.format(1)}\n\nseen.\n\n{mark.format(2)}\n\nPlans are clear."
    parts = split_page_marks(text_lines(text))
    assert [line.text for line in parts.text] == ["Children are", "seen.", "Plans are clear."]
    assert len(parts.marks) == 2


def test_a_number_beside_a_title_that_is_repeated_is_split_off() -> None:
    text = "Wexcombe\nChildren are\nWexcombe\n1\nseen.\nWexcombe\n2\nPlans."
    parts = split_page_marks(text_lines(text))
    assert [line.text for line in parts.text] == ["Wexcombe", "Children are", "seen.", "Plans."]


def test_a_title_that_is_repeated_beside_a_mark_is_split_off() -> None:
    text = "Wexcombe\nChildren.\n1/3\nWexcombe\nPlans.\n2/3\nWexcombe\nVisits."
    parts = split_page_marks(text_lines(text))
    assert [line.text for line in parts.text] == ["Wexcombe", "Children.", "Plans.", "Visits."]


@pytest.mark.parametrize(
    "text",
    [
        "Half of them,\n1/2\nwere late.",
        "Page 9 of 9\nChildren.\nPage 2 of 9",
        "https://example.org/report\nChildren are seen.",
        "Good\nChildren.\nGood\nPlans.",
        "Children in care: 9\nThey wait.\nChildren in care: 8",
        "Title\n" * 10 + "Recommendation 1\nThey act.\nRecommendation 2\nThey wait.",
        "Title\nHelp and care\nGood\n1\nHelp and care\nThey act.\n2\nThey wait.",
        "A draft\nChildren.\nOFFICIAL",
    ],
    ids=[
        "one number",
        "numbers that fall",
        "one address",
        "repeated without a mark",
        "figures",
        "labels",
        "a heading as a row",
        "one stamp",
    ],
)
def test_what_may_be_text_stays(text: str) -> None:
    lines = text_lines(text)
    assert split_page_marks(lines).text == lines


@pytest.mark.parametrize(
    ("above", "is_apart"),
    [("Children are seen in their homes, and alone.", False), ("Children are seen.", True)],
    ids=["a line without room", "a line with room"],
)
def test_a_paragraph_goes_on_over_a_page_where_no_room_was_left(above: str, is_apart: bool) -> None:
    wrapped = [Line("Workers visit them often, and they listen"), Line("to what they say.")]
    marks = [Line("1/2", spaced=True), Line("2/2", spaced=True)]
    below = Line("Records say what they want and when it is due.", spaced=True)
    parts = split_page_marks([*wrapped, Line(above), marks[0], below, marks[1]])
    assert parts.text[-1].spaced is is_apart


def test_a_table_of_contents_is_split_off() -> None:
    entries = ["Summary ......... 2", "Main findings . . . . . 3", "Next steps …… …… 4"]
    lines = [Line(text) for text in ("Title", "Contents", *entries, "Summary", "All. .... 5 x")]
    parts = split_page_marks(lines)
    assert [line.text for line in parts.text] == ["Title", "Summary", "All. .... 5 x"]
    assert [line.text for line in parts.contents] == ["Contents", *entries]
