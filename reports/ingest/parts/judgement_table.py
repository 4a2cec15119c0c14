"""A table of judgements, put together from labels and grades that lines and columns have torn
apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reports.facts.vocabulary import Area
from reports.ingest.parsed import PrintedJudgement
from reports.ingest.parts.grades import grade_of


@dataclass(frozen=True, slots=True)
class JudgementTable:
    """The judgements in the order of the table, where it ends among the lines, and whether every
    row was understood.
    """

    judgements: tuple[PrintedJudgement, ...]
    end: int
    whole: bool


def paired(
    rows: Sequence[str], grades: Sequence[str], end: int, area_of: Callable[[str], Area | None]
) -> JudgementTable:
    """The table that rows and grades make, each in the order of the page; none of it where their
    numbers differ.
    """
    if len(rows) != len(grades):
        return JudgementTable((), end, whole=False)
    named = [
        (area_of(row), grade_of(grade), row, grade) for row, grade in zip(rows, grades, strict=True)
    ]
    judgements = tuple(
        PrintedJudgement(area, grade, row, words)
        for area, grade, row, words in named
        if area and grade
    )
    return JudgementTable(judgements, end, whole=len(judgements) == len(rows))
