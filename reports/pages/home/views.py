"""The home page, and its map as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.pages.about.coverage import coverage
from reports.pages.home.form import MapForm
from reports.pages.home.grade_counts import latest_grades
from reports.pages.home.newest import latest_inspections
from reports.pages.home.tile_map import COLUMNS, csv_rows, tile_map
from reports.web.csv_files import csv_response
from reports.web.parameters import mistakes, refused

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
        "form": form,
        "mistakes": errors,
        "map": tile_map(form.track, form.chosen_scale),
        "readable": readable,
        "without_text": [inspection for inspection in full if not inspection.reading_id],
        "grade_counts": latest_grades(),
    }
    return render(request, "reports/home.html", context, status=400 if errors else 200)


@require_safe
def map_csv(request: HttpRequest) -> HttpResponseBase:
    """The home page's map as a file; mistakes in the address are reported as JSON."""
    form = MapForm(request.GET)
    if not form.is_valid():
        return refused(form)
    track, scale = form.track, form.chosen_scale
    return csv_response(
        request,
        f"map-{track.value}",
        COLUMNS,
        lambda: csv_rows(tile_map(track, scale)),
        is_small=True,
    )
