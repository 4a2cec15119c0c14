"""How grades have moved: figures as they are counted from the rows, and the page as a reader gets
it.
"""

import csv
from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reports.facts.vocabulary import Area, Grade, Kind, Region
from reports.models import Inspection
from reports.models.querysets import FULL_INSPECTIONS
from tests.archive import FIVE_GOOD, make_authority, make_inspection
from tests.search.results.test_views import MOST_QUERIES, text

pytestmark = pytest.mark.django_db

TOGETHER = {
    Area.LEADERS: Grade.REQUIRES_IMPROVEMENT,
    Area.IN_CARE_AND_CARE_LEAVERS: Grade.OUTSTANDING,
}
NO_OVERALL: dict[Area, Grade] = {
    area: Grade.OUTSTANDING for area in FIVE_GOOD if area != Area.OVERALL
}
SIF = {
    Area.LEADERSHIP: Grade.INADEQUATE,
    Area.LOOKED_AFTER: Grade.ADEQUATE,
    Area.OVERALL: Grade.INADEQUATE,
}
AREAS = {
    "leaders": (Area.LEADERS, Area.LEADERSHIP),
    "in-care": (Area.IN_CARE, Area.LOOKED_AFTER, Area.IN_CARE_AND_CARE_LEAVERS),
    "care-leavers": (Area.CARE_LEAVERS, Area.IN_CARE_AND_CARE_LEAVERS),
    "overall": (Area.OVERALL,),
}


@pytest.fixture
def archive() -> None:
    """Inspections through the frameworks, in two regions; a closed and an invented authority among
    them.
    """
    closed = make_authority("old-shire", closed=date(2019, 4, 1))
    make_inspection(closed, kind=Kind.SIF, ended=date(2015, 5, 5), grades=SIF)
    make_inspection(make_authority("dreamton", invented=True), ended=date(2023, 5, 5))
    for number in range(12):
        region = Region.LONDON if number % 3 else Region.SOUTH_WEST
        authority = make_authority(f"fernhollow-{number}", region=region)
        make_inspection(authority, kind=Kind.SIF, ended=date(2016, 2, 1 + number), grades=SIF)
        make_inspection(authority, ended=date(2020, 2, 1 + number), grades=TOGETHER)
        make_inspection(authority, kind=Kind.FOCUSED_VISIT, ended=date(2026, 6, 1), grades={})
        later = NO_OVERALL if number % 2 else FIVE_GOOD
        if number < 10:
            make_inspection(
                authority, ended=date(2026 if number % 2 else 2025, 5, 1 + number), grades=later
            )


def figures(client: Client, address: str) -> dict[tuple[str, str, str], tuple[int, int]]:
    rows = csv.DictReader(StringIO(client.get(address).getvalue().decode()))
    return {
        (row["by"], row["of_code"], row["grade_code"]): (int(row["count"]), int(row["graded"]))
        for row in rows
        if int(row["count"])
    }


def from_rows(areas: tuple[Area, ...]) -> dict[tuple[str, str, str], tuple[int, int]]:
    """The same, from every inspection one by one."""
    counts: Counter[tuple[str, str, str]] = Counter()
    of: Counter[tuple[str, str]] = Counter()
    newest: dict[str, Inspection] = {}

    def count(by: str, code: str, inspection: Inspection) -> None:
        for judgement in inspection.judgements.all():
            if judgement.area in areas:
                counts[by, code, judgement.grade] += 1
                of[by, code] += 1

    for each in Inspection.objects.filter(kind__in=FULL_INSPECTIONS).order_by("end_date"):
        if not each.authority.invented:
            count("year", str(each.end_date.year), each)
            if each.authority.closed is None:
                newest[each.authority.slug] = each
    for each in newest.values():
        count("region", each.region, each)
    return {place: (number, of[place[:2]]) for place, number in counts.items()}


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("area", AREAS)
def test_figures_are_those_of_the_rows(client: Client, area: str) -> None:
    found = figures(client, f"/trends/grades.csv?area={area}")
    assert found == from_rows(AREAS[area])
    assert {by for by, _, _ in found} == {"year", "region"}


@pytest.mark.usefixtures("archive")
def test_region_narrows_both_pictures(client: Client) -> None:
    found = figures(client, "/trends/grades.csv?region=london")
    assert found["year", "2020", "requires-improvement"] == (8, 8)
    assert {code for by, code, _ in found if by == "region"} == {"london"}


@pytest.mark.usefixtures("archive")
def test_page_tells_thin_years_changes_of_framework_and_what_was_not_judged(client: Client) -> None:
    page = text(client, "/trends/grades/")
    assert (
        "0% of the 12 inspections in 2020 were graded good or outstanding; in 2016, 0% of 12"
        in page
    )
    assert '<tspan class="name">2025</tspan> 5<tspan class="wide"> inspections</tspan>, few' in page
    assert '<tspan class="name">2019</tspan> none' in page
    assert "2018, ILACS takes the place of SIF" in page
    assert (
        '<tspan class="wide"> · ILACS takes the place of SIF, with shorter reports</tspan>' in page
    )
    overall = client.get("/trends/grades/?area=overall").context["trend"].by_region
    assert sum(row.without for row in overall) == 7


def test_judgement_that_ended_is_shown_through_its_own_years_alone(client: Client) -> None:
    authority = make_authority()
    make_inspection(
        authority, kind=Kind.SIF, ended=date(2014, 2, 1), grades={Area.ADOPTION: Grade.GOOD}
    )
    make_inspection(
        authority, kind=Kind.SIF, ended=date(2017, 2, 1), grades={Area.ADOPTION: Grade.NOT_JUDGED}
    )
    make_inspection(authority, ended=date(2024, 2, 1))
    answer = client.get("/trends/grades/?area=adoption")
    page, trend = answer.content.decode(), answer.context["trend"]
    assert [row.code for row in trend.by_year] == ["2014", "2015", "2016", "2017"]
    assert "Not judged" in page
    assert "No authority’s latest full inspection has this judgement." in page


@pytest.mark.parametrize("wrong", ["area=luck", "region=atlantis"])
def test_wrong_address_is_told_and_not_answered(client: Client, wrong: str) -> None:
    make_inspection(make_authority())
    page = text(client, f"/trends/grades/?{wrong}", status=400)
    name = wrong.split("=", maxsplit=1)[0]
    assert f'href="#filter-{name}"' in page
    assert f'id="filter-{name}"' in page
    assert name in client.get(f"/trends/grades.csv?{wrong}").json()["errors"]


def test_empty_archive_is_answered(client: Client) -> None:
    assert "No grades listed" in text(client, "/trends/grades/")


@pytest.mark.usefixtures("archive")
def test_page_costs_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(MOST_QUERIES):
        text(client, "/trends/grades/")
