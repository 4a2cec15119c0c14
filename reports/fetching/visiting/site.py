"""The addresses of the publisher's site, and the check of every address before its request."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlencode, urljoin, urlsplit, urlunsplit

from reports.fetching.faults import LeadsElsewhere

LIVE = "https://reports.ofsted.gov.uk"
LIVE_HOSTS = ("reports.ofsted.gov.uk", "files.ofsted.gov.uk", "files.api.ofsted.gov.uk")
"""The hosts of the pages, of the files, and of the files until 2022."""
ROWS = 100
"""Rows of a list page to request; since February 2025 the site gives no more."""
CHILDRENS_SOCIAL_CARE = "3"
AUTHORITY_SERVICES = "12"
CLOSED = "2"
LONGEST_ADDRESS = 500
"""Characters; the longest address of the site has under 200."""

_FILE = re.compile(r"/v1/file/(?P<id>\d{5,10})/?")
_PROVIDER = re.compile(r"/provider/44/(?P<urn>\d{5,7})/?")


@dataclass(frozen=True, slots=True)
class Site:
    """The live site, or a copy of it for tests.

    `base` is scheme, host and port. A copy serves the paths of all hosts of the live site.
    """

    base: str = LIVE

    @property
    def is_live(self) -> bool:
        return self.base == LIVE

    @property
    def is_loopback(self) -> bool:
        """Whether the site is on this machine, where it serves nobody else."""
        host = urlsplit(self.base).hostname or ""
        if host == "localhost":
            return True
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return False

    def list_address(self, *, closed: bool) -> str:
        """The address of the first page of the list of open authorities, or of closed ones."""
        parameters = [
            ("q", ""),
            ("location", ""),
            ("lat", ""),
            ("lon", ""),
            ("radius", ""),
            ("level_1_types", CHILDRENS_SOCIAL_CARE),
            ("level_2_types[]", AUTHORITY_SERVICES),
        ]
        if closed:
            parameters.append(("status[]", CLOSED))
        parameters += [("start", "0"), ("rows", str(ROWS))]
        return f"{self.base}/search?{urlencode(parameters)}"

    def address(self, href: str, page: str) -> str:
        """The absolute address of a link or redirect `href` on the page at `page`.

        Every address passes through here before it is requested. Raises `LeadsElsewhere` if it is
        not on one of the publisher's hosts, or not HTTPS.
        """
        try:
            parts = urlsplit(urljoin(page, href.strip()))
            host, port = parts.hostname, parts.port
        except ValueError as error:
            raise LeadsElsewhere(f"“{href[:LONGEST_ADDRESS]}” is no address") from error
        if len(href) > LONGEST_ADDRESS or parts.username or parts.password:
            raise LeadsElsewhere(f"“{href[:LONGEST_ADDRESS]}” is no address of the publisher")
        if _origin(parts) == self.base:
            return _at_origin(self.base, parts)
        if parts.scheme == "https" and host in LIVE_HOSTS and port in (None, 443):
            origin = f"https://{host}" if self.is_live else self.base
            return _at_origin(origin, parts)
        raise LeadsElsewhere(
            f"it leads to {_origin(parts)}, and only {self._allowed()} may be asked"
        )

    def _allowed(self) -> str:
        return ", ".join(LIVE_HOSTS) + " by HTTPS" if self.is_live else self.base


def site_at(base: str) -> Site:
    """The site with this base address. Raises `ValueError` that says what is wrong with it."""
    parts = urlsplit(base.strip())
    try:
        _ = parts.port
    except ValueError as error:
        raise ValueError(f"“{base}” has no valid port.") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"“{base}” is no address; write https://host or http://127.0.0.1:8080.")
    if parts.path not in ("", "/") or parts.query or parts.fragment or parts.username:
        raise ValueError(f"“{base}” must be scheme, host and port alone: {_origin(parts)}.")
    site = Site(_origin(parts))
    if parts.scheme != "https" and not site.is_loopback:
        raise ValueError(f"“{base}” must begin with https://, as it is not on this machine.")
    return site


def origin_of(address: str) -> str:
    """Scheme, host and port of an address, as `Site.base` has them."""
    return _origin(urlsplit(address))


def file_id(address: str) -> str | None:
    """The id of a file in its address, 5 to 10 digits; None for any other address."""
    match = _FILE.fullmatch(urlsplit(address).path)
    return match["id"] if match else None


def provider_urn(address: str) -> str | None:
    """The URN in the address of an authority's page; None for any other address."""
    match = _PROVIDER.fullmatch(urlsplit(address).path)
    return match["urn"] if match else None


def _at_origin(origin: str, parts: SplitResult) -> str:
    """The address with the path and query of `parts` at another scheme, host and port."""
    base = urlsplit(origin)
    return urlunsplit((base.scheme, base.netloc, parts.path, parts.query, ""))


def _origin(parts: SplitResult) -> str:
    """Scheme, host and port, without the default port of the scheme."""
    host = parts.hostname or ""
    if ":" in host:
        host = f"[{host}]"
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    port = "" if parts.port in (None, usual) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"
