"""The picture of an authority's inspections: positions, lanes, tiles and dots."""

from __future__ import annotations

from datetime import date

import pytest

from reports.facts.vocabulary import Area, Grade, Kind
from reports.models import Authority, Inspection
from reports.pages.authority.timeline import (
    AXIS,
    BASELINE,
    LANE,
    LEFT,
    NAME,
    RIGHT,
    TILE,
    TOP,
    Timeline,
    TimelineX,
    timeline,
)
from tests.archive import make_authority, make_inspection

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 1)


def drawn(authority: Authority, today: date = TODAY) -> Timeline:
    inspections = Inspection.objects.listed()
    picture = timeline(authority, list(inspections), today)
    assert picture is not None
    return picture


def test_no_inspections_no_picture() -> None:
    assert timeline(make_authority(), [], TODAY) is None


def test_positions_are_between_the_bounds() -> None:
    authority = make_authority()
    make_inspection(authority, ended=date(2016, 1, 1))
    make_inspection(authority, ended=date(2021, 1, 1))
    picture = drawn(authority)
    assert picture.first.end_date == date(2016, 1, 1)
    shares = {year: x for x, year in picture.columns}
    assert shares[2016] == TimelineX("0.00%", f"{LEFT:.1f}")
    half = (date(2021, 1, 1) - date(2016, 1, 1)).days / (TODAY - date(2016, 1, 1)).days
    shift = LEFT - half * (LEFT + RIGHT)
    assert shares[2021] == TimelineX(f"{100 * half:.2f}%", f"{shift:.1f}")


def test_last_day_may_be_later_than_today() -> None:
    authority = make_authority()
    make_inspection(authority, ended=date(2026, 3, 1))
    (column,) = drawn(authority).columns
    assert column == (TimelineX("100.00%", f"{-RIGHT:.1f}"), 2026)


def test_one_day_is_a_span_too() -> None:
    authority = make_authority()
    make_inspection(authority, ended=date(2026, 1, 1))
    assert drawn(authority).columns == [(TimelineX("0.00%", f"{LEFT:.1f}"), 2026)]


@pytest.mark.parametrize(
    ("first", "named"),
    [
        (2023, [2023, 2024, 2025, 2026]),
        (2022, [2022, 2023, 2024, 2025, 2026]),
        (2021, [2021, 2023, 2025]),
        (2012, [2012, 2015, 2018, 2021, 2024]),
    ],
)
def test_axis_names_as_many_years_as_fit(first: int, named: list[int]) -> None:
    authority = make_authority()
    make_inspection(authority, ended=date(first, 6, 1))
    assert [year for _, year in drawn(authority).years] == named


def test_changes_of_framework_within_the_span_are_marked() -> None:
    authority = make_authority()
    make_inspection(authority, ended=date(2022, 6, 1))
    since = [change.since for _, change in drawn(authority).changes]
    assert since
    assert all(date(2022, 1, 1) < day <= TODAY for day in since)
    make_inspection(authority, ended=date(2012, 6, 1))
    assert len(drawn(authority).changes) > len(since)


def test_lanes_follow_each_other_downwards() -> None:
    authority = make_authority()
    old = make_authority("old-shire", closed=date(2020, 4, 1))
    make_inspection(authority, grades={Area.LEADERS: Grade.GOOD, Area.IN_CARE: Grade.GOOD})
    make_inspection(authority, kind=Kind.FOCUSED_VISIT, ended=date(2024, 6, 1), grades={})
    make_inspection(authority, kind=Kind.MONITORING_VISIT, ended=date(2024, 7, 1), grades={})
    make_inspection(authority, kind=Kind.JTAI, ended=date(2024, 8, 1), grades={})
    make_inspection(old, ended=date(2018, 6, 1))
    make_inspection(old, kind=Kind.FOCUSED_VISIT, ended=date(2019, 6, 1), grades={})
    picture = drawn(authority)
    lanes = {lane.name: lane for lane in picture.lanes}
    assert list(lanes) == ["Leaders", "In care", "Visits", "Joint and other", "Old Shire"]
    assert [lane.top for lane in picture.lanes] == [TOP + LANE * row for row in range(5)]
    assert [dot.shape for dot in lanes["Visits"].dots] == ["circle", "circle"]
    assert [dot.shape for dot in lanes["Joint and other"].dots] == ["diamond"]
    assert [dot.shape for dot in lanes["Old Shire"].dots] == ["circle", "square"]
    assert lanes["Leaders"].dots == ()
    assert [lane.other for lane in picture.lanes] == [False] * 4 + [True]
    assert picture.bottom == TOP + 5 * LANE + NAME
    assert picture.height == picture.bottom + AXIS


def test_name_of_another_authority_is_above_its_marks() -> None:
    authority = make_authority()
    make_inspection(authority, grades={Area.LEADERS: Grade.GOOD})
    make_inspection(make_authority("old-shire"), ended=date(2018, 6, 1))
    own, other = drawn(authority).lanes
    assert (own.height, own.middle) == (LANE, TOP + LANE // 2)
    assert own.name_y == own.middle + BASELINE
    assert other.height == LANE + NAME
    assert other.middle == other.top + NAME + LANE // 2
    assert other.name_y == other.top + NAME


def test_lanes_without_marks_are_left_out() -> None:
    authority = make_authority()
    make_inspection(authority, grades={Area.LEADERS: Grade.GOOD})
    assert [lane.name for lane in drawn(authority).lanes] == ["Leaders"]


def test_one_grade_for_two_lanes_is_one_tile_over_both() -> None:
    authority = make_authority()
    make_inspection(authority)
    together = {Area.LEADERS: Grade.INADEQUATE, Area.IN_CARE_AND_CARE_LEAVERS: Grade.OUTSTANDING}
    make_inspection(authority, ended=date(2019, 5, 17), grades=together)
    picture = drawn(authority)
    assert [lane.name for lane in picture.lanes] == [
        "Leaders",
        "Help",
        "In care",
        "Care leavers",
        "Overall",
    ]
    margin = (LANE - TILE) // 2
    *five, leaders, both = picture.tiles
    assert [tile.top for tile in five] == [TOP + LANE * row + margin for row in range(5)]
    assert {tile.height for tile in five} == {TILE}
    assert (leaders.grade, leaders.top, leaders.height) == (Grade.INADEQUATE, TOP + margin, TILE)
    assert (both.grade, both.top) == (Grade.OUTSTANDING, TOP + 2 * LANE + margin)
    assert both.height == TILE + LANE
    assert both.middle == both.top + (TILE + LANE) // 2
    assert both.x == leaders.x != five[0].x
