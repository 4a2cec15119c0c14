"""The page of a subject: its matrix, its sections by grade, its trend and its paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from reports.facts.vocabulary import NOT_JUDGED, Grade, Region
from reports.web.parameters import SeveralField
from search.index.door import FetchedPassage, Order, Question, ask, fetch
from search.subjects.matrix import Matrix, SectionGrades, matrix, sections_by_grade
from search.subjects.subjects import Subject
from search.trends.chart import SMALL, LineChart, line_chart, top_of
from search.trends.pictures import series_of
from search.trends.shares import Share
from search.trends.trends import TrendLine, trend_line

SORTS: dict[Order, str] = {"relevance": "Most on the subject", "newest": "Latest"}
"""The orders of a page's paragraphs, as the index names them; the first is the default."""
PARAGRAPHS = 5
"""The paragraphs that a subject's page shows; its search finds them all."""


class SubjectForm(forms.Form):
    """The form of a subject's page: regions, and the order of paragraphs."""

    region = SeveralField(required=False, label="Region", choices=Region.choices())
    order = forms.ChoiceField(required=False, label="Paragraphs", choices=list(SORTS.items()))

    @property
    def regions(self) -> frozenset[str]:
        """The regions of a valid form; empty means all."""
        return frozenset(self.cleaned_data["region"])

    @property
    def sort(self) -> Order:
        """The order that a valid form asks for."""
        chosen = self.cleaned_data["order"]
        return next((order for order in SORTS if order == chosen), next(iter(SORTS)))


@dataclass(frozen=True, slots=True)
class SubjectAddresses:
    """The links of a subject's page to the search and the trend of the same subject and regions.

    `everywhere` is the search in all regions; `trend_query` is the query string of the trend.
    """

    search: str
    everywhere: str
    trend: str
    trend_query: str


def addresses_of(subject: Subject, regions: frozenset[str]) -> SubjectAddresses:
    """The links of a subject's page."""
    parameters = subject_parameters(subject, regions)
    return SubjectAddresses(
        search=f"{reverse('search')}?{parameters}",
        everywhere=f"{reverse('search')}?{subject_parameters(subject, frozenset())}",
        trend=f"{reverse('trends')}?{parameters}",
        trend_query=f"?{parameters}",
    )


def subject_parameters(subject: Subject, regions: frozenset[str]) -> str:
    """The parameters of a search, or of a trend, for a subject in some regions."""
    chosen = [("region", region) for region in sorted(regions)]
    return urlencode([("q", subject.query), *chosen])


@dataclass(frozen=True, slots=True)
class SubjectFigures:
    """The figures and paragraphs of a subject's page."""

    matrix: Matrix
    sections: tuple[SectionGrades, ...]
    line: TrendLine
    passages: list[FetchedPassage]

    @property
    def best_and_weakest(self) -> list[tuple[Grade, Share]]:
        """The best and the weakest grade that are not thin, on the first scale with two of them.

        Empty if there is no such scale.
        """
        for on_scale in self.sections:
            graded = [pair for pair in on_scale.grades if pair[0] != NOT_JUDGED]
            enough = [pair for pair in graded if not pair[1].is_thin]
            if len(enough) > 1:
                return [enough[0], enough[-1]]
        return []

    @property
    def chart(self) -> LineChart | None:
        """The chart of the trend; None without any report."""
        shares = self.line.years
        if not shares:
            return None
        series = [series_of(self.line)]
        years = range(shares[0].year, shares[-1].year + 1)
        top = top_of(series, as_share=True)
        return line_chart(series, years, top=top, as_share=True, height=SMALL)


def figures_of(subject: Subject, regions: frozenset[str], sort: Order) -> SubjectFigures:
    """The figures of a subject in some regions (empty: all), and its paragraphs in an order."""
    query, _ = subject.understood()
    question = Question(query=query, chosen={"region": regions}, order=sort, first=PARAGRAPHS)
    return SubjectFigures(
        matrix=matrix(query, regions),
        sections=sections_by_grade(query, regions),
        line=trend_line(subject.query, regions),
        passages=fetch(ask(question).places, query, around=True),
    )
