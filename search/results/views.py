"""The page of search, and the answer that other programs read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from reports.facts.postcodes import is_postcode
from reports.overview.cache import current_version
from reports.overview.coverage import coverage_sentence
from reports.pages.citing.citation_files import LABELS, citation_response
from reports.pages.citing.works import passage_work
from reports.records.fields import as_json
from reports.records.passages import passage_record
from reports.web.cached_pages import with_last_modified
from reports.web.data_views import NOTHING_MATCHES, data_view, with_note
from reports.web.exports import Format
from reports.web.html import html_rows
from reports.web.parameters import chips, mistakes, refused
from reports.web.tables.response import table_response
from reports.web.tables.table import LICENCE
from search.index.door import Answer, Synonym
from search.results.addresses import (
    all_but_days,
    empty_fields,
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
from search.results.paging.slices import cursor_after, find_slice, order_of
from search.results.search import (
    NO_DAYS,
    PAGE_SIZE,
    SearchRequest,
    SearchResult,
    accept_reversed_days,
    bounded,
    close_heading,
    close_to,
    find,
    find_all,
    read_request,
    search_forms,
)
from search.results.suggesting.suggestions import (
    Suggestion,
    filtered_instead,
    other_names,
    searches_of,
    suggestions_of,
)

EXAMPLES = (
    ("neglect assessment", "both words, in any form: assessments, assessed"),
    ('"return home interviews"', "these words next to each other, in this order"),
    ("neglect -adoption", "the first word, without the second; also !adoption or NOT adoption"),
    ('exploitation -"county lines"', "the first word, without the phrase"),
    ('neglect OR "domestic abuse"', "either of them, or both"),
    ("(neglect OR abuse) housing", "one of the first two words, and the third"),
    ("homeless*", "words that start with it: homeless, homelessness (at least three letters)"),
    ("risk NEAR/10 missing", "two words, or phrases, at most ten words apart; also w/10 or /10"),
    (
        "life-story",
        "hyphens, slashes, apostrophes and accents make no difference: life story",
    ),
    ("RHI", "other names are searched as well, and listed: return home interviews"),
)
"""Help with searching: queries that run, and what they find."""
EXAMPLE = '<dt><a href="?{}"><code>{}</code></a></dt><dd>{}</dd>\n'
HELP = html_rows(
    EXAMPLE, [(urlencode({"q": query}), query, meaning) for query, meaning in EXAMPLES]
)
"""The help as HTML, each query a link to its search."""


@require_safe
@bounded
def search(request: HttpRequest) -> HttpResponse:
    if empty_fields(request.GET):
        return redirect(f"{request.path}{without_empty_fields(request.GET)}")
    search_request = read_request(request.GET)
    context: dict[str, Any] = {"search": search_request, "examples": HELP}
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
        searches = [*other_names(searches, instead), *searches_of(result)]
    context["suggestions"] = suggestions_of(result, searches, typed)
    context |= _shown(result, request.build_absolute_uri)
    return render(request, "search/search.html", context)


def _shown(result: SearchResult, absolute: Callable[[str], str]) -> dict[str, Any]:
    """The template context of a result, whose links start from the search of the result.

    `absolute` makes a path of this site an address.
    """
    search_request = result.request
    parameters = search_request.parameters
    cards = cards_of(result.passages, absolute)
    close = close_to(result, around=True)
    listed_reports = result.answer.listed_reports
    choices = search_request.form.choices(with_relevance=result.answer.has_words)
    return {
        "search": search_request,
        "result": result,
        "cards": cards,
        "close": cards_of(close, absolute) if close else [],
        "close_heading": close_heading(result) if close else "",
        "reports": reports_of(listed_reports, result.passages, cards) if listed_reports else [],
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
        "is_postcode": not result.answer.paragraphs and is_postcode(search_request.query.typed),
    }


@data_view(search_forms, also=("without",), without_effect=("page", "group", "names"))
@bounded
def search_file(request: HttpRequest, kind: Format) -> HttpResponseBase:
    """Every paragraph of the answer as a file."""

    def file(request: HttpRequest, search_request: SearchRequest) -> HttpResponseBase:
        return table_response(request, kind, search_table(export_of(request, search_request)))

    return answer_or_refusal(request, read_request(request.GET), file)


@data_view(search_forms, also=("without",), without_effect=("group", "names"))
@with_last_modified
@bounded
def search_atom(request: HttpRequest) -> HttpResponseBase:
    return answer_or_refusal(request, read_request(request.GET, only_paragraphs=True), search_feed)


@data_view(search_forms, also=("without",), without_effect=("page", "group", "names"))
@bounded
def search_citations(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The citations of all paragraphs of a search, as a file for reference managers."""

    def file(request: HttpRequest, search_request: SearchRequest) -> HttpResponseBase:
        export = export_of(request, search_request)
        works = (passage_work(row, export.address) for row in export.rows())
        return citation_response(request, "search", ending, works)

    return answer_or_refusal(request, read_request(request.GET), file)


@data_view(search_forms, also=("without", "cursor"), without_effect=("group", "names"))
@with_last_modified
@bounded
def search_json(request: HttpRequest) -> HttpResponseBase:
    return answer_or_refusal(request, read_request(request.GET, only_paragraphs=True), _json)


def _json(request: HttpRequest, search_request: SearchRequest) -> HttpResponseBase:
    if "cursor" in request.GET:
        return _json_after_cursor(request, search_request)
    result = find(search_request)
    following = next_page(result, request, "search-json") or _after_last_page(result, request)
    answer = {
        **_about(search_request, result.notes, result.synonyms, result.answer),
        "results": [_hit(hit, request) for hit in hits_of(result.passages)],
        "next": following,
        "close": [_hit(hit, request) for hit in hits_of(close_to(result))],
        "suggestions": [_suggestion(each) for each in searches_of(result)],
    }
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def _json_after_cursor(request: HttpRequest, search_request: SearchRequest) -> HttpResponseBase:
    """The answer for an address with a cursor, which goes on after the last numbered page."""
    search_slice = find_slice(search_request, request.GET, PAGE_SIZE, search_request.page.facets)
    answer = {
        **_about(
            search_request, search_request.query.notes, search_slice.synonyms, search_slice.answer
        ),
        "results": [_hit(hit, request) for hit in hits_of(search_slice.passages)],
        "next": _with_cursor(request, search_slice.cursor) if search_slice.cursor else None,
        "close": [],
        "suggestions": [],
    }
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def _about(
    search_request: SearchRequest,
    notes: Sequence[str],
    synonyms: Sequence[Synonym],
    answer: Answer,
) -> dict[str, Any]:
    """The fields of `/search.json` on the whole answer."""
    return {
        "query": search_request.query.typed,
        "understood": search_request.query.understood,
        "notes": [*notes, *([] if answer.paragraphs else [NOTHING_MATCHES])],
        "also_searched": [synonym.name for synonym in synonyms if synonym.is_on],
        "paragraph_count": answer.paragraphs,
        "report_count": answer.reports,
        "counts_are_exact": True,
        "archive_version": current_version(),
        "coverage": coverage_sentence(),
        "licence": LICENCE,
        "facets": {
            facet.name: _choices(facet)
            for facet in facets_of(search_request.filters, answer.facets)
        },
    }


def _after_last_page(result: SearchResult, request: HttpRequest) -> str | None:
    """The address of what follows the last numbered page; None at the end."""
    if not result.page.has_next() or not result.passages:
        return None
    order = order_of(result.request, result.answer)
    parameters = request.GET.copy()
    parameters.pop("page", None)
    last = result.passages[-1].paragraph
    cursor = cursor_after(last, parameters, order, result.page.number * PAGE_SIZE)
    return _with_cursor(request, cursor)


def _with_cursor(request: HttpRequest, cursor: str) -> str:
    """The address of the same search after a cursor."""
    parameters = request.GET.copy()
    parameters.pop("page", None)
    parameters["cursor"] = cursor
    return request.build_absolute_uri(f"{reverse('search-json')}?{parameters.urlencode()}")


def answer_or_refusal(
    request: HttpRequest,
    search_request: SearchRequest,
    answer: Callable[[HttpRequest, SearchRequest], HttpResponseBase],
) -> HttpResponseBase:
    """The answer of `answer` to a valid search, otherwise an error that names the mistakes."""
    is_reversed = accept_reversed_days(search_request)
    if not search_request.is_valid and not is_reversed:
        return refused(search_request.form, search_request.filters)
    response = answer(request, search_request)
    notes = [*search_request.query.notes, *([NO_DAYS] if is_reversed else [])]
    for note in notes:
        with_note(response, note)
    return response


def export_of(request: HttpRequest, search_request: SearchRequest) -> Export:
    """All paragraphs of a valid search, to be written into a file."""
    return Export(search_request, find_all(search_request).places, request.build_absolute_uri)


def _hit(hit: Hit, request: HttpRequest) -> dict[str, Any]:
    """One paragraph as `/search.json` gives it: its record, and the text with the words marked."""
    record = passage_record(hit.paragraph, request.build_absolute_uri)
    return {**as_json(record), "highlighted": hit.highlighted}


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
