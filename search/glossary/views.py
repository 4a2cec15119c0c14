"""The page of the glossary, and its file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.overview.coverage import coverage_sentence
from reports.web.csv_files import csv_response
from search.glossary.entries import COLUMNS, glossary, rows
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


@require_safe
@bounded
def glossary_csv(request: HttpRequest) -> HttpResponseBase:
    site = request.build_absolute_uri("/")
    return csv_response(
        request, "glossary", COLUMNS, lambda: rows(site), coverage=coverage_sentence
    )
