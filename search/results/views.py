"""The page of search, and the answer that other programs read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from reports.web.exports import CSV, XLSX, export_response
from reports.web.parameters import chips, mistakes, refused
from search.results.bounds import bounded
from search.results.exports import Export, as_atom, write_export_csv, write_export_xlsx
from search.results.form import LAST_PAGE
from search.results.hits import Hit
from search.results.search import Search

DOWNLOADS = (
    ("CSV", "search-csv"),
    ("XLSX", "search-xlsx"),
    ("JSON", "search-json"),
    ("Atom feed", "search-atom"),
)
ATOM = "application/atom+xml; charset=utf-8"
EXAMPLES = (
    ("neglect assessment", "both words, in any form: assessments, assessed"),
    ('"return home interviews"', "the words side by side, in this order"),
    ("neglect -adoption", "the first word, where the second does not stand"),
    ('exploitation -"county lines"', "the same with a phrase"),
    ('neglect OR "domestic abuse"', "either of them, or both"),
    ("(neglect OR abuse) housing", "brackets hold alternatives together"),
    ("homeless*", "words that begin so: homeless, homelessness (three letters or more)"),
    ("risk NEAR/10 missing", "two words, or phrases, at most ten words apart"),
    (
        "life-story",
        "hyphens, slashes, apostrophes and accents never matter: life story, life-story",
    ),
    ("RHI", "other names are searched along, and said: return home interviews"),
)
"""Help with searching: queries that run, and what they find."""


@require_safe
@bounded
def search(request: HttpRequest) -> HttpResponse:
    found = Search(request.GET)
    wrong = mistakes(found.form, found.filters)
    context = {
        "search": found,
        "mistakes": wrong,
        "chips": chips(found.filters, request.GET),
        "also": [(also, also.switched(request.GET)) for also in found.also],
        "page_limit": LAST_PAGE,
        "downloads": [(label, reverse(name)) for label, name in DOWNLOADS],
        "examples": EXAMPLES,
    }
    return render(request, "search/search.html", context, status=400 if wrong else 200)


@require_safe
@bounded
def search_csv(request: HttpRequest) -> HttpResponseBase:
    def file(found: Search) -> HttpResponseBase:
        export = Export(found, request.build_absolute_uri)
        return export_response(request, "search", CSV, lambda file: write_export_csv(file, export))

    return _told(request, file)


@require_safe
@bounded
def search_xlsx(request: HttpRequest) -> HttpResponseBase:
    def file(found: Search) -> HttpResponseBase:
        export = Export(found, request.build_absolute_uri)
        return export_response(
            request, "search", XLSX, lambda file: write_export_xlsx(file, export)
        )

    return _told(request, file)


@require_safe
@bounded
def search_atom(request: HttpRequest) -> HttpResponseBase:
    def feed(found: Search) -> HttpResponse:
        entries = as_atom(
            Export(found, request.build_absolute_uri), next_page(found, request, "search-atom")
        )
        return HttpResponse(entries, content_type=ATOM)

    return _told(request, feed)


@require_safe
@bounded
def search_json(request: HttpRequest) -> HttpResponseBase:
    return _told(request, lambda found: _answer(found, request), with_facets=True)


def _told(
    request: HttpRequest, made: Callable[[Search], HttpResponseBase], *, with_facets: bool = False
) -> HttpResponseBase:
    """A search as programs read it, or what is wrong with its address."""
    found = Search(request.GET, only_paragraphs=True, with_facets=with_facets)
    return made(found) if found.is_valid else refused(found.form, found.filters)


def _answer(found: Search, request: HttpRequest) -> JsonResponse:
    answer = {
        "query": found.query.typed,
        "understood": found.query.understood,
        "also_searched": [also.name for also in found.also if also.is_on],
        "paragraph_count": found.counts["paragraphs"],
        "report_count": found.counts["reports"],
        "counts_are_exact": True,
        "results": [_result(hit, request) for hit in found.hits],
        "facets": {
            facet.name: [
                {
                    "value": choice.value,
                    "label": choice.label,
                    "count": choice.count,
                    "chosen": choice.chosen,
                }
                for choice in facet.choices
            ]
            for facet in found.facets
        },
        "next": next_page(found, request, "search-json"),
    }
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def _result(hit: Hit, request: HttpRequest) -> dict[str, Any]:
    """One paragraph as `/search.json` gives it: codes of the vocabulary, null for what it does not
    have.
    """
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


def next_page(found: Search, request: HttpRequest, name: str) -> str | None:
    """The absolute address of the next page, with everything else that was asked; null on the last."""
    if not found.page.has_next() or found.page.number >= LAST_PAGE:
        return None
    parameters = found.parameters.copy()
    parameters["page"] = str(found.page.number + 1)
    return request.build_absolute_uri(f"{reverse(name)}?{parameters.urlencode()}")
