"""The table and the sentences of judgement on the first page of a SIF report."""

import pytest

from reports.facts.vocabulary import Area, Grade
from reports.ingest.before_2018.areas import BOARD, area_of, grade_in, names_board
from reports.ingest.before_2018.judgements import (
    judgement_in,
    read_table,
    read_verdict,
    table_begins,
)
from reports.ingest.text.layout import Line
from tests.support.lines import set_line

ROWS = (
    "1. Children who need help and protection\tGood",
    "2. Children looked after and achieving permanence\tGood",
    "2.1 Adoption performance\tOutstanding",
    "2.2 Experiences and progress of care leavers\tRequires improvement",
    "3. Leadership, management and governance\tInadequate",
)
OVERALL = "The overall judgement is that children’s services are inadequate"


def lines_of(*texts: str) -> list[Line]:
    return [set_line(text) for text in texts]


def test_a_whole_table() -> None:
    table = read_table(lines_of(*ROWS, "The LSCB is good."), 0)
    assert (table.end, table.whole) == (5, True)
    assert [(each.area, each.grade) for each in table.judgements] == [
        (Area.HELP_AND_PROTECTION, Grade.GOOD),
        (Area.LOOKED_AFTER, Grade.GOOD),
        (Area.ADOPTION, Grade.OUTSTANDING),
        (Area.CARE_LEAVERS, Grade.REQUIRES_IMPROVEMENT),
        (Area.LEADERSHIP, Grade.INADEQUATE),
    ]
    assert table.judgements[2].printed_area == "2.1 Adoption performance"


def test_labels_and_grades_that_wrap() -> None:
    table = read_table(
        lines_of(
            "2. Children looked after and achieving\tRequires",
            "permanence\timprovement",
            "3. Leadership, management and",
            "governance\tGood",
        ),
        0,
    )
    assert [each.grade for each in table.judgements] == [
        Grade.REQUIRES_IMPROVEMENT,
        Grade.GOOD,
    ]
    assert table.end == 4


def test_a_grade_above_its_label() -> None:
    table = read_table(lines_of("Good", "3. Leadership, management and governance"), 0)
    assert (table.whole, table.end) == (True, 2)


@pytest.mark.parametrize(("letters", "end"), [(70, 2), (71, 1)])
def test_a_long_line_ends_the_table(letters: int, end: int) -> None:
    row = "2.1 Adoption performance"
    long = row + " " + "x" * (letters - len(row) - 1)
    assert read_table(lines_of(ROWS[0], long), 0).end == end


def test_a_row_after_leadership_begins_another_list() -> None:
    assert read_table(lines_of(*ROWS, ROWS[0]), 0).end == 5


def test_earlier_judgements_before_leadership_do_not_end_the_table() -> None:
    assert read_table(lines_of(*ROWS[:4], ROWS[0]), 0).end == 5


def test_text_ends_the_table() -> None:
    assert read_table(lines_of(ROWS[0], "permanence", "Words."), 0).end == 2
    assert read_table(lines_of("permanence"), 0).end == 0


@pytest.mark.parametrize(
    ("rows", "begin"),
    [
        (["Words.", ROWS[0]], 1),
        (["Adoption performance\tGood", "Words.", ROWS[0]], 2),
        (["Words.", "Adoption performance\tGood"], 1),
        (["Words.", "Adoption performance"], 0),
        (["Words."], 0),
        (["Words.", "Children who need help and protection\tGood", "2. Adoption performance"], 1),
        (["Words.", "a) Children who need help and protection\tGood"], 1),
    ],
    ids=[
        "numbered",
        "numbered before bare",
        "bare with a grade",
        "bare",
        "none",
        "bare above numbered",
        "lettered",
    ],
)
def test_where_the_table_begins(rows: list[str], begin: int) -> None:
    assert table_begins(lines_of(*rows), 0) == begin


def test_the_table_begins_after_the_front_page_and_on_the_first_pages() -> None:
    assert table_begins(lines_of(ROWS[0], "Words.", ROWS[1]), 1) == 2
    assert table_begins(lines_of(*["Words."] * 79, ROWS[0]), 0) == 79
    assert table_begins(lines_of(*["Words."] * 80, ROWS[0]), 0) == 0


@pytest.mark.parametrize(("left", "begin"), [(172.5, 1), (172.0, 2)])
def test_a_grade_in_its_column_above_the_first_row_belongs_to_it(left: float, begin: int) -> None:
    lines = [set_line("Words."), set_line("Good", left=left), set_line(ROWS[0])]
    assert table_begins(lines, 0) == begin


def test_in_a_text_file_only_the_word_requires_is_above_its_row() -> None:
    assert table_begins([Line("Words."), Line("Requires"), Line(ROWS[0])], 0) == 1
    assert table_begins([Line("Words."), Line("Good"), Line(ROWS[0])], 0) == 2
    assert table_begins([Line("Requires"), Line(ROWS[0])], 1) == 1


def test_the_overall_judgement_is_a_sentence() -> None:
    judgement, others = read_verdict(lines_of("Words.", OVERALL, "More."), Area.OVERALL)
    assert judgement is not None
    assert (judgement.area, judgement.grade, judgement.printed_area) == (
        Area.OVERALL,
        Grade.INADEQUATE,
        OVERALL,
    )
    assert [line.text for line in others] == ["Words.", "More."]


@pytest.mark.parametrize(
    ("rows", "is_read"),
    [(["The LSCB", "is", "good."], True), (["The LSCB", "that it", "is", "good."], False)],
)
def test_a_sentence_of_judgement_has_at_most_three_lines(rows: list[str], is_read: bool) -> None:
    judgement, others = read_verdict(lines_of(*rows), Area.LSCB)
    assert (judgement is not None) is is_read
    assert len(others) == (0 if is_read else 4)


def test_the_usual_sentence_wins_over_another_one() -> None:
    loose = "Overall effectiveness: good"
    judgement, others = read_verdict(lines_of(loose, OVERALL), Area.OVERALL)
    assert judgement is not None
    assert judgement.grade is Grade.INADEQUATE
    (alone, _) = read_verdict(lines_of(loose), Area.OVERALL)
    assert alone is not None
    assert alone.grade is Grade.GOOD
    assert [line.text for line in others] == [loose]


def test_the_judgement_of_the_board() -> None:
    judgement, others = read_verdict(lines_of(OVERALL, "The LSCB is good."), Area.LSCB)
    assert judgement is not None
    assert (judgement.area, judgement.grade, judgement.printed_grade) == (
        Area.LSCB,
        Grade.GOOD,
        "good",
    )
    assert [line.text for line in others] == [OVERALL]


def test_a_heading_of_the_board_without_a_grade_is_no_judgement() -> None:
    assert judgement_in("The Local Safeguarding Children Board (LSCB)", Area.LSCB, BOARD) is None
    assert judgement_in("Words.", Area.LSCB, BOARD) is None


@pytest.mark.parametrize(
    ("wording", "area"),
    [
        ("2.1 Adoption performance", Area.ADOPTION),
        ("Experiences and progress of care leavers", Area.CARE_LEAVERS),
        ("3. Leadership, management & governance", Area.LEADERSHIP),
        ("The LSCB", Area.LSCB),
        ("Leadership is strong", None),
    ],
)
def test_area_of_a_wording(wording: str, area: Area | None) -> None:
    assert area_of(wording) == area


def test_grade_at_the_end_of_a_sentence() -> None:
    assert grade_in("Leadership is good.") == (Grade.GOOD, "good")
    assert grade_in("good leadership") is None


def test_names_of_the_board() -> None:
    assert names_board("The Local Safeguarding Children Board (LSCB)")
    assert not names_board("The LSCB")
    assert not names_board("The Local Safeguarding Children Board is good")


@pytest.mark.parametrize(
    "marks",
    [("1) ", "2.1) ", "3) "), ("I. ", "II. ", "III. "), ("a. ", "b.1 ", "c. "), ("", "", "")],
)
def test_rows_may_be_numbered_in_any_way(marks: tuple[str, str, str]) -> None:
    names = (
        ROWS[0][3:],
        "Adoption performance\tGood",
        "Leadership, management and governance\tGood",
    )
    table = read_table(lines_of(*map("".join, zip(marks, names, strict=True))), 0)
    assert [each.area for each in table.judgements] == [
        Area.HELP_AND_PROTECTION,
        Area.ADOPTION,
        Area.LEADERSHIP,
    ]


def test_a_grade_over_two_lines_is_whole() -> None:
    rows = ("Children’s services in Wexcombe require improvement", "to be good", "Words.")
    judgement, others = read_verdict(lines_of(*rows), Area.OVERALL)
    assert judgement is not None
    assert judgement.printed_grade == "require improvement to be good"
    assert [line.text for line in others] == ["Words."]


def test_rows_may_be_numbered_afresh_at_the_last() -> None:
    rows = [*ROWS[:-1], ROWS[-1].replace("3.", "1.")]
    table = read_table(lines_of(*rows), 0)
    assert [judgement.area for judgement in table.judgements][-1] is Area.LEADERSHIP


@pytest.mark.parametrize("rest", [["to be good"], ["to be", "good"], ["improvement", "to be good"]])
def test_a_grade_that_goes_on_is_part_of_the_judgement(rest: list[str]) -> None:
    first = "Children’s services in Wexcombe require"
    first += "" if rest[0] == "improvement" else " improvement"
    judgement, others = read_verdict(lines_of(first, *rest, "More."), Area.OVERALL)
    assert judgement is not None
    assert judgement.grade is Grade.REQUIRES_IMPROVEMENT
    assert [line.text for line in others] == ["More."]
