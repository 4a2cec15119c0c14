"""The filters of the lists of authorities and inspections, and the choices that they share with
search.

Every filter takes several values; an unknown one is an error of the form, which the page shows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django_filters
from django.db.models import QuerySet

from reports.facts.vocabulary import Area, Family, Grade, Kind, Region, Term, areas_of
from reports.models import Authority, Inspection
from reports.models.querysets import AuthorityQuerySet, InspectionQuerySet
from reports.overview.outline import outline_now
from reports.web.parameters import SeveralField

Judged = AuthorityQuerySet | InspectionQuerySet
Choices = list[tuple[Any, str]] | Callable[[], list[tuple[Any, str]]]

LABELS = {
    "region": "Region",
    "authority": "Authority",
    "area": "Judgement",
    "family": "Judgement, in any framework",
    "overall": "Overall effectiveness",
    "kind": "Kind of report",
    "year": "Year the inspection ended",
}
"""What the filters are called by which lists and searches are narrowed alike."""


class SeveralFilter(django_filters.MultipleChoiceFilter):
    """A filter of which several values may be chosen, each a box to tick; an empty value is no
    choice.
    """

    field_class = SeveralField


def several(label: str, choices: Choices, **options: Any) -> SeveralFilter:
    """A filter of rows by any of several values."""
    return SeveralFilter(label=label, choices=choices, **options)


def years() -> list[tuple[int, str]]:
    """The years in which an inspection ended, the newest first."""
    return [(year, str(year)) for year in sorted(set(outline_now().years.tolist()), reverse=True)]


def authorities() -> list[tuple[str, str]]:
    """Every authority's slug and name."""
    return [(authority.slug, str(authority)) for authority in outline_now().authorities]


def judged(label: str, terms: type[Term], method: str = "asked_with_others") -> SeveralFilter:
    """A filter by judgements or grades, for `JudgedFilter`."""
    return several(label, terms.choices(), method=method)


class JudgedFilter(django_filters.FilterSet):
    """`area` with `grade` asks for the grade of that judgement; `grade` alone for one of any
    judgement.
    """

    def judged_overall(self, queryset: Judged, name: str, grades: list[str]) -> Judged:
        return queryset.judged([Area.OVERALL], grades) if grades else queryset

    def asked_with_others(self, queryset: Judged, name: str, values: list[str]) -> Judged:
        """Areas and grades are one question, which `filter_queryset` asks."""
        return queryset

    def filter_queryset(self, queryset: Judged) -> Judged:
        chosen = self.form.cleaned_data
        areas, grades = {*chosen["area"], *areas_of(chosen["family"])}, chosen["grade"]
        narrowed: Judged = super().filter_queryset(queryset)
        return narrowed.judged(areas, grades) if areas or grades else narrowed


class InspectionFilter(JudgedFilter):
    """Grades are those of the inspection."""

    region = several(LABELS["region"], Region.choices())
    authority = several(LABELS["authority"], authorities, field_name="authority__slug")
    kind = several(LABELS["kind"], Kind.choices())
    year = several(LABELS["year"], years)
    overall = judged(LABELS["overall"], Grade, "judged_overall")
    area = judged(LABELS["area"], Area)
    family = judged(LABELS["family"], Family)
    grade = judged("Grade of that judgement", Grade)

    class Meta:
        model = Inspection
        fields: list[str] = []


class AuthorityFilter(JudgedFilter):
    """Grades are those of the newest full inspection."""

    q = django_filters.CharFilter(label="Name", method="named")
    region = several(LABELS["region"], Region.choices())
    overall = judged(LABELS["overall"], Grade, "judged_overall")
    area = judged(LABELS["area"], Area)
    family = judged(LABELS["family"], Family)
    grade = judged("Grade of that judgement", Grade)

    class Meta:
        model = Authority
        fields: list[str] = []

    def named(self, queryset: AuthorityQuerySet, name: str, words: str) -> AuthorityQuerySet:
        return queryset.named_like(words)


def chosen(filters: django_filters.FilterSet) -> QuerySet[Any]:
    """The filtered rows; none at all while a value is wrong, so that an error never looks like an
    answer.
    """
    rows: QuerySet[Any] = filters.qs if filters.is_valid() else filters.queryset.none()
    return rows
