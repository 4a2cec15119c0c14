"""Where a subject occurs, counted without a page."""

from datetime import date

import pytest

from reports.facts.frameworks import Scale
from reports.facts.vocabulary import Area, Grade, Kind, Region, Role
from search.query.parser import parse
from search.subjects.matrix import (
    MatrixCell,
    MatrixTotal,
    matrix,
    sections_by_grade,
)
from search.trends.shares import Share
from tests.archive import make_authority, make_inspection, make_paragraph, make_report

pytestmark = pytest.mark.django_db

EVERYWHERE: frozenset[str] = frozenset()


@pytest.fixture
def reports() -> None:
    """Two authorities of the south west and one of London, over three years."""
    west = make_authority("westmoor")
    make_report(west, "Neglect.", "Neglected.", "Visits.", ended=date(2019, 5, 5))
    make_report(west, "Visits.", ended=date(2021, 5, 5))
    make_report(make_authority("ash"), "Visits.", ended=date(2021, 6, 6))
    london = make_authority("greyfell", region=Region.LONDON)
    report = make_report(london, "Neglect.", ended=date(2021, 7, 7))
    make_paragraph(report, "Neglect.", number=9, area=Area.LEADERS, grade=Grade.INADEQUATE)
    make_paragraph(report, "Neglect.", role=Role.POINT, area=None, grade=None)


@pytest.mark.usefixtures("reports")
def test_matrix_has_regions_with_their_authorities_by_name() -> None:
    figures = matrix(parse("neglect"), EVERYWHERE)
    assert figures.years == range(2019, 2022)
    assert [part.region for part in figures.regions] == [Region.LONDON, Region.SOUTH_WEST]
    west = figures.regions[1]
    assert [(row.slug, row.name) for row in west.rows] == [("ash", "Ash"), ("westmoor", "Westmoor")]
    assert west.rows[0].cells == [None, None, MatrixCell(2021, 0, Share(0, 1))]
    assert west.rows[1].cells == [
        MatrixCell(2019, 2, Share(1, 1)),
        None,
        MatrixCell(2021, 0, Share(0, 1)),
    ]
    assert west.rows[1].total == MatrixTotal(2, Share(1, 2))
    assert west.total == MatrixTotal(2, Share(1, 3))
    assert west.authorities == Share(1, 2)
    assert figures.total == MatrixTotal(5, Share(2, 4))
    assert figures.authorities == Share(2, 3)


@pytest.mark.usefixtures("reports")
def test_matrix_of_a_region_has_its_own_years() -> None:
    figures = matrix(parse("neglect"), frozenset({"london"}))
    assert figures.years == range(2021, 2022)
    assert [part.region for part in figures.regions] == [Region.LONDON]
    assert figures.total == MatrixTotal(3, Share(1, 1))


def test_matrix_of_an_empty_archive() -> None:
    figures = matrix(parse("neglect"), EVERYWHERE)
    assert (figures.years, figures.regions) == (range(0), [])
    assert figures.total == MatrixTotal(0, Share(0, 0))


@pytest.mark.usefixtures("reports")
def test_sections_of_full_inspections_by_grade_best_first() -> None:
    visit = make_inspection(
        make_authority("b"), kind=Kind.FOCUSED_VISIT, grades={}, original=b"visit"
    )
    make_paragraph(visit, "Neglect.", area=Area.LEADERS, grade=Grade.GOOD)
    (on_scale,) = sections_by_grade(parse("neglect"), EVERYWHERE)
    assert on_scale.scale is Scale("since-2013")
    assert on_scale.grades == ((Grade.GOOD, Share(2, 4)), (Grade.INADEQUATE, Share(1, 1)))
    (london,) = sections_by_grade(parse("neglect"), frozenset({"london"}))
    assert london.grades == ((Grade.GOOD, Share(1, 1)), (Grade.INADEQUATE, Share(1, 1)))


def test_sections_with_grades_of_different_scales_are_counted_apart() -> None:
    make_report(make_authority(), "Neglect.", ended=date(2021, 5, 5))
    earlier = make_inspection(
        make_authority("b"), kind=Kind.PRE_SIF, ended=date(2013, 5, 3), original=b"earlier"
    )
    make_paragraph(earlier, "Neglect.", area=Area.LEADERS, grade=Grade.GOOD)
    sections = sections_by_grade(parse("neglect"), EVERYWHERE)
    assert [(each.scale.value, each.grades) for each in sections] == [
        ("since-2013", ((Grade.GOOD, Share(1, 1)),)),
        ("until-2013", ((Grade.GOOD, Share(1, 1)),)),
    ]
