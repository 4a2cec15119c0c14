"""What search engines may list of this application: its fixed pages, and every subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.sitemaps import Sitemap

from reports.pages.sitemaps import FixedPages
from search.subjects.subjects import Subject, subjects

if TYPE_CHECKING:
    SubjectPages = Sitemap[Subject]
else:  # Django's class takes no type at run time
    SubjectPages = Sitemap


class Subjects(SubjectPages):
    """The pages of all subjects."""

    def items(self) -> tuple[Subject, ...]:
        return subjects()


# Not the searches, which `robots.txt` closes: every query has an address of its own.
SITEMAPS = {
    "search": FixedPages(
        "points", "trends", "grade-trends", "subject-list", "glossary", "open-data"
    ),
    "subjects": Subjects,
}
