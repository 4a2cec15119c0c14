"""Headings of the long reports, what is below each and whose judgement it belongs to."""

from dataclasses import replace

import pytest

from reports.facts.vocabulary import Area, Grade
from reports.ingest.before_2018.chapters.context import find_chapters
from reports.ingest.before_2018.chapters.headings import Chapter, without_sign
from reports.ingest.before_2018.chapters.wordings import Holds, holds_of
from reports.ingest.text.layout import Line
from tests.support.lines import set_line, text_lines

BODY = [set_line("Words of the text that are many"), set_line("and go on to their end.")]
LEADERSHIP = "Leadership, management and governance are good"


def chapters(*lines: Line) -> list[Chapter]:
    return find_chapters([*BODY, *lines, *BODY])


def headings(*lines: Line) -> list[str]:
    return [chapter.text for chapter in chapters(*lines)]


def bold(text: str, *, size: float = 12.0, left: float = 72.0) -> Line:
    return set_line(text, bold=True, size=size, left=left)


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        (bold("Our findings"), True),
        (set_line("Our findings", size=13.3), True),
        (set_line("Our findings", size=13.2), False),
        (bold("• Our findings"), False),
        (bold("1. Our findings"), False),
    ],
)
def test_headings_by_type(line: Line, is_heading: bool) -> None:
    lines = [line, bold("Another", size=20.0)]
    lines[1] = set_line("Words between.")
    read = headings(*lines, bold("Last"))
    assert read == ([line.text, "Last"] if is_heading else ["Last"])


def test_large_type_or_words_make_headings_where_nothing_is_bold() -> None:
    large, larger = set_line("Our findings", size=13.3), set_line("Recommendations", size=13.15)
    assert headings(large, larger, set_line("Our plans")) == ["Our findings", "Recommendations"]


def test_a_heading_fills_at_most_five_lines() -> None:
    assert headings(*[bold(f"Word {row}") for row in "abcdef"]) == [
        "Word a Word b Word c Word d Word e",
        "Word f",
    ]


def test_room_and_pages_part_headings() -> None:
    spaced = set_line("Second", bold=True, spaced=True)
    assert headings(bold("First"), spaced) == ["First", "Second"]
    assert headings(bold("First"), set_line("Second", bold=True, page=2)) == ["First", "Second"]


def test_a_chapter_has_its_lines() -> None:
    first, second = chapters(bold("First"), set_line("Words."), bold("Second"))
    assert (first.begin, first.end, first.stop, first.page) == (2, 3, 4, 1)
    assert (second.begin, second.end, second.stop) == (4, 5, 7)


def test_a_text_without_headings_has_no_chapters() -> None:
    assert find_chapters([]) == []


@pytest.mark.parametrize(
    ("line", "below", "is_heading"),
    [
        (set_line("The quality of work", spaced=True), "• Plans.", True),
        (set_line("The quality of work", spaced=True), "1. Plans.", True),
        (set_line("The quality of work", spaced=True), "Plans.", False),
        (set_line("The quality of work"), "• Plans.", False),
        (set_line("The quality of work:", spaced=True), "• Plans.", False),
        (set_line("the quality of work", spaced=True), "• Plans.", False),
        (set_line("The " + "x" * 76, spaced=True), "• Plans.", True),
        (set_line("The " + "x" * 77, spaced=True), "• Plans.", False),
    ],
)
def test_a_plain_line_alone_above_a_list(line: Line, below: str, is_heading: bool) -> None:
    read = headings(line, set_line(below, spaced=True), bold("Last"))
    assert (line.text in read) is is_heading


def test_area_and_grade_of_a_heading() -> None:
    (chapter,) = chapters(bold(LEADERSHIP))
    assert (chapter.area, chapter.grade, chapter.opens) == (Area.LEADERSHIP, Grade.GOOD, True)


def test_a_grade_in_its_column() -> None:
    (chapter,) = chapters(bold("Leadership, management and"), bold("governance\tGood"))
    assert chapter.text == "Leadership, management and governance: Good"
    assert (chapter.area, chapter.grade) == (Area.LEADERSHIP, Grade.GOOD)


@pytest.mark.parametrize(("left", "colon"), [(223.0, True), (222.0, False)])
def test_a_grade_far_to_the_right_is_in_a_column(left: float, colon: bool) -> None:
    (chapter,) = chapters(bold("Leadership, management and governance"), bold("Good", left=left))
    assert (": Good" in chapter.text) is colon


def test_what_follows_a_judgement_belongs_to_it() -> None:
    opening, sub, board = chapters(
        bold(LEADERSHIP),
        set_line("Words."),
        bold("Vision"),
        set_line("Words."),
        bold("The Local Safeguarding Children Board (LSCB)"),
    )
    assert (sub.area, sub.grade, sub.opens) == (Area.LEADERSHIP, Grade.GOOD, False)
    assert (board.area, board.opens) == (Area.LSCB, True)
    assert opening.holds is Holds.FINDINGS


def test_the_closing_parts_belong_to_no_judgement() -> None:
    _, about = chapters(bold(LEADERSHIP), set_line("W."), bold("Information about this inspection"))
    assert (about.area, about.grade, about.holds) == (None, None, Holds.BACKGROUND)


def test_areas_among_the_points_are_subheadings() -> None:
    _, sub = chapters(bold("Recommendations"), set_line("Words."), bold("Adoption performance"))
    assert (sub.holds, sub.opens) == (Holds.POINTS, False)


def test_a_label_goes_on_with_the_judgement_above() -> None:
    _, label = chapters(bold(LEADERSHIP), set_line("Words."), bold("Summary"))
    assert label.is_label
    assert (label.area, label.grade) == (Area.LEADERSHIP, Grade.GOOD)


def test_a_report_about_one_area_alone() -> None:
    lines = [*BODY, bold("Our findings"), *BODY]
    assert [chapter.area for chapter in find_chapters(lines, Area.LSCB)] == [Area.LSCB]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Recommendations\n1. Plans.", ["Recommendations"]),
        ("recommendations\n1. Plans.", []),
        ("**Our findings**\nWords.", ["Our findings"]),
        ("Our findings\nWords.", []),
        (f"{LEADERSHIP}\nWords.", [LEADERSHIP]),
        (f"Earlier: {LEADERSHIP}\nWords.", []),
        (f"{LEADERSHIP}. It was not. Words are good\nWords.", []),
        ("Leadership, management and\ngovernance are good\nWords.", [LEADERSHIP]),
    ],
)
def test_headings_of_a_text_file(text: str, expected: list[str]) -> None:
    assert [chapter.text for chapter in find_chapters(text_lines(text))] == expected


@pytest.mark.parametrize(
    ("heading", "holds"),
    [
        ("What does the local authority need to improve?", Holds.POINTS),
        ("Executive summary", Holds.BACKGROUND),
        ("Summary of key findings", Holds.FINDINGS),
        (" Recommendations ", Holds.POINTS),
        ("Our findings", None),
    ],
)
def test_what_is_below_a_heading(heading: str, holds: Holds | None) -> None:
    assert holds_of(heading) is holds


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("Executive summary:", "Executive summary"),
        ("Recommendations.", "Recommendations"),
        (f"{LEADERSHIP}:", LEADERSHIP),
        ("Leaders are good.", "Leaders are good."),
        (f"{LEADERSHIP}.", f"{LEADERSHIP}."),
    ],
)
def test_a_sign_behind_a_heading_of_a_text_file_is_no_part_of_it(text: str, without: str) -> None:
    line = Line(text, spaced=True)
    assert without_sign(line).text == without
    assert without_sign(replace(line, spaced=False)).text == text


def test_lines_that_go_on_in_large_type_are_no_headings() -> None:
    large = [
        set_line("• In July Ofsted looked at services for", size=14.0),
        set_line("young people who need help.", size=14.0, left=90.0),
        set_line("Ofsted found that they are better, and that", size=14.0, left=90.0),
        set_line("leaders plan more.", size=14.0, left=90.0),
    ]
    assert headings(bold("Summary for children", size=14.0), *large) == ["Summary for children"]


def test_bold_words_that_fill_a_line_of_a_sentence_are_no_heading() -> None:
    sentence = [set_line("The arrangements of the"), bold("Wexcombe Board"), set_line("are weak.")]
    assert headings(*sentence) == []
    assert headings(set_line("The arrangements are"), bold("good.")) == []


def test_a_row_of_the_small_table_wraps_in_bold() -> None:
    head = set_line("Key judgement\tJudgement grade", bold=True, spaced=True)
    row = set_line("Leadership, management and\tRequires improvement", bold=True, spaced=True)
    (_, judgement, summary) = chapters(
        head, row, bold("governance"), set_line("Summary", bold=True, spaced=True)
    )
    assert judgement.text == "Leadership, management and governance: Requires improvement"
    assert (judgement.area, summary.area) == (Area.LEADERSHIP, Area.LEADERSHIP)
