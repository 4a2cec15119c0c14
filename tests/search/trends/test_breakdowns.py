"""What reports are broken down by, and how many there are of each part and year."""

from datetime import date

import pytest

from reports.facts.frameworks import FULL_INSPECTIONS
from reports.facts.vocabulary import Area, Grade, Kind, Region
from search.query.parser import parse
from search.trends.breakdowns import ALL, BREAKDOWNS, Part, Selection, YearCounts, reports_by_year
from tests.archive import make_authority, make_inspection, make_paragraph, make_report


def test_every_breakdown_has_parts_of_different_codes_and_an_explanation() -> None:
    assert list(BREAKDOWNS) == ["", "grade", "overall", "area", "region"]
    for name, breakdown in BREAKDOWNS.items():
        codes = [part.code for part in breakdown.parts]
        assert len(set(codes)) == len(codes) >= 1
        assert breakdown.explanation.endswith(".")
        assert (codes == [""]) is (name == "")


def test_only_parts_that_each_report_has_one_of_compare_with_all_reports() -> None:
    of_sections = {name for name, each in BREAKDOWNS.items() if not each.whole_reports}
    assert of_sections == {"grade", "area"}


def test_grades_are_those_that_a_section_can_have() -> None:
    for name in ("grade", "overall"):
        parts = BREAKDOWNS[name].parts
        assert {part.code for part in parts} >= {part.grade for part in parts}
        assert Grade.NOT_JUDGED.value not in {part.code for part in parts}
        assert Grade.ADEQUATE.value in {part.code for part in parts}
        assert {part.filters for part in parts} == {((name, part.grade),) for part in parts}


def test_a_word_of_two_scales_is_two_parts_of_different_kinds() -> None:
    since, until = [part for part in BREAKDOWNS["grade"].parts if part.grade == Grade.GOOD]
    assert (since.code, until.code) == ("good", "good-until-2013")
    assert until.label == "Good (grades until November 2013)"
    assert until.kinds == {Kind.PRE_SIF}
    assert not since.kinds & until.kinds
    assert Selection("grade").chosen(until)["kind"] == {Kind.PRE_SIF}
    of_sif = Selection("grade", frozenset({Kind.SIF.value}))
    assert until not in of_sif.parts
    assert of_sif.chosen(since)["kind"] == {Kind.SIF}


def test_a_judgement_is_found_by_any_of_its_names() -> None:
    parts = {part.code: part for part in BREAKDOWNS["area"].parts}
    assert "overall" not in parts
    areas = parts["in-care"].chosen["area"]
    assert {Area.IN_CARE, Area.LOOKED_AFTER, Area.IN_CARE_AND_CARE_LEAVERS} <= set(areas)
    assert areas == sorted(areas)


def test_filters_of_a_part_by_their_names() -> None:
    part = Part("x", "X", (("area", "a"), ("kind", "k"), ("area", "b")))
    assert part.chosen == {"area": ["a", "b"], "kind": ["k"]}
    assert ALL.chosen == {}


def test_selection_is_of_full_inspections_in_all_regions_unless_it_says_otherwise() -> None:
    assert Selection().chosen(ALL) == {"kind": frozenset(FULL_INSPECTIONS), "region": frozenset()}
    london = Selection("region", frozenset({Kind.SIF.value}), frozenset({Region.LONDON.value}))
    assert [part.code for part in london.parts] == [Region.LONDON.value]
    assert london.chosen(london.parts[0])["region"] == [Region.LONDON.value]
    assert len(Selection("region").parts) == len(Region)
    assert len(Selection("grade", regions=frozenset({"london"})).parts) == 8


@pytest.fixture
def reports() -> None:
    """Two reports of London and one of the south west, of 2021 and 2022, and a visit."""
    west, london = make_authority("fernhollow"), make_authority("greyfell", region=Region.LONDON)
    first = make_report(london, "Neglect is missed.", ended=date(2021, 5, 5))
    make_paragraph(first, "Visits.", number=2, area=Area.IN_CARE, grade=Grade.INADEQUATE)
    make_report(london, "Visits are late.", ended=date(2022, 5, 5))
    make_report(west, "Neglect is seen early.", ended=date(2022, 6, 6))
    visit = make_inspection(
        west, kind=Kind.FOCUSED_VISIT, ended=date(2022, 9, 9), grades={}, original=b"visit"
    )
    make_paragraph(visit, "Neglect again.", area=None, grade=None)


def counts(typed: str, selection: Selection) -> YearCounts:
    query = parse(typed) if typed else None
    (counted,) = reports_by_year((query,), selection)
    return counted


@pytest.mark.django_db
@pytest.mark.usefixtures("reports")
def test_reports_are_counted_by_part_and_year() -> None:
    assert counts("", Selection()) == {("", 2021): 1, ("", 2022): 2}
    assert counts("neglect", Selection()) == {("", 2021): 1, ("", 2022): 1}
    assert counts("neglect", Selection("region")) == {("london", 2021): 1, ("south-west", 2022): 1}
    of_visits = Selection(kinds=frozenset({Kind.FOCUSED_VISIT.value}))
    assert counts("neglect", of_visits) == {("", 2022): 1}
    assert counts("neglect", Selection(regions=frozenset({"london"}))) == {("", 2021): 1}


@pytest.mark.django_db
@pytest.mark.usefixtures("reports")
def test_a_report_belongs_to_every_grade_of_its_sections() -> None:
    by_grade = Selection("grade")
    assert counts("", by_grade)["inadequate", 2021] == 1
    assert counts("", by_grade)["good", 2021] == 1
    assert ("inadequate", 2021) not in counts("neglect", by_grade)
    assert counts("visits", by_grade) == {("inadequate", 2021): 1, ("good", 2022): 1}


@pytest.mark.django_db
@pytest.mark.usefixtures("reports")
def test_several_queries_are_counted_in_their_order() -> None:
    queries = (parse("visits"), None, parse("neglect"))
    selection = Selection("region")
    together = reports_by_year(queries, selection)
    assert together == (
        counts("visits", selection),
        counts("", selection),
        counts("neglect", selection),
    )
    assert reports_by_year((), selection) == ()
