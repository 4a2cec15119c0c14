"""Sending a stored file, with conditional requests and ranges (RFC 9110, sections 13 and 14).

The bytes are streamed unchanged, with headers that keep browsers from executing them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_http_date_safe

from reports.files.originals import MissingOriginal, original_path

RANGE = re.compile(r"bytes=(?P<first>\d{0,18})-(?P<last>\d{0,18})", re.IGNORECASE)
"""A single range of the header `Range`: both ends count from 0 and are included; without the first
end it is the last n bytes.
"""
BLOCK_BYTES = 64 * 1024
"""Bytes of a file in memory at once."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file among the originals as it is served. `name` is its name for browsers, without ending.

    `changed_at` is when the content of its address last changed: it comes from a row of the
    database, not from the disk.
    """

    sha256: str
    media_type: str
    name: str
    changed_at: datetime

    @property
    def etag(self) -> str:
        """A strong validator: the bytes are the same exactly when their digest is."""
        return f'"{self.sha256}"'


class UnsatisfiableRange(Exception):
    """A range that begins beyond the end of the file."""


def file_response(request: HttpRequest, file: StoredFile) -> HttpResponseBase:
    """The answer to a request for a stored file: 200, 206, 304, 412 or 416.

    Raises `MissingOriginal`.
    """
    try:
        return path_response(
            request,
            original_path(file.sha256),
            etag=file.etag,
            changed_at=file.changed_at,
            media_type=file.media_type,
            headers=_headers(file),
        )
    except FileNotFoundError as error:
        raise MissingOriginal(f"The original {file.sha256} is not among the originals.") from error


def path_response(
    request: HttpRequest,
    path: Path,
    *,
    etag: str,
    changed_at: datetime,
    media_type: str,
    headers: dict[str, str],
) -> HttpResponseBase:
    """The answer to a request for a file on disk: 200, 206, 304, 412 or 416.

    `etag` is a strong validator of its bytes. Raises `FileNotFoundError`.
    """
    size = path.stat().st_size
    modified = int(changed_at.timestamp())
    headers = headers | {
        "Accept-Ranges": "bytes",
        "ETag": etag,
        "Last-Modified": http_date(modified),
    }
    whole = HttpResponse(headers=headers)
    conditional = get_conditional_response(request, etag, modified, whole)
    if conditional is not None and conditional is not whole:
        return conditional
    try:
        part = _requested_part(request, etag, modified, size)
    except UnsatisfiableRange:
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    if part is not None:
        headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    return _body(request, path, part, size, media_type, headers)


def _body(
    request: HttpRequest,
    path: Path,
    part: range | None,
    size: int,
    media_type: str,
    headers: dict[str, str],
) -> HttpResponseBase:
    """The answer with the bytes of `part`, or of the whole file for None; without them for HEAD."""
    sent = range(size) if part is None else part
    status = 200 if part is None else 206
    headers["Content-Length"] = str(len(sent))
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers, content_type=media_type)
    response = FileResponse(
        FilePart(path, sent), status=status, headers=headers, content_type=media_type
    )
    response.block_size = BLOCK_BYTES
    return response


def _headers(file: StoredFile) -> dict[str, str]:
    kind, ending = "attachment", "txt"
    if file.media_type == "application/pdf":
        kind, ending = "inline", "pdf"
    return {
        "Content-Disposition": f'{kind}; filename="{file.name}.{ending}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        # A browser may store it, but must check each time: the file may be withheld later.
        "Cache-Control": "no-cache",
    }


def _requested_part(request: HttpRequest, etag: str, modified: int, size: int) -> range | None:
    """The range of bytes that a request asks for; None for the whole file.

    Several ranges, and any other value, give the whole file, as the RFC allows (14.2). Raises
    `UnsatisfiableRange`.
    """
    written = RANGE.fullmatch(request.headers.get("Range", "").strip())
    if request.method != "GET" or written is None or not _if_range_holds(request, etag, modified):
        return None
    first, last = written["first"], written["last"]
    if not first and not last:
        return None
    if not first:
        start, stop = max(size - int(last), 0), size
    else:
        start, stop = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < start:
            return None
    if start >= size:
        raise UnsatisfiableRange
    return range(start, stop)


def _if_range_holds(request: HttpRequest, etag: str, modified: int) -> bool:
    """Whether the file still has the ETag or exactly the date of `If-Range` (13.1.5)."""
    condition = request.headers.get("If-Range", "").strip()
    if not condition:
        return True
    if condition.startswith(('"', "W/")):
        return condition == etag
    return parse_http_date_safe(condition) == modified


class FilePart:
    """A readable part of a file. The file is opened at the first read: an answer that nobody reads
    keeps no file open.
    """

    def __init__(self, path: Path, part: range) -> None:
        self._path = path
        self._part = part
        self._left = len(part)
        self._file: BinaryIO | None = None

    def read(self, size: int = -1) -> bytes:
        """The next bytes: at most `size`, or all if it is negative; none at the end of the part."""
        if self._file is None:
            self._file = self._path.open("rb")
            self._file.seek(self._part.start)
        most = self._left if size < 0 else min(size, self._left)
        block = self._file.read(most)
        self._left -= len(block)
        return block

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
