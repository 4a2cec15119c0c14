"""The filters of lists: each narrows by itself, judgements and grades are one question."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict

from reports.facts.vocabulary import Area, Grade, Kind, Region
from reports.models import Authority, Inspection
from reports.web.filters import AuthorityFilter, InspectionFilter, authorities, chosen, years
from tests.archive import FIVE_GOOD, make_authority, make_inspection

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def archive() -> None:
    """Three authorities: good throughout, leaders inadequate, and one with a visit alone."""
    make_inspection(make_authority("ashby"))
    poor = FIVE_GOOD | {Area.LEADERS: Grade.INADEQUATE}
    make_inspection(
        make_authority("birchwick", region=Region.LONDON), ended=date(2021, 5, 7), grades=poor
    )
    make_inspection(make_authority("crowmere"), kind=Kind.FOCUSED_VISIT, grades={})


def inspections(address: str) -> set[str]:
    filters = InspectionFilter(QueryDict(address), queryset=Inspection.objects.listed())
    return {inspection.authority.slug for inspection in chosen(filters)}


def listed(address: str) -> set[str]:
    filters = AuthorityFilter(QueryDict(address), queryset=Authority.objects.all())
    return {authority.slug for authority in chosen(filters)}


@pytest.mark.parametrize(
    ("address", "slugs"),
    [
        ("", {"ashby", "birchwick", "crowmere"}),
        ("region=london", {"birchwick"}),
        ("region=london&region=south-west", {"ashby", "birchwick", "crowmere"}),
        ("authority=ashby", {"ashby"}),
        ("kind=focused-visit", {"crowmere"}),
        ("year=2021", {"birchwick"}),
        ("overall=good", {"ashby", "birchwick"}),
        ("overall=inadequate", set()),
        ("grade=inadequate", {"birchwick"}),
        ("area=leaders", {"ashby", "birchwick"}),
        ("area=leaders&grade=inadequate", {"birchwick"}),
        ("area=in-care&grade=inadequate", set()),
        ("family=leadership&grade=inadequate", {"birchwick"}),
        ("region=south-west&grade=good", {"ashby"}),
    ],
)
def test_list_of_inspections(address: str, slugs: set[str]) -> None:
    assert inspections(address) == slugs


@pytest.mark.parametrize(
    ("address", "slugs"),
    [
        ("", {"ashby", "birchwick", "crowmere"}),
        ("q=birch", {"birchwick"}),
        ("region=london", {"birchwick"}),
        ("overall=good", {"ashby", "birchwick"}),
        ("grade=inadequate", {"birchwick"}),
        ("area=leaders&grade=good", {"ashby"}),
        ("family=leadership&grade=inadequate", {"birchwick"}),
    ],
)
def test_list_of_authorities(address: str, slugs: set[str]) -> None:
    assert listed(address) == slugs


def test_wrong_value_leaves_no_rows() -> None:
    assert inspections("region=atlantis") == set()
    assert listed("grade=splendid") == set()


def test_place_and_time_come_before_judgements() -> None:
    judged = ["family", "grade", "overall", "area"]
    of_inspections = InspectionFilter(QueryDict(), queryset=Inspection.objects.all()).form.fields
    assert list(of_inspections) == ["region", "authority", "kind", "year", *judged]
    of_authorities = AuthorityFilter(QueryDict(), queryset=Authority.objects.all()).form.fields
    assert list(of_authorities) == ["q", "region", *judged]


def test_choices_of_years_and_authorities() -> None:
    assert years() == [(2023, "2023"), (2021, "2021")]
    assert authorities() == [
        ("ashby", "Ashby"),
        ("birchwick", "Birchwick"),
        ("crowmere", "Crowmere"),
    ]
