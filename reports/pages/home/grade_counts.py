"""How many current authorities have each grade in their latest full inspection."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from reports.facts.frameworks import Scale, scale_of
from reports.facts.vocabulary import Area, Grade
from reports.overview.latest import latest_by_authority


@dataclass(frozen=True, slots=True)
class GradeCount:
    """How many authorities have one grade."""

    grade: Grade
    count: int


@dataclass(frozen=True, slots=True)
class AreaCounts:
    """How many authorities have each grade of a scale for one judgement."""

    area: Area
    counts: tuple[GradeCount, ...]


@dataclass(frozen=True, slots=True)
class ScaleCounts:
    """The counts on one scale, for each judgement that has grades on it."""

    scale: Scale
    areas: tuple[AreaCounts, ...]


def latest_grades() -> list[ScaleCounts]:
    """The counts on each scale in the latest full inspections of real current authorities."""
    counts: Counter[tuple[Scale, str, str]] = Counter()
    for row in latest_by_authority().current:
        if row.authority.invented or row.inspection is None:
            continue
        for area, grade in row.grades.items():
            scale = scale_of(row.inspection.kind, grade)
            if scale is not None:
                counts[scale, area, grade] += 1
    scales = {scale for scale, _, _ in counts}
    return [_counts_on(scale, counts) for scale in Scale if scale in scales]


def _counts_on(scale: Scale, counts: Counter[tuple[Scale, str, str]]) -> ScaleCounts:
    judged = {area for of_scale, area, _ in counts if of_scale == scale}
    rows = []
    for area in Area:
        if area in judged:
            of_area = [GradeCount(grade, counts[scale, area, grade]) for grade in scale.grades]
            rows.append(AreaCounts(area, tuple(of_area)))
    return ScaleCounts(scale, tuple(rows))
