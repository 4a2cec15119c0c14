"""What neither Django nor django-csp does for every request: a header, and a bound for what is sent."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

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


def permissions_policy(get_response: View) -> View:
    """Return the middleware that adds the Permissions-Policy header to every response."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    return respond


def bounded_bodies(get_response: View) -> View:
    """Return the middleware that refuses a body of more than MOST_BODY_BYTES before anything of it is read.

    Django bounds form fields, not files: anybody could fill the disk for temporary files by the form for logging in.
    """

    def respond(request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.MOST_BODY_BYTES:
            most = settings.MOST_BODY_BYTES // settings.MEGABYTE
            return render(request, "413.html", {"megabytes": most}, status=413)
        return get_response(request)

    return respond
