"""How many current authorities have each grade."""

from __future__ import annotations

from datetime import date

import pytest

from reports.facts.frameworks import Scale
from reports.facts.vocabulary import Area, Grade, Kind
from reports.pages.home.grade_counts import latest_grades
from tests.archive import make_authority, make_inspection

pytestmark = pytest.mark.django_db


def test_latest_grades_of_real_current_authorities_are_counted() -> None:
    ashby = make_authority("ashby")
    make_inspection(ashby, ended=date(2018, 5, 1), grades={Area.LEADERS: Grade.INADEQUATE})
    make_inspection(ashby, grades={Area.LEADERS: Grade.GOOD, Area.IN_CARE: Grade.OUTSTANDING})
    make_inspection(make_authority("birchwick"), grades={Area.LEADERS: Grade.GOOD})
    make_inspection(
        make_authority("old-shire", closed=date(2019, 4, 1)), grades={Area.OVERALL: Grade.GOOD}
    )
    make_inspection(make_authority("made-up", invented=True), grades={Area.LEADERS: Grade.GOOD})
    (on_scale,) = latest_grades()
    assert on_scale.scale is Scale("since-2013")
    counts = {row.area: {each.grade: each.count for each in row.counts} for row in on_scale.areas}
    none = dict.fromkeys(on_scale.scale.grades, 0)
    assert counts == {
        Area.LEADERS: none | {Grade.GOOD: 2},
        Area.IN_CARE: none | {Grade.OUTSTANDING: 1},
    }


def test_judgements_and_grades_are_in_the_order_of_the_vocabulary() -> None:
    make_inspection(
        make_authority(), grades={Area.OVERALL: Grade.GOOD, Area.LEADERS: Grade.INADEQUATE}
    )
    rows = latest_grades()[0].areas
    assert [row.area for row in rows] == [
        area for area in Area if area in (Area.OVERALL, Area.LEADERS)
    ]
    assert [each.grade for each in rows[0].counts] == [
        Grade.OUTSTANDING,
        Grade.GOOD,
        Grade.REQUIRES_IMPROVEMENT,
        Grade.INADEQUATE,
    ]


def test_grades_of_different_scales_are_counted_apart() -> None:
    good = {Area.LEADERS: Grade.GOOD}
    make_inspection(make_authority("ashby"), grades=good)
    make_inspection(
        make_authority("birchwick"), kind=Kind.PRE_SIF, ended=date(2013, 5, 3), grades=good
    )
    by_scale = {on_scale.scale.value: on_scale.areas for on_scale in latest_grades()}
    assert list(by_scale) == ["since-2013", "until-2013"]
    for (row,) in by_scale.values():
        assert [each.count for each in row.counts] == [0, 1, 0, 0]
