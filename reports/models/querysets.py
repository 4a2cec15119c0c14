"""The archive's named questions: querysets that chain, so that views and commands read as
sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db.models import Case, Exists, Max, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from reports.facts.vocabulary import ASKED, Kind, Role
from reports.models.text_search import Matches, Matching

if TYPE_CHECKING:
    # QuerySet["Authority"] names them.
    from reports.models import Authority, Change, Correction, Inspection, Paragraph, Reading, Source  # noqa: F401

ANCHOR = re.compile(r"p(?P<number>\d{1,6})|(?P<role>[a-z]+)-(?P<position>\d{1,6})")
"""What `Paragraph.anchor` gives."""
FULL_INSPECTIONS = (Kind.ILACS, Kind.SIF, Kind.PRE_SIF)
"""The kinds that grade an authority's children's services as a whole."""


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

    def judged(self, areas: Iterable[str], grades: Iterable[str]) -> Self:
        """Those whose newest full inspection has a judgement of `areas` with one of `grades`; empty
        stands for any.
        """
        inspections: InspectionQuerySet = apps.get_model("reports", "Inspection").objects.all()
        latest = inspections.full().latest_of_each_authority().values("pk")
        return self.filter(
            pk__in=inspections.filter(pk__in=latest).judged(areas, grades).values("authority")
        )


class InspectionQuerySet(QuerySet["Inspection"]):
    def with_text(self) -> Self:
        """Those whose text is published."""
        return self.filter(reading__isnull=False)

    def told_by_people(self) -> Self:
        """Those whose text is published or that somebody corrected: reference facts leave them
        alone.
        """
        corrections = apps.get_model("reports", "Correction").objects.active()
        return self.filter(
            Q(reading__isnull=False) | Exists(corrections.filter(inspection_id=OuterRef("slug")))
        )

    def full(self) -> Self:
        """Those that grade an authority's services as a whole; visits and joint inspections do not."""
        return self.filter(kind__in=FULL_INSPECTIONS)

    def latest_of_each_authority(self) -> Self:
        """The newest of each authority, one row an authority (PostgreSQL's DISTINCT ON)."""
        return self.order_by("authority_id", "-end_date", "-pk").distinct("authority_id")

    def newest_first(self) -> Self:
        """By the day of publication, or the last day on site where that is not known."""
        return self.order_by(
            Coalesce("published", "end_date").desc(), "-end_date", "authority__name"
        )

    def judged(self, areas: Iterable[str], grades: Iterable[str]) -> Self:
        """Those with a judgement of one of `areas` that was given one of `grades`; empty stands for
        any.
        """
        judgements = apps.get_model("reports", "Judgement").objects.filter(
            inspection=OuterRef("pk")
        )
        if areas := list(areas):
            judgements = judgements.filter(area__in=areas)
        if grades := list(grades):
            judgements = judgements.filter(grade__in=grades)
        return self.filter(Exists(judgements))

    def listed(self) -> Self:
        """Ready to be listed: with authority and judgements, in two queries for any number of rows."""
        return self.select_related("authority").prefetch_related("judgements")

    def known_as(self, *, authority_slug: str, kind: str, start: date, end: date) -> Self:
        """The inspection that a report of these dates is about: equal dates first, then overlapping
        ones.
        """
        equal = Case(When(start_date=start, end_date=end, then=Value(0)), default=Value(1))
        return self.filter(
            authority__slug=authority_slug, kind=kind, start_date__lte=end, end_date__gte=start
        ).order_by(equal, "start_date")

    def corrected_from(self, *, authority: Authority, kind: str, start: date) -> Inspection | None:
        """The one whose first day was `start` until somebody corrected it."""
        corrections = apps.get_model("reports", "Correction").objects.active()
        corrected = corrections.filter(
            what="start_date", before=start.isoformat(), inspection_id=OuterRef("slug")
        )
        return self.filter(Exists(corrected), authority=authority, kind=kind).first()


class ParagraphQuerySet(QuerySet["Paragraph"]):
    def matching(self, asked: Matching) -> Self:
        """Those whose text matches a ready query; the index on the entries' words names the
        candidates.
        """
        matching = Q(Matches("entry__words", asked.entries)) if asked.entries else Q()
        if asked.paragraphs:
            matching &= Q(Matches("search_vector", asked.paragraphs))
        besides = [Q(Matches("entry__words", each)) for each in asked.besides]
        return self.filter(reduce(or_, besides, matching))

    def anchored(self, anchor: str) -> Self:
        """The one of a report that has this anchor, as `Paragraph.anchor` gives it; none where it
        is no anchor.
        """
        found = ANCHOR.fullmatch(anchor)
        if found is None:
            return self.none()
        if found["number"]:
            return self.filter(role=Role.NUMBERED, number=int(found["number"]))
        return self.filter(role=found["role"], position=int(found["position"])).exclude(
            role=Role.NUMBERED, number__isnull=False
        )

    def asked(self) -> Self:
        """What reports ask authorities for."""
        return self.filter(role__in=ASKED)


class ReadingQuerySet(QuerySet["Reading"]):
    def waiting(self) -> Self:
        """Read, and neither published nor discarded."""
        return self.filter(inspection=None)

    def published(self) -> Self:
        """Those whose text is shown."""
        return self.filter(shown_by__isnull=False)

    def set_aside(self) -> Self:
        """Those of an inspection that shows another reading."""
        return self.filter(inspection__isnull=False, shown_by__isnull=True)


class SourceQuerySet(QuerySet["Source"]):
    def read_before(self, parser_version: int) -> Self:
        """Those whose newest reading was made by an older parser."""
        return self.annotate(newest_reading=Max("readings__parser_version")).filter(
            newest_reading__lt=parser_version
        )

    def of(self, slugs: Iterable[str]) -> Self:
        """Those read for the inspections or authorities of these slugs."""
        slugs = list(slugs)
        named = Q(readings__inspection__slug__in=slugs) | Q(
            readings__inspection__authority__slug__in=slugs
        )
        return self.filter(
            pk__in=apps.get_model("reports", "Source").objects.filter(named).values("pk")
        )


class CorrectionQuerySet(QuerySet["Correction"]):
    def active(self) -> Self:
        """Those that nobody has withdrawn."""
        return self.filter(withdrawn_at=None)

    def seen(self) -> Self:
        """Those that the pages show: the reading does not say it by itself."""
        return self.active().filter(standing="applied")


class ChangeQuerySet(QuerySet["Change"]):
    def of(self, slug: str) -> Self:
        """The history of one inspection, the newest first; it outlives the inspection."""
        return self.filter(inspection_id=slug).order_by("-at", "-pk")
