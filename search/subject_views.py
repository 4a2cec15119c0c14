"""The pages of subjects: what each is, who wrote about it when, by grade, its paragraphs, its feed and its figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from reports.asked import mistakes, refused
from reports.coverage import GRADES_OF_TODAY
from reports.csv_files import csv_response
from reports.models import ArchiveVersion
from reports.text_search import Matching, frequencies
from reports.vocabulary import Grade, Region
from search.bounds import bounded
from search.chart import SMALL, LineChart, line_chart, top_of
from search.exports import Export, as_atom, coverage
from search.hits import Hit, hits_at
from search.matrix import matrix, sections_by_grade
from search.narrowing import Narrowed, archive
from search.query import Query
from search.ranking import best, in_turn, sought
from search.results import Search
from search.scan import places
from search.shares import THIN, Share
from search.subjects import Subject, by_theme, subject_of, subjects
from search.trend_pictures import series_of, told
from search.trends import Line, subject_line
from search.views import next_page

SORTS = {"relevance": "Most on the subject", "newest": "Newest"}
PARAGRAPHS = 5
"""Paragraphs that a subject's page shows; the search shows them all."""
MATRIX_COLUMNS = (
    *("subject", "query", "authority", "authority_slug", "region", "region_code", "year"),
    *("reports", "reports_mentioning", "paragraphs", "search"),
)
GRADE_COLUMNS = ("subject", "query", "grade", "grade_code", "sections", "mentioning", "share", "thin")


class SubjectForm(forms.Form):
    """Of which regions, and which paragraphs first."""

    region = forms.MultipleChoiceField(
        required=False, label="Region", choices=Region.choices(), widget=forms.CheckboxSelectMultiple
    )
    order = forms.ChoiceField(required=False, label="Paragraphs", choices=list(SORTS.items()))

    def regions(self) -> frozenset[str]:
        """The regions of a valid form; none stands for all."""
        return frozenset(self.cleaned_data["region"]) if self.is_valid() else frozenset()


@require_safe
def subject_list(request: HttpRequest) -> HttpResponse:
    return render(request, "search/subject_list.html", {"themes": by_theme(), "count": len(subjects())})


@require_safe
@bounded
def subject_detail(request: HttpRequest, slug: str) -> HttpResponse:
    subject, version, form = _subject(slug), ArchiveVersion.now(), SubjectForm(request.GET)
    query, also = subject.understood(version)
    wanted, regions, wrong = _wanted(query), form.regions(), mistakes(form)
    newest = not wrong and form.cleaned_data["order"] == "newest"
    asked = urlencode([("q", subject.query), *_of(regions)])
    line = subject_line(subject.query, version, regions)
    grades = sections_by_grade(version, wanted, regions)
    context = {
        "subject": subject,
        "understood": str(query.root),
        "also": also,
        "form": form,
        "mistakes": wrong,
        "regions": sorted(regions),
        "matrix": matrix(version, wanted, regions),
        "grades": grades,
        "telling": _telling(grades),
        "hits": _paragraphs(query, version, regions, newest=newest) if not wrong else [],
        "orders": [(value, label, value == ("newest" if newest else "relevance")) for value, label in SORTS.items()],
        "line": line,
        "chart": _chart(line),
        "told": told(line),
        "search": _search_address(subject, regions),
        "all": _search_address(subject, frozenset()),
        "trend": f"{reverse('trends')}?{asked}",
        "trend_csv": f"{reverse('trends-csv')}?{asked}",
        "thin": THIN,
        "others": [each for each in subjects() if each.theme == subject.theme and each != subject],
    }
    return render(request, "search/subject_detail.html", context, status=400 if wrong else 200)


@require_safe
@bounded
def subject_csv(request: HttpRequest, slug: str) -> HttpResponse:
    subject, form = _subject(slug), SubjectForm(request.GET)
    if not form.is_valid():
        return refused(form)
    version = ArchiveVersion.now()
    table = matrix(version, _wanted(subject.understood(version)[0]), form.regions())

    def rows() -> Iterator[list[Any]]:
        for part in table.regions:
            for row in part.rows:
                for cell in filter(None, row.cells):
                    narrowed = [("authority", row.slug), ("year", cell.year)]
                    address = f"{_search_address(subject, frozenset())}&{urlencode(narrowed)}"
                    yield [
                        *(subject.name, subject.query, row.name, row.slug, part.region.label, part.region.value),
                        *(cell.year, cell.reports.of, cell.reports.count, cell.paragraphs),
                        request.build_absolute_uri(address),
                    ]

    return csv_response(request, subject.slug, MATRIX_COLUMNS, rows(), coverage=coverage())


@require_safe
@bounded
def subject_grades_csv(request: HttpRequest, slug: str) -> HttpResponse:
    subject, form = _subject(slug), SubjectForm(request.GET)
    if not form.is_valid():
        return refused(form)
    version = ArchiveVersion.now()
    rows = [
        [
            *(subject.name, subject.query, grade.label, grade.value, share.of, share.count),
            *(round(share.value or 0, 4), "yes" if share.is_thin else "no"),
        ]
        for grade, share in sections_by_grade(version, _wanted(subject.understood(version)[0]), form.regions())
    ]
    return csv_response(request, f"{subject.slug}-by-grade", GRADE_COLUMNS, rows, coverage=coverage())


@require_safe
@bounded
def subject_atom(request: HttpRequest, slug: str) -> HttpResponse:
    """The subject's newest paragraphs; a region narrows them."""
    subject, form = _subject(slug), SubjectForm(request.GET)
    if not form.is_valid():
        return refused(form)
    asked = urlencode([("q", subject.query), *_of(form.regions()), ("sort", "newest")])
    found = Search(QueryDict(asked), only_paragraphs=True)
    feed = as_atom(
        Export(found, request.build_absolute_uri),
        next_page(found, request, "search-atom"),
        title=subject.name,
        at=request.build_absolute_uri(),
    )
    return HttpResponse(feed, content_type="application/atom+xml; charset=utf-8")


def _subject(slug: str) -> Subject:
    subject = subject_of(slug)
    if subject is None:
        raise Http404("No subject has this address.")
    return subject


def _wanted(query: Query) -> Matching:
    """What finds a subject; every subject has words, as a test of the file proves."""
    return query.as_tsquery() or Matching(None)


def _of(regions: frozenset[str]) -> list[tuple[str, str]]:
    return [("region", region) for region in sorted(regions)]


def _search_address(subject: Subject, regions: frozenset[str]) -> str:
    return f"{reverse('search')}?{urlencode([('q', subject.query), *_of(regions)])}"


def _telling(grades: Sequence[tuple[Grade, Share]]) -> list[tuple[Grade, Share]]:
    """The best and the weakest grade of today with enough sections to say something; empty without two."""
    enough = [each for each in grades if each[0] in GRADES_OF_TODAY and not each[1].is_thin]
    return [enough[0], enough[-1]] if len(enough) > 1 else []


def _chart(line: Line) -> LineChart | None:
    if not line.points:
        return None
    series = [series_of(line)]
    years = range(line.points[0].year, line.points[-1].year + 1)
    return line_chart(series, years, top=top_of(series, as_share=True), as_share=True, height=SMALL)


def _paragraphs(query: Query, version: int, regions: frozenset[str], *, newest: bool) -> list[Hit]:
    """The first paragraphs of the answer, in the order in which the search lists them."""
    found = Narrowed(places(version, query.as_tsquery()), version, {"region": regions}).places
    turns = archive(version).turns("newest", found)
    if newest:
        return hits_at(in_turn(found, turns, PARAGRAPHS), query)
    phrases = query.wanted()
    seen = frequencies({lexeme for phrase in phrases for lexeme in phrase})
    wanted = sought(phrases, seen, everywhere=query.asks_for_all)
    return hits_at(best(found, turns, wanted, PARAGRAPHS), query)
