"""The judgement table with its columns in another order, or with others beside them, in a PDF."""

from dataclasses import replace
from itertools import pairwise

import pytest

from reports.ingest.ilacs.table_columns import with_usual_columns
from reports.ingest.text.layout import Line, TableCell
from tests.support.lines import set_line

EDGES = (72.0, 250.0, 350.0, 450.0)
OVERALL = "Overall effectiveness"


def row(top: float, text: str, *columns: int) -> Line:
    """A line in a row of the table 40 points high: its parts are in these columns, from 0."""
    sides = list(pairwise(EDGES))
    cells = tuple(TableCell(sides[each][0], top - 40, sides[each][1], top) for each in columns)
    return replace(set_line(text), cells=cells)


def test_a_column_of_earlier_grades_is_left_out_with_its_head() -> None:
    lines = [
        row(700, "Judgement\tGrade\tGrade at last", 0, 1, 2),
        row(700, "inspection", 2),
        row(660, f"{OVERALL}\tRequires improvement\tGood", 0, 1, 2),
        row(660, "to be good", 1),
        set_line("Help is good."),
    ]
    usual, left_out = with_usual_columns(lines)
    assert [line.text for line in usual] == [
        "Judgement\tGrade",
        f"{OVERALL}\tRequires improvement",
        "to be good",
        "Help is good.",
    ]
    of_head = ["Judgement", "Grade", "Grade at last", "inspection"]
    assert [each.text for each in left_out] == [*of_head, "Good"]


@pytest.mark.parametrize(
    ("head", "cells", "expected"),
    [
        ("Grade\tJudgement", f"Good\t{OVERALL}", f"{OVERALL}\tGood"),
        ("Judgement\tGrade", f"{OVERALL}\tGood", f"{OVERALL}\tGood"),
    ],
)
def test_two_columns(head: str, cells: str, expected: str) -> None:
    usual, _ = with_usual_columns([row(700, head, 0, 1), row(660, cells, 0, 1)])
    assert [line.text for line in usual] == ["Judgement\tGrade", expected]


@pytest.mark.parametrize("head", ["Judgement\tGrade\tGrade", "Judgement\tFirst\tSecond"])
def test_a_head_that_does_not_tell_the_grades_changes_nothing(head: str) -> None:
    lines = [row(700, head, 0, 1, 2), row(660, f"{OVERALL}\tGood\tInadequate", 0, 1, 2)]
    assert with_usual_columns(lines) == (lines, [])
