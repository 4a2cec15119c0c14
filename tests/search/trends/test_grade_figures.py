"""What the page of grades shows of each scale."""

from __future__ import annotations

from collections import Counter

from reports.facts.frameworks import Scale
from reports.facts.vocabulary import Grade
from search.trends.bars import bar_chart
from search.trends.grade_figures import grade_figures
from search.trends.grade_trends import GradeRow, GradeTrend
from search.trends.shares import Share

NEW = Scale("since-2013")


def row(
    code: str, *, outstanding: int = 0, good: int = 0, poor: int = 0, change: str = ""
) -> GradeRow:
    counts = {Grade.OUTSTANDING: outstanding, Grade.GOOD: good, Grade.INADEQUATE: poor}
    return GradeRow(code, code, Counter(counts), change=change)


YEARS = [
    row("2021", outstanding=2, good=4, poor=6),
    row("2022", good=3),
    row("2023", outstanding=1, good=9, change="Care leavers are judged separately"),
    row("2024", good=5, poor=15),
]
REGIONS = [row("london", good=7), row("south-west", poor=2)]


def trend(*years: GradeRow) -> GradeTrend:
    return GradeTrend("leaders", NEW, list(years), REGIONS, list(NEW.grades))


def test_tables_and_pictures_are_of_the_years_and_of_the_regions() -> None:
    (figures,) = grade_figures([trend(*YEARS)])
    assert figures.by_year == bar_chart(YEARS, list(NEW.grades))
    assert figures.by_region == bar_chart(REGIONS, list(NEW.grades))
    assert [each for each, _ in figures.year_rows] == YEARS
    assert [each for each, _ in figures.region_rows] == REGIONS
    shares = [Share(2, 12), Share(4, 12), Share(0, 12), Share(6, 12)]
    assert figures.year_rows[0][1] == shares


def test_positive_grades_are_those_of_the_first_and_last_year_with_enough() -> None:
    (figures,) = grade_figures([trend(*YEARS)])
    assert figures.positive == [(YEARS[0], Share(6, 12)), (YEARS[3], Share(5, 20))]
    (of_one_year,) = grade_figures([trend(*YEARS[:2])])
    assert of_one_year.positive == []


def test_only_years_after_a_change_are_changes() -> None:
    (figures,) = grade_figures([trend(*YEARS)])
    assert figures.changes == [YEARS[2]]


def test_scales_after_the_first_have_a_suffix() -> None:
    figures = grade_figures([trend(*YEARS), trend(*YEARS), trend(*YEARS)])
    assert [each.suffix for each in figures] == ["", "-1", "-2"]


def test_trend_counts_what_was_graded() -> None:
    of_years = trend(*YEARS)
    assert of_years.graded == 12 + 3 + 10 + 20
    assert of_years.is_given_today
    assert of_years.label == "Leaders"
    assert [each.is_thin for each in YEARS] == [False, True, False, False]
    assert not row("2025").is_thin
