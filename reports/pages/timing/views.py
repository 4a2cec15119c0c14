"""The page on waiting and timing, and its files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.pages.timing.figures import By
from reports.pages.timing.page import (
    AUTHORITY,
    AUTHORITY_COLUMNS,
    GROUP_COLUMNS,
    Timing,
    TimingFileForm,
    TimingForm,
    authority_csv_rows,
    group_csv_rows,
)
from reports.web.csv_files import csv_response
from reports.web.parameters import mistakes, refused


@require_safe
def timing(request: HttpRequest) -> HttpResponse:
    form = TimingForm(request.GET)
    wrong = mistakes(form)
    context = {"form": form, "mistakes": wrong, "timing": None if wrong else Timing(form)}
    return render(request, "reports/timing.html", context, status=400 if wrong else 200)


@require_safe
def timing_csv(request: HttpRequest) -> HttpResponseBase:
    """One table of the page as a file, `by` authority unless the address says otherwise."""
    form = TimingFileForm(request.GET)
    if not form.is_valid():
        return refused(form)
    by = form.asked("by") or AUTHORITY
    if by == AUTHORITY:
        name = "timing-by-authority"
        return csv_response(
            request, name, AUTHORITY_COLUMNS, lambda: authority_csv_rows(Timing(form))
        )
    return csv_response(
        request, f"timing-by-{by}", GROUP_COLUMNS, lambda: group_csv_rows(Timing(form), By(by))
    )
