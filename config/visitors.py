"""Where a request comes from, as far as that can be believed."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return the network address of whoever asks: behind our proxy, the last one in X-Forwarded-For.

    That one the proxy wrote itself. Those before it came with the request, and anybody may write them.
    """
    neighbour = str(request.META["REMOTE_ADDR"])
    if not settings.BEHIND_PROXY:
        return neighbour
    told = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
    try:
        return str(ip_address(told))
    except ValueError:
        return neighbour
