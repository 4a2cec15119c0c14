"""Which numbers at the beginning of a line are paragraphs' numbers."""

import pytest

from reports.ingest.parsed import NumberedParagraph
from reports.ingest.parts.numbering import (
    Start,
    find_starts,
    number_of,
    renumbered,
    without_number,
)
from reports.ingest.text.layout import Line
from tests.support.lines import set_line, text_lines


def numbers(lines: list[Line], *headings: range) -> list[int]:
    return [start.number for start in find_starts(lines, headings)[0]]


def messages(lines: list[Line], *headings: range) -> list[str]:
    return [problem.message for problem in find_starts(lines, headings)[1]]


def hanging(*rows: str) -> list[Line]:
    """Numbered lines at the margin, others 28 points to the right, as reports set them."""
    lines: list[Line] = []
    for row in rows:
        left = 72.0 if row[0].isdigit() else 100.0
        lines.append(set_line(row, left=left))
    return lines


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1. Children", 1),
        ("24.Assertive help", 24),
        ("34 Children", 34),
        ("999) Children", 999),
        ("1000. Children", None),
        ("0. Children", None),
        ("12.", None),
        ("Children", None),
    ],
)
def test_number_of_a_line(text: str, number: int | None) -> None:
    assert number_of(Line(text)) == number


def test_numbers_run_from_one() -> None:
    lines = hanging("1. Help is good.", "Plans are kept.", "2. Visits help.", "3. Leaders listen.")
    starts, problems = find_starts(lines, ())
    assert starts == [Start(0, 1, True), Start(2, 2, True), Start(3, 3, True)]
    assert problems == []


def test_a_number_within_a_sentence_begins_no_paragraph() -> None:
    lines = hanging("1. Help lasts to the age of", "18. However, it ends.", "2. Visits help.")
    lines[1] = set_line("18. However, it ends.", left=100.0)
    assert numbers(lines) == [1, 2]
    assert messages(lines) == []


def test_the_expected_number_at_the_margin_wins_over_one_in_the_text() -> None:
    lines = [
        set_line("1. Help lasts for"),
        set_line("2 months, or", left=100.0),
        set_line("longer.", left=100.0),
        set_line("2. Visits help."),
    ]
    assert [start.place for start in find_starts(lines, ())[0]] == [0, 3]


def test_a_number_off_the_margin_is_taken_where_no_other_has_it() -> None:
    lines = hanging("1. Help is good.", "Plans are kept.", "3. Leaders listen.")
    lines[1] = set_line("2. Plans are kept.", left=100.0)
    starts, _ = find_starts(lines, ())
    assert starts[1] == Start(1, 2, False)


@pytest.mark.parametrize(
    ("left", "firm"), [(82.0, True), (83.0, False)], ids=["ten points beside", "further"]
)
def test_how_far_beside_the_margin_a_number_may_be(left: float, firm: bool) -> None:
    lines = hanging("1. Help.", "Plans.", "2. Visits.", "Plans.", "3. Leaders.")
    lines[2] = set_line("2. Visits.", left=left)
    assert find_starts(lines, ())[0][1].firm is firm


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["1. One.", "3. Three."], "Paragraph 2 is missing between 1 and 3."),
        (["1. One.", "4. Four."], "Paragraphs 2 to 3 are missing between 1 and 4."),
        (["2. Two.", "3. Three."], "Paragraph 1 is missing before 2."),
        (["1. One.", "7. Seven."], "Paragraphs 2 to 6 are missing between 1 and 7."),
    ],
)
def test_missing_numbers_are_named(rows: list[str], message: str) -> None:
    lines = [set_line(rows[0], page=1), set_line(rows[1], page=2)]
    _, problems = find_starts(lines, ())
    assert [(problem.code, problem.message) for problem in problems] == [
        ("number-missing", message)
    ]
    assert problems[0].page == (1 if rows[0][0] == "2" else 2)


def test_a_gap_of_more_than_five_numbers_is_no_gap() -> None:
    lines = [set_line("1. One."), set_line("8. Eight.")]
    assert numbers(lines) == [1]
    assert messages(lines) == ["A line begins with 8 where that number does not come."]


def test_a_later_paragraph_does_not_hide_the_expected_one() -> None:
    lines = [set_line("1. One."), set_line("2. Two."), set_line("4. Four."), set_line("3. Late.")]
    assert numbers(lines) == [1, 2, 4]


def test_no_paragraph_begins_in_a_heading() -> None:
    lines = [set_line("1. One."), set_line("2 Help: good"), set_line("2. Two.")]
    assert [start.place for start in find_starts(lines, [range(1, 2)])[0]] == [0, 2]


def test_in_text_files_a_number_needs_a_rest_above_it() -> None:
    lines = text_lines("1. Support lasts to the age of\n2. However, it ends.\n\n2. Visits help.")
    starts, _ = find_starts(lines, ())
    assert [(start.place, start.firm) for start in starts] == [(0, True), (2, True)]


@pytest.mark.parametrize("above", ["It ends here.", "Help: good"], ids=["a sentence", "a heading"])
def test_what_lets_a_number_be_firm_without_hanging_text(above: str) -> None:
    lines = [Line("1. One"), Line(above), Line("2. Two.")]
    headings = [range(1, 2)] if above == "Help: good" else []
    starts, _ = find_starts(lines, headings)
    assert starts[-1] == Start(2, 2, True)


@pytest.mark.parametrize(
    ("above", "expected"),
    [("They should be trained. (Recommendation)", [1, 2]), ("They wait for over", [1])],
)
def test_the_last_number_below_a_line_without_a_full_stop(above: str, expected: list[int]) -> None:
    lines = text_lines(f"1. One.\n{above}\n2. Workers have help.")
    assert numbers(lines) == expected


def test_numbers_that_do_not_come_are_named_with_their_page() -> None:
    lines = hanging("1. One.", "2. Two.", "9. Nine.")
    lines[2] = set_line("9. Nine.", page=5)
    (problem,) = find_starts(lines, ())[1]
    assert (problem.code, problem.page) == ("number-doubtful", 5)


def test_numbers_above_the_first_paragraph_are_no_problem() -> None:
    assert messages([set_line("9. Nine."), set_line("1. One.")]) == []


def test_a_text_without_numbers_has_no_starts() -> None:
    assert find_starts([set_line("One."), set_line("9. Nine.")], ()) == ([], [])


def test_a_wrapped_number_at_the_margin_of_hanging_numbers_begins_no_paragraph() -> None:
    lines = hanging("1. Help is good.", "Plans are kept.", "2. Help takes")
    wrapped = set_line("2 hours at the margin of numbers. Plans help.", left=72.0)
    summary = set_line("Leaders act within", left=72.0)
    assert numbers([summary, wrapped, *lines]) == [1, 2]


def test_a_number_that_skips_some_does_not_come_where_no_text_hangs_above() -> None:
    lines = hanging("1. Help is good.", "Plans are kept.")
    plain = [
        set_line("Visits are made within", left=72.0),
        set_line("3 hours to a day.", left=72.0),
    ]
    last = hanging("2. Leaders listen.", "They act.", "3. Visits help.")
    assert numbers([*lines, *plain, *last]) == [1, 2, 3]


def test_nothing_comes_before_the_first_paragraph() -> None:
    lines = [
        set_line("Inspectors made visits 2.", left=72.0),
        set_line("2. improve.", left=72.0),
        *hanging("1. Help is good.", "Plans are kept.", "2. Visits help."),
    ]
    assert [start.place for start in find_starts(lines, ())[0]] == [2, 4]


def test_a_number_that_a_heading_parts_from_its_like_begins_a_paragraph_too() -> None:
    lines = text_lines("1. One.\n2. Two.\n\nLeaders\n\n2. They listen.\n3. They act.\n")
    starts, problems = find_starts(lines, [range(2, 3)])
    again = [start.place for start in starts if start.again]
    assert ([start.number for start in starts], again) == ([1, 2, 2, 3], [3])
    assert [problem.code for problem in problems] == ["number-repeated"]


def test_the_second_of_a_number_gets_one_of_the_archive() -> None:
    paragraphs = [NumberedParagraph(number, "Words.", 0, None) for number in (1, 2, 2, 3)]
    read = renumbered(paragraphs)
    assert [(each.number, each.numbered_by.value) for each in read] == [
        (1, "report"),
        (2, "report"),
        (4, "archive"),
        (3, "report"),
    ]


def test_numbers_of_notes_have_no_dot_in_a_text_file() -> None:
    text = "1 Made under the Act.\n\nFindings.\n\n1. Help.\n\n2. Plans.\n\n3. Visits."
    lines = text_lines(text)
    starts, _ = find_starts(lines, ())
    assert [lines[start.place].text for start in starts] == ["1. Help.", "2. Plans.", "3. Visits."]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("46. . Help is timely.", "Help is timely."),
        ("7.. Help is timely.", "Help is timely."),
        ("8 ) Help is timely.", "Help is timely."),
        ("4 .Help is timely.", "Help is timely."),
        ("5..Help is timely.", "Help is timely."),
        ("6. • Help is timely.", "Help is timely."),
        ("9. – as before", "– as before"),
        ("15. 16- and 17-year-olds", "16- and 17-year-olds"),
        ("16. ...and so on", "...and so on"),
    ],
)
def test_the_words_behind_a_number(text: str, words: str) -> None:
    assert without_number(text) == words


@pytest.mark.parametrize("left", [72.0, 100.0], ids=["at the margin", "where the text hangs"])
def test_a_number_within_the_last_sentence_begins_no_paragraph(left: float) -> None:
    lines = hanging("1. Help is good.", "2. Visits are made for children under", "three, or over")
    lines.append(set_line("3. However, some wait.", left=left))
    lines[2] = set_line("three, or over", left=left)
    assert numbers(lines) == [1, 2]
    lines.append(set_line("4. Leaders listen.", spaced=True))
    assert numbers(lines)[-1] == 4
