"""The form of a trend: what an address may ask for, and what it gets by default."""

from datetime import date

import pytest
from django.http import QueryDict

from reports.facts.frameworks import FULL_INSPECTIONS
from search.trends.breakdowns import Selection
from search.trends.form import TrendForm, distinct
from tests.archive import make_authority, make_report

pytestmark = pytest.mark.django_db


def form(address: str) -> TrendForm:
    return TrendForm(QueryDict(address))


def valid(address: str) -> TrendForm:
    checked = form(address)
    assert checked.is_valid(), checked.errors
    return checked


def test_empty_boxes_and_repetitions_are_no_phrases() -> None:
    assert distinct([" a ", "", "b", "a", "  "]) == ["a", "b"]
    assert valid("q=a&q=&q=b&q=a").cleaned_data["q"] == ["a", "b"]


@pytest.mark.parametrize(
    ("address", "boxes"),
    [
        ("", ["", ""]),
        ("q=a", ["a", ""]),
        ("q=a&q=b", ["a", "b", ""]),
        ("q=a&q=b&q=c", ["a", "b", "c", ""]),
        ("q=a&q=b&q=c&q=d", ["a", "b", "c", "d"]),
        ("q=a&q=b&q=c&q=d&q=e", ["a", "b", "c", "d"]),
    ],
)
def test_boxes_have_the_phrases_and_room_for_one_more(address: str, boxes: list[str]) -> None:
    assert form(address).boxes() == list(enumerate(boxes, start=1))


def test_four_phrases_of_500_characters_are_the_most() -> None:
    assert valid("q=a&q=b&q=c&q=d").cleaned_data["q"] == ["a", "b", "c", "d"]
    assert valid(f"q={'a' * 500}").cleaned_data["q"] == ["a" * 500]
    assert form("q=a&q=b&q=c&q=d&q=e").errors["q"] == ["Enter up to 4 phrases. The link has 5."]
    assert form(f"q={'a' * 501}").errors["q"] == ["A phrase must have 500 characters or fewer."]


def test_years_are_those_in_which_an_inspection_ended() -> None:
    for year in (2021, 2023):
        make_report(make_authority(f"fernhollow-{year}"), "Visits.", ended=date(year, 2, 2))
    choices = form("").fields["from"].choices  # type: ignore[attr-defined]  # a choice field
    assert list(choices) == [("", "any year"), (2021, "2021"), (2023, "2023")]
    assert valid("from=2021&to=2023").cleaned_data["from"] == 2021
    assert valid("from=2021&to=2021").cleaned_data["to"] == 2021
    assert valid("").cleaned_data["to"] is None
    assert "from" in form("from=2022").errors
    assert form("from=2023&to=2021").errors["from"] == [
        "The first year, 2023, must not be after the last, 2021."
    ]


def test_full_inspections_in_all_regions_are_the_default() -> None:
    checked = valid("q=a")
    assert checked.selection == Selection("", frozenset(FULL_INSPECTIONS), frozenset())
    assert checked.counted == "full inspections"
    assert checked.as_share
    chosen = valid("q=a&by=region&kind=sif&kind=focused-visit&region=london&show=count")
    kinds = frozenset({"sif", "focused-visit"})
    assert chosen.selection == Selection("region", kinds, frozenset({"london"}))
    assert chosen.counted == "Children’s services inspection (SIF), Focused visit"
    assert not chosen.as_share


def test_fields_of_one_choice_and_of_several() -> None:
    assert [field.name for field in form("").selects()] == ["by", "show", "from", "to"]
    assert [field.name for field in form("").ticks()] == ["kind", "region"]


def test_trend_of_a_valid_form() -> None:
    make_report(make_authority(), "RHI visits.", ended=date(2022, 2, 2))
    make_report(make_authority("greyfell"), "Visits.", ended=date(2023, 2, 2))
    trend = valid("q=visits&q=RHI&without=RHI&without=return+interview&from=2023").trend()
    assert [phrase.label for phrase in trend.phrases] == ["visits", "RHI"]
    assert list(trend.years) == [2023]
    off = [each.name for each in trend.phrases[1].synonyms if not each.is_on]
    assert off == ["return interview"]
