"""The addresses of the publisher's site, and which addresses a run may ask for."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlencode, urljoin, urlsplit, urlunsplit

from reports.fetching.faults import LeadsElsewhere

LIVE = "https://reports.ofsted.gov.uk"
LIVE_HOSTS = ("reports.ofsted.gov.uk", "files.ofsted.gov.uk", "files.api.ofsted.gov.uk")
"""The host of the pages, that of the files, and that of the files until 2022."""
ROWS = 100
"""Rows of a list page that are asked for; the site gives no more since February 2025."""
CHILDRENS_SOCIAL_CARE = "3"
AUTHORITY_SERVICES = "12"
CLOSED = "2"
MOST_LETTERS = 500
"""Of an address; the longest of the site has under 200."""

_FILE = re.compile(r"/v1/file/(?P<id>\d{5,10})/?")
_PROVIDER = re.compile(r"/provider/44/(?P<urn>\d{5,7})/?")


@dataclass(frozen=True, slots=True)
class Site:
    """The live site, or one that stands in its place.

    `base` is scheme, host and port. A site other than the live one stands for all hosts of the live
    one, with the same paths.
    """

    base: str = LIVE

    @property
    def is_live(self) -> bool:
        return self.base == LIVE

    @property
    def is_loopback(self) -> bool:
        """Whether it is on this machine, where nobody else is served."""
        host = urlsplit(self.base).hostname or ""
        if host == "localhost":
            return True
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return False

    def list_address(self, *, closed: bool) -> str:
        """The address of the first page of the list of authorities, or of the closed ones."""
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
        """The address to ask for, of a link or a redirect on a page of the site.

        Raises `LeadsElsewhere` where it is not on the publisher's hosts, or not by HTTPS. Nothing
        is asked for without passing through here.
        """
        try:
            parts = urlsplit(urljoin(page, href.strip()))
            host, port = parts.hostname, parts.port
        except ValueError as error:
            raise LeadsElsewhere(f"“{href[:MOST_LETTERS]}” is no address") from error
        if len(href) > MOST_LETTERS or parts.username or parts.password:
            raise LeadsElsewhere(f"“{href[:MOST_LETTERS]}” is no address of the publisher")
        if _origin(parts) == self.base:
            return urlunsplit((*urlsplit(self.base)[:2], parts.path, parts.query, ""))
        if parts.scheme == "https" and host in LIVE_HOSTS and port in (None, 443):
            base = LIVE if self.is_live else self.base
            origin = f"https://{host}" if self.is_live else base
            return urlunsplit((*urlsplit(origin)[:2], parts.path, parts.query, ""))
        raise LeadsElsewhere(
            f"it leads to {_origin(parts)}, and only {self._allowed()} may be asked"
        )

    def _allowed(self) -> str:
        return ", ".join(LIVE_HOSTS) + " by HTTPS" if self.is_live else self.base


def site_at(base: str) -> Site:
    """The site with this base address. Raises `ValueError` with a sentence where it is none."""
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


def _origin(parts: SplitResult) -> str:
    """Scheme, host and port; the usual port of the scheme is left out."""
    host = parts.hostname or ""
    if ":" in host:
        host = f"[{host}]"
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    port = "" if parts.port in (None, usual) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"
