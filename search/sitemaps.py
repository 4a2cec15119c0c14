"""The sitemaps of search: its fixed pages, every subject and every passage."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from reports.models import Paragraph
from reports.overview.passage_times import passage_times
from reports.pages.sitemaps import FixedPages
from search.subjects.subjects import Subject, subjects

if TYPE_CHECKING:
    SubjectPages = Sitemap[Subject]
    PassagePages = Sitemap[Paragraph]
else:  # Django's class takes no type at run time
    SubjectPages = PassagePages = Sitemap


class Subjects(SubjectPages):
    """The pages of all subjects."""

    def items(self) -> tuple[Subject, ...]:
        return subjects()


class PassageMap(PassagePages):
    """The pages of all passages of real reports, with when they came in or last changed."""

    limit = 2_000
    """A map may have 50,000 addresses (sitemaps.org); of this many one is made in a second."""

    def items(self) -> QuerySet[Paragraph]:
        rows = Paragraph.objects.filter(inspection__authority__invented=False)
        rows = rows.select_related("inspection").order_by("inspection_id", "position")
        return rows.only("role", "number", "position", "inspection__slug")

    def location(self, item: Paragraph) -> str:
        return reverse("passage", args=[item.inspection.slug, item.anchor])

    def lastmod(self, item: Paragraph) -> datetime:
        return passage_times().changed_at(item.inspection_id, item.position)

    def get_latest_lastmod(self) -> datetime | None:
        """Of all passages, without a look at each."""
        return passage_times().latest


# Not the searches, which `robots.txt` closes: every query has an address of its own.
SITEMAPS = {
    "search": FixedPages(
        "points", "trends", "grade-trends", "subject-list", "glossary", "open-data"
    ),
    "subjects": Subjects,
    "passages": PassageMap,
}
