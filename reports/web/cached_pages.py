"""A cache of finished pages in memory, and conditional requests.

A page depends on its address, the version of the archive, the day (waiting times), the code, and
the setting CONTACT. Its ETag is computed from all of them, and is also its key in the cache, so no
outdated page is ever shown (RFC 9110, 8.8.3 and 13.1.2).
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from http import HTTPStatus
from pathlib import Path
from threading import Lock

from cachetools import LRUCache
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import re_accepts_gzip as accepts_gzip
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_http_date_safe

from reports.overview.cache import current_state, one_version, register_cache
from reports.web.data_views import DataView, for_programs, is_data_address

CACHE_BYTES = 32 * 2**20
"""Bytes that the cached pages of a process may take."""
LARGEST_PAGE = CACHE_BYTES // 8
"""Bytes below which a page is cached: a larger one would displace too many others."""
OVERHEAD = 1000
"""Bytes that a page takes beside its content."""
NEVER_CACHED = (
    "/admin/",
    "/healthz",
    "/livez",
    "/readyz",
    "/static/",
    "/grades.css",
    "/data/",
)
"""Beginnings of addresses whose answers depend on the person or the moment, or do not depend on the
archive's version.
"""
STORED_FILE = "/original"
"""The end of the addresses of originals, which have their own ETags (`serving.py`)."""
CODE = ("config", "reports", "search", "templates", "static")
CACHING_HEADERS = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
"""Headers of a cached page and of its 304 (RFC 9110, 15.4.5).

A browser may store the page, but must check each time whether it has changed.
"""

GetResponse = Callable[[HttpRequest], HttpResponseBase]


SMALLEST_GZIPPED = 200
"""Bytes below which a page is not compressed, as in Django's own middleware."""
GZIP_LEVEL = 4
"""A page of search takes half the time of level 6, that of Django's middleware, for 4% more bytes."""


@dataclass(frozen=True, slots=True)
class CachedPage:
    """A complete answer with status 200, compressed once for all readers who accept gzip.

    It is the same for everybody and holds no secret, so it needs no protection against the BREACH
    attack, for which Django masks compressed answers.
    """

    content: bytes
    headers: dict[str, str]
    is_gzipped: bool

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The response: compressed if the request accepts gzip."""
        if not self.is_gzipped:
            return HttpResponse(self.content, headers=self.headers)
        if not accepts_gzip.search(request.headers.get("Accept-Encoding", "")):
            return HttpResponse(gzip.decompress(self.content), headers=self.headers)
        response = HttpResponse(self.content, headers=self.headers)
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(self.content))
        return response


_pages: LRUCache[str, CachedPage] = LRUCache(
    CACHE_BYTES, getsizeof=lambda page: len(page.content) + OVERHEAD
)
_lock = Lock()


def clear_pages() -> None:
    """Empty the cache."""
    with _lock:
        _pages.clear()


register_cache(clear_pages)


def cached_pages(get_response: GetResponse) -> GetResponse:
    """The middleware that answers with the cached page, or 304 if the reader has the page."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        if not _is_cacheable(request):
            return get_response(request)
        with one_version() as version:
            etag = _etag(request, version)
            unchanged = _unchanged(request, etag)
            if unchanged is not None:
                return _open_to_programs(_with_caching_headers(unchanged, etag), request)
            with _lock:
                page = _pages.get(etag)
            if page is not None:
                return _from_cache(page, request)
            return _cache(get_response(request), etag, request)

    return respond


def _is_cacheable(request: HttpRequest) -> bool:
    if request.method not in ("GET", "HEAD") or settings.DEBUG:
        return False
    return not request.path.startswith(NEVER_CACHED) and not request.path.endswith(STORED_FILE)


def _etag(request: HttpRequest, version: int) -> str:
    parts = [
        code_digest(),
        str(version),
        timezone.localdate().isoformat(),
        settings.CONTACT,
        request.build_absolute_uri(),
    ]
    digest = hashlib.sha256(" ".join(parts).encode()).hexdigest()[:32]
    # Weak: the page is the same page whether it is sent gzipped or not (RFC 9110, 8.8.1).
    return f'W/"{digest}"'


def _unchanged(request: HttpRequest, etag: str) -> HttpResponseBase | None:
    """The 304 for a reader who has this page; None if the page has to be sent.

    `If-None-Match: *` asks whether any page exists, which only the view knows.
    """
    if request.headers.get("If-None-Match", "").strip() == "*":
        return None
    return get_conditional_response(request, etag)


def _from_cache(page: CachedPage, request: HttpRequest) -> HttpResponseBase:
    """The cached page, or 304 for a request with only If-Modified-Since (RFC 9110, 13.1.3)."""
    response = page.answer(request)
    changed = parse_http_date_safe(page.headers.get("Last-Modified", ""))
    if changed is None or "If-None-Match" in request.headers:
        return response
    unchanged = get_conditional_response(request, None, changed, response)
    if unchanged is None or unchanged is response:
        return response
    return _open_to_programs(unchanged, request)


def _open_to_programs(unchanged: HttpResponseBase, request: HttpRequest) -> HttpResponseBase:
    """The 304, with the headers for programs on other sites if the address is for programs."""
    if is_data_address(request.path_info):
        return for_programs(unchanged)
    return unchanged


def _cache(response: HttpResponseBase, etag: str, request: HttpRequest) -> HttpResponseBase:
    """Cache the response and return it with its ETag. One that may not be shared is unchanged."""
    if not isinstance(response, HttpResponse) or not _is_for_everybody(response):
        return response
    _with_caching_headers(response, etag)
    if request.method != "GET":
        return response
    page = _page_of(response)
    if len(page.content) < LARGEST_PAGE:
        with _lock:
            _pages[etag] = page
    return page.answer(request)


def _page_of(response: HttpResponse) -> CachedPage:
    """The response as a cached page, compressed if that makes it smaller."""
    content, headers = response.content, dict(response.headers)
    if len(content) >= SMALLEST_GZIPPED and not response.has_header("Content-Encoding"):
        gzipped = gzip.compress(content, GZIP_LEVEL, mtime=0)
        if len(gzipped) < len(content):
            return CachedPage(gzipped, headers, is_gzipped=True)
    return CachedPage(content, headers, is_gzipped=False)


def _is_for_everybody(response: HttpResponse) -> bool:
    """Whether the response is a complete page without cookies, and has no other caching headers.

    A page with other caching headers is not cached: its 304 would have to repeat them.
    """
    if response.status_code != 200 or response.cookies:
        return False
    if "Content-Disposition" in response.headers:
        return False
    return all(
        response.headers.get(name, value) == value for name, value in CACHING_HEADERS.items()
    )


def _with_caching_headers(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    response.headers["ETag"] = etag
    for name, value in CACHING_HEADERS.items():
        response.headers[name] = value
    return response


def with_last_modified(view: DataView) -> DataView:
    """Decorate a view: its answers get the header Last-Modified, the time of the last change.

    The answers must not depend on the day.
    """

    @wraps(view)
    def answered(request: HttpRequest, **named: str) -> HttpResponseBase:
        response = view(request, **named)
        changed = current_state().changed_at
        if response.status_code == HTTPStatus.OK and changed is not None:
            response.headers["Last-Modified"] = http_date(changed.timestamp())
        return response

    return answered


@cache
def code_digest() -> str:
    """A digest of the code and templates on disk, read once by each process."""
    root = Path(__file__).parents[2]
    digest = hashlib.sha256()
    for folder in CODE:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.read_bytes())
    return digest.hexdigest()
