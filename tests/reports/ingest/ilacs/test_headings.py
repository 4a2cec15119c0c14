"""Where the headings of ILACS reports are, by type and by words."""

import pytest

from reports.facts.vocabulary import Area, Grade
from reports.ingest.ilacs.headings import Heading, find_headings
from reports.ingest.text.layout import Line
from tests.support.lines import set_line, text_lines

LEAVERS = "The experiences and progress of care leavers: good"
HELP = "The experiences and progress of children who need help and protection: inadequate"


def headings(lines: list[Line]) -> list[str]:
    return [heading.text for heading in find_headings(lines)]


def bold(text: str, *, spaced: bool = True, page: int = 1) -> Line:
    return set_line(text, bold=True, spaced=spaced, page=page)


def test_a_heading_has_its_place_area_and_grade() -> None:
    lines = [set_line("Words."), bold(LEAVERS, page=3), set_line("4. Words.", page=3)]
    assert list(find_headings(lines)) == [
        Heading(LEAVERS, 1, 2, 3, area=Area.CARE_LEAVERS, grade=Grade.GOOD)
    ]


def test_the_question_what_to_improve() -> None:
    (heading,) = find_headings([bold("What needs to improve?"), set_line("◼ Plans.")])
    assert heading.asks_what_to_improve
    assert (heading.area, heading.grade, heading.places) == (None, None, range(1))


def test_a_bold_heading_may_fill_several_lines() -> None:
    lines = [bold("The experiences and progress"), bold("of care leavers: good", spaced=False)]
    assert headings([*lines, set_line("1. Words.")]) == [LEAVERS]


def test_two_bold_headings_in_a_row_are_two() -> None:
    """An area begins a heading of its own, though no room is above it."""
    lines = [bold(HELP), bold(LEAVERS, spaced=False), set_line("1. Words.")]
    assert headings(lines) == [HELP, LEAVERS]


def test_room_parts_two_bold_headings() -> None:
    lines = [bold("Our new heading"), bold("Another heading"), set_line("1. Words.")]
    assert headings(lines) == ["Another heading"]


def test_a_bold_line_is_a_heading_above_a_number_only() -> None:
    assert headings([bold("Our new heading"), set_line("1. Words.")]) == ["Our new heading"]
    assert headings([bold("Our new heading"), set_line("Words.")]) == []
    assert headings([bold("Our new heading")]) == []


@pytest.mark.parametrize("text", ["Good: the experiences and progress of care leavers", LEAVERS])
def test_the_grade_of_a_heading_may_be_before_its_area(text: str) -> None:
    (heading,) = find_headings(text_lines(f"{text}\n1. Words."))
    assert (heading.area, heading.grade) == (Area.CARE_LEAVERS, Grade.GOOD)


def test_bold_words_that_end_a_sentence_are_no_heading() -> None:
    last = bold("Good.", spaced=False)
    assert headings([set_line("4. Most plans are"), last, set_line("5. Words.")]) == []
    assert headings([set_line("4. Most are."), last, set_line("5. Words.")]) == ["Good."]


def test_numbers_and_bullets_are_no_headings() -> None:
    assert headings([bold("1. Words"), set_line("2. Words.")]) == []
    assert headings([bold("• Words"), set_line("2. Words.")]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LEAVERS}\n1. Words.", [LEAVERS]),
        ("The experiences and progress of care leavers\n1. Words.", [LEAVERS[:-6]]),
        ("The experiences and progress of care leavers.\n1. Words.", []),
        ("The experiences and progress of care leavers are good.\n1. Words.", 1),
        (f"{LEAVERS}\nWords.", []),
        ("Good: the experiences and progress of care leavers\n1. Words.", 1),
        ("The experiences and progress: good of care leavers\n1. Words.", 1),
        ("The experiences and progress, good in most cases, of care leavers.\n1. Words.", []),
        ("The experiences and progress\nof care leavers: good\n1. Words.", [LEAVERS]),
        ("The impact of poverty on children: good\n1. Words.", []),
        ("What needs to improve?\n- Plans.", ["What needs to improve?"]),
        ("What needs to improve most is the plans.\n1. Words.", []),
    ],
)
def test_headings_of_a_text_file(text: str, expected: list[str] | int) -> None:
    read = headings(text_lines(text))
    assert (len(read) if isinstance(expected, int) else read) == expected


def test_a_heading_in_words_has_at_most_four_lines() -> None:
    four = "The experiences\nand progress\nof care\nleavers: good\n1. Words."
    assert headings(text_lines(four)) == [LEAVERS]
    five = "The experiences\nand progress\nof\ncare\nleavers: good\n1. Words."
    assert headings(text_lines(five)) == []


@pytest.mark.parametrize(
    ("above", "page", "spaced", "is_heading"),
    [
        ("It ends.", 1, True, True),
        ("It ends.", 1, False, False),
        ("It ends.", 2, False, True),
        ("It goes on", 2, False, False),
    ],
    ids=["room", "no room", "a new page", "a new page within a sentence"],
)
def test_a_plain_line_of_a_pdf_is_a_heading_apart_from_the_text_alone(
    above: str, page: int, spaced: bool, is_heading: bool
) -> None:
    lines = [
        set_line(above),
        set_line(LEAVERS, page=page, spaced=spaced),
        set_line("1. Words.", page=page),
    ]
    assert headings(lines) == ([LEAVERS] if is_heading else [])


def test_a_question_in_plain_type_has_one_line() -> None:
    assert headings([set_line("What needs"), set_line("to improve?")]) == []
    assert headings([bold("What needs"), bold("to improve?", spaced=False)]) == [
        "What needs to improve?"
    ]
