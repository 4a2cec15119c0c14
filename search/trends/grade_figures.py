"""The figures of the page of grades, for each scale: charts, tables and highlights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.trends.bars import BarChart, bar_chart
from search.trends.grade_trends import GradeRow, GradeTrend
from search.trends.shares import Share

TableRows = list[tuple[GradeRow, list[Share]]]


@dataclass(frozen=True, slots=True)
class GradeFigures:
    """The grades on one scale, ready for a template.

    `suffix` makes the ids of its parts differ from those of other scales. `positive` has the first
    and the last year with enough inspections, each with the share of positive grades; empty if
    there are no two such years. `changes` are the rows of years in which a framework changed.
    `with_regions` says whether the part on regions is shown. It is left out if only another scale
    has grades of latest inspections.
    """

    trend: GradeTrend
    suffix: str
    by_year: BarChart
    by_region: BarChart
    year_rows: TableRows
    region_rows: TableRows
    positive: list[tuple[GradeRow, Share]]
    changes: list[GradeRow]
    with_regions: bool


def grade_figures(trends: Sequence[GradeTrend]) -> list[GradeFigures]:
    """The figures of each trend, in their order."""
    any_is_given_today = any(trend.is_given_today for trend in trends)
    figures = []
    for place, trend in enumerate(trends):
        with_regions = trend.is_given_today or not any_is_given_today
        figures.append(_figures(trend, f"-{place}" if place else "", with_regions=with_regions))
    return figures


def _figures(trend: GradeTrend, suffix: str, *, with_regions: bool) -> GradeFigures:
    ends = trend.first_and_last or ()
    return GradeFigures(
        trend=trend,
        suffix=suffix,
        by_year=bar_chart(trend.by_year, trend.grades),
        by_region=bar_chart(trend.by_region, trend.grades),
        year_rows=trend.table(trend.by_year),
        region_rows=trend.table(trend.by_region),
        positive=[(row, row.share_of_any(trend.scale.positive)) for row in ends],
        changes=[row for row in trend.by_year if row.change],
        with_regions=with_regions,
    )
