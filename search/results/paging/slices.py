"""A search slice by slice, to its true end: what follows a cursor, and the cursor for what follows.

The orders by day and by authority go on from the last passage, whatever is published in between.
The order by relevance is that of one version of the archive: every change of the archive moves
scores, so a cursor of it holds for that version alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from reports.models import Paragraph
from reports.overview.cache import current_version
from reports.web.cursors import BadCursor, Key, cursor_for, read_cursor
from search.index.door import (
    Answer,
    FetchedPassage,
    Order,
    PassageKey,
    Question,
    Synonym,
    ask,
    expanded,
    fetch,
    places_after,
)
from search.query.query import Query
from search.results.search import SearchRequest, reserve_place

EXPIRED = (
    "This cursor has expired: the archive has changed, and an order by relevance holds for one"
    " version of it. Begin again without a cursor, or ask for another order."
)


@dataclass(frozen=True, slots=True)
class SearchSlice:
    """Some passages of an answer, in order.

    `query` has the synonyms that were searched, `synonyms` those that might be. `cursor` leads to
    what follows; None at the end.
    """

    query: Query
    synonyms: list[Synonym]
    answer: Answer
    passages: list[FetchedPassage]
    cursor: str | None


def find_slice(
    request: SearchRequest, parameters: QueryDict, limit: int, facets: tuple[str, ...] = ()
) -> SearchSlice:
    """At most `limit` passages of a valid search, after the cursor in the `parameters` if any.

    Raises `BadCursor`, and `AllPlacesTaken` when an expensive search finds no place.
    """
    reserve_place(request.query)
    query, synonyms = expanded(request.query, request.parameters.getlist("without"))
    question = Question(
        query=query,
        chosen=request.filters.cleaned_data,
        order=request.order,
        first=None,
        facets=facets,
    )
    answer = ask(question)
    order = order_of(request, answer)
    key = read_cursor(parameters)
    start = 0
    if key is not None and order == "relevance":
        start = _offset(key)
    elif key is not None:
        following = places_after(answer.places, order, _passage_key(key))
        start = len(answer.places) - len(following)
    places = answer.places[start : start + limit]
    passages = fetch(places, query)
    cursor = None
    if passages and start + limit < len(answer.places):
        cursor = cursor_after(passages[-1].paragraph, parameters, order, start + limit)
    return SearchSlice(query, synonyms, answer, passages, cursor)


def order_of(request: SearchRequest, answer: Answer) -> Order:
    """The order that an answer is in: without words none is more relevant, and the newest come
    first.
    """
    if request.order == "relevance" and not answer.has_words:
        return "newest"
    return request.order


def cursor_after(last: Paragraph, parameters: QueryDict, order: Order, shown: int) -> str:
    """The cursor for what follows the last of the passages `shown` so far."""
    if order == "relevance":
        return cursor_for(parameters, (current_version(), shown))
    inspection = last.inspection
    days = inspection.end_date.toordinal()
    key = (days, inspection.authority.name, inspection.slug, last.position)
    return cursor_for(parameters, key)


def _offset(key: Key) -> int:
    """How many passages a cursor by relevance has behind it."""
    if len(key) != 2:
        raise BadCursor("This cursor belongs to another order: begin again without one.")
    version, shown = key
    if version != current_version():
        raise BadCursor(EXPIRED)
    return int(shown)


def _passage_key(key: Key) -> PassageKey:
    if len(key) != 4:
        raise BadCursor("This cursor belongs to another order: begin again without one.")
    return PassageKey(*key)
