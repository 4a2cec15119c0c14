"""The network address that a request comes from."""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

NETWORK_BITS = 64
"""The bits of an IPv6 address that identify a network: one visitor usually has a whole /64 (RFC
6177).
"""


def network_of(request: HttpRequest) -> str:
    """What counts as one visitor: an IPv4 address, or the first address of an IPv6 /64.

    An IPv4-mapped IPv6 address (`::ffff:192.0.2.1`) counts as the IPv4 address. It is "" if there
    is no address, as with a server at a Unix socket.
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
    """The address of the visitor: behind a trusted proxy, the last one in X-Forwarded-For.

    The proxy adds the last one itself. Those before it come with the request, and may be forged.
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
