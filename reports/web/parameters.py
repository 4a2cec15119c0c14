"""The parameters of an address: chips of the chosen filters, and mistakes in the values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from difflib import get_close_matches
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, JsonResponse, QueryDict

from reports.facts.frameworks import CORE, Track
from reports.web.data_views import mistaken, nearest_hint

Row = TypeVar("Row", bound=Model)

NOUNS: Mapping[str, str] = {
    "region": "region",
    "authority": "authority",
    "report": "report",
    "area": "judgement",
    "family": "judgement",
    "judgement": "judgement",
    "grade": "grade",
    "overall": "grade",
    "kind": "kind of report",
    "year": "year",
    "role": "part of a report",
    "scale": "scale",
}
"""The noun for a value of a parameter, for a sentence about a value that does not exist."""
LONGEST_COMPARED = 100
"""Letters of a wrong value that are compared with the choices, which are all shorter."""


class SeveralField(forms.MultipleChoiceField):
    """A parameter with several values, shown as checkboxes. Empty values are ignored."""

    widget = forms.CheckboxSelectMultiple

    def to_python(self, value: Any) -> list[str]:
        """The values without empty ones, in the order of the address."""
        return [each for each in super().to_python(value) if each]


class PageForm(forms.Form):
    """Which page of a list, from 1."""

    page = forms.IntegerField(required=False, min_value=1, label="Page")


def _judgement_choices() -> list[tuple[str, str]]:
    return [(track.value, _label_of(track)) for track in CORE]


def _label_of(track: Track) -> str:
    """The label of a track, with the last month in which it was judged if that has ended."""
    if track.ended is None:
        return track.label
    return f"{track.short} (until {track.ended - timedelta(days=1):%B %Y})"


class JudgementForm(forms.Form):
    """The judgement whose grades are shown; the first if none is chosen."""

    judgement = forms.ChoiceField(
        required=False,
        label="Judgement",
        choices=_judgement_choices,
        widget=forms.Select(attrs={"id": "filter-judgement"}),
    )

    @property
    def track(self) -> Track:
        """The track of the chosen judgement; the first if the form is invalid."""
        code = self.cleaned_data["judgement"] if self.is_valid() else ""
        return Track(code) if code else CORE[0]


@dataclass(frozen=True, slots=True)
class Chip:
    """One chosen value of a filter, and the parameters of the address without it."""

    name: str
    value: str
    filter: str
    label: str
    remaining: QueryDict


@dataclass(frozen=True, slots=True)
class NearChoice:
    """The choice most like a wrong value: its label, and the address's parameters with it."""

    label: str
    parameters: QueryDict


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake in one parameter of the address. `nearest` is the choice that may be meant."""

    name: str
    label: str
    message: str
    nearest: NearChoice | None = None


def chips(form: forms.BaseForm, parameters: QueryDict) -> list[Chip]:
    """A chip for each chosen value of the filters, in the order of the form; none if invalid."""
    if not form.is_valid():
        return []
    removable = []
    for name, cleaned in form.cleaned_data.items():
        label = str(form[name].label)
        for value, words in _values(form.fields[name], cleaned):
            removable.append(Chip(name, value, label, words, _without(parameters, name, value)))
    return removable


def mistakes(*forms_of_page: forms.BaseForm) -> list[Mistake]:
    """The mistakes in the address, in the order of the forms and their fields."""
    collected: list[Mistake] = []
    for form in forms_of_page:
        for name, errors in form.errors.as_data().items():
            label = str(form[name].label)
            for error in errors:
                nearest = _nearest_choice(form, name, error)
                collected.append(Mistake(name, label, _sentence(name, label, error), nearest))
    return collected


def refused(*forms_of_file: forms.BaseForm) -> JsonResponse:
    """The answer 400 for programs, with the mistakes in the address."""
    errors: dict[str, list[str]] = {}
    for form in forms_of_file:
        for name, wrong in form.errors.as_data().items():
            label = str(form[name].label) if name in form.fields else name
            errors[name] = [
                _sentence(name, label, error) + nearest_hint(form, name, error) for error in wrong
            ]
    return mistaken(errors)


def _sentence(name: str, label: str, error: ValidationError) -> str:
    """The sentence for an error: `There is no region “mars”.`"""
    if error.code == "min_value" and error.params:
        return f"The number must be {error.params['limit_value']} or more."
    if error.code == "max_value" and error.params:
        return f"The number must be {error.params['limit_value']} or less."
    if error.code != "invalid_choice" or not error.params:
        return " ".join(error.messages)
    value = error.params["value"]
    if name in NOUNS:
        return f"There is no {NOUNS[name]} “{value}”."
    return f"“{value}” is not a choice for “{label}”."


def _nearest_choice(form: forms.BaseForm, name: str, error: ValidationError) -> NearChoice | None:
    """The choice of a field whose code or label is most like a wrong value; None without one."""
    choices: Any = getattr(form.fields[name], "choices", ())
    if error.code != "invalid_choice" or not error.params or not isinstance(form.data, QueryDict):
        return None
    wrong = str(error.params["value"])
    by_text: dict[str, tuple[str, str]] = {}
    for value, label in choices:
        by_text[str(label).lower()] = by_text[str(value).lower()] = (str(value), str(label))
    near = get_close_matches(wrong.lower()[:LONGEST_COMPARED], by_text, n=1)
    if not near or not by_text[near[0]][0]:
        return None
    value, label = by_text[near[0]]
    mended = form.data.copy()
    mended.setlist(name, [value if each == wrong else each for each in form.data.getlist(name)])
    return NearChoice(label, mended)


def page_of(rows: QuerySet[Row], form: PageForm, size: int) -> Page[Row]:
    """One page of rows; the first if the form is invalid. Raises `Http404` beyond the last."""
    requested = form.cleaned_data["page"] if form.is_valid() else None
    number = requested or 1
    paginator = Paginator(rows, size)
    try:
        return paginator.page(number)
    except EmptyPage as error:
        last = paginator.num_pages
        raise Http404(f"There is no page {number}; the last is page {last}.") from error


def _values(field: forms.Field, cleaned: Any) -> Iterator[tuple[str, str]]:
    """Yield the chosen values of a field, each as in the address and in words."""
    if not cleaned:
        return
    if isinstance(field, forms.MultipleChoiceField):
        choices: Any = field.choices
        labels = {str(value): str(label) for value, label in choices}
        for value in cleaned:
            yield str(value), labels.get(str(value), str(value))
    elif isinstance(cleaned, str):
        yield cleaned, cleaned


def _without(parameters: QueryDict, name: str, value: str) -> QueryDict:
    """The parameters without one value, and without the page number."""
    remaining = parameters.copy()
    remaining.setlist(name, [each for each in parameters.getlist(name) if each != value])
    if not remaining.getlist(name):
        del remaining[name]
    remaining.pop("page", None)
    return remaining
