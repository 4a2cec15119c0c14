"""An HTTP client with one connection, limits on time and size, and an honest User-Agent."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import httpx

from reports.fetching.faults import CutShort, TooLarge, TooSlow, Unreachable

AGENT = "InspectionArchive"
"""The fetcher's name in the User-Agent header, and the one it looks for in robots.txt."""
MEGABYTE = 1024 * 1024
LONGEST_ETAG = 200
LONGEST_LAST_MODIFIED = 60
"""Characters that the columns of the ledger hold."""


@dataclass(frozen=True, slots=True)
class AnswerLimits:
    """The limits of an answer: `seconds` in total, and `size` in bytes after decompression."""

    seconds: float
    size: int


PAGE_LIMITS = AnswerLimits(seconds=60, size=5 * MEGABYTE)
FILE_LIMITS = AnswerLimits(seconds=60, size=20 * MEGABYTE)
"""The largest real report has 3 MB."""


@dataclass(frozen=True, slots=True)
class Validators:
    """The validators of an earlier answer, for a conditional request (RFC 9110, 13.1)."""

    etag: str = ""
    last_modified: str = ""

    def headers(self) -> dict[str, str]:
        """The headers of a conditional request; empty without validators."""
        conditions = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in conditions.items() if value}


@dataclass(frozen=True, slots=True)
class SiteAnswer:
    """A complete answer: its address, status, bytes, and headers with names in lower case."""

    address: str
    status: int
    headers: Mapping[str, str]
    content: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """The bytes as text; the site writes UTF-8."""
        return self.content.decode("utf-8", "replace")

    @property
    def validators(self) -> Validators:
        """The ETag and Last-Modified; a value that its column could not hold is left out."""
        etag = self.headers.get("etag", "")
        last_modified = self.headers.get("last-modified", "")
        if len(etag) > LONGEST_ETAG:
            etag = ""
        if len(last_modified) > LONGEST_LAST_MODIFIED:
            last_modified = ""
        return Validators(etag, last_modified)


class Client:
    """Sends requests over one connection. It is a context manager, which closes the connection."""

    def __init__(self, contact: str) -> None:
        self._runner = asyncio.Runner()
        headers = {
            "User-Agent": f"{AGENT} ({contact})" if contact else AGENT,
            "Accept-Encoding": "gzip",
        }
        if "@" in contact and "/" not in contact:
            headers["From"] = contact
        self._client = httpx.AsyncClient(
            headers=headers,
            timeout=None,  # noqa: S113  # `_answer` bounds each request as a whole
            follow_redirects=False,
            trust_env=False,  # no proxy, whatever the shell says
            limits=httpx.Limits(max_connections=1, max_keepalive_connections=1),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._runner.run(self._client.aclose())
        self._runner.close()

    def get(self, address: str, headers: Mapping[str, str], limits: AnswerLimits) -> SiteAnswer:
        """The answer to one request. A redirect is returned, not followed.

        Raises `Unreachable` without an answer, `CutShort` for an incomplete one, `TooLarge` and
        `TooSlow` for one beyond the limits.
        """
        return self._runner.run(self._answer(address, headers, limits))

    async def _answer(
        self, address: str, headers: Mapping[str, str], limits: AnswerLimits
    ) -> SiteAnswer:
        began = False
        try:
            async with (
                asyncio.timeout(limits.seconds),
                self._client.stream("GET", address, headers=headers) as response,
            ):
                began = True
                content = await _content(response, limits)
        except TimeoutError as error:
            raise TooSlow(f"the answer took more than {limits.seconds:g} seconds") from error
        except (httpx.TransportError, httpx.DecodingError) as error:
            if began or isinstance(error, httpx.RemoteProtocolError):
                raise CutShort("the answer was cut short") from error
            why = str(error) or type(error).__name__
            raise Unreachable(f"there was no answer ({why})") from error
        except httpx.InvalidURL as error:
            raise Unreachable(f"the address is wrong ({error})") from error
        lower = {name.lower(): value for name, value in response.headers.items()}
        return SiteAnswer(address, response.status_code, lower, content)


async def _content(response: httpx.Response, limits: AnswerLimits) -> bytes:
    """The bytes of an answer.

    Raises `TooLarge` if its header or the bytes so far exceed the limit.
    """
    too_large = TooLarge(f"the answer has more than {limits.size // MEGABYTE} MB")
    stated = response.headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > limits.size:
        raise too_large
    content = bytearray()
    async for chunk in response.aiter_bytes():
        content += chunk
        if len(content) > limits.size or response.num_bytes_downloaded > limits.size:
            raise too_large
    return bytes(content)
