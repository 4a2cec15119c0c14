"""The parameters of an address: chips, mistakes, refusals and pages of a list."""

from __future__ import annotations

import json

import pytest
from django import forms
from django.http import Http404, QueryDict

from reports.facts.frameworks import OVERALL, Track
from reports.models import Authority
from reports.web.parameters import (
    JudgementForm,
    Mistake,
    PageForm,
    SeveralField,
    chips,
    mistakes,
    page_of,
    refused,
)
from tests.archive import make_authority

ADDRESS = "region=north&region=south&q=kind&page=2"


class ExampleForm(forms.Form):
    """A text, several values, and a field whose values are no filter."""

    q = forms.CharField(required=False, label="Name")
    region = SeveralField(
        required=False, label="Region", choices=[("north", "The North"), ("south", "The South")]
    )
    page = forms.IntegerField(required=False, min_value=1, label="Page")


def example(address: str) -> ExampleForm:
    return ExampleForm(QueryDict(address))


def test_each_value_is_a_chip_in_words() -> None:
    shown = [
        (chip.name, chip.value, chip.filter, chip.label)
        for chip in chips(example(ADDRESS), QueryDict(ADDRESS))
    ]
    assert shown == [
        ("q", "kind", "Name", "kind"),
        ("region", "north", "Region", "The North"),
        ("region", "south", "Region", "The South"),
    ]


def test_chip_removes_its_own_value_and_the_page() -> None:
    remaining = [chip.remaining.urlencode() for chip in chips(example(ADDRESS), QueryDict(ADDRESS))]
    assert remaining == [
        "region=north&region=south",
        "region=south&q=kind",
        "region=north&q=kind",
    ]


def test_no_chips_without_a_choice_or_with_a_mistake() -> None:
    assert chips(example(""), QueryDict("")) == []
    wrong = "region=atlantis&q=kind"
    assert chips(example(wrong), QueryDict(wrong)) == []


def test_empty_values_are_no_choice() -> None:
    form = example("region=&region=south")
    assert form.is_valid()
    assert form.cleaned_data["region"] == ["south"]


def test_mistakes_are_those_of_all_forms_in_order() -> None:
    assert mistakes(example("region=atlantis"), PageForm(QueryDict("page=0"))) == [
        Mistake(
            "region",
            "Region",
            "There is no region “atlantis”.",
        ),
        Mistake("page", "Page", "The number must be 1 or more."),
    ]
    assert mistakes(example(""), PageForm(QueryDict("page=1"))) == []


@pytest.mark.parametrize(
    ("wrong", "label", "mended"),
    [
        ("region=nroth&q=kind", "The North", "region=north&q=kind"),
        ("region=south&region=the nort", "The North", "region=south&region=north"),
    ],
)
def test_a_wrong_value_is_answered_with_the_nearest_right_one(
    wrong: str, label: str, mended: str
) -> None:
    (mistake,) = mistakes(example(wrong))
    assert mistake.nearest is not None
    assert mistake.nearest.label == label
    assert mistake.nearest.parameters.urlencode() == mended


def test_a_value_that_resembles_nothing_has_no_nearest_one() -> None:
    (mistake,) = mistakes(example(f"region={'x' * 10_000}"))
    assert mistake.nearest is None


def test_refusal_names_each_parameter() -> None:
    answer = refused(example("region=atlantis"), PageForm(QueryDict("page=0")))
    assert answer.status_code == 400
    assert json.loads(answer.content) == {
        "status": 400,
        "message": "The address has a mistake in it: region, page.",
        "errors": {
            "region": ["There is no region “atlantis”. The nearest is “north”."],
            "page": ["The number must be 1 or more."],
        },
    }


@pytest.mark.django_db
def test_page_of_a_list() -> None:
    for slug in ("ashby", "birchwick", "crowmere"):
        make_authority(slug)
    rows = Authority.objects.order_by("slug")

    def slugs(address: str) -> list[str]:
        return [each.slug for each in page_of(rows, PageForm(QueryDict(address)), 2)]

    assert slugs("") == slugs("page=1") == slugs("page=") == ["ashby", "birchwick"]
    assert slugs("page=0") == ["ashby", "birchwick"]
    assert slugs("page=2") == ["crowmere"]
    with pytest.raises(Http404, match="There is no page 3; the last is page 2"):
        slugs("page=3")


def test_judgement_is_that_of_leaders_unless_another_is_chosen() -> None:
    assert JudgementForm(QueryDict("")).track is Track.LEADERS
    assert JudgementForm(QueryDict("judgement=joy")).track is Track.LEADERS
    assert JudgementForm(QueryDict("judgement=overall")).track is OVERALL


def test_overall_effectiveness_says_that_it_ended() -> None:
    choices = dict(JudgementForm().fields["judgement"].choices)  # type: ignore[attr-defined]
    assert choices["overall"] == "Overall (until March 2026)"
    assert choices["leaders"] == "Leaders"
