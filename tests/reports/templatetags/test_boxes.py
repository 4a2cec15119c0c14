"""The boxes and menus of filters are those that Django's widgets draw."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.http import QueryDict
from django.utils.html import escape

from reports.facts.vocabulary import Kind
from reports.templatetags.boxes import boxes_of, menu_of

CHOICES = [*Kind.choices(), ('"&<', "Quotes ” and <signs> & 'others'")]


class Ticked(forms.Form):
    kind = forms.MultipleChoiceField(
        required=False,
        label="Kind",
        choices=CHOICES,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "a"}),
    )


@pytest.mark.parametrize("address", ["", "kind=ilacs&kind=sif", "kind=nonsense", "kind=%22%26%3C"])
@pytest.mark.parametrize("auto_id", ["filter-%s", "id_%s", False])
def test_boxes_are_those_of_the_widgets(address: str, auto_id: str | bool) -> None:
    form = Ticked(QueryDict(address), auto_id=auto_id)
    form.is_valid()
    drawn = [
        f'<label for="{box.id_for_label or ""}">{box.tag()} <span>{escape(box.choice_label)}</span></label>'
        for box in form["kind"]
    ]
    assert boxes_of(form["kind"]) == "\n".join(drawn)


class Chosen(forms.Form):
    kind = forms.ChoiceField(
        required=False,
        choices=[("", "Any"), *CHOICES],
        widget=forms.Select(attrs={"id": 'filter-"kind'}),
    )
    year = forms.TypedChoiceField(coerce=int, choices=[(2023, "2023"), (2024, "2024")])


@pytest.mark.parametrize(
    "address", ["", "kind=sif&year=2024", "kind=nonsense&year=x", "kind=%22%26%3C"]
)
@pytest.mark.parametrize("auto_id", ["filter-%s", False])
def test_menus_are_those_of_the_widgets(address: str, auto_id: str | bool) -> None:
    form = Chosen(QueryDict(address), auto_id=auto_id)
    form.is_valid()
    for field in form:
        drawn = re.sub(r"\s*\n\s*", "\n", str(field))
        assert menu_of(field) == drawn
