"""The pages of authorities and inspections: each binds what it was asked, asks the rows, and
renders.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from reports.files.originals import MissingOriginal
from reports.models import Authority, Change, Correction, Inspection
from reports.overview.latest import latest_now
from reports.overview.tracks import CORE
from reports.pages.about.coverage import (
    GRADES_OF_TODAY,
    by_kind_and_year,
    coverage,
    latest_grades,
)
from reports.pages.authority.story import beside, points, story
from reports.pages.home.newest import newest
from reports.pages.home.tile_map import COLUMNS as MAP_COLUMNS
from reports.pages.home.tile_map import csv_rows as map_rows
from reports.pages.home.tile_map import tile_map
from reports.pages.inspection.inspection_file import COLUMNS as INSPECTION_COLUMNS
from reports.pages.inspection.inspection_file import csv_rows as inspection_rows
from reports.pages.inspection.public_history import entries, withheld_words
from reports.pages.inspection.report_text import report_text
from reports.publishing.history import vanished
from reports.publishing.withholding import (
    PublicOriginal,
    active_corrections,
    original_under,
    public_original,
)
from reports.web.csv_files import csv_response
from reports.web.filters import AuthorityFilter, InspectionFilter, chosen
from reports.web.parameters import JudgementForm, PageForm, chips, mistakes, page_of, refused
from reports.web.serving import StoredFile, file_response

INSPECTIONS_A_PAGE = 25
CHANGES_A_PAGE = 20
NEWEST = 4
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
    form = JudgementForm(request.GET)
    wrong = mistakes(form)
    readable, full = newest(NEWEST)
    context = {
        "coverage": coverage(),
        "phrases": PHRASES,
        "form": form,
        "mistakes": wrong,
        "map": tile_map(form.track),
        "readable": readable,
        "bare": [inspection for inspection in full if not inspection.reading_id],
        "areas": latest_grades(),
        "grades": GRADES_OF_TODAY,
    }
    return render(request, "reports/home.html", context, status=400 if wrong else 200)


@require_safe
def map_csv(request: HttpRequest) -> HttpResponseBase:
    """The home page's map as a file; a wrong address is told as in `/search.json`."""
    form = JudgementForm(request.GET)
    if not form.is_valid():
        return refused(form)
    track = form.track
    name = f"map-{track.code}"
    return csv_response(
        request, name, MAP_COLUMNS, lambda: map_rows(tile_map(track)), is_small=True
    )


@require_safe
def authority_list(request: HttpRequest) -> HttpResponse:
    filters = AuthorityFilter(request.GET, queryset=Authority.objects.all())
    rows = latest_now().of(chosen(filters))
    wrong = mistakes(filters.form)
    context = {
        "filters": filters,
        "chips": chips(filters.form, request.GET),
        "mistakes": wrong,
        "tracks": CORE,
        "current": [row for row in rows if row.authority.closed is None],
        "closed": [row for row in rows if row.authority.closed is not None],
        "invented": sum(row.authority.invented for row in rows),
    }
    return render(request, "reports/authority_list.html", context, status=400 if wrong else 200)


@require_safe
def authority_detail(request: HttpRequest, slug: str) -> HttpResponse:
    told = story(_authority(slug))
    context = {
        "authority": told.authority,
        "story": told,
        "points": points(told.readable),
        "beside": beside(told.authority),
        "core": CORE,
    }
    return render(request, "reports/authority_detail.html", context)


@require_safe
def authority_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """An authority's inspections and visits as a file."""
    authority = _authority(slug)

    def rows() -> Iterator[list[object]]:
        return inspection_rows(story(authority).inspections)

    return csv_response(request, slug, INSPECTION_COLUMNS, rows, is_small=True)


def _authority(slug: str) -> Authority:
    return get_object_or_404(
        Authority.objects.prefetch_related("predecessors", "successors"), slug=slug
    )


@require_safe
def inspection_list(request: HttpRequest) -> HttpResponse:
    filters = InspectionFilter(request.GET, queryset=Inspection.objects.listed())
    paging = PageForm(request.GET)
    wrong = mistakes(filters.form, paging)
    context = {
        "filters": filters,
        "chips": chips(filters.form, request.GET),
        "mistakes": wrong,
        "page": page_of(chosen(filters), paging, INSPECTIONS_A_PAGE),
    }
    return render(request, "reports/inspection_list.html", context, status=400 if wrong else 200)


@require_safe
def inspection_csv(request: HttpRequest) -> HttpResponseBase:
    """The whole list of inspections as a file; a wrong address is told as in `/search.json`."""
    filters = InspectionFilter(request.GET, queryset=Inspection.objects.listed())
    if not filters.is_valid():
        return refused(filters.form)
    return csv_response(
        request, "inspections", INSPECTION_COLUMNS, lambda: inspection_rows(filters.qs)
    )


@require_safe
def inspection_detail(request: HttpRequest, slug: str) -> HttpResponse:
    inspection = (
        Inspection.objects.listed()
        .select_related("authority", "reading__source")
        .filter(slug=slug)
        .first()
    )
    if inspection is None:
        return inspection_gone(request, slug)
    in_order = list(
        inspection.authority.inspections.order_by("end_date", "start_date", "kind", "pk")
    )
    place = in_order.index(inspection)
    paragraphs = list(inspection.paragraphs.all())
    changes = Change.objects.of(slug).defer("changed", "reason")
    corrections = active_corrections(inspection)
    context = {
        "inspection": inspection,
        "text": report_text(paragraphs),
        "vanished": vanished(changes, {each.anchor: each.label for each in paragraphs})
        if paragraphs
        else [],
        "changes": changes,
        "corrected": next((each for each in corrections if _is_seen(each, slug)), None),
        "source": inspection.reading.source if inspection.reading else None,
        "original": original_under(inspection, corrections),
        "earlier": in_order[place - 1] if place else None,
        "later": in_order[place + 1] if place + 1 < len(in_order) else None,
    }
    return render(request, "reports/inspection_detail.html", context)


def _is_seen(correction: Correction, slug: str) -> bool:
    """Whether the page of this inspection shows what the correction says."""
    return correction.inspection_id == slug and correction.standing == Correction.Standing.APPLIED


@require_safe
def inspection_history(request: HttpRequest, slug: str) -> HttpResponse:
    """What changed in an inspection, when, and why; of one that left the archive too."""
    inspection = Inspection.objects.select_related("authority").filter(slug=slug).first()
    if inspection is None:
        return inspection_gone(request, slug)
    context = _history(request, slug, inspection)
    return render(
        request,
        "reports/inspection_history.html",
        context,
        status=400 if context["mistakes"] else 200,
    )


def inspection_gone(request: HttpRequest, slug: str) -> HttpResponse:
    """The answer 410 with its history for an inspection that was here, 404 for one that never was."""
    newest = Change.objects.of(slug).select_related("authority").first()
    if newest is None:
        raise Http404("No inspection has this address.")
    context = {"newest": newest, **_history(request, slug, None)}
    return render(request, "reports/inspection_gone.html", context, status=410)


def _history(request: HttpRequest, slug: str, inspection: Inspection | None) -> dict[str, object]:
    paging = PageForm(request.GET)
    page = page_of(Change.objects.of(slug), paging, CHANGES_A_PAGE)
    public = inspection is not None and inspection.reading_id is not None
    told = entries(page.object_list, text_is_public=public, withheld=withheld_words(slug))
    return {"inspection": inspection, "page": page, "entries": told, "mistakes": mistakes(paging)}


@require_safe
def inspection_original(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The file that the text was read from, byte for byte, or the redacted copy that an editor
    supplied.

    410 with the reason while its words are withheld from the public.
    """
    inspections = Inspection.objects.select_related("authority", "reading__source")
    inspection = inspections.filter(slug=slug).first()
    if inspection is None:
        return inspection_gone(request, slug)
    original = public_original(inspection)
    if original is not None and original.is_withheld:
        context = {"inspection": inspection, "original": original}
        withheld = render(request, "reports/original_withheld.html", context, status=410)
        withheld.headers["Cache-Control"] = "no-cache"
        return withheld
    try:
        if original is None:
            raise MissingOriginal("No text of this inspection is imported.")
        response = file_response(request, _served(original, slug))
    except MissingOriginal:
        return render(
            request, "reports/original_missing.html", {"inspection": inspection}, status=404
        )
    if original.redacted:
        response.headers["X-Redacted"] = "yes"
    return response


def _served(original: PublicOriginal, slug: str) -> StoredFile:
    """The file that is served. What is served may go back from a redacted copy to the original, and
    so the date of the inspection's latest change counts, not that of the file.
    """
    file = original.file
    latest = Change.objects.of(slug).values_list("at", flat=True).first()
    return StoredFile(
        sha256=file.sha256,
        media_type=file.media_type,
        name=f"{slug}-redacted" if original.redacted else slug,
        changed_at=latest or original.source.received_at,
    )


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    kinds = by_kind_and_year()
    context = {
        "coverage": coverage(),
        "kinds": kinds,
        "years": [each.year for each in kinds[0].years] if kinds else [],
    }
    return render(request, "reports/about.html", context)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "robots.txt", content_type="text/plain; charset=utf-8")
