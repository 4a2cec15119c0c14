"""Where matching paragraphs stand: one scan of the index, counted by report, section and part.

Every number that is not a rank is made of it: totals, facets, trends, the matrix of a subject. A scan is kept under the
archive's version, which the database counts up with every change, so that it is never stale.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, OuterRef, Subquery

from reports.models import Inspection, Judgement, Paragraph
from reports.vocabulary import Area

KEPT_SCANS = 32
"""Scans that a process keeps; each has at most a few thousand groups."""


@dataclass(frozen=True, slots=True)
class Report:
    """What filters ask of an inspection, under their names; `overall` is empty where none was given."""

    authority: str
    region: str
    kind: str
    year: str
    overall: str


@dataclass(frozen=True, slots=True)
class Group:
    """Matching paragraphs of one report, section and part, and how many they are."""

    inspection: int
    area: str
    grade: str
    role: str
    paragraphs: int


@lru_cache(maxsize=KEPT_SCANS)
def groups(version: int, query: str | None) -> tuple[Group, ...]:
    """The paragraphs that match a tsquery (None: all of them), made once for each `version` of the archive."""
    paragraphs = Paragraph.objects.all() if query is None else Paragraph.objects.matching(query)
    rows = paragraphs.order_by().values_list("inspection", "area", "grade", "role").annotate(Count("pk"))
    return tuple(Group(*row) for row in rows)


@lru_cache(maxsize=2)
def reports(version: int) -> dict[int, Report]:
    """Every inspection by its key, read once for each `version` of the archive."""
    overall = Judgement.objects.filter(inspection=OuterRef("pk"), area=Area.OVERALL).values("grade")
    rows = Inspection.objects.annotate(overall=Subquery(overall)).values_list(
        "pk", "authority__slug", "region", "kind", "year", "overall"
    )
    return {pk: Report(slug, region, kind, str(year), grade or "") for pk, slug, region, kind, year, grade in rows}
