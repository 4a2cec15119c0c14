"""The filters of the lists of authorities and inspections, and the fields that they share with search.

Every filter takes several values; an unknown one is an error of the form, which the page shows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple

from reports.models import Authority, Inspection
from reports.outline import outline_now
from reports.querysets import AuthorityQuerySet, InspectionQuerySet
from reports.vocabulary import Area, Family, Grade, Kind, Region, areas_of

Choices = list[tuple[Any, str]] | Callable[[], list[tuple[Any, str]]]


def several(label: str, choices: Choices, **options: Any) -> django_filters.MultipleChoiceFilter:
    """A filter of which several values may be chosen, each a box to tick."""
    return django_filters.MultipleChoiceFilter(label=label, choices=choices, widget=CheckboxSelectMultiple, **options)


def years() -> list[tuple[int, str]]:
    """The years in which an inspection ended, the newest first."""
    return [(year, str(year)) for year in outline_now().years]


def authorities() -> list[tuple[str, str]]:
    """Every authority's slug and name."""
    return [(authority.slug, str(authority)) for authority in outline_now().authorities]


def region_filter() -> django_filters.MultipleChoiceFilter:
    return several("Region", Region.choices())


def authority_filter() -> django_filters.MultipleChoiceFilter:
    return several("Authority", authorities, field_name="authority__slug")


def kind_filter() -> django_filters.MultipleChoiceFilter:
    return several("Kind of report", Kind.choices())


def year_filter() -> django_filters.MultipleChoiceFilter:
    return several("Year the inspection ended", years)


class InspectionFilter(django_filters.FilterSet):
    """`area` with `grade` asks for the grade of that judgement; `grade` alone for one of any judgement."""

    region = region_filter()
    authority = authority_filter()
    kind = kind_filter()
    year = year_filter()
    overall = several("Overall effectiveness", Grade.choices(), method="judged_overall")
    area = several("Judgement", Area.choices(), method="asked_with_grade")
    family = several("Judgement, in any framework", Family.choices(), method="asked_with_grade")
    grade = several("Grade of that judgement", Grade.choices(), method="asked_with_grade")

    class Meta:
        model = Inspection
        fields: list[str] = []

    def judged_overall(self, queryset: InspectionQuerySet, name: str, grades: list[str]) -> InspectionQuerySet:
        return queryset.judged([Area.OVERALL], grades) if grades else queryset

    def filter_queryset(self, queryset: InspectionQuerySet) -> InspectionQuerySet:
        areas, grades = _areas_and_grades(self)
        narrowed: InspectionQuerySet = super().filter_queryset(queryset)
        return narrowed.judged(areas, grades) if areas or grades else narrowed

    def asked_with_grade(self, queryset: InspectionQuerySet, name: str, values: list[str]) -> InspectionQuerySet:
        """Areas and grades are one question, which `filter_queryset` asks."""
        return queryset


class AuthorityFilter(django_filters.FilterSet):
    """Grades are those of the newest full inspection."""

    q = django_filters.CharFilter(label="Name", method="named")
    region = region_filter()
    overall = several("Overall effectiveness", Grade.choices(), method="judged_overall")
    area = several("Judgement", Area.choices(), method="asked_with_grade")
    family = several("Judgement, in any framework", Family.choices(), method="asked_with_grade")
    grade = several("Grade of that judgement", Grade.choices(), method="asked_with_grade")

    class Meta:
        model = Authority
        fields: list[str] = []

    def named(self, queryset: AuthorityQuerySet, name: str, words: str) -> AuthorityQuerySet:
        return queryset.named_like(words)

    def judged_overall(self, queryset: AuthorityQuerySet, name: str, grades: list[str]) -> AuthorityQuerySet:
        return queryset.latest_judged([Area.OVERALL], grades) if grades else queryset

    def filter_queryset(self, queryset: AuthorityQuerySet) -> AuthorityQuerySet:
        areas, grades = _areas_and_grades(self)
        narrowed: AuthorityQuerySet = super().filter_queryset(queryset)
        return narrowed.latest_judged(areas, grades) if areas or grades else narrowed

    def asked_with_grade(self, queryset: AuthorityQuerySet, name: str, values: list[str]) -> AuthorityQuerySet:
        """Areas and grades are one question, as on the list of inspections."""
        return queryset


def _areas_and_grades(filters: django_filters.FilterSet) -> tuple[set[str], list[str]]:
    """The chosen areas, those of the chosen families among them, and the chosen grades."""
    chosen = filters.form.cleaned_data
    return {*chosen["area"], *areas_of(chosen["family"])}, chosen["grade"]


def chosen(filters: django_filters.FilterSet) -> QuerySet[Any]:
    """The filtered rows; none at all while a value is wrong, so that an error never looks like an answer."""
    rows: QuerySet[Any] = filters.qs if filters.is_valid() else filters.queryset.none()
    return rows
