"""How many passwords are checked or made at a time: each takes a processor for a third of a second."""

from __future__ import annotations

from contextvars import ContextVar

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reports.web.places import AllPlacesTaken, WorkPlaces

PASSWORD_PLACES = WorkPlaces(key=0x5EA9, number=2)
"""Passwords that are hashed at the same time, over all processes."""
RETRY_AFTER = 5
"""Seconds after which a login that found no place may come back."""

in_request: ContextVar[bool] = ContextVar("in_request", default=False)
"""Whether a request is being answered; its passwords take places."""


class BoundedHasher(PBKDF2PasswordHasher):
    """Django's own hashes; within a request, making or checking one takes a place.

    All paths come here: a login, under an unknown name too, a new password, a user that an
    administrator adds. A command on the server is nobody's flood, and takes none.
    """

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        """The hash. Raises `PasswordsBusy` when no place is free."""
        if not in_request.get():
            return super().encode(password, salt, iterations)
        try:
            with PASSWORD_PLACES.one():
                return super().encode(password, salt, iterations)
        except AllPlacesTaken as error:
            raise PasswordsBusy from error


class PasswordsBusy(Exception):
    """As many passwords are being hashed as may be at a time."""


def busy_page(request: HttpRequest) -> HttpResponse:
    """The answer 503 to a login for which no place was free."""
    response = render(request, "login_busy.html", status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response
