"""The limits on failed logins, as a handler of django-axes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from config.login.known_browsers import browser_of

NETWORK_LIMIT = 10
"""Failures within `NETWORK_WINDOW`, of one network or of one known browser, that lock it out."""
NETWORK_WINDOW = timedelta(hours=1)
NAME_LIMIT = 20
"""Failures of unknown browsers within `NAME_WINDOW` that lock out unknown browsers for that name.

More than one network may make, and over a short time, since strangers can lock a name.
"""
NAME_WINDOW = timedelta(minutes=10)
KNOWN_BROWSER = "known browser: "
UNKNOWN_BROWSER = "stranger: "
"""Prefixes of the user agent in the records of axes: before the code of a known browser, and before
the User-Agent header of any other.
"""

LONGEST_USER_AGENT = 255
"""Characters that the column of axes holds."""

Attempts = QuerySet[AccessAttempt]
Credentials = dict[str, Any]


class LoginRequest(HttpRequest):
    """A request to log in, with the attributes that axes sets.

    The address is the network of `config.visitors.network_of`.
    """

    axes_ip_address: str
    axes_user_agent: str


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit: login is locked once `attempts` have `most` failures within the `window`."""

    most: int
    attempts: Attempts
    window: timedelta

    @property
    def is_reached(self) -> bool:
        recent = self.attempts.filter(attempt_time__gte=timezone.now() - self.window)
        return (recent.aggregate(total=Sum("failures_since_start"))["total"] or 0) >= self.most


def limits_of(request: LoginRequest, credentials: Credentials | None) -> list[Limit]:
    """The limits for a request: one for a known browser, else one for the network and one for the
    name.
    """
    name = get_client_username(request, credentials)
    browser = browser_of(request, name)
    if browser:
        own = AccessAttempt.objects.filter(username=name, user_agent=KNOWN_BROWSER + browser)
        return [Limit(NETWORK_LIMIT, own, NETWORK_WINDOW)]
    strangers = AccessAttempt.objects.exclude(user_agent__startswith=KNOWN_BROWSER)
    return [
        Limit(NETWORK_LIMIT, strangers.filter(ip_address=request.axes_ip_address), NETWORK_WINDOW),
        Limit(NAME_LIMIT, strangers.filter(username=name), NAME_WINDOW),
    ]


class LoginLimits(AxesDatabaseHandler):
    """The handler for axes.

    Axes locks a login once `get_failures` reaches AXES_FAILURE_LIMIT: 1.
    """

    def get_failures(self, request: LoginRequest, credentials: Credentials | None = None) -> int:
        """The number of limits that are reached."""
        return sum(limit.is_reached for limit in limits_of(request, credentials))

    def user_login_failed(
        self,
        sender: object,
        credentials: Credentials,
        request: LoginRequest | None = None,
        **signal: Any,
    ) -> None:
        """Record a failure, with the known browser or the User-Agent that it came from."""
        if request is not None:
            browser = browser_of(request, get_client_username(request, credentials))
            if browser:
                user_agent = f"{KNOWN_BROWSER}{browser}"
            else:
                user_agent = f"{UNKNOWN_BROWSER}{request.META.get('HTTP_USER_AGENT', '')}"
            request.axes_user_agent = user_agent[:LONGEST_USER_AGENT]
        super().user_login_failed(sender, credentials, request, **signal)

    def filter_user_attempts(
        self, request: LoginRequest, credentials: Credentials | None = None
    ) -> list[Attempts]:
        """The failures that a login clears: those with its name from its browser or network."""
        name = get_client_username(request, credentials)
        attempts = AccessAttempt.objects.filter(username=name)
        browser = browser_of(request, name)
        if browser:
            return [attempts.filter(user_agent=KNOWN_BROWSER + browser)]
        return [attempts.filter(ip_address=request.axes_ip_address)]


def lockout_response(
    request: LoginRequest, _response: HttpResponse | None, credentials: Credentials | None
) -> HttpResponse:
    """The answer 429 to a locked login, with the longest time until it is open again."""
    reached = [limit.window for limit in limits_of(request, credentials) if limit.is_reached]
    seconds = int(max(reached, default=NAME_WINDOW).total_seconds())
    answer = render(request, "locked_out.html", {"minutes": seconds // 60}, status=429)
    answer.headers["Retry-After"] = str(seconds)
    return answer
