"""The page of a comparison, and its tables to download."""

from __future__ import annotations

from collections.abc import Callable

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from reports.web.data_views import data_view
from reports.web.exports import Format
from reports.web.parameters import mistakes, refused
from reports.web.tables.response import table_response
from reports.web.tables.table import Table
from search.compare.comparison import Comparison, read_comparison
from search.compare.form import MOST, CompareForm
from search.compare.page import page_of
from search.compare.reading import MOST_OF_FEW, MOST_OF_MANY
from search.compare.tables import grade_table, name_table, passage_table, word_table
from search.results.search import bounded


@require_safe
@bounded
def compare(request: HttpRequest) -> HttpResponse:
    comparison = read_comparison(request.GET)
    wrong = mistakes(comparison.form)
    context = {
        "comparison": comparison,
        "page": page_of(comparison),
        "form": comparison.form,
        "mistakes": wrong,
        "also": [(also, also.switched(request.GET)) for also in comparison.also],
        "most": MOST,
        "in_turn": MOST_OF_MANY,
        "column": MOST_OF_FEW,
    }
    return render(request, "search/compare.html", context, status=400 if wrong else 200)


def _forms(parameters: QueryDict) -> list[BaseForm]:
    """The form of a comparison, without the authorities to choose from."""
    return [CompareForm(parameters, [])]


@data_view(_forms, also=("without",))
@bounded
def grades_file(request: HttpRequest, kind: Format) -> HttpResponseBase:
    return _file(request, kind, lambda each: grade_table(each, request.build_absolute_uri))


@data_view(_forms, also=("without",))
@bounded
def words_file(request: HttpRequest, kind: Format) -> HttpResponseBase:
    return _file(request, kind, word_table)


@data_view(_forms, also=("without",))
@bounded
def names_file(request: HttpRequest, kind: Format) -> HttpResponseBase:
    return _file(request, kind, lambda each: name_table(each, request.build_absolute_uri))


@data_view(_forms, also=("without",))
@bounded
def passages_file(request: HttpRequest, kind: Format) -> HttpResponseBase:
    page = request.build_absolute_uri(f"{reverse('compare')}?{request.GET.urlencode()}")
    address = request.build_absolute_uri
    return _file(request, kind, lambda comparison: passage_table(comparison, page, address))


def _file(
    request: HttpRequest, kind: Format, table: Callable[[Comparison], Table]
) -> HttpResponseBase:
    """A table of a comparison as a file; mistakes in the address are reported as JSON."""
    comparison = read_comparison(request.GET)
    if not comparison.form.is_valid():
        return refused(comparison.form)
    return table_response(request, kind, table(comparison))
