"""Files to download: each is completed on disk before its first byte is sent.

So an error becomes an answer with its status, never an incomplete file. A place is held only while
a file is made, not while it is sent: a reader with a slow connection blocks nobody.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from gzip import GzipFile
from io import BufferedWriter
from tempfile import TemporaryFile
from typing import IO, TypeVar, cast

from django.db import DatabaseError, InterfaceError, connection
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import re_accepts_gzip
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from psycopg.errors import QueryCanceled

from reports.web.data_views import NOTHING_MATCHES, data_error, with_note
from reports.web.places import AllPlacesTaken, WorkPlaces

EXPORT_PLACES = WorkPlaces(key=0x5EA8, number=2)
"""The number of files that all processes together may make at the same time."""
MOST_SECONDS = 300
"""Seconds that making one file may take."""
MOST_BYTES = 2 * 2**30
"""The largest size of a file on disk, compressed if it is sent compressed."""
RETRY_AFTER = 10
"""Seconds after which a program may request a file again that could not be made."""
GZIP_LEVEL = 6
"""The level at which Django compresses pages."""
BUFFER = 64 * 1024
"""Bytes that are compressed or written at a time."""
REASONS = {
    "busy": "Other files are being made: two at a time. Try again in a few seconds.",
    "too slow": "Making this file took too long, so the archive stopped. Choose a region, an"
    " authority or a year, or search for fewer or rarer words.",
    "failed": "Something went wrong and has been recorded. Try again in a few minutes.",
}
"""Messages for a file that cannot be made now, but may be later, by the reason of `NoFile`."""

logger = logging.getLogger(__name__)
Response = TypeVar("Response", bound=HttpResponseBase)


class NoFile(Exception):
    """A file cannot be made.

    `reason` is "busy" (no place is free), "too slow", "too large", for which `advice` says what to
    do, or "failed".
    """

    def __init__(self, reason: str, advice: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Format:
    """A file format. One that `shrinks` is sent compressed if the request accepts gzip.

    An XLSX file does not: it is compressed already.
    """

    ending: str
    content_type: str
    shrinks: bool


CSV = Format("csv", "text/csv; charset=utf-8", shrinks=True)
XLSX = Format(
    "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", shrinks=False
)


class ExportFile:
    """A file that is being made on disk.

    Its size and time are limited, and its rows are counted.
    """

    def __init__(self, file: IO[bytes], *, gzipped: bool) -> None:
        self.file = file
        self.rows = 0
        self._deadline = time.monotonic() + MOST_SECONDS
        self._gzip = (
            GzipFile(fileobj=file, mode="wb", compresslevel=GZIP_LEVEL, mtime=0)
            if gzipped
            else None
        )
        # Compress large pieces at a time: meanwhile other threads can run.
        self._buffer = BufferedWriter(self._gzip, BUFFER) if self._gzip else None

    def write(self, content: bytes) -> None:
        """Write more of the file's content, before compression."""
        (self._buffer or self.file).write(content)

    def row_written(self) -> None:
        """Count one row. Raises `NoFile` if the file is too large, or has taken too long."""
        self.rows += 1
        if time.monotonic() > self._deadline:
            raise NoFile("too slow")
        if self.file.tell() > MOST_BYTES:
            most = f"{MOST_BYTES // 2**30} GB"
            raise NoFile(
                "too large",
                f"The file would be larger than {most}. Choose fewer rows, for example by year or "
                "region.",
            )

    def close(self) -> None:
        """Write buffered content, and go to the start of the file, which stays open."""
        if self._buffer:
            self._buffer.close()  # this also closes the gzip stream, but not the file
        self.file.seek(0)


Write = Callable[[ExportFile], None]
"""A function that writes a whole file, and counts each row but the header."""


def export_response(
    request: HttpRequest, name: str, kind: Format, write: Write, *, is_small: bool = False
) -> HttpResponseBase:
    """The response with the file that `write` makes, or with the reason why there is none.

    `name` becomes part of the file's name. A file that `is_small`, with no more rows than its page
    shows, needs no place. HEAD makes no file: the answer has the headers that are known without it.
    """
    gzipped = kind.shrinks and bool(
        re_accepts_gzip.search(request.headers.get("Accept-Encoding", ""))
    )
    if request.method == "HEAD":
        return _described(
            StreamingHttpResponse((), content_type=kind.content_type), name, kind, gzipped=gzipped
        )
    try:
        with nullcontext() if is_small else _export_place():
            made = _made(write, gzipped=gzipped)
    except NoFile as refusal:
        return _answer_to(refusal)
    response = FileResponse(made.file, content_type=kind.content_type)  # it sets the Content-Length
    response.headers["X-Row-Count"] = str(made.rows)
    if not made.rows:
        with_note(response, NOTHING_MATCHES)
    return _described(response, name, kind, gzipped=gzipped)


def to_save(response: Response, name: str, ending: str) -> Response:
    """The response, with the file name `inspection-archive-<name>-<today>.<ending>`."""
    file = f"inspection-archive-{name}-{timezone.localdate().isoformat()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


@contextmanager
def _export_place() -> Iterator[None]:
    with ExitStack() as place:
        try:
            place.enter_context(EXPORT_PLACES.one())
        except AllPlacesTaken as error:
            raise NoFile("busy") from error
        yield


def _made(write: Write, *, gzipped: bool) -> ExportFile:
    """Make the whole file, and return it at its start.

    Raises `NoFile` if the database fails, and `OSError` if the disk for temporary files is full,
    which `config.health.failure` answers.
    """
    with ExitStack() as on_failure:
        file = cast("IO[bytes]", on_failure.enter_context(TemporaryFile()))
        made = ExportFile(file, gzipped=gzipped)
        try:
            write(made)
            made.close()
        except (DatabaseError, InterfaceError) as error:
            if isinstance(error.__cause__, QueryCanceled):
                raise NoFile("too slow") from error
            logger.exception("A file could not be made: the database failed.")
            raise NoFile("failed") from error
        on_failure.pop_all()  # the file stays open: the response closes it
        return made


def _described(response: Response, name: str, kind: Format, *, gzipped: bool) -> Response:
    if kind.shrinks:
        patch_vary_headers(response, ["Accept-Encoding"])
    if gzipped:
        response.headers["Content-Encoding"] = "gzip"
    return to_save(response, name, kind.ending)


def _answer_to(refusal: NoFile) -> HttpResponse:
    """The answer when there is no file: 400 if trying again would not help, else 503."""
    if refusal.reason == "too large":
        return data_error(400, refusal.advice)
    if refusal.reason == "failed":
        # Otherwise the next statement would fail too, if the session has ended.
        connection.close_if_unusable_or_obsolete()
    response = data_error(503, REASONS[refusal.reason])
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response
