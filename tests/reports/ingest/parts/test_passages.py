"""Paragraphs, points and mixed texts without numbers: where each begins, in which order."""

import pytest

from reports.ingest.parsed import Passage
from reports.ingest.parts.passages import read_mixed, read_paragraphs, read_points
from reports.ingest.text.layout import Line
from tests.support.lines import set_line, set_lines, text_lines


def paragraphs(lines: list[Line]) -> list[str]:
    return [passage.text for passage in read_paragraphs(lines)]


def points(lines: list[Line]) -> list[str]:
    return [point.text for point in read_points(lines)]


def mixed(lines: list[Line]) -> list[str]:
    return [passage.text for passage in read_mixed(lines, None)]


def test_room_after_a_sentence_begins_a_paragraph() -> None:
    lines = [set_line("Help is good."), set_line("Plans are kept.", spaced=True)]
    assert paragraphs(lines) == ["Help is good.", "Plans are kept."]


def test_room_within_a_sentence_begins_none() -> None:
    lines = [set_line("Help is good when"), set_line("plans are kept.", spaced=True)]
    assert paragraphs(lines) == ["Help is good when plans are kept."]


@pytest.mark.parametrize(("right", "count"), [(300.0, 2), (490.0, 1)])
def test_room_parts_paragraphs_without_a_full_stop_where_a_word_would_have_fitted(
    right: float, count: int
) -> None:
    last = set_line("Help is good", right=right)
    following = set_line("Plans are kept.", right=500.0, spaced=True)
    assert len(paragraphs([last, following])) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Help is good\n\nPlans are kept.", 2),
        ("Help is good\n\nplans are kept.", 1),
        ("Help is good for\n\nWexcombe families.", 1),
        ("Help is good and\nplans\n\nVisits are kept.", 2),
        ("Help is good and\nplans are all\nkept by Ofsted\n\nCouncil leaders.", 1),
    ],
    ids=["two", "small letter", "goes on", "short last line", "full last line"],
)
def test_an_empty_line_of_a_text_parts_paragraphs_without_a_full_stop(
    text: str, count: int
) -> None:
    assert len(paragraphs(text_lines(text))) == count


def test_lines_without_room_are_one_paragraph() -> None:
    assert paragraphs(set_lines("Help is good.", "Plans are kept.")) == [
        "Help is good. Plans are kept."
    ]


@pytest.mark.parametrize(
    ("right", "expected"),
    [
        (300.0, ["It ends here.", "The next page begins."]),
        (490.0, ["It ends here. The next page begins."]),
    ],
    ids=["a word would have fitted", "the line was full"],
)
def test_a_page_break_parts_paragraphs_where_the_last_line_had_room(
    right: float, expected: list[str]
) -> None:
    last = set_line("It ends here.", right=right)
    first = set_line("The next page begins.", page=2, right=500.0)
    assert paragraphs([last, first]) == expected


def test_the_room_that_a_word_needs_is_that_of_its_letters_and_a_space() -> None:
    """Seven letters and a space of half of 12 points: 48."""
    following = set_line("Leaders act.", page=2, right=500.0)
    for right, count in ((451.0, 2), (452.0, 1)):
        assert len(paragraphs([set_line("It ends.", right=right), following])) == count


def test_a_paragraph_has_the_page_of_its_first_line() -> None:
    lines = [set_line("It goes", page=3), set_line("on here.", page=4)]
    assert list(read_paragraphs(lines)) == [Passage("It goes on here.", 3)]


def test_each_bullet_of_the_first_level_is_a_point() -> None:
    lines = [
        set_line("◼ The quality of plans,"),
        set_line("and of reviews.", left=90.0),
        set_line("◼ Visits."),
    ]
    assert points(lines) == ["The quality of plans, and of reviews.", "Visits."]


def test_bullets_of_the_second_level_get_a_dash_inside_their_point() -> None:
    lines = [
        set_line("◼ Plans:"),
        set_line("− of children", left=90.0),
        set_line("◼ deeper", left=108.0),
        set_line("◼ Visits."),
    ]
    assert points(lines) == ["Plans: – of children – deeper", "Visits."]


def test_an_introduction_belongs_to_the_first_point() -> None:
    assert points(text_lines("Leaders should see to\n- plans\n- visits")) == [
        "Leaders should see to plans",
        "visits",
    ]


@pytest.mark.parametrize(
    ("left", "count"), [(82.0, 2), (82.5, 1)], ids=["ten points apart", "further"]
)
def test_bullets_of_one_level_are_as_far_from_the_edge(left: float, count: int) -> None:
    assert len(points([set_line("◼ Plans."), set_line("◼ Visits.", left=left)])) == count


def test_without_bullets_each_paragraph_is_a_point() -> None:
    lines = [set_line("Help is good."), set_line("Plans are kept.", spaced=True)]
    assert points(lines) == ["Help is good.", "Plans are kept."]


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("◼ Visits help.", ["Visits help.", "Leaders listen."]),
        ("◼ Visits help", ["Visits help Leaders listen."]),
    ],
    ids=["after a full stop", "within a sentence"],
)
def test_a_list_ends_at_the_paragraph_at_its_margin(above: str, expected: list[str]) -> None:
    assert mixed([set_line(above), set_line("Leaders listen.", spaced=True)]) == expected


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        (set_line("Leaders listen.", spaced=True), True),
        (set_line("Leaders listen.", page=2), True),
        (set_line("Leaders listen."), False),
        (set_line("Leaders listen.", left=75.0, spaced=True), True),
        (set_line("Leaders listen.", left=75.5, spaced=True), False),
    ],
    ids=["room above", "a page", "no room", "three points in", "set in further"],
)
def test_what_ends_a_list(line: Line, ends: bool) -> None:
    assert len(mixed([set_line("◼ Visits help."), line])) == (2 if ends else 1)


def test_paragraphs_and_lists_stand_in_order() -> None:
    lines = [
        set_line("Strengths are:"),
        set_line("◼ Visits help."),
        set_line("◼ Plans help."),
        set_line("Leaders listen.", spaced=True),
        set_line("They act.", spaced=True),
    ]
    assert mixed(lines) == [
        "Strengths are:",
        "Visits help.",
        "Plans help.",
        "Leaders listen.",
        "They act.",
    ]


def test_mixed_texts_know_their_section_and_page() -> None:
    lines = [set_line("◼ Visits help.", page=4)]
    assert list(read_mixed(lines, 7)) == [Passage("Visits help.", 4, 7)]


def test_no_lines_make_no_texts() -> None:
    assert (paragraphs([]), points([]), mixed([])) == ([], [], [])
