"""The event loop of a worker, turn by turn, with real connections and without threads."""

from __future__ import annotations

import errno
import os
import selectors
import socket
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from gunicorn.config import Config

from config.connections import limits
from config.connections.worker import Connection, PatientWorker, PlainLog, worker_class

GET = b"GET /about/ HTTP/1.1\r\nHost: archive.example\r\n\r\n"
POST = b"POST /search/ HTTP/1.1\r\nHost: archive.example\r\nContent-Length: 20\r\n\r\n"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


class OneThreadWorker(PatientWorker):
    """A worker that keeps complete requests in a list, and turns its loop when it is told."""

    longest_body = 100

    def __init__(self) -> None:
        config = Config()
        super().__init__(0, os.getpid(), [], SimpleNamespace(callable=None), 30, config, LOG)
        self.poller = selectors.DefaultSelector()
        self.alive = True
        self.complete: list[Connection] = []

    def enqueue_req(self, conn: Any) -> None:
        self.complete.append(conn)

    def turn(self) -> None:
        """Handle what has happened on all connections."""
        for key, _ in self.poller.select(0.2):
            key.data(key.fileobj)


LOG = PlainLog(Config())


@pytest.fixture
def worker() -> Iterator[OneThreadWorker]:
    worker = OneThreadWorker()
    yield worker
    for connection in {*worker.watched, *worker.complete}:
        worker.drop(connection)
    worker.poller.close()
    worker.tmp.close()


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener


class Visitor:
    """A visitor of the worker, and the worker's side of the connection."""

    def __init__(self, worker: OneThreadWorker, listener: socket.socket) -> None:
        self.socket = socket.create_connection(listener.getsockname(), timeout=5)
        worker.accept(listener)
        self.connection = next(reversed(worker.watched))

    def read(self) -> bytes:
        return self.socket.recv(10_000)


@pytest.fixture
def visitor(worker: OneThreadWorker, listener: socket.socket) -> Iterator[Visitor]:
    visitor = Visitor(worker, listener)
    yield visitor
    visitor.socket.close()


def test_complete_request_goes_to_a_thread(worker: OneThreadWorker, visitor: Visitor) -> None:
    visitor.socket.sendall(GET[:9])
    worker.turn()
    assert worker.complete == []
    visitor.socket.sendall(GET[9:])
    worker.turn()
    assert worker.complete == [visitor.connection]
    assert visitor.connection not in worker.watched


def test_next_request_is_awaited_after_an_answer(worker: OneThreadWorker, visitor: Visitor) -> None:
    visitor.socket.sendall(GET)
    worker.turn()
    visitor.connection.sock.sendall(ANSWER)
    worker.answered(visitor.connection, keep=True)
    assert visitor.read() == ANSWER
    assert visitor.connection.requests == 2
    assert not visitor.connection.answered
    visitor.socket.sendall(GET)
    worker.turn()
    assert worker.complete == [visitor.connection] * 2


def test_request_that_was_sent_ahead_is_taken_at_once(
    worker: OneThreadWorker, visitor: Visitor
) -> None:
    visitor.socket.sendall(GET + GET)
    worker.turn()
    assert len(worker.complete) == 1
    worker.answered(visitor.connection, keep=True)
    assert len(worker.complete) == 2
    assert worker.watched == {}


def test_connection_is_closed_once_the_visitor_has_read(
    worker: OneThreadWorker, visitor: Visitor
) -> None:
    visitor.socket.sendall(GET)
    worker.turn()
    visitor.connection.sock.sendall(ANSWER)
    worker.answered(visitor.connection, keep=False)
    assert visitor.read() == ANSWER
    assert visitor.read() == b""
    remaining = visitor.connection.deadline - time.monotonic()
    assert limits.CLOSING_SECONDS - 1 < remaining <= limits.CLOSING_SECONDS
    visitor.socket.sendall(b"more")
    worker.turn()
    assert worker.nr_conns == 1
    visitor.socket.close()
    worker.turn()
    assert (worker.nr_conns, worker.watched) == (0, {})


def test_visitor_that_leaves_is_dropped(worker: OneThreadWorker, visitor: Visitor) -> None:
    visitor.socket.close()
    worker.turn()
    assert (worker.nr_conns, worker.watched) == (0, {})


def test_long_answer_is_sent_as_it_is_read(worker: OneThreadWorker, visitor: Visitor) -> None:
    visitor.socket.sendall(GET)
    worker.turn()
    answer = b"x" * 20_000_000
    visitor.connection.sock.sendall(answer)
    worker.answered(visitor.connection, keep=True)
    assert visitor.connection.answered
    assert 0 < visitor.connection.size == visitor.connection.sock.unsent_bytes
    received = 0
    while received < len(answer):
        received += len(visitor.socket.recv(10_000_000))
        if visitor.connection.sock.unsent_bytes:
            worker.turn()
    assert received == len(answer)
    assert visitor.connection.requests == 2


@pytest.mark.parametrize(
    ("sent", "status"), [(b"", b""), (GET[:9], b"408"), (POST, b"408"), (POST + b"half", b"408")]
)
def test_request_that_takes_too_long(
    worker: OneThreadWorker, visitor: Visitor, sent: bytes, status: bytes
) -> None:
    visitor.socket.sendall(sent)
    worker.turn()
    visitor.connection.deadline = time.monotonic()
    worker.murder_pending()
    assert visitor.read()[9:12] == status
    assert worker.held_bodies == 0


def test_answer_that_nobody_reads_is_no_late_request(
    worker: OneThreadWorker, visitor: Visitor
) -> None:
    visitor.socket.sendall(GET)
    worker.turn()
    visitor.connection.sock.sendall(b"x" * 20_000_000)
    worker.answered(visitor.connection, keep=True)
    visitor.connection.deadline = time.monotonic()
    worker.murder_pending()
    assert (worker.nr_conns, worker.watched) == (0, {})


def test_deadlines_are_looked_at_once_a_second(worker: OneThreadWorker, visitor: Visitor) -> None:
    worker.murder_pending()
    visitor.connection.deadline = 0.0
    worker.murder_pending()
    assert visitor.connection in worker.watched
    worker.next_check = 0.0
    worker.murder_pending()
    assert visitor.connection not in worker.watched


def test_connection_within_its_time_is_kept(worker: OneThreadWorker, visitor: Visitor) -> None:
    visitor.connection.deadline = time.monotonic() + 100
    worker.murder_pending()
    assert visitor.connection in worker.watched


def test_time_for_a_body_grows_with_what_arrives_up_to_a_limit(visitor: Visitor) -> None:
    connection = visitor.connection
    now = time.monotonic()
    connection.began, connection.size = now, 5_000
    connection.extend()
    assert 0 <= connection.deadline - now - limits.SILENT_SECONDS < 1
    connection.began = now - limits.SILENT_SECONDS
    connection.extend()
    assert connection.deadline == connection.began + limits.time_for(5_000)


def test_head_has_its_time_from_the_first_byte_on(
    worker: OneThreadWorker, visitor: Visitor
) -> None:
    assert visitor.connection.deadline > time.monotonic() + limits.HEAD_SECONDS
    visitor.socket.sendall(GET[:1])
    worker.turn()
    first = visitor.connection.deadline
    assert first <= time.monotonic() + limits.HEAD_SECONDS
    visitor.socket.sendall(GET[1:2])
    worker.turn()
    assert visitor.connection.deadline == first


def test_request_that_is_none_is_refused(worker: OneThreadWorker, visitor: Visitor) -> None:
    visitor.socket.sendall(b"no request\r\n\r\n")
    worker.turn()
    assert visitor.read()[9:12] == b"400"
    assert worker.complete == []


def test_bodies_of_all_visitors_have_a_limit(
    worker: OneThreadWorker, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_BODIES", len(POST) + 10)
    visitor.socket.sendall(POST + b"x" * 10)
    worker.turn()
    assert worker.held_bodies == len(POST) + 10
    visitor.socket.sendall(b"x")
    worker.turn()
    assert b"503 Service Unavailable" in visitor.read()
    assert worker.held_bodies == 0


def test_sender_that_asks_is_told_to_go_on(worker: OneThreadWorker, visitor: Visitor) -> None:
    visitor.socket.sendall(POST.replace(b"Content", b"Expect: 100-continue\r\nContent"))
    worker.turn()
    assert visitor.read().startswith(b"HTTP/1.1 100 Continue")
    visitor.socket.sendall(b"x" * 20)
    worker.turn()
    assert worker.complete == [visitor.connection]


@pytest.mark.parametrize(("most", "stays_open"), [(3, True), (2, False)])
def test_longest_waiting_connection_makes_room(
    worker: OneThreadWorker,
    visitor: Visitor,
    listener: socket.socket,
    most: int,
    *,
    stays_open: bool,
) -> None:
    worker.worker_connections = most
    other = Visitor(worker, listener)
    assert (visitor.connection in worker.watched) is stays_open
    assert other.connection in worker.watched
    other.socket.close()


class BrokenListener:
    """A listening socket whose connections cannot be accepted."""

    def __init__(self, number: int) -> None:
        self.number = number

    def accept(self) -> None:
        raise OSError(self.number, os.strerror(self.number))


@pytest.mark.parametrize(
    ("number", "stays_open"),
    [
        (errno.EAGAIN, True),
        (errno.ECONNABORTED, True),
        (errno.EMFILE, False),
        (errno.ENFILE, False),
    ],
)
def test_connection_that_cannot_be_accepted(
    worker: OneThreadWorker, visitor: Visitor, number: int, *, stays_open: bool
) -> None:
    worker.accept(BrokenListener(number))  # type: ignore[arg-type]  # it only accepts
    assert (visitor.connection in worker.watched) is stays_open


def test_broken_listener_is_an_error(worker: OneThreadWorker) -> None:
    with pytest.raises(OSError, match="Bad file descriptor"):
        worker.accept(BrokenListener(errno.EBADF))  # type: ignore[arg-type]  # it only accepts


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_full_disk_is_said_to_the_visitor(
    worker: OneThreadWorker, visitor: Visitor, number: int
) -> None:
    worker.refuse_bad_request(visitor.connection, OSError(number, "full"))
    assert b"507 Insufficient Storage" in visitor.read()


def test_worker_that_stops_hardly_waits(worker: OneThreadWorker, visitor: Visitor) -> None:
    now = time.monotonic()
    worker._cap_keepalive(now + 100)
    assert visitor.connection.deadline < now + limits.STOPPING_SECONDS + 1
    worker._cap_keepalive(now)
    assert visitor.connection.deadline == now
    worker.alive = False
    worker.answered(visitor.connection, keep=True)
    assert visitor.connection.deadline < time.monotonic() + limits.STOPPING_SECONDS + 0.1


def test_answer_that_is_sent_still_has_its_time_when_the_worker_stops(
    worker: OneThreadWorker, visitor: Visitor
) -> None:
    visitor.connection.answered = True
    before = visitor.connection.deadline
    worker._cap_keepalive(time.monotonic())
    assert visitor.connection.deadline == before


def test_log_has_no_invalid_requests(caplog: pytest.LogCaptureFixture) -> None:
    LOG.error_log.addHandler(caplog.handler)
    LOG.warning("Invalid request from ip=%s", "203.0.113.1")
    LOG.warning("A worker ended.")
    LOG.error_log.removeHandler(caplog.handler)
    assert [record.message for record in caplog.records] == ["A worker ended."]


def test_worker_of_a_site_knows_its_longest_body() -> None:
    assert worker_class(longest_body=7).longest_body == 7
