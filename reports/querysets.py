"""The archive's named questions: querysets that chain, so that views and commands read as sentences."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from reports.text_search import Matches
from reports.vocabulary import Grade, Kind

if TYPE_CHECKING:
    from reports.models import Authority, Inspection, Paragraph, Reading  # noqa: F401  # QuerySet["Authority"] names them

FULL_INSPECTIONS = (Kind.ILACS, Kind.SIF, Kind.PRE_SIF)
"""The kinds that grade an authority's children's services as a whole."""


def grade_order(field: str) -> Case:
    """The place of a grade in the vocabulary, best first, for ordering; no grade comes last."""
    return Case(
        *(When(**{field: grade.value}, then=Value(place)) for place, grade in enumerate(Grade)),
        default=Value(len(Grade)),
        output_field=IntegerField(),
    )


class AuthorityQuerySet(QuerySet["Authority"]):
    def current(self) -> Self:
        """The authorities of today."""
        return self.filter(closed=None)

    def named_like(self, words: str) -> Self:
        """Authorities of whose name or aliases every word is a part, case ignored."""
        matching = self
        for word in words.split():
            matching = matching.filter(Q(name__icontains=word) | Q(aliases__icontains=word))
        return matching

    def latest_judged(self, areas: Iterable[str], grades: Iterable[str]) -> Self:
        """Those whose newest full inspection has a judgement of `areas` with one of `grades`; empty stands for any."""
        inspections: InspectionQuerySet = apps.get_model("reports", "Inspection").objects.all()
        latest = inspections.full().latest_of_each_authority().values("pk")
        return self.filter(pk__in=inspections.filter(pk__in=latest).judged(areas, grades).values("authority"))


class InspectionQuerySet(QuerySet["Inspection"]):
    def with_text(self) -> Self:
        """Those whose text is published."""
        return self.filter(reading__isnull=False)

    def full(self) -> Self:
        """Those that grade an authority's services as a whole; visits and joint inspections do not."""
        return self.filter(kind__in=FULL_INSPECTIONS)

    def latest_of_each_authority(self) -> Self:
        """The newest of each authority, one row an authority (PostgreSQL's DISTINCT ON)."""
        return self.order_by("authority_id", "-end_date", "-pk").distinct("authority_id")

    def judged(self, areas: Iterable[str], grades: Iterable[str]) -> Self:
        """Those with a judgement of one of `areas` that was given one of `grades`; empty stands for any."""
        judgements = apps.get_model("reports", "Judgement").objects.filter(inspection=OuterRef("pk"))
        if areas := list(areas):
            judgements = judgements.filter(area__in=areas)
        if grades := list(grades):
            judgements = judgements.filter(grade__in=grades)
        return self.filter(Exists(judgements))

    def listed(self) -> Self:
        """Ready to be listed: with authority and judgements, in two queries for any number of rows."""
        return self.select_related("authority").prefetch_related("judgements")

    def known_as(self, *, authority_slug: str, kind: str, start: date, end: date) -> Self:
        """The inspection that a report of these dates is about: equal dates first, then overlapping ones."""
        equal = Case(When(start_date=start, end_date=end, then=Value(0)), default=Value(1))
        return self.filter(
            authority__slug=authority_slug, kind=kind, start_date__lte=end, end_date__gte=start
        ).order_by(equal, "start_date")


class ParagraphQuerySet(QuerySet["Paragraph"]):
    def matching(self, query: str) -> Self:
        """Those whose text matches a ready query, the text of a tsquery; the index on `search_vector` answers it."""
        return self.filter(Matches("search_vector", query))


class ReadingQuerySet(QuerySet["Reading"]):
    def waiting(self) -> Self:
        """Read, and neither published nor discarded."""
        return self.filter(inspection=None)
