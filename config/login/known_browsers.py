"""Known browsers: a signed cookie has the user name and a code of the browser."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

COOKIE = "known_browser"
MOST_SECONDS = 180 * 24 * 3600
"""Seconds after the last login during which a browser is known."""
SALT = "config.login.known_browsers"


def browser_of(request: HttpRequest, name: str | None) -> str | None:
    """The code of this browser if `name` has logged in with it; None for an unknown browser."""
    try:
        content = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=MOST_SECONDS)
    except signing.BadSignature:
        return None
    return str(content["browser"]) if content["name"] == name else None


def remember_browser(
    sender: object, request: HttpRequest, user: AbstractBaseUser, **_signal: Any
) -> None:
    """Handle the signal of a login: give the request a cookie, which the middleware will set."""
    content = {"name": user.get_username(), "browser": secrets.token_urlsafe(16)}
    request.known_browser = signing.dumps(content, salt=SALT)  # type: ignore[attr-defined]  # ours, for the middleware


def set_cookie(response: HttpResponseBase, cookie: str) -> None:
    """Add the cookie of a known browser to the response."""
    response.set_cookie(
        COOKIE,
        cookie,
        max_age=MOST_SECONDS,
        path="/admin/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
