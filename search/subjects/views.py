"""The pages of subjects: the list, the page of each subject, its files and its feed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.web.cached_pages import with_last_modified
from reports.web.data_views import data_view, no_forms
from reports.web.exports import Format
from reports.web.parameters import mistakes, refused
from reports.web.tables.response import table_response
from search.results.feed import search_feed
from search.results.hits import cards_of
from search.results.search import bounded, read_request
from search.subjects.matrix import matrix, sections_by_grade
from search.subjects.page import (
    SORTS,
    SubjectForm,
    addresses_of,
    figures_of,
    subject_parameters,
)
from search.subjects.subject_tables import matrix_table, section_table, subjects_table
from search.subjects.subjects import Subject, by_theme, subject_of, subjects
from search.trends.pictures import described
from search.trends.shares import THIN


@require_safe
def subject_list(request: HttpRequest) -> HttpResponse:
    context = {"themes": by_theme(), "count": len(subjects())}
    return render(request, "search/subject_list.html", context)


@data_view(no_forms)
def subjects_file(request: HttpRequest, kind: Format) -> HttpResponseBase:
    """The list of subjects as a file."""
    return table_response(request, kind, subjects_table(request.build_absolute_uri))


@require_safe
@bounded
def subject_detail(request: HttpRequest, slug: str) -> HttpResponse:
    subject = _subject(slug)
    form = SubjectForm(request.GET)
    context = {
        "subject": subject,
        "form": form,
        "others": [each for each in subjects() if each.theme == subject.theme and each != subject],
    }
    if not form.is_valid():
        context["mistakes"] = mistakes(form)
        return render(request, "search/subject_detail.html", context, status=400)
    query, synonyms = subject.understood()
    figures = figures_of(subject, form.regions, form.sort)
    context |= {
        "understood": query.understood,
        "synonyms": synonyms,
        "regions": sorted(form.regions),
        "figures": figures,
        "cards": cards_of(figures.passages, request.build_absolute_uri),
        "matrix": figures.matrix,
        "line": figures.line,
        "chart": figures.chart,
        "description": described(figures.line),
        "orders": [(value, label, value == form.sort) for value, label in SORTS.items()],
        "addresses": addresses_of(subject, form.regions),
        "thin": THIN,
    }
    return render(request, "search/subject_detail.html", context)


@data_view(lambda parameters: [SubjectForm(parameters)], without_effect=("order",))
@bounded
def subject_file(request: HttpRequest, slug: str, kind: Format) -> HttpResponseBase:
    """The matrix of a subject, by authority and year, as a file."""
    subject = _subject(slug)
    form = SubjectForm(request.GET)
    if not form.is_valid():
        return refused(form)
    query, _ = subject.understood()
    figures = matrix(query, form.regions)
    table = matrix_table(subject, figures, request.build_absolute_uri)
    return table_response(request, kind, table)


@data_view(lambda parameters: [SubjectForm(parameters)], without_effect=("order",))
@bounded
def subject_grades_file(request: HttpRequest, slug: str, kind: Format) -> HttpResponseBase:
    """The sections that mention a subject, by grade, as a file."""
    subject = _subject(slug)
    form = SubjectForm(request.GET)
    if not form.is_valid():
        return refused(form)
    query, _ = subject.understood()
    table = section_table(subject, sections_by_grade(query, form.regions))
    return table_response(request, kind, table)


@data_view(lambda parameters: [SubjectForm(parameters)], without_effect=("order",))
@with_last_modified
@bounded
def subject_atom(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The feed of a subject's paragraphs in some regions or all, the latest changes first."""
    subject = _subject(slug)
    form = SubjectForm(request.GET)
    if not form.is_valid():
        return refused(form)
    parameters = QueryDict(subject_parameters(subject, form.regions), mutable=True)
    parameters["page"] = request.GET.get("page", "")
    search_request = read_request(parameters, only_paragraphs=True)
    if not search_request.is_valid:
        return refused(search_request.form)
    return search_feed(
        request, search_request, title=subject.name, page_path=subject.get_absolute_url()
    )


def _subject(slug: str) -> Subject:
    """The subject with a slug. Raises `Http404` if there is none."""
    subject = subject_of(slug)
    if subject is None:
        raise Http404("No subject has this address.")
    return subject
