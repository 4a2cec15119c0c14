"""Serving from a standby as the only server: pages are served, and changes are refused."""

from __future__ import annotations

from collections.abc import Callable

from django.db import OperationalError, connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

WRITING = ("/admin/",)
SECONDS_TO_COME_BACK = "60"

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def is_standby() -> bool:
    """Whether the default server accepts no changes, like a streaming replica before promotion.

    The server reports the parameter to each connection (PostgreSQL manual, 54.2.7). Raises
    `OperationalError` if it does not answer.
    """
    connection.ensure_connection()
    return bool(connection.connection.info.parameter_status("in_hot_standby") == "on")


def refuses_changes_at_a_standby(get_response: GetResponse) -> GetResponse:
    """Return the middleware that answers 503 to requests that write, at a standby."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        if _needs_to_write(request) and _is_surely_standby():
            response = render(request, "read_only.html", status=503)
            response.headers["Retry-After"] = SECONDS_TO_COME_BACK
            return response
        return get_response(request)

    return respond


def _needs_to_write(request: HttpRequest) -> bool:
    return request.method == "POST" or request.path_info.startswith(WRITING)


def _is_surely_standby() -> bool:
    """Whether the server is a standby. False if it does not answer: then the page itself fails."""
    try:
        return is_standby()
    except OperationalError:
        return False
