"""How often somebody may fail to log in: the rules, as django-axes counts and asks them."""

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
NETWORK_WINDOW = timedelta(hours=1)
"""So many failures of one network, or of one known browser, close the login to it, whatever the
names.
"""
NAME_LIMIT = 20
NAME_WINDOW = timedelta(minutes=10)
"""So many failures of strangers with one name close that name to strangers.

More than one network is let have, and over a short time: strangers decide when a name is closed.
"""
KNOWN = "known browser: "
STRANGER = "stranger: "
"""What stands before the code of a known browser, and before what any other calls itself, where
axes keeps that.
"""

Attempts = QuerySet[AccessAttempt]
Credentials = dict[str, Any]


class LoginRequest(HttpRequest):
    """A request to log in, with what axes notes on it; its address is that of
    `config.visitors.network_of`.
    """

    axes_ip_address: str
    axes_user_agent: str


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of failures that closes the login, the failures that count, and over how long they
    do.
    """

    most: int
    attempts: Attempts
    window: timedelta

    @property
    def is_reached(self) -> bool:
        recent = self.attempts.filter(attempt_time__gte=timezone.now() - self.window)
        return (recent.aggregate(total=Sum("failures_since_start"))["total"] or 0) >= self.most


def limits_of(request: LoginRequest, credentials: Credentials | None) -> list[Limit]:
    """The limits for a known browser, which has its own; else for its network and for the name."""
    name = get_client_username(request, credentials)
    browser = browser_of(request, name)
    if browser:
        own = AccessAttempt.objects.filter(username=name, user_agent=KNOWN + browser)
        return [Limit(NETWORK_LIMIT, own, NETWORK_WINDOW)]
    strangers = AccessAttempt.objects.exclude(user_agent__startswith=KNOWN)
    return [
        Limit(NETWORK_LIMIT, strangers.filter(ip_address=request.axes_ip_address), NETWORK_WINDOW),
        Limit(NAME_LIMIT, strangers.filter(username=name), NAME_WINDOW),
    ]


class LoginLimits(AxesDatabaseHandler):
    """The rules. What axes compares with AXES_FAILURE_LIMIT, 1, is the number of limits that are
    reached.
    """

    def get_failures(self, request: LoginRequest, credentials: Credentials | None = None) -> int:
        """How many limits are reached."""
        return sum(limit.is_reached for limit in limits_of(request, credentials))

    def user_login_failed(
        self,
        sender: object,
        credentials: Credentials,
        request: LoginRequest | None = None,
        **signal: Any,
    ) -> None:
        """Record a failure under the browser that it came from."""
        if request is not None:
            browser = browser_of(request, get_client_username(request, credentials))
            calls_itself = request.META.get("HTTP_USER_AGENT", "")
            request.axes_user_agent = (KNOWN + browser if browser else STRANGER + calls_itself)[
                :255
            ]
        super().user_login_failed(sender, credentials, request, **signal)

    def filter_user_attempts(
        self, request: LoginRequest, credentials: Credentials | None = None
    ) -> list[Attempts]:
        """The failures that a login clears: those with this name from this browser or network,
        nobody else's.
        """
        name = get_client_username(request, credentials)
        attempts = AccessAttempt.objects.filter(username=name)
        browser = browser_of(request, name)
        if browser:
            return [attempts.filter(user_agent=KNOWN + browser)]
        return [attempts.filter(ip_address=request.axes_ip_address)]


def locked_out(
    request: LoginRequest, _response: HttpResponse | None, credentials: Credentials | None
) -> HttpResponse:
    """The answer to a login that is closed, with the time after which it is open again at the
    latest.
    """
    reached = [limit.window for limit in limits_of(request, credentials) if limit.is_reached]
    seconds = int(max(reached, default=NAME_WINDOW).total_seconds())
    answer = render(request, "locked_out.html", {"minutes": seconds // 60}, status=429)
    answer.headers["Retry-After"] = str(seconds)
    return answer
