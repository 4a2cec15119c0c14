"""The pages about the archive, and what search engines may read of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.overview.coverage import figures_by_kind
from reports.pages.about.coverage import coverage, coverage_by_kind
from reports.pages.about.gaps import (
    inspections_without_text,
    latest_without_text,
    site_figures,
)
from reports.records.coverage import CoverageRecord, coverage_records
from reports.web.data_views import data_view, no_forms
from reports.web.exports import Format
from reports.web.tables.record_table import record_table
from reports.web.tables.response import table_response


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    kinds = coverage_by_kind()
    context = {
        "coverage": coverage(),
        "kinds": kinds,
        "years": [each.year for each in kinds[0].years] if kinds else [],
    }
    return render(request, "reports/about.html", context)


@require_safe
def coverage_page(request: HttpRequest) -> HttpResponse:
    """What the archive holds by kind and year, and what it lacks by name."""
    context = {
        "coverage": coverage(),
        "site": site_figures(),
        "kinds": figures_by_kind(),
        "latest": latest_without_text(),
        "missing": inspections_without_text(),
    }
    return render(request, "reports/coverage.html", context)


@data_view(no_forms)
def coverage_file(request: HttpRequest, kind: Format) -> HttpResponseBase:
    """What the archive holds by kind and year, as a file."""
    table = record_table("coverage", "Coverage", CoverageRecord, coverage_records, is_small=True)
    return table_response(request, kind, table)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the pages are, how that was tested, and what is not."""
    return render(request, "reports/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is stored about readers, and for how long."""
    return render(request, "reports/privacy.html")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "robots.txt", content_type="text/plain; charset=utf-8")
