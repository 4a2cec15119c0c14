"""A limit on hashing passwords at the same time: each hash takes a third of a second of a core."""

from __future__ import annotations

from contextvars import ContextVar

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reports.web.places import AllPlacesTaken, WorkPlaces

PASSWORD_PLACES = WorkPlaces(key=0x5EA9, number=2)
"""The number of passwords that all processes together may hash at the same time."""
RETRY_AFTER = 5
"""Seconds after which to try a login again for which no place was free."""

in_request: ContextVar[bool] = ContextVar("in_request", default=False)
"""Whether a request is being answered: then hashing a password takes a place."""


class BoundedHasher(PBKDF2PasswordHasher):
    """Django's hasher. Within a request, making or checking a hash takes a place.

    Every use comes here: a login, also under an unknown name, a new password, a new user. A command
    on the server takes no place, since strangers cannot run one.
    """

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        """The hash of a password. Raises `PasswordsBusy` if no place is free."""
        if not in_request.get():
            return super().encode(password, salt, iterations)
        try:
            with PASSWORD_PLACES.one():
                return super().encode(password, salt, iterations)
        except AllPlacesTaken as error:
            raise PasswordsBusy from error


class PasswordsBusy(Exception):
    """All places for hashing passwords are taken."""


def busy_page(request: HttpRequest) -> HttpResponse:
    """The answer 503 to a request for which no place to hash its password was free."""
    response = render(request, "login_busy.html", status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response
