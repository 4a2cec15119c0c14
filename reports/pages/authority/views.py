"""The list of authorities, the page of one, and its inspections as a file."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from reports.facts.frameworks import CORE
from reports.models import Authority
from reports.models.authority import has_closed
from reports.overview.latest import latest_by_authority
from reports.pages.authority.story import neighbourhood, points, story
from reports.pages.inspection.inspection_file import COLUMNS, csv_rows
from reports.web.csv_files import csv_response
from reports.web.filters import AuthorityFilter, chosen
from reports.web.parameters import chips, mistakes


@require_safe
def authority_list(request: HttpRequest) -> HttpResponse:
    filters = AuthorityFilter(request.GET, queryset=Authority.objects.all())
    errors = mistakes(filters.form)
    rows = latest_by_authority().of(chosen(filters))
    context = {
        "filters": filters,
        "chips": chips(filters.form, request.GET),
        "mistakes": errors,
        "tracks": CORE,
        "current": [row for row in rows if row.authority.is_current],
        "closed": [row for row in rows if has_closed(row.authority.closed)],
        "invented": sum(row.authority.invented for row in rows),
    }
    return render(request, "reports/authority_list.html", context, status=400 if errors else 200)


@require_safe
def authority_detail(request: HttpRequest, slug: str) -> HttpResponse:
    authority = _authority(slug)
    authority_story = story(authority)
    context = {
        "authority": authority,
        "story": authority_story,
        "points": points(authority_story.readable),
        "neighbourhood": neighbourhood(authority),
        "core": CORE,
    }
    return render(request, "reports/authority_detail.html", context)


@require_safe
def authority_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """An authority's inspections and visits as a file."""
    authority = _authority(slug)

    def rows() -> Iterator[list[object]]:
        return csv_rows(story(authority).inspections)

    return csv_response(request, slug, COLUMNS, rows, is_small=True)


def _authority(slug: str) -> Authority:
    """Raises `Http404` when no authority has the slug."""
    authorities = Authority.objects.prefetch_related("predecessors", "successors")
    return get_object_or_404(authorities, slug=slug)
