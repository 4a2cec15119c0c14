"""A web process whose only server is a standby: it serves pages, refuses changes, and says so."""

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
    """Whether the default server takes no changes, as a streaming replica does until its promotion.

    The server tells each connection when that changes (PostgreSQL manual, 54.2.7). Raises
    `OperationalError` where it does not answer.
    """
    connection.ensure_connection()
    return bool(connection.connection.info.parameter_status("in_hot_standby") == "on")


def refuses_changes_at_a_standby(get_response: GetResponse) -> GetResponse:
    """Return the middleware that answers 503 to what needs to write, while the server cannot."""

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
    """Whether the server is a standby; not where it does not answer, which the page itself says."""
    try:
        return is_standby()
    except OperationalError:
        return False
