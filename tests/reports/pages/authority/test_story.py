"""What the page of an authority is made of."""

from __future__ import annotations

from datetime import date

import pytest

from reports.facts.vocabulary import Area, Grade, Kind, Region, Role
from reports.models import Inspection
from reports.pages.authority.story import MOST_POINTS, neighbourhood, points, story
from tests.archive import make_authority, make_inspection, make_paragraph, make_report

pytestmark = pytest.mark.django_db


def test_story_has_the_lineage_but_its_own_latest() -> None:
    authority, old = make_authority(), make_authority("old-shire", closed=date(2023, 4, 1))
    old.successors.add(authority)
    earlier = make_report(authority, "Visits are kind.", ended=date(2021, 5, 7))
    latest = make_inspection(authority, ended=date(2022, 5, 6))
    visit = make_inspection(authority, kind=Kind.FOCUSED_VISIT, ended=date(2023, 1, 6), grades={})
    theirs = make_inspection(old, ended=date(2023, 3, 3))
    its_story = story(authority)
    assert its_story.inspections == [theirs, visit, latest, earlier]
    assert (its_story.latest, its_story.readable, its_story.has_text) == (latest, earlier, True)
    assert [inspection for inspection, _ in its_story.history] == [theirs, latest, earlier]
    assert its_story.timeline is not None
    of_old = story(old)
    assert of_old.inspections == its_story.inspections
    assert (of_old.latest, of_old.readable, of_old.has_text) == (theirs, None, False)


def test_visit_with_a_text_is_text_but_no_readable_inspection() -> None:
    authority = make_authority()
    make_inspection(authority, kind=Kind.FOCUSED_VISIT, grades={}, original=b"A letter.")
    its_story = story(authority)
    assert its_story.has_text
    assert (its_story.latest, its_story.readable, its_story.history) == (None, None, [])


def test_story_of_an_authority_without_inspections() -> None:
    its_story = story(make_authority())
    assert (its_story.inspections, its_story.latest, its_story.has_text, its_story.timeline) == (
        [],
        None,
        False,
        None,
    )


def test_history_has_a_cell_for_each_track_or_for_two_together() -> None:
    authority = make_authority()
    together = {Area.LEADERS: Grade.GOOD, Area.IN_CARE_AND_CARE_LEAVERS: Grade.OUTSTANDING}
    make_inspection(authority, ended=date(2019, 5, 17), grades=together)
    make_inspection(authority)
    its_story = story(authority)
    (_, five), (_, joined) = its_story.history
    assert [cell.span for cell in five] == [1] * len(its_story.tracks)
    assert [cell.span for cell in joined] == [1, 1, 2, 1]


def test_points_are_priorities_first_and_bounded() -> None:
    report = make_report(make_authority(), "Visits are kind.")
    for number in range(MOST_POINTS):
        make_paragraph(report, f"Point {number}.", role=Role.POINT, area=None, grade=None)
    assert [each.text for each in points(report)] == [
        f"Point {number}." for number in range(MOST_POINTS)
    ]
    Inspection.objects.get(pk=report.pk).paragraphs.filter(text="Point 5.").update(
        role=Role.PRIORITY
    )
    make_paragraph(report, "One more.", role=Role.POINT, area=None, grade=None)
    shown = [each.text for each in points(report)]
    assert shown[:3] == ["Point 5.", "Point 0.", "Point 1."]
    assert len(shown) == MOST_POINTS
    assert points(None) == []


def test_neighbours_are_the_closest_first_and_the_region_by_name() -> None:
    far, near = make_authority("ashby"), make_authority("birchwick", region=Region.LONDON)
    gone = make_authority("crowmere", closed=date(2020, 4, 1))
    make_authority("made-up", invented=True)
    authority = make_authority(neighbours=(near, gone, far))
    latest = make_inspection(far)
    around = neighbourhood(authority)
    assert around.own.authority == authority
    assert [row.authority for row in around.neighbours] == [near, far]
    assert [row.authority for row in around.region] == [far]
    assert around.region[0].inspection == latest


def test_invented_authority_has_invented_neighbours() -> None:
    make_authority("ashby")
    other = make_authority("other", invented=True)
    around = neighbourhood(make_authority("made-up", invented=True))
    assert [row.authority for row in around.region] == [other]
