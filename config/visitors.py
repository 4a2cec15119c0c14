"""Where a request comes from, as far as that can be believed."""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

NETWORK_BITS = 64
"""Bits of an IPv6 address that name a network: whoever has one address has all addresses of a /64
(RFC 6177).
"""


def network_of(request: HttpRequest) -> str:
    """Return what counts as one visitor: an IPv4 address, or the first address of an IPv6 /64.

    An IPv4 address that is written as IPv6 (`::ffff:192.0.2.1`) is the IPv4 address. A visitor
    without an address, of a server that listens at a socket, is "".
    """
    try:
        address = ip_address(address_of(request))
    except ValueError:
        return ""
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    host_bits = 128 - NETWORK_BITS
    return str(IPv6Address(int(address) >> host_bits << host_bits))


def address_of(request: HttpRequest) -> str:
    """Return the network address of whoever asks: behind our proxy, the last one in
    X-Forwarded-For.

    That one the proxy wrote itself. Those before it came with the request, and anybody may write
    them.
    """
    neighbour = str(request.META["REMOTE_ADDR"])
    if not settings.BEHIND_PROXY:
        return neighbour
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
    last = forwarded.rpartition(",")[2].strip()
    try:
        return str(ip_address(last))
    except ValueError:
        return neighbour
