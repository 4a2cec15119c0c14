"""The filters of a search: the same names and meanings in the address, the form, the facets and the exports."""

from __future__ import annotations

import django_filters
from django.db.models import Exists, OuterRef

from reports.filters import authority_filter, kind_filter, region_filter, several, year_filter
from reports.models import Judgement, Paragraph
from reports.querysets import ParagraphQuerySet
from reports.vocabulary import Area, Family, Grade, Role, areas_of


class ParagraphFilter(django_filters.FilterSet):
    """`area` and `grade` are those of the paragraph's own section, `overall` the report's."""

    region = region_filter()
    authority = authority_filter()
    area = several("Judgement", Area.choices())
    family = several("Judgement, in any framework", Family.choices(), method="of_family")
    grade = several("Grade of that section", Grade.choices())
    overall = several("Overall effectiveness", Grade.choices(), method="judged_overall")
    kind = kind_filter()
    year = year_filter()
    role = several("Part of the report", Role.choices())

    class Meta:
        model = Paragraph
        fields: list[str] = []

    def of_family(self, queryset: ParagraphQuerySet, name: str, families: list[str]) -> ParagraphQuerySet:
        return queryset.filter(area__in=areas_of(families)) if families else queryset

    def judged_overall(self, queryset: ParagraphQuerySet, name: str, grades: list[str]) -> ParagraphQuerySet:
        overall = Judgement.objects.filter(inspection=OuterRef("inspection"), area=Area.OVERALL, grade__in=grades)
        return queryset.filter(Exists(overall)) if grades else queryset

    def applied(self, *, less: tuple[str, str] | None = None) -> ParagraphQuerySet:
        """The filtered paragraphs; `less` takes one value off one filter, by their names. The form must be valid."""
        return self._narrowed(self.queryset.all(), less)

    def applied_to(self, query: str | None) -> ParagraphQuerySet:
        """The same filters on the paragraphs that match another query, a tsquery; None stands for all of them."""
        paragraphs = Paragraph.objects.all() if query is None else Paragraph.objects.matching(query)
        return self._narrowed(paragraphs)

    def _narrowed(self, queryset: ParagraphQuerySet, less: tuple[str, str] | None = None) -> ParagraphQuerySet:
        for name, chosen in self.form.cleaned_data.items():
            kept = [value for value in chosen if (name, str(value)) != less]
            queryset = self.filters[name].filter(queryset, kept)
        return queryset
