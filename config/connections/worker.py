"""gunicorn's worker process with threads, made patient: a thread is given whole requests only.

gunicorn 27 gives a thread each connection from its first byte: the thread then waits for the rest
of the request, and for the reader of its answer. A few visitors who send nothing more hold all
threads. Here the loop of the worker collects requests and sends off what the network did not take
of an answer, while threads do nothing but answer.
"""

import errno
import selectors
import socket
import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any, cast

from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.util import write_error
from gunicorn.workers.gthread import TConn, ThreadWorker

from config.connections import limits
from config.connections.arriving import CONTINUE, ArrivingRequest
from config.connections.leaving import PatientSocket

DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
TOO_MANY_FILES = frozenset({errno.EMFILE, errno.ENFILE})
PIECE = 64 * limits.KILOBYTE


class PlainLog(Logger):
    """gunicorn's log without what strangers send: a request that is none is answered 400, which is
    enough.
    """

    def warning(self, msg: object, *args: object, **options: Any) -> None:
        """Write a warning, unless it is of a visitor's bad request."""
        if not str(msg).startswith("Invalid request from ip="):
            super().warning(msg, *args, **options)


class Connection(TConn):
    """A visitor's connection: the request that arrives on it, and until when the worker waits for
    the visitor.
    """

    sock: PatientSocket
    arriving: ArrivingRequest
    deadline: float
    longest_body: int  # bytes
    requests: int = 0
    answered: bool  # whether the answer to the request has been made
    began: float  # when the body or the answer began to move, by the monotonic clock
    size: int  # bytes of that body or answer

    def await_request(self, seconds: float) -> None:
        """Begin to wait for the first byte of the next request, for so many seconds."""
        self.requests += 1
        self.answered = False
        self.arriving = ArrivingRequest(self.cfg, self.client, self.requests, self.longest_body)
        self.parser = self.arriving  # type: ignore[assignment]  # of which gunicorn uses what ArrivingRequest has
        self.deadline = time.monotonic() + seconds

    def extend(self) -> None:
        """Wait longer, since something has moved: to the next silence, or until the whole has taken
        too long.
        """
        self.deadline = min(
            time.monotonic() + limits.SILENT_SECONDS,
            self.began + limits.time_for(self.size),
        )


class PatientWorker(ThreadWorker):
    """A worker whose threads never wait for a visitor.

    `watched` holds the connections that the loop waits for, the longest waiting first.
    `held_bodies` counts the bytes of bodies that have arrived and are not answered yet.
    """

    longest_body: int
    """Bytes of a body. One that is longer is not waited for: the site refuses it by its length."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.watched: dict[Connection, None] = {}
        self.held_bodies = 0
        self.next_look = 0.0

    @classmethod
    def check_config(cls, cfg: Config, log: Logger) -> None:
        """Accept every setting: waiting connections are bounded by `worker_connections` here."""

    # The life of a connection, in order

    def accept(self, listener: socket.socket) -> None:
        """Take a new connection, and wait for its request. The longest waiting one goes when there
        are too many.
        """
        try:
            accepted, address = listener.accept()
        except OSError as error:
            if error.errno in TOO_MANY_FILES:
                self.drop_longest_waiting()
            elif error.errno not in {errno.EAGAIN, errno.ECONNABORTED}:
                raise
            return
        patient = PatientSocket(fileno=accepted.detach())
        connection = Connection(self.cfg, patient, address, listener.getsockname())
        connection.initialized = True
        connection.longest_body = self.longest_body
        self.nr_conns += 1
        connection.await_request(limits.IDLE_SECONDS)
        self.watch(connection, selectors.EVENT_READ, self.receive)
        if self.nr_conns >= self.worker_connections:
            self.drop_longest_waiting()

    def receive(self, connection: Connection) -> None:
        """Take what has arrived; when it completes a request, give that to a thread."""
        try:
            piece = connection.sock.recv(PIECE)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        if piece:
            self.take(connection, piece)
        else:
            self.drop(connection)

    def take(self, connection: Connection, piece: bytes) -> None:
        """Add the piece to the request that arrives. What is no request is answered by gunicorn,
        with 400.
        """
        arriving = connection.arriving
        if not arriving.begun:
            connection.deadline = time.monotonic() + limits.HEAD_SECONDS
        had_head = arriving.request is not None
        try:
            arriving.take(piece)
        except Exception as error:  # noqa: BLE001  # as gunicorn's own worker: it tells the kinds apart
            self.refuse_bad_request(connection, error)
            return
        if arriving.whole:
            self.unwatch(connection)
            self.enqueue_req(connection)
        elif arriving.request is not None:
            if not had_head:
                connection.began, connection.size = time.monotonic(), arriving.body_size
            self.await_body(connection, len(piece))

    def await_body(self, connection: Connection, arrived: int) -> None:
        """Wait for more of a body, unless there are too many bodies already."""
        arriving = connection.arriving
        self.held_bodies += arrived
        arriving.counted += arrived
        if self.held_bodies > limits.MOST_BODIES:
            self.refuse(
                connection,
                503,
                "Service Unavailable",
                "Too many uploads at once. Try again in a minute.",
            )
            return
        if arriving.expects_continue():
            connection.sock.sendall(CONTINUE)
        connection.extend()

    def finish_request(self, conn: TConn, fs: Future[bool]) -> None:
        """Go on after a thread has answered (called in the loop)."""
        keep = not fs.cancelled() and fs.exception() is None and fs.result()
        self.answered(cast("Connection", conn), keep=keep)  # `accept` makes no others

    def answered(self, connection: Connection, *, keep: bool) -> None:
        """Send what is left of the answer; then wait for the next request, or close."""
        self.unwatch(connection)
        self.forget_body(connection)
        connection.answered = True
        connection.began, connection.size = time.monotonic(), connection.sock.unsent_bytes
        connection.extend()
        if connection.sock.unsent_bytes:
            self.watch(connection, selectors.EVENT_WRITE, partial(self.send, keep=keep))
        else:
            self.sent(connection, keep=keep)

    def send(self, connection: Connection, *, keep: bool) -> None:
        """Send more of an answer."""
        try:
            if connection.sock.send_more():
                self.sent(connection, keep=keep)
            else:
                connection.extend()
        except OSError:
            self.drop(connection)

    def sent(self, connection: Connection, *, keep: bool) -> None:
        """Wait for the next request, or close the connection, after its answer has been sent."""
        self.unwatch(connection)
        if not keep:
            self.begin_to_close(connection)
            return
        surplus = connection.arriving.surplus
        connection.await_request(limits.IDLE_SECONDS if self.alive else limits.STOPPING_SECONDS)
        self.watch(connection, selectors.EVENT_READ, self.receive)
        if surplus:
            self.take(connection, surplus)

    def begin_to_close(self, connection: Connection) -> None:
        """Say that nothing more comes, and read on for a moment, so that the visitor gets all of
        the answer.
        """
        try:
            connection.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self.drop(connection)
            return
        connection.deadline = time.monotonic() + limits.CLOSING_SECONDS
        self.watch(connection, selectors.EVENT_READ, self.read_to_the_end)

    def read_to_the_end(self, connection: Connection) -> None:
        """Read and forget, until the visitor has closed the connection, too."""
        try:
            if connection.sock.recv(PIECE):
                return
        except BlockingIOError:
            return
        except OSError:
            pass
        self.drop(connection)

    # Endings

    def refuse(self, connection: Connection, status: int, reason: str, sentence: str) -> None:
        """Answer without the archive, and close."""
        try:
            write_error(connection.sock, status, reason, sentence)
        except OSError:
            self.drop(connection)
            return
        self.answered(connection, keep=False)

    def refuse_bad_request(self, connection: Connection, error: Exception) -> None:
        """Answer what is no request, or what the disk has no room for, and close."""
        if isinstance(error, OSError) and error.errno in DISK_FULL:
            self.log.error(
                "The disk for temporary files is full: an upload was refused. Make room on it."
            )
            sentence = "The archive has no room on its disk for what you sent. Nothing was changed."
            self.refuse(connection, 507, "Insufficient Storage", sentence)
            return
        self.handle_error(None, connection.sock, connection.client, error)
        self.answered(connection, keep=False)

    def drop(self, connection: Connection) -> None:
        """Close the connection at once."""
        self.unwatch(connection)
        self.forget_body(connection)
        connection.sock.close()
        self.nr_conns -= 1

    def forget_body(self, connection: Connection) -> None:
        """Let go of the body of a request."""
        self.held_bodies -= connection.arriving.counted
        connection.arriving.counted = 0
        connection.arriving.close()

    def drop_longest_waiting(self) -> None:
        """Make room: close the connection that has been waited for longest, if there is one."""
        if self.watched:
            self.drop(next(iter(self.watched)))

    # What gunicorn's loop calls

    def murder_pending(self) -> None:
        """Close the connections whose time is over; called in each turn of the loop, and done once
        a second.
        """
        now = time.monotonic()
        if now < self.next_look:
            return
        self.next_look = now + 1
        for connection in [each for each in self.watched if each.deadline <= now]:
            self.end_of_time(connection)

    def end_of_time(self, connection: Connection) -> None:
        """Close a connection that took too long, with 408 where a request had begun."""
        if connection.arriving.begun and not connection.answered:
            self.refuse(connection, 408, "Request Timeout", "The request took too long to arrive.")
        else:
            self.drop(connection)

    def _cap_keepalive(self, deadline: float) -> None:
        """Wait no longer than a moment for the visitors' requests, when the worker stops."""
        soon = time.monotonic() + limits.STOPPING_SECONDS
        for connection in self.watched:
            if not connection.answered:
                connection.deadline = min(connection.deadline, deadline, soon)

    # The connections that the loop waits for

    def watch(self, connection: Connection, event: int, then: Callable[[Connection], None]) -> None:
        """Call `then` whenever the connection can be read, or written to."""

        def go_on(_socket: socket.socket) -> None:
            if connection in self.watched:  # it may have been dropped in this turn of the loop
                then(connection)

        self.poller.register(connection.sock, event, go_on)
        self.watched[connection] = None

    def unwatch(self, connection: Connection) -> None:
        """Wait for this connection no more."""
        if connection in self.watched:
            del self.watched[connection]
            self.poller.unregister(connection.sock)


def worker_class(*, longest_body: int) -> type[PatientWorker]:
    """Return the worker class for gunicorn, for a site that takes bodies of so many bytes."""
    return type("SiteWorker", (PatientWorker,), {"longest_body": longest_body})
