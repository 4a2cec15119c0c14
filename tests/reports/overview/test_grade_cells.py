"""A row of grades has a cell for each track, whatever the framework called the judgement."""

from __future__ import annotations

import pytest

from reports.facts.frameworks import CORE, OVERALL, Framework, Track
from reports.facts.vocabulary import Area, Grade, Kind
from reports.models import Inspection
from reports.overview.grade_cells import (
    framework_of_inspection,
    grade_cells,
    joined,
    judged_areas,
    tracks_judged,
)
from tests.archive import make_authority, make_inspection

pytestmark = pytest.mark.django_db


@pytest.fixture
def four_judgements() -> Inspection:
    """An inspection that judged children in care and care leavers together."""
    grades = {
        Area.LEADERS: Grade.GOOD,
        Area.IN_CARE_AND_CARE_LEAVERS: Grade.INADEQUATE,
        Area.OVERALL: Grade.REQUIRES_IMPROVEMENT,
    }
    return make_inspection(make_authority(), grades=grades)


@pytest.fixture
def sif() -> Inspection:
    grades = {Area.LEADERSHIP: Grade.GOOD, Area.ADOPTION: Grade.OUTSTANDING}
    return make_inspection(make_authority("alder"), kind=Kind.SIF, grades=grades)


def test_each_track_has_a_cell_with_its_judgement_or_none(four_judgements: Inspection) -> None:
    cells = grade_cells(four_judgements, CORE)
    assert [cell.track for cell in cells] == list(CORE)
    grades = [cell.judgement.grade if cell.judgement else None for cell in cells]
    assert grades == [
        Grade.GOOD,
        None,
        Grade.INADEQUATE,
        Grade.INADEQUATE,
        Grade.REQUIRES_IMPROVEMENT,
    ]
    assert [cell.together for cell in cells] == [False, False, True, True, False]


def test_one_judgement_on_two_tracks_becomes_one_cell(four_judgements: Inspection) -> None:
    row = joined(grade_cells(four_judgements, CORE))
    assert [(cell.track, cell.span) for cell in row] == [
        (Track.LEADERS, 1),
        (Track.HELP_AND_PROTECTION, 1),
        (Track.IN_CARE, 2),
        (OVERALL, 1),
    ]


def test_tracks_apart_stay_apart(four_judgements: Inspection) -> None:
    row = joined(grade_cells(four_judgements, [Track.IN_CARE, OVERALL, Track.CARE_LEAVERS]))
    assert [cell.span for cell in row] == [1, 1, 1]


def test_empty_cells_side_by_side_stay_two(sif: Inspection) -> None:
    assert len(joined(grade_cells(sif, [Track.HELP_AND_PROTECTION, OVERALL]))) == 2


def test_a_cell_names_a_judgement_that_ilacs_calls_otherwise(sif: Inspection) -> None:
    leaders, adoption, help_cell = grade_cells(
        sif, [Track.LEADERS, Track.ADOPTION, Track.HELP_AND_PROTECTION]
    )
    assert leaders.another_name == "Leadership, management and governance"
    assert adoption.another_name == ""
    assert help_cell.another_name == ""


def test_tracks_are_those_that_any_of_the_inspections_judged(
    four_judgements: Inspection, sif: Inspection
) -> None:
    assert tracks_judged([]) == []
    assert tracks_judged([sif]) == [Track.LEADERS, Track.ADOPTION]
    assert tracks_judged([sif, four_judgements]) == [
        Track.LEADERS,
        Track.IN_CARE,
        Track.CARE_LEAVERS,
        Track.ADOPTION,
        OVERALL,
    ]


def test_an_inspection_has_the_framework_of_what_it_judged(
    four_judgements: Inspection, sif: Inspection
) -> None:
    assert judged_areas(sif) == {"leadership", "adoption"}
    assert framework_of_inspection(sif) is Framework.SIF
    assert framework_of_inspection(four_judgements) is Framework.ILACS_2018
    assert framework_of_inspection(make_inspection(make_authority("ash"), grades={})) is None
