"""What the address of a search may say: its words, how the answer is shown, and its filters.

The filters have the same names and meanings in the address, the form, the facets and the exports.
They are declared as the filters of the lists are, with django-filter, of which a search uses the
form alone: the index answers it, not a query of Django's (docs/decisions/0022).

A facet is a filter with what each of its values would leave of an answer. It ignores its own choice
and obeys all others, so that the number beside a box is what ticking it gives.
"""

from __future__ import annotations

from calendar import month_name
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

import django_filters
from django import forms
from django.http import QueryDict

from reports.facts.frameworks import grade_choices
from reports.facts.vocabulary import Area, Kind, Region, Role
from reports.models import Paragraph
from reports.overview.cache import cached_by_version, register_cache
from reports.overview.outline import outline
from reports.web.filters import LABELS, authorities, family_choices, several, years
from search.index.door import NO_JUDGEMENT, Order
from search.results.days import DaysField

LAST_PAGE = 100
"""The last page that is shown: narrowing a search serves better, and a page's cost stays bounded."""

MATCHES = {
    "stems": "All word forms and synonyms",
    "exact": "Exactly as typed",
}
GROUPS = {"paragraph": "Paragraphs", "report": "By report"}
NAMES = {"words": "Names are words like others"}
SORTS = {
    "relevance": "Relevance",
    "newest": "Newest first",
    "oldest": "Oldest first",
    "authority": "Authority",
}
BOXES = {"match": MATCHES, "group": GROUPS, "sort": SORTS}
"""The boxes of which one choice is made: labels by their codes, the default first."""


MONTHS = tuple(month_name)
"""The names of the months from place 1 on; `month_name` itself makes a name each time."""

ORDERS: dict[str, Order] = {
    "relevance": "relevance",
    "newest": "newest",
    "oldest": "oldest",
    "authority": "authority",
}
"""The orders of the index by the codes of `SORTS`."""


class _Shared(dict[str, forms.Field]):
    """Fields that never change: each form shares them instead of copying them one by one."""

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, forms.Field]:
        return dict(self)


FormClass = TypeVar("FormClass", bound=type[forms.Form])


def with_shared_fields(form: FormClass) -> FormClass:
    """The class of a form of which the fields are shared by all requests."""
    form.base_fields = _Shared(form.base_fields)
    return form


@with_shared_fields
class SearchForm(forms.Form):
    """The words of a search, and how its answer is ordered and shown."""

    q = forms.CharField(required=False, strip=True, label="Words or “phrases”")
    match = forms.ChoiceField(required=False, label="Words", choices=list(MATCHES.items()))
    group = forms.ChoiceField(required=False, label="Show", choices=list(GROUPS.items()))
    sort = forms.ChoiceField(required=False, label="Sort by", choices=list(SORTS.items()))
    names = forms.ChoiceField(required=False, label="Names", choices=list(NAMES.items()))
    page = forms.IntegerField(required=False, min_value=1, max_value=LAST_PAGE, label="Page")

    def choices(self, *, with_relevance: bool) -> list[Offered]:
        """How an answer may be shown: boxes of which each has one choice made.

        Without a word to search for there is no relevance, and the newest come first.
        """
        boxes = [self.offered("match"), self.offered("group"), self.offered("sort")]
        return boxes if with_relevance else [box.without("relevance") for box in boxes]

    def chosen(self, name: str) -> str:
        """The code chosen in a box; the first for none, or for a wrong one."""
        default = next(iter(BOXES[name]))
        return str(self.cleaned_data.get(name) or default)

    def offered(self, name: str) -> Offered:
        """A box with the choice that the address makes."""
        label = str(self.fields[name].label)
        return Offered(name, label, list(BOXES[name].items()), self.chosen(name))


@dataclass(frozen=True, slots=True)
class Offered:
    """A box of which one choice is made: its choices as (code, label), and the code chosen."""

    name: str
    label: str
    choices: list[tuple[str, str]]
    chosen: str

    def without(self, code: str) -> Offered:
        """The same box with one choice less; the next one is chosen where that was."""
        choices = [choice for choice in self.choices if choice[0] != code]
        chosen = choices[0][0] if self.chosen == code else self.chosen
        return replace(self, choices=choices, chosen=chosen)


def reports() -> list[tuple[str, str]]:
    """Every inspection's slug, and its authority and month."""
    names = outline().names
    choices = []
    for each in outline().inspections:
        ended = each.end_date
        label = f"{names[each.authority_id]}, {MONTHS[ended.month]} {ended.year}"
        choices.append((each.slug, label))
    return choices


class DaysFilter(django_filters.CharFilter):
    """The filter by a range of days."""

    field_class = DaysField


class ParagraphFilters(django_filters.FilterSet):
    """`area` and `grade` are those of the paragraph's own section, `overall` is the report's.

    `ended` is given as `from` and `to` in an address, and is the days that lie between.
    """

    region = several(LABELS["region"], Region.choices())
    authority = several(LABELS["authority"], authorities)
    area = several(LABELS["area"], Area.choices())
    family = several(
        LABELS["family"], [*family_choices(), (NO_JUDGEMENT, "None (visits, summaries)")]
    )
    grade = several("Grade of that section", grade_choices())
    overall = several(LABELS["overall"], grade_choices())
    kind = several(LABELS["kind"], Kind.choices())
    year = several(LABELS["year"], years)
    role = several("Part of the report", Role.choices())
    report = several("Report", reports)
    ended = DaysFilter(label="Inspected")

    class Meta:
        model = Paragraph
        fields: list[str] = []


ArchiveChoices = tuple[tuple[str, tuple[tuple[Any, str], ...]], ...]
"""Names of filters, each with its choices."""


def filter_form(filters: type[ParagraphFilters], parameters: QueryDict) -> forms.Form:
    """The form of some filters with the values chosen in an address; wrong ones are its errors."""
    of_archive = _choices_of_archive()
    form_class = _form_class(filters, of_archive)  # type: ignore[arg-type]  # a class has a hash, too
    form: forms.Form = form_class(parameters)
    return form


@cached_by_version(2)
def _choices_of_archive() -> ArchiveChoices:
    """The filters whose choices are what the archive holds, each with these."""
    return (
        ("authority", tuple(authorities())),
        ("year", tuple(years())),
        ("report", tuple(reports())),
    )


@lru_cache(maxsize=4)
def _form_class(filters: type[ParagraphFilters], of_archive: ArchiveChoices) -> type[forms.Form]:
    """The form of some filters, made once while the choices `of_archive` are equal: making it takes
    longer than most searches.
    """
    form: type[forms.Form] = filters(queryset=Paragraph.objects.none()).get_form_class()
    choices = dict(of_archive)
    for name, field in form.base_fields.items():
        if isinstance(field, forms.ChoiceField):
            field.choices = choices.get(name) or list(field.choices)  # type: ignore[arg-type]  # a function calls itself once
    return with_shared_fields(form)


register_cache(_form_class.cache_clear)


FACETS = ("family", "grade", "region", "authority", "year", "kind", "role", "overall", "area")
OPEN = {"family", "grade", "region"}
"""The facets whose boxes show before a reader opens them."""
ONLY_WITH_PARAGRAPHS = {"authority", "year"}
"""The facets that show only values with paragraphs; of the others readers know all values."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: how many paragraphs have it, and whether it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with its choices in the order of the vocabulary, and how many are chosen."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    chosen: int
    is_open: bool


def facets_of(filters: forms.Form, counts: Mapping[str, Mapping[str, int]]) -> list[Facet]:
    """The filters of a valid form that are counted, in the order of the counts."""
    facets = []
    for name, counts_of_values in counts.items():
        field: Any = filters.fields[name]
        chosen = set(map(str, filters.cleaned_data[name]))
        choices = []
        for code, label in field.choices:
            value = str(code)
            paragraphs = counts_of_values.get(value, 0)
            choices.append(Choice(value, str(label), paragraphs, value in chosen))
        is_open = bool(chosen) or name in OPEN
        facets.append(Facet(name, str(field.label), tuple(choices), len(chosen), is_open))
    return facets
