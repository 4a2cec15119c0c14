"""The filters of a search: the same names and meanings in the address, the form, the facets and the
exports.

They are declared as the filters of the lists are, with django-filter, of which a search uses the
form alone: the index answers it, not a query of Django's (docs/decisions/0022).
"""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.http import QueryDict

from reports.facts.frameworks import Family
from reports.facts.vocabulary import Area, Grade, Kind, Region, Role
from reports.models import Paragraph
from reports.overview.cache import cached_by_version
from reports.web.filters import LABELS, authorities, several, years
from search.results.form import with_shared_fields


class ParagraphFilters(django_filters.FilterSet):
    """`area` and `grade` are those of the paragraph's own section, `overall` is the report's."""

    region = several(LABELS["region"], Region.choices())
    authority = several(LABELS["authority"], authorities)
    area = several(LABELS["area"], Area.choices())
    family = several(LABELS["family"], Family.choices())
    grade = several("Grade of that section", Grade.choices())
    overall = several(LABELS["overall"], Grade.choices())
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
