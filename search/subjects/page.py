"""What the page of a subject and its files show: who wrote about it when, by grade, its trend and
its paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from reports.facts.vocabulary import Grade, Region
from reports.models.text_search import Matching
from reports.pages.home.grade_counts import CURRENT_GRADES
from reports.web.parameters import SeveralField
from search.index.columns import archive
from search.index.compiling import matching_of, phrases_of
from search.index.frequencies import frequencies
from search.index.levels import Scanned
from search.index.narrowing import Narrowed
from search.index.ranking import in_turn, most_relevant
from search.index.scan import places
from search.results.hits import Hit, hits_at
from search.subjects.matrix import Matrix, matrix, sections_by_grade
from search.subjects.subjects import Subject
from search.trends.chart import SMALL, LineChart, line_chart, top_of
from search.trends.pictures import series_of
from search.trends.shares import Share
from search.trends.trends import Line, subject_line

SORTS = {"relevance": "Most on the subject", "newest": "Newest"}
PARAGRAPHS = 5
"""Paragraphs that a subject's page shows; the search shows them all."""
MATRIX_COLUMNS = (
    *("subject", "query", "authority", "authority_slug", "region", "region_code", "year"),
    *("reports", "reports_mentioning", "paragraphs", "search"),
)
GRADE_COLUMNS = (
    "subject",
    "query",
    "grade",
    "grade_code",
    "sections",
    "mentioning",
    "share",
    "thin",
)


class SubjectForm(forms.Form):
    """Of which regions, and which paragraphs first."""

    region = SeveralField(required=False, label="Region", choices=Region.choices())
    order = forms.ChoiceField(required=False, label="Paragraphs", choices=list(SORTS.items()))

    @property
    def regions(self) -> frozenset[str]:
        """The regions of a valid form; none stands for all."""
        return frozenset(self.cleaned_data["region"]) if self.is_valid() else frozenset()

    @property
    def sort(self) -> str:
        """The order asked for; the first while the form is wrong."""
        return (self.cleaned_data["order"] if self.is_valid() else "") or next(iter(SORTS))


class SubjectPage:
    """A subject in some regions (none: all) and one `version` of the archive; each part is made
    when it is needed.
    """

    def __init__(self, subject: Subject, regions: frozenset[str], version: int) -> None:
        self.subject, self.regions, self.version = subject, regions, version
        self.query, self.also = subject.understood(version)
        # Every subject has words, as a test of the file proves.
        self.wanted = matching_of(self.query) or Matching(None)

    @property
    def asked(self) -> str:
        """The parameters of a search, or of a trend, for the same in these regions."""
        return urlencode(
            [("q", self.subject.query), *(("region", region) for region in sorted(self.regions))]
        )

    @property
    def everywhere(self) -> str:
        """The search for it in all regions."""
        return f"{reverse('search')}?{urlencode([('q', self.subject.query)])}"

    @cached_property
    def matrix(self) -> Matrix:
        return matrix(self.version, self.wanted, self.regions)

    @cached_property
    def grades(self) -> tuple[tuple[Grade, Share], ...]:
        """For each grade how many sections mention it."""
        return sections_by_grade(self.version, self.wanted, self.regions)

    @property
    def telling(self) -> list[tuple[Grade, Share]]:
        """The best and the weakest grade of today with enough sections to say something; empty
        without two.
        """
        enough = [each for each in self.grades if each[0] in CURRENT_GRADES and not each[1].is_thin]
        return [enough[0], enough[-1]] if len(enough) > 1 else []

    @cached_property
    def line(self) -> Line:
        """Its trend."""
        return subject_line(self.subject.query, self.version, self.regions)

    @property
    def chart(self) -> LineChart | None:
        """The picture of the trend; None without any report."""
        if not self.line.points:
            return None
        series = [series_of(self.line)]
        years = range(self.line.points[0].year, self.line.points[-1].year + 1)
        return line_chart(
            series, years, top=top_of(series, as_share=True), as_share=True, height=SMALL
        )

    def hits(self, sort: str) -> list[Hit]:
        """The first paragraphs of the answer, in the order in which the search lists them."""
        matching = places(self.version, self.wanted)
        found = Narrowed(matching, self.version, {"region": self.regions}).places
        if sort == "newest":
            first = in_turn(found, archive(self.version).turns("newest", found), PARAGRAPHS)
        else:
            seen = frequencies({lexeme for phrase in phrases_of(self.query) for lexeme in phrase})
            first = most_relevant(
                found, self.query, seen, Scanned(self.version, len(matching)), PARAGRAPHS
            )
        return hits_at(first, self.query, self.version)

    def matrix_rows(self, address: Callable[[str], str]) -> Iterator[list[Any]]:
        """The file of the matrix: an authority and year with a report; `address` makes a path of
        this site absolute.
        """
        for part in self.matrix.regions:
            for row in part.rows:
                for cell in filter(None, row.cells):
                    narrowed = urlencode([("authority", row.slug), ("year", cell.year)])
                    yield [
                        *(self.subject.name, self.subject.query, row.name, row.slug),
                        *(part.region.label, part.region.value),
                        *(cell.year, cell.reports.of, cell.reports.count, cell.paragraphs),
                        address(f"{self.everywhere}&{narrowed}"),
                    ]

    def grade_rows(self) -> Iterator[list[Any]]:
        """The file of sections by grade."""
        for grade, share in self.grades:
            told = [
                self.subject.name,
                self.subject.query,
                grade.label,
                grade.value,
                share.of,
                share.count,
            ]
            yield [*told, round(share.value or 0, 4), "yes" if share.is_thin else "no"]
