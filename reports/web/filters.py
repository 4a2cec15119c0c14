"""The filters of the lists of authorities and inspections, partly shared with search.

Every filter takes several values. An unknown value is an error of the form, which the page shows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet

from reports.facts.frameworks import FAMILIES, OVERALL, areas_of, grade_choices
from reports.facts.vocabulary import Area, Kind, Region
from reports.models import Authority, Inspection
from reports.models.authority import AuthorityQuerySet
from reports.models.inspection import InspectionQuerySet
from reports.overview.outline import outline
from reports.web.parameters import SeveralField

JudgedQuerySet = AuthorityQuerySet | InspectionQuerySet
FilterChoices = list[tuple[Any, str]] | Callable[[], list[tuple[Any, str]]]

LABELS = {
    "region": "Region",
    "authority": "Authority",
    "area": "Exact name of the judgement",
    "family": "Judgement",
    "overall": OVERALL.label,
    "kind": "Kind of report",
    "year": "Year the inspection ended",
}
"""The labels of filters that lists and searches share."""


class SeveralFilter(django_filters.MultipleChoiceFilter):
    """A filter with several values, shown as checkboxes. Empty values are ignored."""

    field_class = SeveralField


def several(label: str, choices: FilterChoices, **options: Any) -> SeveralFilter:
    """A filter of rows by any of several values."""
    return SeveralFilter(label=label, choices=choices, **options)


def judged(
    label: str, choices: FilterChoices, method: str = "leave_to_filter_queryset"
) -> SeveralFilter:
    """A filter by judgements or grades, for `JudgedFilter`."""
    return several(label, choices, method=method)


def family_choices() -> list[tuple[str, str]]:
    """Every family of judgements: its code and label."""
    return [(family.code, family.label) for family in FAMILIES.values()]


def years() -> list[tuple[int, str]]:
    """The years in which an inspection ended, the latest first."""
    return [(year, str(year)) for year in reversed(outline().years)]


def authorities() -> list[tuple[str, str]]:
    """Every authority's slug and name."""
    return [(authority.slug, str(authority)) for authority in outline().authorities]


class ListForm(forms.Form):
    """The form of a list's filters: place and time first, then judgements."""

    field_order = (
        "q",
        "region",
        "authority",
        "kind",
        "year",
        "family",
        "grade",
        "overall",
        "area",
    )


class JudgedFilter(django_filters.FilterSet):
    """The filters by judgement of both lists.

    `area` and `grade` together mean a judgement on that area with that grade. `grade` alone means
    any judgement with that grade; `area` alone, a judgement on that area with any grade.
    """

    overall = judged(LABELS["overall"], grade_choices(), "filter_overall")
    area = judged(LABELS["area"], Area.choices())
    family = judged(LABELS["family"], family_choices())
    grade = judged("Grade of that judgement", grade_choices())

    def filter_overall(
        self, queryset: JudgedQuerySet, name: str, grades: list[str]
    ) -> JudgedQuerySet:
        return queryset.judged(OVERALL.areas, grades) if grades else queryset

    def leave_to_filter_queryset(
        self, queryset: JudgedQuerySet, name: str, values: list[str]
    ) -> JudgedQuerySet:
        """Leave the rows unchanged: these filters depend on each other (`filter_queryset`)."""
        return queryset

    def filter_queryset(self, queryset: JudgedQuerySet) -> JudgedQuerySet:
        values = self.form.cleaned_data
        rows: JudgedQuerySet = super().filter_queryset(queryset)
        areas = {*values["area"], *areas_of(values["family"])}
        grades = values["grade"]
        if not areas and not grades:
            return rows
        return rows.judged(areas, grades)


class InspectionFilter(JudgedFilter):
    """The filters of the list of inspections, by the grades of each inspection."""

    region = several(LABELS["region"], Region.choices())
    authority = several(LABELS["authority"], authorities, field_name="authority__slug")
    kind = several(LABELS["kind"], Kind.choices())
    year = several(LABELS["year"], years)

    class Meta:
        form = ListForm
        model = Inspection
        fields: list[str] = []


class AuthorityFilter(JudgedFilter):
    """The filters of the list of authorities, by the grades of the latest full inspection."""

    q = django_filters.CharFilter(label="Name", method="filter_name")
    region = several(LABELS["region"], Region.choices())

    class Meta:
        form = ListForm
        model = Authority
        fields: list[str] = []

    def filter_name(self, queryset: AuthorityQuerySet, name: str, words: str) -> AuthorityQuerySet:
        return queryset.named_like(words)


def chosen(filters: django_filters.FilterSet) -> QuerySet[Any]:
    """The filtered rows; none if a value is invalid: an error must not look like a result."""
    rows: QuerySet[Any] = filters.qs if filters.is_valid() else filters.queryset.none()
    return rows
