"""How many current authorities have each grade in their latest full inspection."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from reports.facts.vocabulary import Area, Grade
from reports.overview.latest import latest_by_authority

CURRENT_GRADES = (Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)
"""The grades that inspections are given now, the best first."""


@dataclass(frozen=True, slots=True)
class GradeCount:
    """How many authorities have one grade."""

    grade: Grade
    count: int


@dataclass(frozen=True, slots=True)
class AreaCounts:
    """How many authorities have each of `CURRENT_GRADES` for one judgement."""

    area: Area
    counts: tuple[GradeCount, ...]


def latest_grades() -> list[AreaCounts]:
    """The counts for every judgement that any latest full inspection has, invented ones left out."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in latest_by_authority().current:
        if not row.authority.invented:
            counts.update(row.grades.items())
    judged = {area for area, _ in counts}
    return [_counts_of(area, counts) for area in Area if area in judged]


def _counts_of(area: Area, counts: Counter[tuple[str, str]]) -> AreaCounts:
    return AreaCounts(
        area, tuple(GradeCount(grade, counts[area, grade]) for grade in CURRENT_GRADES)
    )
