"""Which judgements belong together through the changes of framework."""

from __future__ import annotations

from datetime import date

import pytest

from reports.facts.frameworks import (
    CORE,
    FAMILIES,
    FRAMEWORK_CHANGES,
    OVERALL,
    TRACKS,
    Framework,
    Track,
    areas_of,
    areas_on,
    framework_of,
    judged_as,
    same_subject,
)
from reports.facts.vocabulary import Area, Kind


@pytest.mark.parametrize(
    ("kind", "areas", "framework"),
    [
        (Kind.PRE_SIF, [Area.OVERALL], Framework.PRE_SIF),
        (Kind.SIF, [], Framework.SIF),
        (Kind.ILACS, [], None),
        (Kind.ILACS, [Area.OVERALL, Area.IN_CARE_AND_CARE_LEAVERS], Framework.ILACS_2018),
        (Kind.ILACS, [Area.OVERALL, Area.IN_CARE, Area.CARE_LEAVERS], Framework.ILACS_2023),
        (Kind.ILACS, [Area.IN_CARE, Area.CARE_LEAVERS], Framework.ILACS_2026),
    ],
)
def test_what_was_judged_tells_the_framework(
    kind: Kind, areas: list[Area], framework: Framework | None
) -> None:
    assert framework_of(kind, areas) is framework


@pytest.mark.parametrize(
    ("track", "areas", "area"),
    [
        (Track.LEADERS, [Area.LEADERSHIP, Area.OVERALL], Area.LEADERSHIP),
        (Track.IN_CARE, [Area.LOOKED_AFTER], Area.LOOKED_AFTER),
        (Track.IN_CARE, [Area.IN_CARE_AND_CARE_LEAVERS], Area.IN_CARE_AND_CARE_LEAVERS),
        (Track.CARE_LEAVERS, [Area.IN_CARE_AND_CARE_LEAVERS], Area.IN_CARE_AND_CARE_LEAVERS),
        (Track.CARE_LEAVERS, [Area.IN_CARE_AND_CARE_LEAVERS, Area.CARE_LEAVERS], Area.CARE_LEAVERS),
        (Track.HELP_AND_PROTECTION, [Area.IN_CARE_AND_CARE_LEAVERS], ""),
        (Track.ADOPTION, [], ""),
    ],
)
def test_a_track_has_the_judgement_under_any_of_its_names(
    track: Track, areas: list[Area], area: str
) -> None:
    assert judged_as(track, areas) == area


def test_only_two_tracks_were_judged_together() -> None:
    together = [track for track in TRACKS if Area.IN_CARE_AND_CARE_LEAVERS in areas_on(track)]
    assert together == [Track.IN_CARE, Track.CARE_LEAVERS]
    assert areas_on(OVERALL) == (Area.OVERALL,)


def test_every_area_belongs_on_a_track() -> None:
    assert {area for track in TRACKS for area in areas_on(track)} == set(Area)
    assert set(CORE) < set(TRACKS)


def test_a_track_is_addressed_by_its_name_in_ilacs() -> None:
    codes = ["leaders", "help-and-protection", "in-care", "care-leavers", "adoption", "lscb"]
    assert [track.code for track in TRACKS] == [*codes, "overall"]


@pytest.mark.parametrize(
    ("areas", "same"),
    [
        ([], set()),
        (["leaders"], {"leaders", "leadership"}),
        (["looked-after"], {"in-care", "looked-after", "in-care-and-care-leavers"}),
        (["care-leavers"], {"care-leavers", "in-care-and-care-leavers"}),
        (["in-care-and-care-leavers"], {"in-care-and-care-leavers"}),
        (["overall", "adoption"], {"overall", "adoption"}),
    ],
)
def test_the_same_subject_was_judged_under_other_names(areas: list[str], same: set[str]) -> None:
    assert same_subject(areas) == same


def test_families_bring_in_all_their_areas() -> None:
    assert areas_of([]) == set()
    assert areas_of(["leadership"]) == {Area.LEADERS, Area.LEADERSHIP}
    assert areas_of(["leadership", "leaving-care"]) == {
        Area.LEADERS,
        Area.LEADERSHIP,
        Area.CARE_LEAVERS,
        Area.IN_CARE_AND_CARE_LEAVERS,
    }
    with pytest.raises(ValueError, match="foster"):
        areas_of(["foster"])


def test_families_have_the_areas_of_their_tracks() -> None:
    assert {code: family.areas for code, family in FAMILIES.items()} == {
        "leadership": (Area.LEADERS, Area.LEADERSHIP),
        "care": (Area.IN_CARE, Area.LOOKED_AFTER, Area.IN_CARE_AND_CARE_LEAVERS),
        "leaving-care": (Area.CARE_LEAVERS, Area.IN_CARE_AND_CARE_LEAVERS),
    }


def test_changes_of_framework_are_in_order_of_time() -> None:
    assert [change.since for change in FRAMEWORK_CHANGES] == [
        date(2018, 1, 1),
        date(2023, 1, 1),
        date(2026, 4, 1),
    ]
