"""The page on waiting and timing, and its tables to save."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from reports.pages.timing.figures import By
from reports.pages.timing.forms import AUTHORITY, TimingFileForm, TimingForm
from reports.pages.timing.page import timing_page
from reports.pages.timing.timing_tables import timing_by_authority, timing_by_group
from reports.web.data_views import data_view
from reports.web.exports import Format
from reports.web.parameters import mistakes, refused
from reports.web.tables.response import table_response


@require_safe
def timing(request: HttpRequest) -> HttpResponse:
    form = TimingForm(request.GET)
    errors = mistakes(form)
    page = None if errors else timing_page(form.choice, timezone.localdate())
    context = {
        "form": form,
        "mistakes": errors,
        "timing": page,
        "everyone": [("", page.authorities)] if page else [],
    }
    return render(request, "reports/timing.html", context, status=400 if errors else 200)


@data_view(lambda parameters: [TimingFileForm(parameters)])
def timing_file(request: HttpRequest, kind: Format) -> HttpResponseBase:
    """One table of the page as a file, `by` authority unless the address says otherwise."""
    form = TimingFileForm(request.GET)
    if not form.is_valid():
        return refused(form)
    by = form.cleaned_data["by"] or AUTHORITY
    today = timezone.localdate()
    if by == AUTHORITY:
        table = timing_by_authority(form.choice, today, request.build_absolute_uri)
    else:
        table = timing_by_group(form.choice, By(by), today)
    return table_response(request, kind, table)
