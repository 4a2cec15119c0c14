"""What one search may cost, so that no query takes the archive away from the other readers.

Every statement of a page ends after STATEMENT_TIMEOUT seconds. Searches that are dear by their form (many words,
NEAR, stars) take one of a few places: who finds none is asked to try again, and does not queue before everybody else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps

from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from psycopg.errors import QueryCanceled

from search.words.query import Query
from search.words.tree import Near, Node, Words, leaves, walk

DEAR_PLACES = 2
"""Dear searches that run at the same time, over all processes."""
DEAR_WORDS = 12
"""Words and phrases from which a search is dear."""
PLACES = 0x5EA7
"""The class of the advisory locks that are the places (PostgreSQL manual, 13.3.5)."""

_has_place: ContextVar[bool | None] = ContextVar("has_place", default=None)
"""Whether the view that is being answered has a place; None outside of views, where nobody would give one back."""
View = Callable[..., HttpResponseBase]
"""It takes a request, and what the address names."""


class TooBusy(Exception):
    """All places for dear searches are taken."""


def bounded(view: View) -> View:
    """A view whose search ends in time, or with a page that says why it did not and what to do."""

    @wraps(view)
    def answered(request: HttpRequest, **named: str) -> HttpResponseBase:
        try:
            with _places_given_back():
                return view(request, **named)
        except TooBusy:
            return _too_much(request, busy=True)
        except OperationalError as error:
            if not isinstance(error.__cause__, QueryCanceled):
                raise
            return _too_much(request, busy=False)

    return answered


def take_place(query: Query) -> None:
    """Take a place for a dear query until the view has answered. Raises `TooBusy` when none is free.

    One place does for all searches of a view; a search outside of `bounded` views is no reader's, and takes none.
    """
    if _has_place.get() is not False or not is_dear(query.root):
        return
    with connection.cursor() as cursor:
        for place in range(DEAR_PLACES):
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [PLACES, place])
            if cursor.fetchone()[0]:
                _has_place.set(True)
                return
    raise TooBusy


def is_dear(root: Node | None) -> bool:
    """Whether a query's form makes it cost many times what words cost."""
    many = len(list(leaves(root))) > DEAR_WORDS
    return many or any(isinstance(node, Near) or (isinstance(node, Words) and node.beginning) for node in walk(root))


@contextmanager
def _places_given_back() -> Iterator[None]:
    before = _has_place.set(False)
    try:
        yield
    finally:
        taken = _has_place.get()
        _has_place.reset(before)
        if taken:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock_all()")


def _too_much(request: HttpRequest, *, busy: bool) -> HttpResponse:
    response = render(request, "search/too_much.html", {"busy": busy}, status=503)
    response["Retry-After"] = "5"
    return response
