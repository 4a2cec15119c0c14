"""One line of the log for each request: which page, how it was answered, and what it took; and the
id of the request in every line.

It names the route, as the list of addresses has it, never the address: nobody reads in a log what a
visitor searched for, or which report somebody opened.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

from config.monitoring.answered import Answered
from config.monitoring.metrics import counter

HEADER = "X-Request-ID"
"""Where a proxy names a request, and where its answer repeats the name."""
WELL_FORMED = re.compile(r"[A-Za-z0-9_.-]{8,64}", re.ASCII)
NOT_LOGGED = ("/static/", "/healthz", "/livez", "/readyz", "/metrics")
"""Beginnings of addresses that programs ask every few seconds, or with each page."""
NO_ROUTE = "(no page)"
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")

logger = logging.getLogger(__name__)
request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request that is being answered; empty outside of one."""

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class WithRequest(logging.Filter):
    """Name in each record the request that was being answered, `-` outside of one."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through."""
        record.request_id = request_id.get() or "-"
        return True


@dataclass(slots=True)
class Statements:
    """How many statements the database was sent, and the seconds that it took to answer them."""

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
    """The middleware that logs each request when its answer is made, and counts it where `METRICS`
    asks for that.
    """
    count = counter() if settings.METRICS else None

    def respond(request: HttpRequest) -> HttpResponseBase:
        with _named(request) as name:
            begun = time.perf_counter()
            statements = Statements()
            with _counted(statements):
                response = get_response(request)
            response.headers[HEADER] = name
            if request.path_info.startswith(NOT_LOGGED):
                return response
            seconds = time.perf_counter() - begun
            answered = _answered(request, response.status_code, seconds, statements)
            log(answered)
            if count is not None:
                count(answered)
            return response

    return respond


def _answered(
    request: HttpRequest, status: int, seconds: float, statements: Statements
) -> Answered:
    """What is logged and counted of a request; the address of a cached page was never looked up."""
    looked_up = request.resolver_match is not None
    return Answered(
        method=request.method if request.method in METHODS else "(other)",
        route=_route(request),
        status=status,
        seconds=seconds,
        statements=statements.count,
        database_seconds=statements.seconds,
        cached=not looked_up and status in (200, 304),
    )


def log(answered: Answered) -> None:
    """Write the line of a request: its figures are of the record, too, for logs in JSON."""
    figures = {
        "method": answered.method,
        "route": answered.route,
        "status": answered.status,
        "ms": round(1000 * answered.seconds, 1),
        "statements": answered.statements,
        "database_ms": round(1000 * answered.database_seconds, 1),
        "cached": answered.cached,
    }
    logger.info(
        "%(method)s %(route)s %(status)s in %(ms)s ms, %(statements)s statements in"
        " %(database_ms)s ms",
        figures,
        extra={"figures": figures},
    )


@contextmanager
def _counted(statements: Statements) -> Iterator[None]:
    """Count what is sent to the primary server and to its replicas; this connects to none."""
    with ExitStack() as stack:
        for alias in connections:
            stack.enter_context(connections[alias].execute_wrapper(statements))
        yield


@contextmanager
def _named(request: HttpRequest) -> Iterator[str]:
    """Name the request: as the proxy did, where one is trusted, else by an id of its own."""
    given = request.headers.get(HEADER, "") if settings.BEHIND_PROXY else ""
    name = given if WELL_FORMED.fullmatch(given) else uuid4().hex
    token = request_id.set(name)
    try:
        yield name
    finally:
        request_id.reset(token)


def _route(request: HttpRequest) -> str:
    """The route of the request, such as `inspections/<slug:slug>/`."""
    match = request.resolver_match
    if match is None:  # answered before the page was looked for, from the cache for one
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return NO_ROUTE
    return f"/{match.route}"
