"""Pages that a process keeps, and conditional requests: both hold as long as the version of the
archive.

A page depends on its address, on what the archive holds, on the day (how long somebody waits) and
on the code. All four are in the key, and in the ETag, so that nothing stale is ever shown (RFC
9110, 8.8.3 and 13.1.2).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from cachetools import LRUCache
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response

from reports.models import ArchiveVersion
from reports.overview.cache import forgotten_with_others

KEPT_BYTES = 32 * 2**20
"""How much the pages that a process keeps may take."""
NOT_KEPT = ("/admin/", "/healthz", "/static/")
"""What differs from person to person, or from moment to moment."""
STORED_FILE = "/original"
"""How the addresses of originals end; they have ETags of their own (`serving.py`)."""
CODE = ("config", "reports", "search", "templates", "static")
SAID_OF_CACHING = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
"""Headers of a page that is kept, and of each 304 that stands for it (RFC 9110, 15.4.5).

A browser may keep the page, and asks each time whether it still holds; it may have come gzipped.
"""

View = Callable[[HttpRequest], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Page:
    """A whole answer."""

    content: bytes
    headers: dict[str, str]


_pages: LRUCache[str, Page] = LRUCache(KEPT_BYTES, getsizeof=lambda page: len(page.content) + 1000)
_lock = Lock()


def forget() -> None:
    """Make every page anew when it is next asked for."""
    with _lock:
        _pages.clear()


forgotten_with_others(forget)


def kept_pages(get_response: View) -> View:
    """The middleware that answers a public page from what is kept, or with 304 where the reader has
    it already.
    """

    def respond(request: HttpRequest) -> HttpResponseBase:
        ours = not request.path.startswith(NOT_KEPT) and not request.path.endswith(STORED_FILE)
        if request.method not in ("GET", "HEAD") or not ours or settings.DEBUG:
            return get_response(request)
        with ArchiveVersion.of_a_request() as version:
            etag = _etag(request, version)
            # Whether there is a page at all, which a star asks, only the view knows.
            asks_for_any = request.headers.get("If-None-Match", "").strip() == "*"
            unchanged = None if asks_for_any else get_conditional_response(request, etag)
            if unchanged is not None:
                return _tagged(unchanged, etag)
            with _lock:
                page = _pages.get(etag)
            return _again(page) if page else _keep(get_response(request), etag, request)

    return respond


def _etag(request: HttpRequest, version: int) -> str:
    parts = (
        code_digest(),
        str(version),
        timezone.localdate().isoformat(),
        request.build_absolute_uri(),
    )
    digest = hashlib.sha256(" ".join(parts).encode()).hexdigest()[:32]
    # Weak: the page is the same page whether it is sent gzipped or not (RFC 9110, 8.8.1).
    return f'W/"{digest}"'


def _keep(response: HttpResponseBase, etag: str, request: HttpRequest) -> HttpResponseBase:
    """The response with its ETag, kept; one that is no whole page of everybody's stays as it is."""
    private = response.cookies or "Content-Disposition" in response.headers
    # A view that says something else of caching is believed; no 304 could repeat what it says
    # without asking it.
    has_own_rules = any(
        response.headers.get(name, said) != said for name, said in SAID_OF_CACHING.items()
    )
    if (
        not isinstance(response, HttpResponse)
        or response.status_code != 200
        or private
        or has_own_rules
    ):
        return response
    _tagged(response, etag)
    if request.method == "GET" and len(response.content) < KEPT_BYTES // 8:
        with _lock:
            _pages[etag] = Page(response.content, dict(response.headers))
    return response


def _tagged(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    """The same response, with what its readers' caches go by."""
    for name, value in {"ETag": etag, **SAID_OF_CACHING}.items():
        response.headers[name] = value
    return response


def _again(page: Page) -> HttpResponse:
    return HttpResponse(page.content, headers=page.headers)


@cache
def code_digest() -> str:
    """A name for the code and templates that this process runs, another one after any change of
    them.
    """
    root = Path(__file__).parents[2]
    files = (
        path for folder in CODE for path in sorted((root / folder).rglob("*")) if path.is_file()
    )
    digest = hashlib.sha256()
    for path in files:
        if "__pycache__" not in path.parts:
            digest.update(path.read_bytes())
    return digest.hexdigest()
