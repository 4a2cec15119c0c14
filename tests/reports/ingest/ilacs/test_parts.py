"""The header, the judgement table and the body of an ILACS report, each on its own."""

from datetime import date

import pytest

from reports.facts.vocabulary import Area, Grade, Length
from reports.ingest.ilacs.areas import AREAS, area_of
from reports.ingest.ilacs.body import split_body
from reports.ingest.ilacs.header import Header, authority_in_title, read_header
from reports.ingest.ilacs.judgements import read_table
from reports.ingest.ilacs.report import read_ilacs
from reports.ingest.text.lines import ReportLines
from tests.support.lines import set_line, text_lines

LEADERS = "The impact of leaders on social work practice with children and families"
HELP = "The experiences and progress of children who need help and protection"
CARE = "The experiences and progress of children in care"
LEAVERS = "The experiences and progress of care leavers"
BOTH = "The experiences and progress of children in care and care leavers"


@pytest.mark.parametrize(
    ("area", "sample"), [(area, sample) for area, wording in AREAS for sample in wording.samples]
)
def test_area_of_a_wording(area: Area, sample: str) -> None:
    assert area_of(sample) is area


def test_other_wordings_are_no_area() -> None:
    assert area_of("The impact of poverty") is None


def test_header() -> None:
    text = """Inspection of Wexcombe
local authority children’s services
Inspection dates: 12 to
23 June 2023
Lead inspector: Ada Bell,
His Majesty’s Inspector"""
    assert read_header(text_lines(text)) == Header(
        "Inspection of Wexcombe local authority children’s services",
        "Wexcombe",
        ((date(2023, 6, 12), date(2023, 6, 23)),),
        "Ada Bell",
    )


def test_lines_of_a_mail_above_the_title_of_a_text_are_no_part_of_it() -> None:
    title = "Inspection of Wexcombe local authority children’s services"
    header = read_header(text_lines(f"From: Ben Cole\nSubject: a report\n{title}"))
    assert (header.title, header.authority) == (title, "Wexcombe")


@pytest.mark.parametrize(
    "line",
    [
        "Ada Bell, HMI, Ofsted Lead inspector",
        "Lead inspector – Ada Bell",
        "Lead inspector (on site): Ada Bell",
        "Lead HMI: Ada Bell",
    ],
)
def test_a_lead_inspector_named_otherwise(line: str) -> None:
    header = read_header(text_lines(f"Dates of inspection: 12 to 23 June 2023\n{line}"))
    assert header.lead_inspector == "Ada Bell"
    assert header.periods == ((date(2023, 6, 12), date(2023, 6, 23)),)


def test_an_empty_header() -> None:
    assert read_header([]) == Header("", None, (), None)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Inspection of Wexcombe children’s services", "Wexcombe"),
        ("Wexcombe Council Inspection of children’s services", "Wexcombe Council"),
        ("Inspection of children’s services in Wexcombe", "Wexcombe"),
        ("Inspection of children’s services", None),
        ("Minutes of Wexcombe", None),
    ],
)
def test_authority_in_a_title(title: str, name: str | None) -> None:
    assert authority_in_title(title) == name


def grades(*lines: str) -> list[tuple[Area, Grade]]:
    table = read_table([set_line(line) for line in lines], 0)
    return [(judgement.area, judgement.grade) for judgement in table.judgements]


def test_a_table_in_rows() -> None:
    rows = [f"{label}\tGood" for label in (LEADERS, HELP, CARE, LEAVERS)]
    table = read_table([set_line(row) for row in (*rows, "Overall effectiveness\tGood")], 0)
    assert table.whole
    assert [judgement.area for judgement in table.judgements] == [
        Area.LEADERS,
        Area.HELP_AND_PROTECTION,
        Area.IN_CARE,
        Area.CARE_LEAVERS,
        Area.OVERALL,
    ]
    assert {judgement.printed_grade for judgement in table.judgements} == {"Good"}


def test_labels_and_grades_over_several_lines() -> None:
    assert grades(
        "The impact of leaders on social work",
        "Requires improvement to",
        "practice with children and families",
        "be good",
        "Overall effectiveness",
        "Inadequate",
    ) == [(Area.LEADERS, Grade.REQUIRES_IMPROVEMENT), (Area.OVERALL, Grade.INADEQUATE)]


def test_the_summary_ends_the_table() -> None:
    lines = [f"{LEADERS}\tGood", "Leaders of this county have a vision for all families.", "Good"]
    table = read_table([set_line(line) for line in lines], 0)
    assert (table.end, table.whole) == (1, True)


def test_a_misprint_in_a_label_is_allowed() -> None:
    assert grades(f"{HELP.replace('need', 'neeed')}\tGood") == [
        (Area.HELP_AND_PROTECTION, Grade.GOOD)
    ]


@pytest.mark.parametrize("rows", [(LEADERS, HELP, BOTH), (LEADERS, HELP, CARE, LEAVERS)])
def test_what_reads_like_a_row_after_the_last_one_begins_the_summary(
    rows: tuple[str, ...],
) -> None:
    lines = [f"{label}\tGood" for label in (*rows, "Overall effectiveness")]
    table = read_table([set_line(line) for line in (*lines, HELP)], 0)
    assert (table.end, len(table.judgements)) == (len(lines), len(lines))


def test_a_table_begins_where_it_is_said_to() -> None:
    lines = [set_line("Overall effectiveness\tGood"), set_line(f"{LEADERS}\tInadequate")]
    table = read_table(lines, 1)
    assert [judgement.grade for judgement in table.judgements] == [Grade.INADEQUATE]
    assert table.end == 2


BODY = f"""Help is good.

What needs to improve?
- Plans.
- Visits.

{HELP}: good
1. Help comes early.
2. Plans are kept.

{LEAVERS}: good
3. Care leavers do well."""


def test_parts_of_a_body() -> None:
    body = split_body(text_lines(BODY))
    assert [line.text for line in body.summary] == ["Help is good."]
    assert body.question is not None
    assert body.question.text == "What needs to improve?"
    assert [line.text for line in body.points] == ["- Plans.", "- Visits."]
    assert [each.area for each in body.sections] == [Area.HELP_AND_PROTECTION, Area.CARE_LEAVERS]
    assert [(each.number, each.text, each.section, each.area) for each in body.paragraphs] == [
        (1, "Help comes early.", 0, Area.HELP_AND_PROTECTION),
        (2, "Plans are kept.", 0, Area.HELP_AND_PROTECTION),
        (3, "Care leavers do well.", 1, Area.CARE_LEAVERS),
    ]
    assert body.problems == []


@pytest.mark.parametrize(("number", "points"), [(1, ["• Plans.", "• Visits."]), (3, [])])
def test_numbers_are_those_of_points_where_paragraphs_begin_afresh(
    number: int, points: list[str]
) -> None:
    numbered = BODY.replace("- Plans.", "1. Plans.").replace("- Visits.", "2. Visits.")
    numbered = numbered.replace("1. Help", f"{number}. Help").replace(
        "2. Plans are", f"{number + 1}. Plans are"
    )
    body = split_body(text_lines(numbered.replace("3. Care", f"{number + 2}. Care")))
    assert [line.text for line in body.points] == points


def problems_of(printed: str, instead: str) -> list[str]:
    assert printed in BODY
    body = split_body(text_lines(BODY.replace(printed, instead)))
    return [problem.code for problem in body.problems]


def test_what_is_wrong_with_a_body() -> None:
    assert problems_of("- Plans.\n- Visits.\n", "") == ["points-missing"]
    question = "What needs to improve?\n- Plans.\n- Visits.\n\n"
    late = BODY.replace(question, "") + f"\n\n{question}"
    assert "points-misplaced" in [each.code for each in split_body(text_lines(late)).problems]


def test_text_below_a_heading_without_a_number_is_warned_of_and_kept() -> None:
    heading = set_line(f"{LEAVERS}: good", bold=True, spaced=True)
    body = split_body([heading, set_line("Words.", page=2), set_line("1. Help.", page=2)])
    assert [(each.code, each.page) for each in body.problems] == [("unnumbered-text", 2)]
    assert [line.text for line in body.summary] == ["Words."]


def test_a_body_without_a_question_has_no_points() -> None:
    body = split_body(text_lines("Help is good.\n\n1. Words."))
    assert (body.question, list(body.points)) == (None, [])
    assert [line.text for line in body.summary] == ["Help is good."]
    assert [each.section for each in body.paragraphs] == [None]


def test_an_empty_body() -> None:
    body = split_body([])
    assert (list(body.summary), list(body.paragraphs), list(body.sections)) == ([], [], [])


@pytest.mark.parametrize(
    ("left", "spaced", "above", "warned"),
    [
        (72.0, True, "and of visits.", True),
        (82.0, True, "and of visits.", True),
        (83.0, True, "and of visits.", False),
        (72.0, False, "and of visits.", False),
        (72.0, True, "and of", False),
    ],
)
def test_text_back_at_the_margin_without_a_number(
    left: float, spaced: bool, above: str, warned: bool
) -> None:
    lines = [
        set_line("1. The quality of plans"),
        set_line(above, left=100.0),
        set_line("Leaders listen.", left=left, spaced=spaced, page=2),
    ]
    problems = split_body(lines).problems
    assert [(each.code, each.page) for each in problems] == (
        [("unnumbered-text", 2)] if warned else []
    )


@pytest.mark.parametrize(
    ("dates", "length"),
    [
        ("12 to 18 June 2023", Length.SHORT),
        ("12 to 19 June 2023", Length.STANDARD),
        ("12 to 16 June 2023 and 3 to 21 July 2023", Length.SHORT),
        ("in June", None),
    ],
)
def test_length_of_an_inspection(dates: str, length: Length | None) -> None:
    text = (
        f"Inspection of Wexcombe children’s services\nInspection dates: {dates}\nJudgement\tGrade"
    )
    lines = text_lines(f"{text}\n{LEADERS}\tGood\n\n{BODY}")
    assert read_ilacs(ReportLines(tuple(lines), ())).length == length


@pytest.mark.parametrize(
    "label",
    [
        "The experiences and progess of care leavers",
        "The progress and experiences of care leavers",
        "The experiences of care leavers",
    ],
)
def test_a_row_that_begins_otherwise_loses_no_other_row(label: str) -> None:
    rows = ["The impact of leaders on social work practice\tGood", f"{label}\tGood"]
    table = read_table([set_line(row) for row in rows], 0)
    assert [each.area for each in table.judgements] == [Area.LEADERS, Area.CARE_LEAVERS]


def test_help_or_protection_is_help_and_protection() -> None:
    wording = "The experiences and progress of children who need help or protection"
    assert area_of(wording) is Area.HELP_AND_PROTECTION
