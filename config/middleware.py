"""Middleware: a header, compression, limits on bodies, lower-case addresses, and logging in."""

from collections.abc import Callable, Iterator
from copy import copy

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.urls import Resolver404, resolve

from config.login import known_browsers, passwords
from reports.web.data_views import data_error, is_data_address

# Browser features that the archive does not use: no foreign content in a page may use them either.
FEATURES = (
    "accelerometer",
    "camera",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "payment",
    "usb",
)
PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in FEATURES)


View = Callable[[HttpRequest], HttpResponseBase]


class GZip(GZipMiddleware):
    """Django's compression, for pages only.

    Files are streamed as they were made: already compressed if that pays, and with their length.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.streaming:
            return response
        return super().process_response(request, response)


def permissions_policy(get_response: View) -> View:
    """Return the middleware that adds the Permissions-Policy header to every response."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    return respond


def bounded_bodies(get_response: View) -> View:
    """Return the middleware that refuses a body of more than MOST_BODY_BYTES, before reading it.

    Django limits form fields but not files: without this, anybody could fill the disk for temporary
    files by sending them to the login form.
    """

    def respond(request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.MOST_BODY_BYTES:
            if is_data_address(request.path_info):
                return data_error(413)
            most = settings.MOST_BODY_BYTES // settings.MEGABYTE
            return render(request, "413.html", {"megabytes": most}, status=413)
        return get_response(request)

    return respond


NOT_PUBLIC = ("/admin/", "/static/")
"""Beginnings of addresses that are not changed to lower case."""
NO_PAGE_STATUSES = (301, 404)
"""Statuses of an address without a page: Django redirects to the address with a final slash before
it looks for a page.
"""


def lower_case_addresses(get_response: View) -> View:
    """Return the middleware that redirects an address with capital letters to lower case.

    It redirects only if the address has no page or file, and the one in lower case has. The query
    is not changed.
    """

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code not in NO_PAGE_STATUSES or request.method not in ("GET", "HEAD"):
            return response
        for lowered in _in_lower_case(request):
            if _exists(lowered, get_response):
                return HttpResponsePermanentRedirect(lowered.get_full_path())
        return response

    return respond


def _in_lower_case(request: HttpRequest) -> Iterator[HttpRequest]:
    """Yield the request with its path in lower case, then with a slash added at the end.

    Yields nothing if the path is in lower case already, or is not public.
    """
    path = request.path_info.lower()
    if path == request.path_info or path.startswith(NOT_PUBLIC):
        return
    folder = request.path.removesuffix(request.path_info)
    for ending in ("", "/"):
        lowered = copy(request)
        lowered.path_info = path + ending
        lowered.path = folder + lowered.path_info
        yield lowered


def _exists(request: HttpRequest, get_response: View) -> bool:
    """Whether a page or file has the path of a request."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return False
    if not match.kwargs:
        return True
    # Only the view knows whether the authority or subject in the path exists.
    response = get_response(request)
    # Close the file, not the response: that would signal the end of the request, which closes the
    # connection to the database.
    if file := getattr(response, "file_to_stream", None):
        file.close()
    return response.status_code not in NO_PAGE_STATUSES


class Logins:
    """The middleware for logging in (`config.login`).

    Within a request, hashing a password takes a place; if none is free, the answer is 503. After a
    login it sets the cookie of the known browser.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response
        user_logged_in.connect(known_browsers.remember_browser, dispatch_uid="remember_browser")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        before = passwords.in_request.set(True)
        try:
            response = self.get_response(request)
        finally:
            passwords.in_request.reset(before)
        if cookie := getattr(request, "known_browser", None):
            known_browsers.set_cookie(response, cookie)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        is_busy = isinstance(exception, passwords.PasswordsBusy)
        return passwords.busy_page(request) if is_busy else None
