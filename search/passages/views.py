"""The pages of a paragraph and of improvement points."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.models import Inspection
from reports.pages.inspection.history_views import inspection_gone
from reports.publishing.withholding import public_original
from reports.web.exports import CSV, ExportFile, export_response
from reports.web.parameters import chips, mistakes, refused
from search.passages.passage import AlikeForm, paragraph_at, passage_of
from search.passages.points import PointSearch, point_columns
from search.results.bounds import bounded
from search.results.exports import Export, write_export_csv
from search.results.form import LAST_PAGE


@require_safe
@bounded
def passage(request: HttpRequest, slug: str, anchor: str) -> HttpResponse:
    paragraph = paragraph_at(slug, anchor)
    if paragraph is None:
        return _no_passage(request, slug, anchor)
    form = AlikeForm(request.GET)
    wrong = mistakes(form)
    context = {
        "passage": passage_of(paragraph, form.chosen),
        "paragraph": paragraph,
        "inspection": paragraph.inspection,
        "original": public_original(paragraph.inspection),
        "chosen": form.chosen,
        "mistakes": wrong,
    }
    return render(request, "search/passage.html", context, status=400 if wrong else 200)


def _no_passage(request: HttpRequest, slug: str, anchor: str) -> HttpResponse:
    """The answer 404, with the inspection where it is known, or what became of it where it is not."""
    inspection = Inspection.objects.select_related("authority").filter(slug=slug).first()
    if inspection is None:
        return inspection_gone(request, slug)
    return render(
        request, "search/no_passage.html", {"inspection": inspection, "anchor": anchor}, status=404
    )


@require_safe
@bounded
def points(request: HttpRequest) -> HttpResponse:
    found = PointSearch(request.GET)
    wrong = mistakes(found.form, found.filters)
    context = {
        "search": found,
        "mistakes": wrong,
        "chips": [
            chip
            for chip in chips(found.filters, request.GET)
            if chip.value in request.GET.getlist(chip.name)
        ],
        "page_limit": LAST_PAGE,
    }
    return render(request, "search/points.html", context, status=400 if wrong else 200)


@require_safe
@bounded
def points_csv(request: HttpRequest) -> HttpResponseBase:
    found = PointSearch(request.GET)
    if not found.is_valid:
        return refused(found.form, found.filters)
    export = Export(found, request.build_absolute_uri)

    def write(file: ExportFile) -> None:
        write_export_csv(file, export, point_columns(export, found))

    return export_response(request, "points", CSV, write)
