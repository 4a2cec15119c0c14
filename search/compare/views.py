"""The page of a comparison, and the same as files."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from reports.web.csv_files import csv_response
from reports.web.exports import CSV, export_response
from reports.web.parameters import mistakes, refused
from search.compare.comparison import Comparison
from search.compare.files import GRADES, WORDS, Passages, grade_rows, word_rows
from search.compare.form import MOST
from search.compare.reading import COLUMN, IN_TURN
from search.results.exports import write_export_csv
from search.results.search import bounded


@require_safe
@bounded
def compare(request: HttpRequest) -> HttpResponse:
    comparison = Comparison(request.GET)
    wrong = mistakes(comparison.form)
    context = {
        "comparison": comparison,
        "form": comparison.form,
        "mistakes": wrong,
        "also": [(also, also.switched(request.GET)) for also in comparison.also],
        "most": MOST,
        "in_turn": IN_TURN,
        "column": COLUMN,
    }
    return render(request, "search/compare.html", context, status=400 if wrong else 200)


@require_safe
@bounded
def grades_csv(request: HttpRequest) -> HttpResponseBase:
    def file(comparison: Comparison) -> HttpResponseBase:
        address = request.build_absolute_uri
        return csv_response(request, "grades", GRADES, lambda: grade_rows(comparison, address))

    return _told(request, file)


@require_safe
@bounded
def words_csv(request: HttpRequest) -> HttpResponseBase:
    def file(comparison: Comparison) -> HttpResponseBase:
        return csv_response(request, "words", WORDS, lambda: word_rows(comparison))

    return _told(request, file)


@require_safe
@bounded
def passages_csv(request: HttpRequest) -> HttpResponseBase:
    return _told(request, lambda asked: _passages(request, asked))


def _passages(request: HttpRequest, comparison: Comparison) -> HttpResponseBase:
    page = request.build_absolute_uri(f"{reverse('compare')}?{request.GET.urlencode()}")
    passages = Passages(comparison, request.build_absolute_uri, page)
    return export_response(request, "passages", CSV, lambda file: write_export_csv(file, passages))


def _told(request: HttpRequest, made: Callable[[Comparison], HttpResponseBase]) -> HttpResponseBase:
    """A comparison as a file; a wrong address is told as in `/search.json`."""
    comparison = Comparison(request.GET)
    if not comparison.is_valid:
        return refused(comparison.form)
    return made(comparison)
