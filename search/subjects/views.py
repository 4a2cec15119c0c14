"""The pages of subjects: what each is, who wrote about it when, by grade, its paragraphs, its feed
and its figures.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from reports.models import ArchiveVersion
from reports.web.csv_files import csv_response
from reports.web.parameters import mistakes, refused
from search.results.bounds import bounded
from search.results.exports import Export, as_atom, coverage
from search.results.search import Search
from search.results.views import ATOM, next_page
from search.subjects.page import GRADE_COLUMNS, MATRIX_COLUMNS, SORTS, SubjectForm, SubjectPage
from search.subjects.subjects import Subject, by_theme, subject_of, subjects
from search.trends.pictures import told
from search.trends.shares import THIN


@require_safe
def subject_list(request: HttpRequest) -> HttpResponse:
    return render(
        request, "search/subject_list.html", {"themes": by_theme(), "count": len(subjects())}
    )


@require_safe
@bounded
def subject_detail(request: HttpRequest, slug: str) -> HttpResponse:
    subject, form = _subject(slug), SubjectForm(request.GET)
    page, wrong = SubjectPage(subject, form.regions, ArchiveVersion.now()), mistakes(form)
    context = {
        "subject": subject,
        "understood": str(page.query.root),
        "also": page.also,
        "form": form,
        "mistakes": wrong,
        "regions": sorted(form.regions),
        "matrix": page.matrix,
        "grades": page.grades,
        "telling": page.telling,
        "hits": [] if wrong else page.hits(form.sort),
        "orders": [(value, label, value == form.sort) for value, label in SORTS.items()],
        "line": page.line,
        "chart": page.chart,
        "told": told(page.line),
        "search": f"{reverse('search')}?{page.asked}",
        "all": page.everywhere,
        "trend": f"{reverse('trends')}?{page.asked}",
        "trend_csv": f"{reverse('trends-csv')}?{page.asked}",
        "thin": THIN,
        "others": [each for each in subjects() if each.theme == subject.theme and each != subject],
    }
    return render(request, "search/subject_detail.html", context, status=400 if wrong else 200)


@require_safe
@bounded
def subject_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    def file(page: SubjectPage) -> HttpResponseBase:
        address = request.build_absolute_uri
        return csv_response(
            request, slug, MATRIX_COLUMNS, lambda: page.matrix_rows(address), coverage=coverage
        )

    return _told(request, slug, file)


@require_safe
@bounded
def subject_grades_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    def file(page: SubjectPage) -> HttpResponseBase:
        return csv_response(
            request, f"{slug}-by-grade", GRADE_COLUMNS, page.grade_rows, coverage=coverage
        )

    return _told(request, slug, file)


@require_safe
@bounded
def subject_atom(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The subject's newest paragraphs; a region narrows them."""

    def feed(page: SubjectPage) -> HttpResponse:
        found = Search(
            QueryDict(f"{page.asked}&sort=newest"), only_paragraphs=True, with_facets=False
        )
        entries = as_atom(
            Export(found, request.build_absolute_uri),
            next_page(found, request, "search-atom"),
            title=page.subject.name,
            at=request.build_absolute_uri(),
        )
        return HttpResponse(entries, content_type=ATOM)

    return _told(request, slug, feed)


def _told(
    request: HttpRequest, slug: str, made: Callable[[SubjectPage], HttpResponseBase]
) -> HttpResponseBase:
    """A file or feed of a subject; a wrong address is told as in `/search.json`."""
    subject, form = _subject(slug), SubjectForm(request.GET)
    if not form.is_valid():
        return refused(form)
    return made(SubjectPage(subject, form.regions, ArchiveVersion.now()))


def _subject(slug: str) -> Subject:
    subject = subject_of(slug)
    if subject is None:
        raise Http404("No subject has this address.")
    return subject
