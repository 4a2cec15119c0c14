"""The home page, and its map and grades as tables to save."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.pages.about.coverage import coverage
from reports.pages.home.form import MapForm
from reports.pages.home.grade_counts import latest_grades
from reports.pages.home.grade_table import grade_table
from reports.pages.home.map_table import map_table
from reports.pages.home.newest import latest_inspections
from reports.pages.home.questions import first_questions
from reports.pages.home.tile_map import tile_map
from reports.web.data_views import data_view, no_forms
from reports.web.exports import Format
from reports.web.parameters import mistakes, refused
from reports.web.tables.response import table_response

INSPECTIONS_SHOWN = 4
PHRASES = (
    "return home interviews",
    "family group conferences",
    "private fostering",
    "life-story work",
    "unregistered placements",
)
"""Searches to begin with: terms of the field that many reports use."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    form = MapForm(request.GET)
    errors = mistakes(form)
    readable, full = latest_inspections(INSPECTIONS_SHOWN)
    context = {
        "coverage": coverage(),
        "phrases": PHRASES,
        "questions": first_questions(),
        "form": form,
        "mistakes": errors,
        "map": tile_map(form.track, form.chosen_scale),
        "readable": readable,
        "without_text": [inspection for inspection in full if not inspection.reading_id],
        "grade_counts": latest_grades(),
    }
    return render(request, "reports/home.html", context, status=400 if errors else 200)


@data_view(lambda parameters: [MapForm(parameters)])
def map_file(request: HttpRequest, kind: Format) -> HttpResponseBase:
    """The home page's map as a file; mistakes in the address are reported as JSON."""
    form = MapForm(request.GET)
    if not form.is_valid():
        return refused(form)
    table = map_table(form.track, form.chosen_scale, request.build_absolute_uri)
    return table_response(request, kind, table)


@data_view(no_forms)
def grades_file(request: HttpRequest, kind: Format) -> HttpResponseBase:
    """How many authorities have each grade, as a file."""
    return table_response(request, kind, grade_table(request.build_absolute_uri))
