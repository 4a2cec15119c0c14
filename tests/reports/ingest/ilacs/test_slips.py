"""Rows and headings that name an area with a slip."""

from dataclasses import replace

import pytest

from reports.facts.vocabulary import Area, Grade
from reports.ingest.ilacs.headings import Heading
from reports.ingest.ilacs.slips import with_near_headings, with_near_rows
from reports.ingest.parsed import PrintedJudgement
from reports.ingest.parts.judgement_table import JudgementTable, UnreadRow

SLIP = UnreadRow(1, "The experiences and progress of children care leavers", "Good")
LEADERS = PrintedJudgement(Area.LEADERS, Grade.GOOD, "The impact of leaders", "Good")
OVERALL = PrintedJudgement(Area.OVERALL, Grade.GOOD, "Overall effectiveness", "Good")
TABLE = JudgementTable((LEADERS, OVERALL), 9, whole=False, unread=(SLIP,))
HEADING = Heading("Care leavers: good", 0, 1, 4, area=Area.CARE_LEAVERS, grade=Grade.GOOD)


def test_a_row_near_a_wording_is_read_where_the_heading_agrees() -> None:
    table, problems = with_near_rows(TABLE, [HEADING])
    areas = [judgement.area for judgement in table.judgements]
    assert (areas, table.whole) == ([Area.LEADERS, Area.CARE_LEAVERS, Area.OVERALL], True)
    assert [problem.code for problem in problems] == ["row-near"]


@pytest.mark.parametrize(
    "headings",
    [[], [replace(HEADING, grade=Grade.INADEQUATE)], [HEADING, HEADING]],
    ids=["no heading", "another grade", "two headings"],
)
def test_a_row_stays_unread_where_no_heading_agrees(headings: list[Heading]) -> None:
    assert with_near_rows(TABLE, headings) == (TABLE, [])


def test_a_row_is_not_read_as_an_area_that_another_row_names() -> None:
    leavers = replace(LEADERS, area=Area.CARE_LEAVERS)
    table = replace(TABLE, judgements=(leavers,))
    assert with_near_rows(table, [HEADING]) == (table, [])


def test_a_heading_with_its_grade_in_its_middle() -> None:
    text = "The experiences and progress of Requires improvement children in care"
    (heading,) = with_near_headings([Heading(text, 0, 2, 4)])
    assert (heading.area, heading.grade) == (Area.IN_CARE, Grade.REQUIRES_IMPROVEMENT)


def test_an_area_is_not_given_to_two_headings() -> None:
    near = Heading("The experiences and progress of children care leavers", 5, 6, 7)
    assert list(with_near_headings([HEADING, near])) == [HEADING, near]
