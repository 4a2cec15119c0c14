"""What the address of a search may say: its words, how the answer is shown, and its filters.

The filters have the same names and meanings in the address, the form, the facets and the exports.
They are declared as the filters of the lists are, with django-filter, of which a search uses the
form alone: the index answers it, not a query of Django's (docs/decisions/0022).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeVar

import django_filters
from django import forms
from django.http import QueryDict

from reports.facts.frameworks import grade_choices
from reports.facts.vocabulary import Area, Kind, Region, Role
from reports.models import Paragraph
from reports.overview.cache import cached_by_version
from reports.web.filters import LABELS, authorities, family_choices, several, years
from search.index.door import Order

LAST_PAGE = 100
"""The last page that is shown: narrowing a search serves better, and a page's cost stays bounded."""

MATCHES = {
    "stems": "All forms and names",
    "exact": "Exactly as typed",
}
GROUPS = {"paragraph": "Paragraphs", "report": "By report"}
SORTS = {
    "relevance": "Relevance",
    "newest": "Newest first",
    "oldest": "Oldest first",
    "authority": "Authority",
}


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
    page = forms.IntegerField(required=False, min_value=1, max_value=LAST_PAGE, label="Page")

    @property
    def order(self) -> Order:
        """The order of the paragraphs or reports."""
        orders: dict[str, Order] = {
            "newest": "newest",
            "oldest": "oldest",
            "authority": "authority",
        }
        return orders.get(self.chosen("sort"), "relevance")

    def choices(self, *, with_relevance: bool) -> list[Offered]:
        """How an answer may be shown: boxes of which each has one choice made.

        Without a word to search for there is no relevance, and the newest come first.
        """
        boxes = [self.offered("match"), self.offered("group"), self.offered("sort")]
        return boxes if with_relevance else [box.without("relevance") for box in boxes]

    def chosen(self, name: str) -> str:
        """The code chosen in a box; the first for none, or for a wrong one."""
        first = str(next(iter(self.choices_of(name))))
        return str(self.cleaned_data.get(name) or first)

    def offered(self, name: str) -> Offered:
        """A box with the choice that the address makes."""
        choices = self.choices_of(name)
        return Offered(name, str(self.fields[name].label), list(choices.items()), self.chosen(name))

    @staticmethod
    def choices_of(name: str) -> dict[str, str]:
        """The labels of a box's choices by their codes, the default first."""
        return {"match": MATCHES, "group": GROUPS, "sort": SORTS}[name]


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


class ParagraphFilters(django_filters.FilterSet):
    """`area` and `grade` are those of the paragraph's own section, `overall` is the report's."""

    region = several(LABELS["region"], Region.choices())
    authority = several(LABELS["authority"], authorities)
    area = several(LABELS["area"], Area.choices())
    family = several(LABELS["family"], family_choices())
    grade = several("Grade of that section", grade_choices())
    overall = several(LABELS["overall"], grade_choices())
    kind = several(LABELS["kind"], Kind.choices())
    year = several(LABELS["year"], years)
    role = several("Part of the report", Role.choices())

    class Meta:
        model = Paragraph
        fields: list[str] = []


def filter_form(filters: type[ParagraphFilters], parameters: QueryDict) -> forms.Form:
    """The form of some filters with the values chosen in an address; wrong ones are its errors."""
    return _form_class(filters)(parameters)


@cached_by_version(4)
def _form_class(filters: type[ParagraphFilters]) -> type[forms.Form]:
    """The form of some filters, made once: making it takes longer than most searches."""
    form: type[forms.Form] = filters(queryset=Paragraph.objects.none()).get_form_class()
    for field in form.base_fields.values():
        with_choices: Any = field
        with_choices.choices = list(with_choices.choices)
    return with_shared_fields(form)
