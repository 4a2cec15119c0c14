"""Grades as they are printed, in columns and over lines."""

import pytest

from reports.facts.vocabulary import Grade
from reports.ingest.parts.grades import grade_of, grades_in, label_and_grade


@pytest.mark.parametrize(
    ("wording", "grade"),
    [
        ("Outstanding", Grade.OUTSTANDING),
        ("good.", Grade.GOOD),
        ("requires improvement to be good", Grade.REQUIRES_IMPROVEMENT),
        ("Requires improvement", Grade.REQUIRES_IMPROVEMENT),
        ("require improvement", Grade.REQUIRES_IMPROVEMENT),
        ("INADEQUATE", Grade.INADEQUATE),
        ("Not judged", Grade.NOT_JUDGED),
        ("goods", None),
        ("not good", None),
        ("", None),
    ],
)
def test_grade_of_a_wording(wording: str, grade: Grade | None) -> None:
    assert grade_of(wording) == grade


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Overall effectiveness\tGood", ("Overall effectiveness", "Good")),
        ("Overall effectiveness Good.", ("Overall effectiveness", "Good")),
        ("families\tRequires improvement to be", ("families", "Requires improvement to be")),
        ("to be good", ("", "to be good")),
        ("Requires", ("", "Requires")),
        ("children in care", ("children in care", "")),
        (" children in care ", ("children in care", "")),
        ("", ("", "")),
    ],
)
def test_a_line_in_columns(line: str, parts: tuple[str, str]) -> None:
    assert label_and_grade(line) == parts


@pytest.mark.parametrize(
    ("parts", "grades"),
    [
        (
            ["Good", "Requires improvement", "to be good"],
            ["Good", "Requires improvement to be good"],
        ),
        (["Good", "to be"], ["Good", "to", "be"]),
        (["Requires", "improvement", "Good"], ["Requires improvement", "Good"]),
        ([], []),
    ],
)
def test_parts_of_grades_are_put_together(parts: list[str], grades: list[str]) -> None:
    assert grades_in(parts) == grades
