"""The sitemaps of this application: its fixed pages, authorities and inspections."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from reports.models import Authority, Inspection

if TYPE_CHECKING:
    NamedPages = Sitemap[str]
    AuthorityPages = Sitemap[Authority]
    InspectionPages = Sitemap[Inspection]
else:  # Django's class takes no type at run time
    NamedPages = AuthorityPages = InspectionPages = Sitemap


class FixedPages(NamedPages):
    """Pages by the names of their addresses."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def items(self) -> tuple[str, ...]:
        return self.names

    def location(self, item: str) -> str:
        return reverse(item)


class Authorities(AuthorityPages):
    def items(self) -> QuerySet[Authority]:
        return Authority.objects.filter(invented=False).order_by("slug")


class Inspections(InspectionPages):
    def items(self) -> QuerySet[Inspection]:
        return (
            Inspection.objects.filter(authority__invented=False)
            .select_related("reading")
            .order_by("slug")
        )

    def lastmod(self, item: Inspection) -> datetime | None:
        """When its text was published here; None for an inspection without a text."""
        return item.reading.published_at if item.reading else None


SITEMAPS = {
    "pages": FixedPages(
        "home", "authority-list", "inspection-list", "timing", "new", "about", "coverage"
    ),
    "authorities": Authorities,
    "inspections": Inspections,
}
