"""The table of judgements as text files have it: rows, columns, lists."""

import pytest

from reports.facts.vocabulary import Area, Grade
from reports.ingest.report import read_report

ROWS = (
    ("The impact of leaders on social work practice with children and families", "Good"),
    ("The experiences and progress of children who need help and protection", "Good"),
    ("The experiences and progress of children in care", "Inadequate"),
    ("The experiences and progress of care leavers", "Requires improvement to be good"),
    ("Overall effectiveness", "Good"),
)
LABELS = [label for label, _ in ROWS]
GRADES = [grade for _, grade in ROWS]
TABLES = {
    "rows": ["Judgement\tGrade", *("\t".join(row) for row in ROWS)],
    "colons": ["Judgement: Grade", *(": ".join(row) for row in ROWS)],
    "bars": ["Judgement | Grade", *(" | ".join(row) for row in ROWS)],
    "dashes without a head": [" – ".join(row) for row in ROWS],
    "grades in brackets": ["Judgement\tGrade", *(f"{label} ({grade})" for label, grade in ROWS)],
    "grades first": ["Grade\tJudgement", *(f"{grade}\t{label}" for label, grade in ROWS)],
    "grades first without a head": [f"{grade}: {label}" for label, grade in ROWS],
    "with earlier grades": [
        "Judgement\tGrade\tPrevious grade",
        *(f"{label}\t{grade}\tOutstanding" for label, grade in ROWS),
    ],
    "with an earlier year before": [
        "| Judgement | 2018 | 2023 |",
        *(f"| {label} | Outstanding | {grade} |" for label, grade in ROWS),
    ],
    "with numbers": [
        "No.\tJudgement\tGrade",
        *(f"{number}\t{label}\t{grade}" for number, (label, grade) in enumerate(ROWS, 1)),
    ],
    "a list": [f"- {label}: {grade}" for label, grade in ROWS],
    "a column at a time": ["Judgement", *LABELS, "", "Grade", *GRADES],
    "columns without heads": ["\n\n".join(LABELS), "", "\n\n".join(GRADES)],
}


@pytest.mark.parametrize("way", TABLES)
def test_table_is_read_in_every_way(way: str) -> None:
    lines = [
        "Inspection of Wexcombe local authority children's services",
        "Inspection dates: 12 to 23 June 2023",
        "Lead inspector: Tobias Harkwell, His Majesty's Inspector",
        "",
        *TABLES[way],
        "",
        "Children are safe, and that is good.",
        "",
        "1. Help is early.",
    ]
    reading = read_report("\n".join(lines).encode(), "report.txt")
    assert {row.area: row.grade for row in reading.judgements} == {
        Area.LEADERS: Grade.GOOD,
        Area.HELP_AND_PROTECTION: Grade.GOOD,
        Area.IN_CARE: Grade.INADEQUATE,
        Area.CARE_LEAVERS: Grade.REQUIRES_IMPROVEMENT,
        Area.OVERALL: Grade.GOOD,
    }
    assert [passage.text for passage in reading.summary] == ["Children are safe, and that is good."]
