"""The archive's own server among silent visitors: none of them keeps a page from another."""

import re
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest

from config.connections import limits
from tests.support.embedded import copy_home
from tests.support.serving import SECONDS, archive, page

pytestmark = pytest.mark.slow

THREADS = 8  # of two workers; each test has more visitors than that
LOGIN = "/admin/login/"
HALVES = {
    "request line": b"GET /authori",
    "headers": b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Lang",
    "body": (
        b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        b"Content-Length: 4000\r\n\r\nusername=edi"
    ),
    "body that nobody reads": b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4000\r\n\r\nabc",
    "chunks": b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
}


@pytest.fixture(scope="module")
def address(home_with_samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an archive that all these tests share."""
    home = copy_home(home_with_samples, tmp_path_factory.mktemp("home"))
    with archive(home) as (_, address):
        yield address


def connected(address: str) -> socket.socket:
    host, port = urlsplit(address).hostname, urlsplit(address).port
    return socket.create_connection((host, port or 80), timeout=SECONDS)


@contextmanager
def trickling(visitors: list[socket.socket]) -> Iterator[None]:
    """Let each visitor send one more byte a second meanwhile."""
    ended = Event()

    def trickle() -> None:
        while not ended.wait(1):
            for visitor in visitors:
                with suppress(OSError):
                    visitor.sendall(b"x")

    thread = Thread(target=trickle)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def still_open(visitor: socket.socket) -> bool:
    """Whether the archive has neither answered nor hung up."""
    visitor.setblocking(False)
    try:
        visitor.recv(1)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


@pytest.mark.parametrize("half", [half for half in HALVES if half != "chunks"])
def test_page_is_answered_while_requests_hang(address: str, half: str) -> None:
    with ExitStack() as stack:
        visitors = [stack.enter_context(connected(address)) for _ in range(3 * THREADS)]
        for visitor in visitors:
            visitor.sendall(HALVES[half])
        with trickling(visitors):
            for _ in range(THREADS):
                assert "Authorities" in page(f"{address}/authorities/")
            assert all(still_open(visitor) for visitor in visitors)


def test_page_is_answered_while_connections_are_idle(address: str) -> None:
    with ExitStack() as stack:
        visitors = [stack.enter_context(connected(address)) for _ in range(100)]
        for _ in range(THREADS):
            assert "Authorities" in page(f"{address}/authorities/")
        assert all(still_open(visitor) for visitor in visitors)


def test_page_is_answered_while_bodies_in_chunks_hang(address: str) -> None:
    """Django reads no body without a length: the answer comes at once, and nobody waits for the
    rest.
    """
    with ExitStack() as stack:
        for _ in range(3 * THREADS):
            stack.enter_context(connected(address)).sendall(HALVES["chunks"])
        assert "Authorities" in page(f"{address}/authorities/")


def test_page_is_answered_while_nobody_reads_long_answers(address: str) -> None:
    """Each asks for far more than the network holds, and reads none of it."""
    request = b"GET /static/admin/js/vendor/xregexp/xregexp.js HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with ExitStack() as stack:
        for _ in range(2 * THREADS):
            visitor = stack.enter_context(connected(address))
            visitor.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            visitor.sendall(request * 100)
        for _ in range(THREADS):
            assert "Authorities" in page(f"{address}/authorities/")


def test_request_in_single_bytes_is_answered(address: str) -> None:
    with connected(address) as visitor:
        for byte in b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n":
            visitor.sendall(bytes([byte]))
            time.sleep(0.002)
        assert visitor.recv(65536).startswith(b"HTTP/1.1 200 OK")


def test_slow_upload_arrives_whole(address: str) -> None:
    """A form of which every piece takes its time is read like any other: the login page says what
    was wrong.
    """
    body = b"username=editor&password=wrong&note=" + b"n" * 20000
    with connected(address) as visitor:
        head = f"POST {LOGIN} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\nConnection: close\r\n"
        head += "Content-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\n\r\n"
        visitor.sendall(head.encode())
        assert visitor.recv(1024) == b"HTTP/1.1 100 Continue\r\n\r\n"
        for start in range(0, len(body), 1000):
            visitor.sendall(body[start : start + 1000])
            time.sleep(0.05)
        answer = b"".join(iter(lambda: visitor.recv(65536), b""))
    # Without the cookie that the form comes with; what matters is that Django has read the form.
    assert answer.startswith(b"HTTP/1.1 403")


def test_requests_one_after_another_on_one_connection(address: str) -> None:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=SECONDS)
    for path in ("/healthz", "/authorities/", "/nowhere", "/healthz"):
        connection.request("GET", path)
        answer = connection.getresponse()
        assert answer.status == (404 if path == "/nowhere" else 200)
        assert answer.read()
    connection.close()


def test_requests_sent_ahead_are_answered_in_their_order(address: str) -> None:
    with connected(address) as visitor:
        ahead = b"".join(
            b"GET " + path + b" HTTP/1.1\r\nHost: localhost\r\n" + more + b"\r\n"
            for path, more in (
                (b"/healthz", b""),
                (b"/nowhere", b""),
                (b"/healthz", b"Connection: close\r\n"),
            )
        )
        visitor.sendall(ahead)
        answers = b"".join(iter(lambda: visitor.recv(65536), b""))
    assert re.findall(rb"HTTP/1\.1 (\d+)", answers) == [b"200", b"404", b"200"]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"nonsense\r\n\r\n", b"400 Bad Request"),
        (b"GET / HTTP/1.1\nHost: localhost\n\n", b"400 Bad Request"),
        (b"GET /search/?q=" + b"a" * 9000, b"414 URI Too Long"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X-Long: " + b"a" * 70000 + b"\r\n", b"431 "),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: a\r\n" * 20000, b"431 "),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n", b"400 Bad Request"),
        (
            b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999999\r\n\r\n",
            b"413 ",
        ),
    ],
)
def test_request_that_is_none_is_refused_at_once(address: str, sent: bytes, status: bytes) -> None:
    with connected(address) as visitor:
        with suppress(ConnectionError):  # the archive does not wait for the end of what it refuses
            visitor.sendall(sent)
        assert visitor.recv(65536).startswith(b"HTTP/1.1 " + status)


def test_limits_leave_room_for_a_slow_line() -> None:
    """A report of 20 MB over a line of 128 kbit/s, and one of 1 MB over the slowest that there is."""
    assert limits.time_for(20_000_000) > 20e6 / (128_000 / 8)
    assert limits.time_for(1_000_000) > 1000
