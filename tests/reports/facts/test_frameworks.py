"""Which judgements belong together through the changes of framework."""

from __future__ import annotations

from datetime import date

import pytest

from reports.facts.framework_files import FrameworkFileError
from reports.facts.frameworks import (
    CORE,
    FAMILIES,
    FRAMEWORK_CHANGES,
    OVERALL,
    SINGLE,
    TRACKS,
    Framework,
    Scale,
    Track,
    _check_scales,
    areas_of,
    areas_on,
    framework_of,
    frameworks_between,
    frameworks_of,
    judged_as,
    judged_in,
    kinds_on,
    same_subject,
    scale_of,
    scale_of_inspection,
    scales_in_use,
    scales_of,
)
from reports.facts.vocabulary import Area, Grade, Kind


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
    assert [track.value for track in TRACKS] == [*codes, "overall"]


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
        "help-and-protection": (Area.HELP_AND_PROTECTION,),
        "care": (Area.IN_CARE, Area.LOOKED_AFTER, Area.IN_CARE_AND_CARE_LEAVERS),
        "leaving-care": (Area.CARE_LEAVERS, Area.IN_CARE_AND_CARE_LEAVERS),
        "adoption": (Area.ADOPTION,),
        "lscb": (Area.LSCB,),
        "overall": (Area.OVERALL,),
    }


def test_changes_of_framework_are_in_order_of_time() -> None:
    assert [change.since for change in FRAMEWORK_CHANGES] == [
        date(2018, 1, 1),
        date(2023, 1, 1),
        date(2026, 4, 1),
    ]


OLD, NEW = Scale("until-2013"), Scale("since-2013")


def test_scales_in_words() -> None:
    assert NEW.in_a_sentence == "grades since November 2013"
    assert NEW.positive_words == "good or outstanding"
    assert NEW.grades[0] is Grade.OUTSTANDING
    assert Grade.ADEQUATE in OLD.grades
    assert Grade.ADEQUATE not in NEW.grades


@pytest.mark.parametrize(
    ("kind", "scales"),
    [("ilacs", (NEW,)), ("pre-sif", (OLD,)), ("lscb-review", (NEW,)), ("focused-visit", ())],
)
def test_scales_of_a_kind(kind: str, scales: tuple[Scale, ...]) -> None:
    assert scales_of(kind) == scales


@pytest.mark.parametrize(
    ("kind", "grade", "scale"),
    [
        ("ilacs", "good", NEW),
        ("pre-sif", "good", OLD),
        ("pre-sif", "adequate", OLD),
        ("ilacs", "adequate", None),
        ("ilacs", "not-judged", None),
        ("focused-visit", "good", None),
    ],
)
def test_a_kind_and_a_grade_have_one_scale(kind: str, grade: str, scale: Scale | None) -> None:
    assert scale_of(kind, grade) is scale


@pytest.mark.parametrize(
    ("kind", "grades", "scale"),
    [
        ("ilacs", {"leaders": "good"}, NEW),
        ("ilacs", {"leaders": "not-judged", "in-care": "good"}, NEW),
        ("ilacs", {"leaders": "not-judged"}, NEW),
        ("ilacs", {}, NEW),
        ("pre-sif", {}, OLD),
        ("focused-visit", {}, None),
    ],
)
def test_an_inspection_is_on_one_scale(
    kind: str, grades: dict[str, str], scale: Scale | None
) -> None:
    assert scale_of_inspection(kind, grades) is scale


def test_kinds_on_a_scale() -> None:
    assert kinds_on(OLD) == (Kind.PRE_SIF,)
    assert {Kind.ILACS, Kind.SIF, Kind.LSCB_REVIEW} <= set(kinds_on(NEW))
    assert Kind.FOCUSED_VISIT not in kinds_on(NEW)


def test_scales_of_the_past_are_not_in_use() -> None:
    assert NEW in scales_in_use()
    assert OLD not in scales_in_use()


def test_one_kind_may_not_have_a_grade_on_two_scales(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.facts.frameworks.scales_of", lambda kind: (OLD, NEW))
    with pytest.raises(FrameworkFileError, match="has “good” on two scales, until-2013 and since"):
        _check_scales()


def test_frameworks_of_a_kind_are_the_oldest_first() -> None:
    first, second = frameworks_of("ilacs")[:2]
    assert (first, second) == (Framework("ilacs-2018"), Framework("ilacs-2023"))
    assert frameworks_of("focused-visit") == ()
    assert framework_of("focused-visit", ["leaders"]) is None


def test_a_framework_ends_before_the_next_begins() -> None:
    assert Framework("ilacs-2018").last_day == date(2022, 12, 31)
    assert Framework("lscb-review").last_day == date.max


@pytest.mark.parametrize(
    ("first", "last", "frameworks"),
    [
        (date(2022, 12, 1), date(2022, 12, 31), ["ilacs-2018"]),
        (date(2022, 12, 31), date(2023, 1, 1), ["ilacs-2018", "ilacs-2023"]),
        (date(2023, 1, 1), date(2023, 1, 2), ["ilacs-2023"]),
        (date(2017, 12, 30), date(2017, 12, 31), []),
        (date(2018, 1, 1), date(2018, 1, 1), ["ilacs-2018"]),
    ],
)
def test_frameworks_in_force(first: date, last: date, frameworks: list[str]) -> None:
    assert [each.value for each in frameworks_between("ilacs", first, last)] == frameworks


def test_reports_may_judge_more_than_their_framework_prints() -> None:
    sif = Framework("sif")
    assert judged_in("sif") == {*sif.areas, Area.LSCB}
    assert judged_in("focused-visit") == frozenset()
    assert Area.ADOPTION not in judged_in("ilacs")


def test_tracks_say_since_when_nothing_judges_them() -> None:
    assert OVERALL.ended == date(2026, 4, 1)
    assert Track.LEADERS.ended is None
    assert Track.ADOPTION.ended == date(2018, 1, 1)


def test_tracks_of_tables() -> None:
    assert Track.LEADERS.areas == (Area.LEADERS, Area.LEADERSHIP)
    assert Track.IN_CARE.areas == (Area.IN_CARE, Area.LOOKED_AFTER)
    assert OVERALL in CORE
    assert OVERALL not in SINGLE
    assert set(SINGLE) == set(TRACKS) - {OVERALL}
    assert Track.ADOPTION not in CORE
    assert (Track.LSCB.apart, Track.LEADERS.apart) == (True, False)


def test_changes_have_words_for_pictures_and_a_sentence() -> None:
    change = FRAMEWORK_CHANGES[1]
    assert change.label == "Care leavers"
    assert change.sentence == "care leavers are judged separately"
