"""The page on waiting and timing, and its files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from reports.pages.timing.figures import By
from reports.pages.timing.forms import AUTHORITY, TimingFileForm, TimingForm
from reports.pages.timing.page import (
    AUTHORITY_COLUMNS,
    GROUP_COLUMNS,
    authority_csv_rows,
    group_csv_rows,
    timing_page,
)
from reports.web.csv_files import csv_response
from reports.web.parameters import mistakes, refused


@require_safe
def timing(request: HttpRequest) -> HttpResponse:
    form = TimingForm(request.GET)
    errors = mistakes(form)
    page = None if errors else timing_page(form.choice, timezone.localdate())
    context = {"form": form, "mistakes": errors, "timing": page}
    return render(request, "reports/timing.html", context, status=400 if errors else 200)


@require_safe
def timing_csv(request: HttpRequest) -> HttpResponseBase:
    """One table of the page as a file, `by` authority unless the address says otherwise."""
    form = TimingFileForm(request.GET)
    if not form.is_valid():
        return refused(form)
    choice = form.choice
    today = timezone.localdate()
    by = form.cleaned_data["by"] or AUTHORITY
    if by == AUTHORITY:
        return csv_response(
            request,
            "timing-by-authority",
            AUTHORITY_COLUMNS,
            lambda: authority_csv_rows(choice, today),
        )
    return csv_response(
        request,
        f"timing-by-{by}",
        GROUP_COLUMNS,
        lambda: group_csv_rows(choice, By(by), today),
    )
