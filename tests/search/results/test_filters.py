"""The filters of a search: their values, and what is wrong with an address."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from reports.facts.vocabulary import IMPROVEMENT_ROLES, Grade, Region, Role
from search.passages.points import PointFilters
from search.results.form import ParagraphFilters, filter_form
from tests.archive import make_authority, make_report

pytestmark = pytest.mark.django_db

NAMES = [
    "region",
    "authority",
    "area",
    "family",
    "grade",
    "overall",
    "kind",
    "year",
    "role",
    "report",
    "ended",
]


def form(address: str) -> forms.Form:
    return filter_form(ParagraphFilters, QueryDict(address))


def values(filters: forms.Form, name: str) -> list[str]:
    field: Any = filters.fields[name]
    return [str(value) for value, _ in field.choices]


def test_filters_and_their_labels() -> None:
    filters = form("")
    assert list(filters.fields) == NAMES
    assert filters.fields["grade"].label == "Grade of that section"
    assert filters.fields["overall"].label == "Overall effectiveness"
    assert filters.fields["role"].label == "Part of the report"
    assert values(filters, "region") == [region.value for region in Region]
    assert values(filters, "grade") == [grade.value for grade in Grade]


def test_each_filter_takes_several_values_in_the_order_of_the_address() -> None:
    filters = form("grade=inadequate&region=london&grade=good&q=neglect")
    assert filters.is_valid()
    assert filters.cleaned_data["grade"] == ["inadequate", "good"]
    assert filters.cleaned_data["region"] == ["london"]
    others = set(NAMES) - {"grade", "region"}
    assert all(filters.cleaned_data[name] == [] for name in others)


def test_an_empty_value_is_no_choice() -> None:
    filters = form("grade=&grade=good")
    assert filters.is_valid()
    assert filters.cleaned_data["grade"] == ["good"]


@pytest.mark.parametrize("name", NAMES[:-1])
def test_an_unknown_value_is_an_error_of_its_filter(name: str) -> None:
    filters = form(f"{name}=luck")
    assert not filters.is_valid()
    assert list(filters.errors) == [name]


def test_authorities_and_years_are_those_of_the_archive() -> None:
    make_report(make_authority("fernhollow"), "Visits.", ended=date(2019, 5, 5))
    assert values(form(""), "authority") == ["fernhollow"]
    assert values(form(""), "year") == ["2019"]
    make_report(make_authority("greyfell"), "Visits.", ended=date(2021, 5, 5))
    assert values(form(""), "authority") == ["fernhollow", "greyfell"]
    assert values(form(""), "year") == ["2021", "2019"]
    assert form("authority=greyfell&year=2021").is_valid()
    assert not form("year=2020").is_valid()


def test_forms_of_one_version_share_their_class_and_fields_but_not_their_values() -> None:
    first, second = form("grade=good"), form("grade=inadequate")
    assert type(first) is type(second)
    assert first.is_valid()
    assert second.is_valid()
    assert first.cleaned_data["grade"] == ["good"]
    assert second.cleaned_data["grade"] == ["inadequate"]


def test_a_page_of_points_has_roles_of_its_own() -> None:
    points = filter_form(PointFilters, QueryDict(""))
    assert list(points.fields) == NAMES
    assert values(points, "role") == [role.value for role in IMPROVEMENT_ROLES]
    assert values(form(""), "role") == [role.value for role in Role]
