"""The page of search, and the answer that other programs read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from reports.pages.citing.citation_files import LABELS, citation_response
from reports.pages.citing.works import passage_work
from reports.web.exports import Format
from reports.web.parameters import chips, mistakes, refused
from reports.web.tables.response import table_response
from search.results.addresses import (
    all_but_days,
    has_empty_field,
    menus_of,
    unusual,
    without_box,
    without_empty_fields,
)
from search.results.days import day_chips, day_links
from search.results.exports import Export, search_table
from search.results.feed import search_feed
from search.results.form import LAST_PAGE, Facet, facets_of
from search.results.hits import Hit, cards_of, hits_of, reports_of
from search.results.search import (
    PAGE_SIZE,
    SearchRequest,
    SearchResult,
    bounded,
    close_to,
    find,
    find_all,
    read_request,
)
from search.results.suggestions import (
    Suggestion,
    filtered_instead,
    searches_of,
    suggestions_of,
)

EXAMPLES = (
    ("neglect assessment", "both words, in any form: assessments, assessed"),
    ('"return home interviews"', "the words side by side, in this order"),
    ("neglect -adoption", "the first word, without the second; also !adoption or NOT adoption"),
    ('exploitation -"county lines"', "the same with a phrase"),
    ('neglect OR "domestic abuse"', "either of them, or both"),
    ("(neglect OR abuse) housing", "brackets hold alternatives together"),
    ("homeless*", "words that begin so: homeless, homelessness (three letters or more)"),
    ("risk NEAR/10 missing", "two words, or phrases, at most ten words apart; also w/10 or /10"),
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
    if has_empty_field(request.GET):
        return redirect(f"{request.path}{without_empty_fields(request.GET)}")
    search_request = read_request(request.GET)
    context: dict[str, Any] = {"search": search_request, "examples": EXAMPLES}
    if not search_request.is_valid:
        context["mistakes"] = mistakes(search_request.form, search_request.filters)
        return render(request, "search/search.html", context, status=400)
    typed = search_request.query
    result = find(search_request, around=not search_request.by_report)
    searches = searches_of(result)
    if instead := filtered_instead(result, searches):
        context |= {"instead": instead, "instead_of": result}
        search_request = read_request(instead.parameters)
        result = find(search_request, around=not search_request.by_report)
        searches = searches_of(result)
    context["suggestions"] = suggestions_of(result, searches, typed)
    context |= _shown(result, request.build_absolute_uri)
    return render(request, "search/search.html", context)


def _shown(result: SearchResult, absolute: Callable[[str], str]) -> dict[str, Any]:
    """What the page shows of a result; all links lead on from the search that it is the result of.

    `absolute` makes a path of this site an address.
    """
    search_request = result.request
    parameters = search_request.parameters
    cards = cards_of(result.passages, absolute)
    close = close_to(result, around=True)
    in_reports = result.answer.in_reports
    choices = search_request.form.choices(with_relevance=result.answer.has_words)
    return {
        "search": search_request,
        "result": result,
        "cards": cards,
        "close": cards_of(close, absolute) if close else [],
        "reports": reports_of(in_reports, result.passages, cards) if in_reports else [],
        "facets": facets_of(search_request.filters, result.answer.facets),
        "chips": [*chips(search_request.filters, parameters), *day_chips(parameters)],
        "menus": menus_of(choices, parameters),
        "hidden_fields": [*unusual(choices), *without_box(parameters)],
        "others": all_but_days(parameters),
        "day_links": day_links(parameters, search_request.filters.cleaned_data["authority"]),
        "also": [(synonym, synonym.switched(parameters)) for synonym in result.synonyms],
        "page_limit": LAST_PAGE,
        "result_limit": LAST_PAGE * PAGE_SIZE,
        "formats": LABELS.items(),
    }


@require_safe
@bounded
def search_file(request: HttpRequest, kind: Format) -> HttpResponseBase:
    """Every paragraph of the answer as a file."""

    def file(request: HttpRequest, search_request: SearchRequest) -> HttpResponseBase:
        return table_response(request, kind, search_table(export_of(request, search_request)))

    return answer_or_refusal(request, read_request(request.GET), file)


@require_safe
@bounded
def search_atom(request: HttpRequest) -> HttpResponseBase:
    return answer_or_refusal(request, read_request(request.GET, only_paragraphs=True), _atom)


def _atom(request: HttpRequest, search_request: SearchRequest) -> HttpResponseBase:
    return search_feed(request, search_request)


@require_safe
@bounded
def search_citations(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The citations of all paragraphs of a search, as a file for reference managers."""

    def file(request: HttpRequest, search_request: SearchRequest) -> HttpResponseBase:
        export = export_of(request, search_request)
        works = (passage_work(row, export.address) for row in export.rows())
        return citation_response(request, "search", ending, works)

    return answer_or_refusal(request, read_request(request.GET), file)


@require_safe
@bounded
def search_json(request: HttpRequest) -> HttpResponseBase:
    return answer_or_refusal(request, read_request(request.GET, only_paragraphs=True), _json)


def _json(request: HttpRequest, search_request: SearchRequest) -> HttpResponseBase:
    result = find(search_request)
    answer = {
        "query": search_request.query.typed,
        "understood": search_request.query.understood,
        "notes": list(search_request.query.notes),
        "also_searched": [synonym.name for synonym in result.synonyms if synonym.is_on],
        "paragraph_count": result.answer.paragraphs,
        "report_count": result.answer.reports,
        "counts_are_exact": True,
        "results": [_hit(hit, request) for hit in hits_of(result.passages)],
        "facets": {
            facet.name: _choices(facet)
            for facet in facets_of(search_request.filters, result.answer.facets)
        },
        "next": next_page(result, request, "search-json"),
        "close": [_hit(hit, request) for hit in hits_of(close_to(result))],
        "suggestions": [_suggestion(each) for each in searches_of(result)],
    }
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def answer_or_refusal(
    request: HttpRequest,
    search_request: SearchRequest,
    answer: Callable[[HttpRequest, SearchRequest], HttpResponseBase],
) -> HttpResponseBase:
    """The answer for programs to a valid search, else what is wrong with its address."""
    if not search_request.is_valid:
        return refused(search_request.form, search_request.filters)
    return answer(request, search_request)


def export_of(request: HttpRequest, search_request: SearchRequest) -> Export:
    """All paragraphs of a valid search, to be written into a file."""
    return Export(search_request, find_all(search_request).places, request.build_absolute_uri)


def _hit(hit: Hit, request: HttpRequest) -> dict[str, Any]:
    """One paragraph as `/search.json` gives it: codes of the vocabulary, null for what it has not."""
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
        "responsible": paragraph.responsible or None,
    }


def _suggestion(suggestion: Suggestion) -> dict[str, Any]:
    """One suggestion as `/search.json` gives it; a parameter with several values is a list."""
    return {
        "kind": suggestion.kind,
        "value": suggestion.value,
        "label": suggestion.label,
        "parameters": {
            name: values[0] if len(values) == 1 else values
            for name, values in suggestion.parameters.lists()
        },
        "paragraph_count": suggestion.paragraphs,
    }


def _choices(facet: Facet) -> list[dict[str, Any]]:
    return [
        {
            "value": choice.value,
            "label": choice.label,
            "count": choice.count,
            "chosen": choice.chosen,
        }
        for choice in facet.choices
    ]


def next_page(result: SearchResult, request: HttpRequest, name: str) -> str | None:
    """The absolute address of the next page, with all other parameters; None on the last."""
    page = result.page
    if not page.has_next() or page.number >= LAST_PAGE:
        return None
    parameters = result.request.parameters.copy()
    parameters["page"] = str(page.number + 1)
    return request.build_absolute_uri(f"{reverse(name)}?{parameters.urlencode()}")
