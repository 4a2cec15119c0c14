"""Rows and grades put together to a table of judgements."""

import pytest

from reports.facts.vocabulary import Area, Grade
from reports.ingest.ilacs.areas import area_of
from reports.ingest.parsed import PrintedJudgement
from reports.ingest.parts.judgement_table import JudgementTable, UnreadRow, paired

OVERALL = PrintedJudgement(Area.OVERALL, Grade.GOOD, "Overall effectiveness", "Good")


def test_rows_and_grades_are_paired_in_order() -> None:
    table = paired(
        ["Overall effectiveness", "Impact of leaders"], ["Good", "Inadequate"], 9, area_of
    )
    leaders = PrintedJudgement(Area.LEADERS, Grade.INADEQUATE, "Impact of leaders", "Inadequate")
    assert table == JudgementTable((OVERALL, leaders), 9, whole=True)


@pytest.mark.parametrize(
    ("rows", "grades"),
    [
        (["Overall effectiveness", "Something else"], ["Good", "Good"]),
        (["Overall effectiveness", "Impact of leaders"], ["Good", "Satisfactory"]),
    ],
    ids=["an unknown area", "an unknown grade"],
)
def test_a_row_that_is_not_understood_makes_the_table_incomplete(
    rows: list[str], grades: list[str]
) -> None:
    unread = UnreadRow(1, rows[1], grades[1])
    table = paired(rows, grades, 3, area_of)
    assert table == JudgementTable((OVERALL,), 3, whole=False, unread=(unread,))


def test_a_table_with_more_grades_than_rows_has_no_judgements() -> None:
    table = paired(["Overall effectiveness"], ["Good", "Good"], 4, area_of)
    assert table == JudgementTable((), 4, whole=False)
