"""What a page was asked: the chosen filters, each removable alone, and what is wrong with the
address.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, JsonResponse, QueryDict

from reports.overview.tracks import CORE, LEADERS, OVERALL, Track

Row = TypeVar("Row", bound=Model)


class SeveralField(forms.MultipleChoiceField):
    """A parameter of which several values may be chosen, each a box to tick; an empty value is no
    choice.
    """

    widget = forms.CheckboxSelectMultiple

    def to_python(self, value: Any) -> list[str]:
        """The values that are not empty, in the order of the address."""
        return [each for each in super().to_python(value) if each]


class PageForm(forms.Form):
    """Which page of a list."""

    page = forms.IntegerField(required=False, min_value=1, label="Page")


class JudgementForm(forms.Form):
    """Which judgement's grades; leaders where nothing is chosen, for they are judged before and
    after April 2026.
    """

    judgement = forms.ChoiceField(
        required=False,
        label="Judgement",
        choices=[
            (track.code, "Overall (until March 2026)" if track is OVERALL else track.label)
            for track in CORE
        ],
        widget=forms.Select(attrs={"id": "filter-judgement"}),
    )

    @property
    def track(self) -> Track:
        """The chosen judgement's track; the default while the form is wrong."""
        code = self.cleaned_data.get("judgement") if self.is_valid() else None
        return next((track for track in CORE if track.code == code), LEADERS)


@dataclass(frozen=True, slots=True)
class Chip:
    """One chosen value of a filter, and the parameters of the address without it."""

    name: str
    value: str
    filter: str
    label: str
    remaining: QueryDict


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something wrong with one parameter of the address."""

    name: str
    label: str
    message: str


def chips(form: forms.BaseForm, parameters: QueryDict) -> list[Chip]:
    """Every value that a valid form's filters have, in the form's order; each chip takes off only
    itself.
    """
    return [
        Chip(name, value, str(form[name].label), label, _without(parameters, name, value))
        for name, value, label in _chosen(form)
    ]


def mistakes(*asked: forms.BaseForm) -> list[Mistake]:
    """What is wrong with the address, in the order of the fields."""
    return [
        Mistake(name, str(form[name].label), str(message))
        for form in asked
        for name, messages in form.errors.items()
        for message in messages
    ]


def refused(*asked: forms.BaseForm) -> JsonResponse:
    """What is wrong with the address of a file or of an answer for programs, by parameter, with
    status 400.
    """
    errors = {
        name: [str(each) for each in messages]
        for form in asked
        for name, messages in form.errors.items()
    }
    return JsonResponse({"errors": errors}, status=400)


def page_of(rows: QuerySet[Row], form: PageForm, size: int) -> Page[Row]:
    """One page of rows, the first while the form is wrong. Raises `Http404` when the list has fewer
    pages.
    """
    number = (form.cleaned_data.get("page") if form.is_valid() else None) or 1
    paginator = Paginator(rows, size)
    try:
        return paginator.page(number)
    except EmptyPage as error:
        raise Http404(
            f"There is no page {number}; the last is page {paginator.num_pages}."
        ) from error


def _chosen(form: forms.BaseForm) -> Iterator[tuple[str, str, str]]:
    cleaned: Mapping[str, object] = form.cleaned_data if form.is_valid() else {}
    for name, chosen in cleaned.items():
        field = form.fields[name]
        if isinstance(field, forms.MultipleChoiceField) and isinstance(chosen, list) and chosen:
            choices: Any = field.choices
            labels = {str(value): str(label) for value, label in choices}
            yield from ((name, str(value), labels.get(str(value), str(value))) for value in chosen)
        elif chosen and isinstance(chosen, str):
            yield name, chosen, chosen


def _without(parameters: QueryDict, name: str, value: str) -> QueryDict:
    remaining = parameters.copy()
    remaining.setlist(name, [each for each in parameters.getlist(name) if each != value])
    if not remaining.getlist(name):
        del remaining[name]
    remaining.pop("page", None)
    return remaining
