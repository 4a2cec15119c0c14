"""The replica as a server on this machine, with a log of all that was asked of it."""

from __future__ import annotations

import hashlib
import socket
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import monotonic
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.replica import markup
from tests.replica.invented import InventedFile, InventedProvider, providers
from tests.replica.markup import Switch

ROWS = 100
HTML = "text/html; charset=utf-8"
ENDLESS = -1


@dataclass(frozen=True, slots=True)
class ScriptedAnswer:
    """An answer in the place of the usual one.

    `cut_at` ends the connection after so many bytes of the body, `length` states another length
    than the body has; `ENDLESS` sends the body over and over.
    """

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = HTML
    cut_at: int | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """A request as it came: when (seconds of a monotonic clock), from which port, for what."""

    moment: float
    port: int
    target: str
    headers: dict[str, str]

    @property
    def path(self) -> str:
        return urlsplit(self.target).path


class Replica:
    """The site: its providers, the switches of its pages, scripted answers, and the log.

    `robots` is its robots.txt, None for none. Without `validators` it sends no ETag. `on_request`
    is called before each answer.
    """

    def __init__(self, switches: frozenset[str] = frozenset()) -> None:
        self.providers = providers()
        self.switches = switches
        self.robots: str | None = "User-agent: *\nAllow: /\n"
        self.validators = True
        self.scripts: dict[str, deque[ScriptedAnswer]] = defaultdict(deque)
        self.always: dict[str, ScriptedAnswer] = {}
        self.log: list[LoggedRequest] = []
        self.address = ""
        self.on_request: Callable[[LoggedRequest], None] = lambda request: None

    def script(self, path: str, *answers: ScriptedAnswer) -> None:
        """Let the next requests for a path get these answers, one after the other."""
        self.scripts[path].extend(answers)

    def provider(self, place: int) -> InventedProvider:
        return self.providers[place]

    @property
    def files(self) -> dict[str, InventedFile]:
        return {file.file_id: file for each in self.providers for file in each.files}

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [request.path for request in self.log]

    @property
    def downloads(self) -> list[str]:
        """The ids of the files that were asked for, in order."""
        return [path.rpartition("/")[2] for path in self.paths if path.startswith("/v1/file/")]

    def answer(self, target: str) -> ScriptedAnswer:
        """The answer to one request."""
        path = urlsplit(target).path
        if self.scripts[path]:
            return self.scripts[path].popleft()
        if path in self.always:
            return self.always[path]
        if path == "/robots.txt":
            return self._robots()
        if path == "/search":
            return ScriptedAnswer(body=self._list(parse_qs(urlsplit(target).query)))
        return self._provider_or_file(path.rpartition("/")[2], path)

    def _robots(self) -> ScriptedAnswer:
        if self.robots is None:
            return ScriptedAnswer(404, markup.page("None", ""))
        return ScriptedAnswer(body=self.robots.encode(), content_type="text/plain")

    def _list(self, parameters: dict[str, list[str]]) -> bytes:
        closed = parameters.get("status[]") == ["2"]
        listed = [each for each in self.providers if each.closed == closed]
        start = int(parameters.get("start", ["0"])[0])
        count = max(1, -(-len(listed) // ROWS))
        following = start + ROWS if start + ROWS < len(listed) else None
        if Switch.ONE_MORE_ON_PAGE_THREE in self.switches and not closed:
            *most, last = listed
            listed = [last] if start >= 2 * ROWS else most
            count, following = 3, start + ROWS if start < 2 * ROWS else None
            start = 0 if start >= 2 * ROWS else start
        if Switch.PAGER_WITHOUT_END in self.switches:
            following = start + ROWS if following else 0
        entries = listed[start : start + ROWS]
        if Switch.PAGE_TWO_EMPTY in self.switches and start:
            entries = []
        status = "&status%5B%5D=2" if closed else ""
        address = f"/search?level_1_types=3{status}&start={following}&rows={ROWS}"
        return markup.list_page(
            entries,
            start // ROWS + 1,
            count,
            address if following is not None else None,
            self.switches,
        )

    def _provider_or_file(self, number: str, path: str) -> ScriptedAnswer:
        if path.startswith("/provider/44/"):
            for provider in self.providers:
                if provider.urn == number:
                    return ScriptedAnswer(body=markup.provider_page(provider))
        file = self.files.get(number)
        if path.startswith("/v1/file/") and file is not None:
            return ScriptedAnswer(body=file.body, content_type="application/pdf")
        return ScriptedAnswer(404, markup.page("Not found", ""))


class _ReplicaServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, replica: Replica, port: int) -> None:
        self.replica = replica
        super().__init__(("127.0.0.1", port), _ReplicaHandler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A visitor who goes away in the middle of an answer is no fault."""


class _ReplicaHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _ReplicaServer

    def do_GET(self) -> None:
        replica = self.server.replica
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = LoggedRequest(monotonic(), self.client_address[1], self.path, headers)
        replica.log.append(request)
        replica.on_request(request)
        answer = replica.answer(self.path)
        etag = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
        if answer.status == 200 and replica.validators and headers.get("if-none-match") == etag:
            answer = ScriptedAnswer(304)
        self._send(answer, etag if replica.validators else "")

    def _send(self, answer: ScriptedAnswer, etag: str) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        if etag and answer.status in (200, 304):
            self.send_header("ETag", etag)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.length == ENDLESS:
            self.close_connection = True
            self.send_header("Connection", "close")
        elif answer.status != 304:
            length = len(answer.body) if answer.length is None else answer.length
            self.send_header("Content-Length", str(length))
        self.end_headers()
        if answer.status == 304:
            return
        self._send_body(answer)

    def _send_body(self, answer: ScriptedAnswer) -> None:
        with suppress(OSError):  # the visitor may be gone
            if answer.length == ENDLESS:
                while True:
                    self.wfile.write(answer.body)
            self.wfile.write(answer.body[: answer.cut_at])
        if answer.cut_at is not None:
            self.close_connection = True
            with suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # as the base names it
        """The replica has a log of its own."""


@contextmanager
def serving(replica: Replica, port: int = 0) -> Iterator[Replica]:
    """Serve a replica on this machine for as long as the context lasts; port 0 takes a free one."""
    server = _ReplicaServer(replica, port)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    replica.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield replica
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
