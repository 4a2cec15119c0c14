"""Logging each request in one line, and adding the id of the request to every line of the log.

The line has the route, such as `inspections/<slug:slug>/`, never the address: the log does not show
what visitors search for, or which reports they open.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

from config.monitoring.answered_request import AnsweredRequest
from config.monitoring.metrics import counter

HEADER = "X-Request-ID"
"""The header in which a proxy sends the id of a request, and in which the answer repeats it."""
WELL_FORMED = re.compile(r"[A-Za-z0-9_.-]{8,64}", re.ASCII)
NOT_LOGGED = ("/static/", "/healthz", "/livez", "/readyz", "/metrics")
"""Beginnings of addresses that programs request every few seconds, or with each page."""
NO_ROUTE = "(no page)"
MOST_ROUTES = 1_000
"""The most paths whose route is cached; a path has at most eight kilobytes."""
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")

logger = logging.getLogger(__name__)
request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request that is being answered; empty outside of one."""

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class WithRequest(logging.Filter):
    """Adds the id of the current request to each record; `-` outside a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Set `request_id` on the record, and return True."""
        record.request_id = request_id.get() or "-"
        return True


@dataclass(slots=True)
class Statements:
    """The number of statements that were sent to the database, and the seconds that they took."""

    count: int = 0
    seconds: float = 0.0

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        """Execute a statement, and count it (`connection.execute_wrapper`)."""
        self.count += 1
        begun = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            self.seconds += time.perf_counter() - begun


def logged_requests(get_response: GetResponse) -> GetResponse:
    """The middleware that logs each answered request, and counts it if `METRICS` is on."""
    count = counter() if settings.METRICS else None

    def respond(request: HttpRequest) -> HttpResponseBase:
        with _named(request) as name, ExitStack() as counting:
            begun = time.perf_counter()
            statements = Statements()
            for alias in connections:  # of all database servers; this opens no connection
                counting.enter_context(connections[alias].execute_wrapper(statements))
            response = get_response(request)
            response.headers[HEADER] = name
            if request.path_info.startswith(NOT_LOGGED):
                return response
            seconds = time.perf_counter() - begun
            answered_request = _answered(request, response.status_code, seconds, statements)
            log(answered_request)
            if count is not None:
                count(answered_request)
            return response

    return respond


def _answered(
    request: HttpRequest, status: int, seconds: float, statements: Statements
) -> AnsweredRequest:
    """The values of an answered request to log and count."""
    # Django has not resolved the address of a page that came from the cache.
    is_resolved = request.resolver_match is not None
    return AnsweredRequest(
        method=request.method if request.method in METHODS else "(other)",
        route=_route(request),
        status=status,
        seconds=seconds,
        statements=statements.count,
        database_seconds=statements.seconds,
        cached=not is_resolved and status in (200, 304),
    )


def log(answered_request: AnsweredRequest) -> None:
    """Log the line of a request. The record also has its figures as fields, for logs in JSON."""
    figures = {
        "method": answered_request.method,
        "route": answered_request.route,
        "status": answered_request.status,
        "ms": round(1000 * answered_request.seconds, 1),
        "statements": answered_request.statements,
        "database_ms": round(1000 * answered_request.database_seconds, 1),
        "cached": answered_request.cached,
    }
    logger.info(
        "%(method)s %(route)s %(status)s in %(ms)s ms, %(statements)s statements in"
        " %(database_ms)s ms",
        figures,
        extra={"figures": figures},
    )


@contextmanager
def _named(request: HttpRequest) -> Iterator[str]:
    """Set the id of the request for the block: that of a trusted proxy, else a new one."""
    given = request.headers.get(HEADER, "") if settings.BEHIND_PROXY else ""
    name = given if WELL_FORMED.fullmatch(given) else uuid4().hex
    token = request_id.set(name)
    try:
        yield name
    finally:
        request_id.reset(token)


def _route(request: HttpRequest) -> str:
    """The route of the request, such as `/inspections/<slug:slug>/`."""
    match = request.resolver_match
    return f"/{match.route}" if match else _route_of_path(request.path_info)


@lru_cache(maxsize=MOST_ROUTES)
def _route_of_path(path: str) -> str:
    """The route of a request that was answered before Django resolved its path.

    Such as that of a cached page, which takes a third less time if its route is cached, too.
    """
    try:
        return f"/{resolve(path).route}"
    except Resolver404:
        return NO_ROUTE
