"""The pages of a paragraph and of improvement points."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.models import Inspection
from reports.pages.citing.citation_files import LABELS, citation_response
from reports.pages.citing.page_head import head_of_passage
from reports.pages.citing.works import passage_work
from reports.pages.inspection.citations import citation_of
from reports.pages.inspection.history_views import inspection_gone
from reports.publishing.withholding import public_original
from reports.web.data_views import data_view, no_forms
from reports.web.exports import Format
from reports.web.parameters import chips, mistakes
from reports.web.tables.response import table_response
from search.index.door import has_themes
from search.passages.follow_up import PAIRS_JUDGED, PAIRS_ON_THE_SAME
from search.passages.passage import AlikeForm, paragraph_at, passage_of
from search.passages.point_table import point_table
from search.passages.points import find_points, point_forms, read_points
from search.results.addresses import menus_of, unusual, without_box
from search.results.days import day_chips, day_links
from search.results.form import LAST_PAGE
from search.results.search import SearchRequest, bounded
from search.results.views import answer_or_refusal, export_of


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
        "head": head_of_passage(paragraph, request.path, request.build_absolute_uri),
        "formats": LABELS.items(),
        "citation": citation_of(paragraph, request.build_absolute_uri),
        "original": public_original(paragraph.inspection),
        "chosen": form.chosen,
        "mistakes": wrong,
        "by_theme": has_themes(),
        "pairs_judged": PAIRS_JUDGED,
        "pairs_on_the_same": PAIRS_ON_THE_SAME,
    }
    return render(request, "search/passage.html", context, status=400 if wrong else 200)


@data_view(no_forms)
def passage_citation(request: HttpRequest, slug: str, anchor: str, ending: str) -> HttpResponseBase:
    """The citation of a passage as a file for reference managers."""
    paragraph = paragraph_at(slug, anchor)
    if paragraph is None:
        raise Http404("No passage has this address.")
    works = [passage_work(paragraph, request.build_absolute_uri)]
    return citation_response(request, f"{slug}-{anchor}", ending, works, is_small=True)


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
    points_request = read_points(request.GET)
    context = {"search": points_request, "page_limit": LAST_PAGE}
    if not points_request.is_valid:
        context["mistakes"] = mistakes(points_request.form, points_request.filters)
        return render(request, "search/points.html", context, status=400)
    points = find_points(points_request)
    context |= {
        "found": points,
        "menus": menus_of(points.choices, request.GET),
        "hidden_fields": [*unusual(points.choices), *without_box(request.GET)],
        "by_theme": has_themes(),
        "pairs_judged": PAIRS_JUDGED,
        "pairs_on_the_same": PAIRS_ON_THE_SAME,
        "also": [synonym for synonym in points.result.synonyms if synonym.is_on],
        "day_links": [] if points.authority else day_links(request.GET, []),
        "chips": [
            chip
            for chip in (*chips(points_request.filters, request.GET), *day_chips(request.GET))
            if chip.value in request.GET.getlist(chip.name)
        ],
    }
    return render(request, "search/points.html", context)


@data_view(point_forms, also=("without",), without_effect=("page", "group", "names"))
@bounded
def points_file(request: HttpRequest, kind: Format) -> HttpResponseBase:
    """The points of a search as a file."""

    def file(request: HttpRequest, points_request: SearchRequest) -> HttpResponseBase:
        return table_response(request, kind, point_table(export_of(request, points_request)))

    return answer_or_refusal(request, read_points(request.GET), file)
