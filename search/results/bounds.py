"""What one search may cost, so that no query takes the archive away from the other readers.

Every statement of a page ends after STATEMENT_TIMEOUT seconds. Searches that are dear by their form
(many words, NEAR, stars) take one of a few places: who finds none is asked to try again, and does
not queue before everybody else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from functools import wraps

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from psycopg.errors import QueryCanceled

from reports.web.places import AllPlacesTaken, Places
from search.query.query import Near, Node, Query, Words, leaves, walk

SEARCH_PLACES = Places(key=0x5EA7, number=2)
"""Expensive searches that run at the same time, over all processes."""
MOST_CHEAP_WORDS = 12
"""Words and phrases from which a search is dear."""

_places_of_view: ContextVar[ExitStack | None] = ContextVar("places_of_view", default=None)
"""What holds the place of the view that is being answered; None outside of views, and once a place
is taken.
"""
SearchView = Callable[..., HttpResponseBase]
"""It takes a request, and what the address names."""


def bounded(view: SearchView) -> SearchView:
    """A view whose search ends in time, or with a page that says why it did not and what to do."""

    @wraps(view)
    def answered(request: HttpRequest, **named: str) -> HttpResponseBase:
        try:
            with _places_given_back():
                return view(request, **named)
        except AllPlacesTaken:
            return _too_much(request, busy=True)
        except OperationalError as error:
            if not isinstance(error.__cause__, QueryCanceled):
                raise
            return _too_much(request, busy=False)

    return answered


def take_place(query: Query) -> None:
    """Take a place for an expensive query until the view has answered. Raises `AllPlacesTaken` when
    none is free.

    One place does for all searches of a view; a search outside of `bounded` views is no reader's,
    and takes none.
    """
    places = _places_of_view.get()
    if places is None or not is_expensive(query.root):
        return
    places.enter_context(SEARCH_PLACES.one())
    # What follows needs no second place; the first one is given back by the view, which holds
    # `places`.
    _places_of_view.set(None)


def is_expensive(root: Node | None) -> bool:
    """Whether a query's form makes it cost many times what words cost."""
    many = len(list(leaves(root))) > MOST_CHEAP_WORDS
    return many or any(
        isinstance(node, Near) or (isinstance(node, Words) and node.beginning)
        for node in walk(root)
    )


@contextmanager
def _places_given_back() -> Iterator[None]:
    with ExitStack() as places:
        before = _places_of_view.set(places)
        try:
            yield
        finally:
            _places_of_view.reset(before)


def _too_much(request: HttpRequest, *, busy: bool) -> HttpResponse:
    response = render(request, "search/too_much.html", {"busy": busy}, status=503)
    response["Retry-After"] = "5"
    return response
