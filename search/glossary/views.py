"""The page of the glossary, and its table to save."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.web.data_views import data_view, no_forms
from reports.web.exports import Format
from reports.web.tables.response import table_response
from search.glossary.entries import glossary, glossary_table
from search.results.search import bounded

HEADINGS = (
    ("term", "Terms and abbreviations"),
    ("framework", "Frameworks of inspection"),
    ("grade", "Grades"),
    ("kind", "Kinds of report"),
)


@require_safe
@bounded
def glossary_page(request: HttpRequest) -> HttpResponse:
    parts = []
    for sort, heading in HEADINGS:
        parts.append((sort, heading, [each for each in glossary() if each.sort == sort]))
    return render(request, "search/glossary.html", {"parts": parts})


@data_view(no_forms)
@bounded
def glossary_file(request: HttpRequest, kind: Format) -> HttpResponseBase:
    return table_response(request, kind, glossary_table(request.build_absolute_uri("/")))
