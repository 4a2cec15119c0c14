"""The pages of search and comparison, and the answer that other programs read."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from reports.asked import chips, mistakes
from search.compare import MOST, CompareForm, comparison_of, side_by_side
from search.hits import Hit
from search.results import LAST_PAGE, Search


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    found = Search(request.GET)
    wrong = mistakes(found.form, found.filters.form)
    context = {
        "search": found,
        "mistakes": wrong,
        "chips": chips(found.filters.form, request.GET),
        "page_limit": LAST_PAGE,
    }
    return render(request, "search/search.html", context, status=400 if wrong else 200)


@require_safe
def search_json(request: HttpRequest) -> JsonResponse:
    found = Search(request.GET)
    if not found.is_valid:
        return JsonResponse({"errors": found.errors}, status=400)
    answer = {
        "query": found.query.typed,
        "understood": found.query.understood,
        "also_searched": [],
        "paragraph_count": found.counts["paragraphs"],
        "report_count": found.counts["reports"],
        "counts_are_exact": True,
        "results": [_result(hit, request) for hit in found.hits],
        "facets": {
            facet.name: [
                {"value": choice.value, "label": choice.label, "count": choice.count, "chosen": choice.chosen}
                for choice in facet.choices
            ]
            for facet in found.facets
        },
        "next": _next(found, request),
    }
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def _result(hit: Hit, request: HttpRequest) -> dict[str, Any]:
    """One paragraph as `/search.json` gives it: codes of the vocabulary, null for what it does not have."""
    paragraph = hit.paragraph
    return {
        "authority": str(paragraph.inspection.authority),
        "inspection": paragraph.inspection.slug,
        "number": paragraph.number,
        "role": paragraph.role,
        "area": paragraph.area or None,
        "grade": paragraph.grade or None,
        "page": paragraph.page,
        "url": request.build_absolute_uri(paragraph.get_absolute_url()),
        "text": paragraph.text,
        "highlighted": hit.highlighted,
    }


def _next(found: Search, request: HttpRequest) -> str | None:
    """The absolute address of the next page, with everything else that was asked; null on the last."""
    if not found.page.has_next() or found.page.number >= LAST_PAGE:
        return None
    parameters = request.GET.copy()
    parameters["page"] = str(found.page.number + 1)
    return request.build_absolute_uri(f"{reverse('search-json')}?{parameters.urlencode()}")


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    form = CompareForm(request.GET)
    wrong = mistakes(form)
    comparison = comparison_of(form)
    context = {
        "form": form,
        "mistakes": wrong,
        "comparison": comparison,
        "readings": side_by_side(form, comparison.compared) if comparison else [],
        "most": MOST,
    }
    return render(request, "search/compare.html", context, status=400 if wrong else 200)
