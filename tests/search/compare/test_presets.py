"""Where to read what was graded better."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from reports.facts.vocabulary import Area, Grade
from search.compare.comparison import read_comparison
from search.compare.page import presets_of
from search.compare.presets import Preset
from tests.archive import make_authority, make_inspection

pytestmark = pytest.mark.django_db


def of_track(presets: list[Preset], area: Area) -> Preset | None:
    return next((preset for preset in presets if preset.track.areas[0] == area), None)


@pytest.fixture
def presets() -> list[Preset]:
    """Those of an authority whose two neighbours were graded differently."""
    better, alike = make_authority("better"), make_authority("alike")
    own = make_authority(neighbours=(better, alike))
    grades = {Area.LEADERS: Grade.GOOD, Area.HELP_AND_PROTECTION: Grade.OUTSTANDING}
    make_inspection(own, grades=grades)
    make_inspection(alike, grades=grades)
    make_inspection(better, grades={Area.LEADERS: Grade.OUTSTANDING})
    return presets_of(read_comparison(QueryDict("authority=fernhollow&with=neighbours")))


def test_only_better_grades_are_offered_and_counted(presets: list[Preset]) -> None:
    leaders = of_track(presets, Area.LEADERS)
    assert leaders is not None
    assert (leaders.wording, leaders.neighbours) == ("outstanding", 1)
    assert leaders.parameters.urlencode() == (
        "authority=fernhollow&with=neighbours&area=leaders&grade=outstanding"
    )


def test_the_best_grade_has_none_better_and_no_grade_has_two(presets: list[Preset]) -> None:
    assert of_track(presets, Area.HELP_AND_PROTECTION) is None
    in_care = of_track(presets, Area.IN_CARE)
    assert in_care is not None
    assert (in_care.wording, in_care.neighbours) == ("outstanding or good", 0)


def test_an_authority_without_neighbours_has_none() -> None:
    make_inspection(make_authority("alone"))
    make_inspection(make_authority("apart"))
    assert presets_of(read_comparison(QueryDict("authority=alone&authority=apart"))) == []
