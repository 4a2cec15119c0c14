"""A search, step by step: read the address, reserve a place, ask the index, fetch a page.

No search may slow the archive down for other readers. Every statement of a page ends after
STATEMENT_TIMEOUT seconds. Only a few searches that are expensive by their form (many words, NEAR,
stars) run at the same time. If all places are taken, the reader is asked to try again, and nobody
waits in a queue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps

from django import forms
from django.core.paginator import EmptyPage, Page, Paginator
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from psycopg.errors import QueryCanceled

from reports.models import Paragraph
from reports.models.indexed_text import words_of
from reports.web.data_views import data_error, is_data_address
from reports.web.places import AllPlacesTaken, WorkPlaces
from search.index.door import (
    Answer,
    FetchedPassage,
    Order,
    Places,
    Question,
    Synonym,
    ask,
    closest,
    expanded,
    fetch,
    other_forms_of,
)
from search.query.parser import parse
from search.query.query import AllOf, Excluded, Near, Node, Query, Words, leaves, walk
from search.results.days import NO_DAY, REVERSED_RANGE
from search.results.form import FACETS, ORDERS, ParagraphFilters, SearchForm, filter_form

SEARCH_PLACES = WorkPlaces(key=0x5EA7, number=2)
"""The places for expensive searches: so many run at the same time, in all processes together."""
MOST_CHEAP_WORDS = 12
"""A search for more words and phrases than this is expensive."""

BUSY = "Searches with NEAR, stars or many words run a few at a time. Try again in a few seconds."
TOO_MUCH = (
    "This search took too long, so the archive stopped it. Use fewer or rarer words, or choose a"
    " region, an authority or a year."
)

_places_of_view: ContextVar[ExitStack | None] = ContextVar("places_of_view", default=None)
"""The stack that releases the place of the current view; None outside of views, and as soon as the
view has a place.
"""
SearchView = Callable[..., HttpResponseBase]
"""A view: it takes a request, and the named parts of the address."""
PAGE_SIZE = 20
CHUNK = 500
"""Paragraphs that are fetched at a time, to bound memory."""
MOST_FORMS = 5
"""Other forms of a word that a note names."""
BEST_OF_REPORT = 3
"""Paragraphs that are shown of each report when results are grouped by report."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page that searches: the name of its URL pattern, its filters, and its facets."""

    name: str
    filters: type[ParagraphFilters]
    facets: tuple[str, ...]


SEARCH = SearchPage("search", ParagraphFilters, FACETS)


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """The search that an address asks for.

    `query` is as typed, without synonyms. `number` is the number of the page, from 1. With
    `by_report` a page lists reports, not paragraphs. Only a valid request may be answered.
    """

    page: SearchPage
    parameters: QueryDict
    form: SearchForm
    filters: forms.Form
    is_valid: bool
    query: Query
    order: Order
    by_report: bool
    number: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a search, and one page of it.

    `query` includes the synonyms that were searched; `synonyms` also lists those that are switched
    off. `passages` are those of the page, in order; grouped by report, report after report.
    `missing_words` are the typed words that no paragraph contains; `other_forms` gives for those
    that paragraphs contain in other forms only these forms, the commonest first. `notes` says what
    was left out, read otherwise, or is in no paragraph, in sentences.
    """

    request: SearchRequest
    query: Query
    synonyms: list[Synonym]
    answer: Answer
    page: Page[int]
    passages: list[FetchedPassage]
    missing_words: list[str]
    other_forms: Mapping[str, Sequence[str]]
    notes: list[str]


def read_request(
    parameters: QueryDict, page: SearchPage = SEARCH, *, only_paragraphs: bool = False
) -> SearchRequest:
    """Parse and validate an address; `only_paragraphs` ignores what it says of grouping."""
    form = SearchForm(parameters)
    filters = filter_form(page.filters, parameters)
    form_is_valid, filters_are_valid = form.is_valid(), filters.is_valid()
    return SearchRequest(
        page=page,
        parameters=parameters,
        form=form,
        filters=filters,
        is_valid=form_is_valid and filters_are_valid,
        query=parse(form.cleaned_data.get("q", ""), exact=form.chosen("match") == "exact"),
        order=ORDERS[form.chosen("sort")],
        by_report=form.chosen("group") == "report" and not only_paragraphs,
        number=form.cleaned_data.get("page") or 1,
    )


NO_DAYS = "The first day is after the last, so no inspection lies between them."


def accept_reversed_days(request: SearchRequest) -> bool:
    """Accept a request whose only mistake is a range of days with its ends reversed.

    Returns whether it was one. Then the request is changed to a range without an inspection, which
    is how programs are answered; a page shows the mistake instead.
    """
    codes = [error.code for errors in request.filters.errors.as_data().values() for error in errors]
    if codes != [REVERSED_RANGE] or request.form.errors:
        return False
    request.filters.cleaned_data["ended"] = [NO_DAY]
    return True


def search_forms(parameters: QueryDict) -> list[forms.BaseForm]:
    """The forms of a search, with the parameters of an address, not yet validated."""
    return [SearchForm(parameters), filter_form(ParagraphFilters, parameters)]


def find(request: SearchRequest, *, with_facets: bool = True, around: bool = False) -> SearchResult:
    """One page of the answer to a valid request; `around` adds the paragraphs beside each passage.

    Raises `AllPlacesTaken` if an expensive search finds no place, and `Http404` if the answer has
    fewer pages.
    """
    reserve_place(request.query)
    query, synonyms = expanded(request.query, request.parameters.getlist("without"))
    answer = ask(
        Question(
            query=query,
            chosen=request.filters.cleaned_data,
            order=request.order,
            first=PAGE_SIZE,
            skip=(request.number - 1) * PAGE_SIZE,
            best_of_report=BEST_OF_REPORT if request.by_report else 0,
            facets=request.page.facets if with_facets else (),
            words=whole_words(request.query),
        )
    )
    page = _page(request, answer)
    passages = fetch(answer.places, query, around=around)
    frequencies = answer.document_frequencies
    missing = [word for word, paragraphs in frequencies.items() if not paragraphs]
    written = answer.written_frequencies
    unwritten = [
        word for word, paragraphs in frequencies.items() if paragraphs and not written[word]
    ]
    other_forms = _other_forms(unwritten, synonyms) if unwritten else {}
    notes = [*request.query.notes]
    if missing or other_forms:
        notes += _notes_on_words(missing, other_forms)
    return SearchResult(
        request, query, synonyms, answer, page, passages, missing, other_forms, notes
    )


def _other_forms(words: Sequence[str], synonyms: Sequence[Synonym]) -> Mapping[str, Sequence[str]]:
    """What paragraphs have instead of words in other forms only; nothing for those respelt."""
    respelt = respelt_words(synonyms)
    return other_forms_of([word for word in words if word not in respelt])


def _notes_on_words(missing: Sequence[str], other_forms: Mapping[str, Sequence[str]]) -> list[str]:
    """Sentences on words that no paragraph contains, or in other forms only."""
    notes = [f"No paragraph contains “{word}”." for word in missing]
    for word, of_stem in other_forms.items():
        listed = ", ".join(of_stem[:MOST_FORMS])
        searched = f"Searched instead: {listed}." if listed else "Other forms were searched."
        notes.append(f"No paragraph contains “{word}” as typed. {searched}")
    return notes


def respelt_words(synonyms: Sequence[Synonym]) -> frozenset[str]:
    """The typed words of which another spelling in one word is searched along."""
    words: set[str] = set()
    for synonym in synonyms:
        if synonym.is_on and len(words_of(synonym.name)) == 1:
            words.update(words_of(synonym.instead_of))
    return frozenset(words)


def close_to(result: SearchResult, *, around: bool = False) -> list[FetchedPassage]:
    """Close results: passages with most of the words of the query, the best first.

    Only for the first page of a search that fewer than `PAGE_SIZE` paragraphs match, not grouped by
    report. None of them matches the query.
    """
    request = result.request
    if request.number > 1 or request.by_report or result.answer.paragraphs >= PAGE_SIZE:
        return []
    if not isinstance(request.query.root, AllOf):
        return []
    close = closest(result.query, request.filters.cleaned_data, PAGE_SIZE)
    return fetch(close.places, close.marked, around=around) if len(close.places) else []


def close_heading(result: SearchResult) -> str:
    """The line between the results and the close ones: No paragraph has all 5 words."""
    query = result.request.query
    parts = query.root.parts if isinstance(query.root, AllOf) else ()
    words = [part for part in parts if isinstance(part, Words)]
    number = len(words)
    if query.has_quotes:
        number = sum([len(each.words) for each in words])
    has_others = any(not isinstance(part, Words | Excluded) for part in parts)
    counted = "all the words" if has_others else f"all {number} words"
    who = "No other paragraph" if result.answer.paragraphs else "No paragraph"
    return f"{who} has {counted}. These have most of them"


def find_all(request: SearchRequest) -> Answer:
    """The answer to a valid request with the places of all its paragraphs, in its order.

    Raises `AllPlacesTaken` if an expensive search finds no place.
    """
    reserve_place(request.query)
    without = request.parameters.getlist("without")
    query, _ = expanded(request.query, without)
    chosen = request.filters.cleaned_data
    return ask(Question(query=query, chosen=chosen, order=request.order, first=None))


def paragraphs_at(places: Places) -> Iterator[Paragraph]:
    """The paragraphs at any number of places, in order, fetched `CHUNK` at a time."""
    for start in range(0, len(places), CHUNK):
        for passage in fetch(places[start : start + CHUNK]):
            yield passage.paragraph


def address_of(request: SearchRequest) -> str:
    """The path and parameters of the first page of a search."""
    remaining = request.parameters.copy()
    remaining.pop("page", None)
    return f"{reverse(request.page.name)}?{remaining.urlencode()}"


def whole_words(query: Query) -> tuple[str, ...]:
    """The words of a query, each once, in order; beginnings of words are left out."""
    words: dict[str, None] = {}
    for leaf in leaves(query.root):
        whole = [word for place, word in enumerate(leaf.words) if not leaf.is_beginning(place)]
        words |= dict.fromkeys(whole)
    return tuple(words)


def _page(request: SearchRequest, answer: Answer) -> Page[int]:
    count = answer.reports if request.by_report else answer.paragraphs
    paginator: Paginator[int] = Paginator(range(count), PAGE_SIZE)
    try:
        return paginator.page(request.number)
    except EmptyPage as error:
        last = paginator.num_pages
        raise Http404(f"There is no page {request.number}; the last is page {last}.") from error


def bounded(view: SearchView) -> SearchView:
    """Decorate a view that searches: too many or too long searches are answered with 503.

    The answer says why, and what to do. Places that the view reserved are released at its end.
    """

    @wraps(view)
    def bounded_view(request: HttpRequest, **named: str) -> HttpResponseBase:
        with ExitStack() as places:
            token = _places_of_view.set(places)
            try:
                return view(request, **named)
            except AllPlacesTaken:
                return _too_much(request, busy=True)
            except OperationalError as error:
                if not isinstance(error.__cause__, QueryCanceled):
                    raise
                return _too_much(request, busy=False)
            finally:
                _places_of_view.reset(token)

    return bounded_view


def reserve_place(query: Query) -> None:
    """Reserve a place for an expensive query until the view ends.

    One place is enough for all searches of a view. Outside of `bounded` views no place is needed:
    no reader is waiting. Raises `AllPlacesTaken` if no place is free.
    """
    places = _places_of_view.get()
    if places is None or not is_expensive(query.root):
        return
    places.enter_context(SEARCH_PLACES.one())
    # Later searches of this view need no second place. The view still holds `places`, and releases
    # the first.
    _places_of_view.set(None)


def is_expensive(root: Node | None) -> bool:
    """Whether a query costs many times as much as a few words: by NEAR, stars or many words."""
    for node in walk(root):
        if isinstance(node, Near) or (isinstance(node, Words) and node.has_beginning):
            return True
    return len(list(leaves(root))) > MOST_CHEAP_WORDS


def _too_much(request: HttpRequest, *, busy: bool) -> HttpResponse:
    if is_data_address(request.path_info):
        response: HttpResponse = data_error(503, BUSY if busy else TOO_MUCH)
    else:
        context = {"busy": BUSY if busy else ""}
        response = render(request, "search/too_much.html", context, status=503)
    response["Retry-After"] = "5"
    return response
