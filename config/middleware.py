"""What neither Django nor django-csp does for every request: headers, what is gzipped, bounds,
small letters.
"""

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

# The archive asks a browser for none of these, so nothing that slips into a page may ask either.
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
    """Django's, for pages. A file is sent as it was made: gzipped already where that pays, with its
    exact length.
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
    """Return the middleware that refuses a body of more than MOST_BODY_BYTES before anything of it
    is read.

    Django bounds form fields, not files: anybody could fill the disk for temporary files by the
    form for logging in.
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
"""Addresses whose capital letters are left alone."""
NO_PAGE = (301, 404)
"""What is answered where no page is: Django sends an address without its last slash on before it
looks for one.
"""


def small_letters(get_response: View) -> View:
    """Return the middleware that sends a page or file asked for in capital letters to its address
    in small ones.

    Only an address that has no page or file is changed, and only where the one in small letters
    has; the query stays as it is.
    """

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code not in NO_PAGE or request.method not in ("GET", "HEAD"):
            return response
        for lowered in _in_small_letters(request):
            if _exists(lowered, get_response):
                return HttpResponsePermanentRedirect(lowered.get_full_path())
        return response

    return respond


def _in_small_letters(request: HttpRequest) -> Iterator[HttpRequest]:
    """The same request for the path in small letters, as it is and with a slash at its end.

    Nothing where the path is in small letters already, or is not public.
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
    """Whether the path of a request is that of a page or file."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return False
    if not match.kwargs:
        return True
    # Whether there is an authority or a subject of this name, only its page knows.
    response = get_response(request)
    # Only the file: closing the response would say that the request is over, and close the
    # database's connection.
    if file := getattr(response, "file_to_stream", None):
        file.close()
    return response.status_code not in NO_PAGE


class Logins:
    """The middleware of logging in (`config.login`): in a request passwords take places, a login
    that found none is answered 503, and one that succeeds makes its browser known.
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
