"""The grades on the page: those that were given, where they were given, and in no order of merit."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reports.facts.frameworks import FULL_INSPECTIONS
from reports.facts.vocabulary import Area, Grade, Kind, Region
from reports.models import Authority, Inspection
from tests.archive import FIVE_GOOD, make_authority, make_inspection, make_report
from tests.search.compare.page import grades_on, rows_of, tree_of, words_of
from tests.support.pages import page_html
from tests.support.reference import load_facts
from tests.support.searches import MOST_QUERIES

pytestmark = pytest.mark.django_db

R, G, NONE, INADEQUATE = "Requires improvement", "Good", "not judged separately", "Inadequate"
TOGETHER = {
    Area.LEADERS: Grade.GOOD,
    Area.IN_CARE_AND_CARE_LEAVERS: Grade.OUTSTANDING,
    Area.OVERALL: Grade.GOOD,
}


def test_bristol_and_north_somerset_read_as_in_their_reports(client: Client) -> None:
    load_facts()
    shown = grades_on(tree_of(client, "/compare/?authority=bristol&authority=north-somerset"))
    assert shown == {
        ("Leaders", "Bristol"): (R, [("2018", G), ("2014", R)]),
        ("Help and protection", "Bristol"): (R, [("2018", R), ("2014", R)]),
        ("Children in care", "Bristol"): (G, [("2018", R), ("2014", R)]),
        ("Care leavers", "Bristol"): (G, [("2018", R), ("2014", INADEQUATE)]),
        ("Adoption", "Bristol"): (NONE, [("2014", G)]),
        ("Overall effectiveness", "Bristol"): (R, [("2018", R), ("2014", R)]),
        ("Leaders", "North Somerset"): (R, [("2020", R), ("2017", R)]),
        ("Help and protection", "North Somerset"): (R, [("2020", R), ("2017", R)]),
        ("Children in care", "North Somerset"): (R, [("2020", G), ("2017", R)]),
        ("Care leavers", "North Somerset"): (G, [("2020", G), ("2017", G)]),
        ("Adoption", "North Somerset"): (NONE, [("2017", G)]),
        ("Overall effectiveness", "North Somerset"): (R, [("2020", R), ("2017", R)]),
    }


def test_dates_and_frameworks_stand_with_the_grades(client: Client) -> None:
    load_facts()
    page = page_html(client, "/compare/?authority=bristol&authority=brent")
    assert "16</time> to <time" in page
    assert 'published <time datetime="2023-03-10">10 March 2023</time>' in page
    assert "ILACS, five judgements; ILACS, no overall grade" in page
    assert "different frameworks" in page


def test_one_framework_is_said_once(client: Client) -> None:
    make_inspection(make_authority())
    make_inspection(make_authority("greyfell"))
    page = page_html(client, "/compare/?authority=fernhollow&authority=greyfell")
    assert "All these grades were given under one framework: ILACS, five judgements." in page
    assert "Earlier grades, shown with their years, may be from other frameworks." in page
    for slug in ("fernhollow", "greyfell"):
        assert f'<a href="/authorities/{slug}/briefing/">' in page


def test_neighbours_stand_in_the_order_of_closeness_whatever_their_grades(client: Client) -> None:
    load_facts()
    bristol = Authority.objects.get(slug="bristol")
    by_code = {each.dfe_code: each for each in Authority.objects.all()}
    rows = rows_of(tree_of(client, "/compare/?authority=bristol&with=neighbours"), "comparison")
    shown = [words_of(row.find("th")) for row in rows]  # type: ignore[arg-type]  # every row has one
    assert shown == ["Bristol", *(by_code[code].name for code in bristol.neighbour_codes)]
    assert len(shown) == 11


def test_a_region_stands_by_name_with_the_latest_grades_of_each(client: Client) -> None:
    load_facts()
    rows = rows_of(tree_of(client, "/compare/?authority=bristol&with=region"), "comparison")
    expected = sorted(
        Authority.objects.filter(region=Region.SOUTH_WEST, closed=None).exclude(slug="bristol"),
        key=lambda each: each.name,
    )
    assert len(expected) > 10
    shown = [words_of(row.find("th")) for row in rows]  # type: ignore[arg-type]  # every row has one
    assert shown == ["Bristol", *(each.name for each in expected)]
    assert Inspection.objects.full().filter(authority__in=expected).exists()
    for row, authority in zip(rows[1:], expected, strict=True):
        known = [each for each in authority.inspections.all() if each.kind in FULL_INSPECTIONS]
        if known:
            newest = max(known, key=lambda each: each.end_date)
            given = {judgement.get_grade_display() for judgement in newest.judgements.all()}
            assert {word for word in given if word in words_of(row)} == given
            assert newest.get_absolute_url() in {link.get("href") for link in row.iter("a")}
        else:
            assert "no full inspection listed" in words_of(row)


def test_a_whole_region_costs_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    load_facts()
    for address in (
        "/compare/?authority=barnet&with=region",
        "/compare/?authority=barnet&with=region&q=visits",
    ):
        with django_assert_max_num_queries(MOST_QUERIES):
            page = page_html(client, address)
        assert page.count('<th scope="row">') == 33


def test_a_closed_authority_stands_in_no_region(client: Client) -> None:
    make_authority("old-shire", closed=date(2019, 4, 1))
    make_inspection(make_authority())
    page = page_html(client, "/compare/?authority=fernhollow&with=region")
    assert "Old Shire</a>" not in page
    assert "0 other authorities" in page


def test_judged_together_is_one_cell_over_both_judgements(client: Client) -> None:
    make_inspection(make_authority())
    make_inspection(make_authority("greyfell"), ended=date(2020, 3, 6), grades=TOGETHER)
    rows = rows_of(tree_of(client, "/compare/?authority=fernhollow&with=region"), "comparison")
    wide = [cell for cell in rows[1].findall("td") if cell.get("colspan") == "2"]
    assert [words_of(cell) for cell in wide] == ["O Outstanding judged together"]
    assert "not judged separately" in words_of(rows[1])


def test_grades_narrow_the_neighbours_by_the_judgement_in_any_framework(client: Client) -> None:
    good = make_authority("good-heath")
    wide = make_authority("wide-heath")
    poor = make_authority("poor-heath")
    bare = make_authority("bare-heath")
    one = make_authority(neighbours=(poor, wide, bare, good))
    make_inspection(good)
    make_inspection(wide, ended=date(2020, 3, 6), grades=TOGETHER)
    make_inspection(poor, ended=date(2020, 3, 6))
    make_inspection(poor, grades=FIVE_GOOD | {Area.CARE_LEAVERS: Grade.INADEQUATE})
    make_inspection(one, grades=FIVE_GOOD | {Area.CARE_LEAVERS: Grade.REQUIRES_IMPROVEMENT})
    address = "/compare/?authority=fernhollow&with=neighbours&area=care-leavers&grade=good&grade=outstanding"
    tree = tree_of(client, address)
    shown = [words_of(row.find("th")) for row in rows_of(tree, "comparison")]  # type: ignore[arg-type]  # every row has one
    assert shown == ["Fernhollow", "Wide Heath", "Good Heath"]
    assert "2 of 4 graded good or outstanding for care leavers" in words_of(tree)
    assert "Show all 4" in words_of(tree)


def test_presets_lead_to_better_grades_alone_and_count_them(client: Client) -> None:
    load_facts()
    bristol, page = (
        Authority.objects.get(slug="bristol"),
        page_html(client, "/compare/?authority=bristol&with=neighbours"),
    )
    better = 0
    for neighbour in Authority.objects.filter(dfe_code__in=bristol.neighbour_codes):
        newest = max(
            neighbour.inspections.filter(kind__in=(Kind.ILACS, Kind.SIF)),
            key=lambda each: each.end_date,
        )
        areas = (Area.IN_CARE, Area.LOOKED_AFTER, Area.IN_CARE_AND_CARE_LEAVERS)
        better += newest.judgements.filter(area__in=areas, grade=Grade.OUTSTANDING).exists()
    preset = (
        "/compare/?authority=bristol&amp;with=neighbours&amp;area=in-care&amp;grade=outstanding"
    )
    assert f'<a href="{preset}">outstanding for children in care</a> ({better} of 10)' in page
    shown = rows_of(tree_of(client, preset.replace("&amp;", "&")), "comparison")
    assert len(shown) == 1 + better
    assert "outstanding or good for leaders" in page


def test_an_outstanding_judgement_has_no_preset(client: Client) -> None:
    near = make_authority("near-heath")
    make_inspection(
        make_authority(neighbours=(near,)),
        grades={Area.LEADERS: Grade.OUTSTANDING, Area.CARE_LEAVERS: Grade.GOOD},
    )
    page = page_html(client, "/compare/?authority=fernhollow&authority=near-heath")
    assert "for leaders</a>" not in page
    assert ">outstanding for care leavers</a>" in page


def test_earlier_grades_are_of_full_inspections_alone(client: Client) -> None:
    authority = make_authority()
    make_inspection(authority)
    make_inspection(authority, ended=date(2024, 6, 6), kind=Kind.FOCUSED_VISIT, grades={})
    make_report(make_authority("greyfell"), "Visits.", ended=date(2019, 1, 1))
    shown = grades_on(tree_of(client, "/compare/?authority=fernhollow&authority=greyfell"))
    assert {
        earlier for _, earlier in ((latest, tuple(each)) for latest, each in shown.values())
    } == {()}
    assert Inspection.objects.count() == 3
