"""gunicorn's threaded worker process, changed so that threads never wait for visitors.

gunicorn 27 gives a thread each connection from its first byte: the thread then waits for the rest
of the request, and until the visitor has read the answer. A few slow visitors can occupy all
threads. Here the event loop of the worker receives requests and sends buffered answers; threads
only compute the answers to complete requests.
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
    """gunicorn's log without invalid requests, which anybody can send; they are answered 400."""

    def warning(self, msg: object, *args: object, **options: Any) -> None:
        """Log a warning, unless it is about an invalid request."""
        if not str(msg).startswith("Invalid request from ip="):
            super().warning(msg, *args, **options)


class Connection(TConn):
    """A visitor's connection: its current request, and the time at which the worker closes it."""

    sock: PatientSocket
    arriving: ArrivingRequest
    deadline: float
    longest_body: int  # bytes
    requests: int = 0
    answered: bool  # whether the answer to the request has been computed
    began: float  # start of receiving the body or sending the answer, by the monotonic clock
    size: int  # bytes of that body or answer

    def await_request(self, seconds: float) -> None:
        """Wait for the first byte of the next request, for at most `seconds`."""
        self.requests += 1
        self.answered = False
        self.arriving = ArrivingRequest(self.cfg, self.client, self.requests, self.longest_body)
        self.parser = self.arriving  # type: ignore[assignment]  # of which gunicorn uses what ArrivingRequest has
        self.deadline = time.monotonic() + seconds

    def extend(self) -> None:
        """Set the deadline again after receiving or sending a byte.

        It is `SILENT_SECONDS` from now, but no later than the whole body or answer may take.
        """
        self.deadline = min(
            time.monotonic() + limits.SILENT_SECONDS,
            self.began + limits.time_for(self.size),
        )


class PatientWorker(ThreadWorker):
    """A worker whose threads never wait for a visitor.

    `watched` has the connections that the loop waits for, the longest waiting first. `held_bodies`
    is the number of buffered bytes of bodies whose requests are not answered yet.
    """

    longest_body: int
    """Bytes. A longer body is not received: the site refuses it by its length."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.watched: dict[Connection, None] = {}
        self.held_bodies = 0
        self.next_check = 0.0

    @classmethod
    def check_config(cls, cfg: Config, log: Logger) -> None:
        """Accept every setting: here `worker_connections` limits waiting connections, too."""

    # The life of a connection, in order

    def accept(self, listener: socket.socket) -> None:
        """Accept a new connection and wait for its request.

        Closes the longest waiting connection if there are too many.
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
        """Read received bytes. A complete request goes to a thread."""
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
        """Add received bytes to the request. gunicorn answers an invalid request with 400."""
        arriving = connection.arriving
        if not arriving.begun:
            connection.deadline = time.monotonic() + limits.HEAD_SECONDS
        had_head = arriving.request is not None
        try:
            arriving.take(piece)
        except Exception as error:  # noqa: BLE001  # gunicorn tells the kinds of errors apart
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
        """Wait for more of a body; refuse it if too many bytes of bodies are buffered.

        `arrived` is the number of bytes just received.
        """
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
        """Continue after a thread has answered. gunicorn calls this in the event loop."""
        keep = not fs.cancelled() and fs.exception() is None and fs.result()
        self.answered(cast("Connection", conn), keep=keep)  # `accept` makes only these

    def answered(self, connection: Connection, *, keep: bool) -> None:
        """Send the buffered part of the answer; then wait for the next request, or close."""
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
        """Send more of a buffered answer."""
        try:
            if connection.sock.send_more():
                self.sent(connection, keep=keep)
            else:
                connection.extend()
        except OSError:
            self.drop(connection)

    def sent(self, connection: Connection, *, keep: bool) -> None:
        """After an answer has been sent: wait for the next request, or close the connection."""
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
        """Close the sending side, and read on briefly, so that the visitor receives all bytes."""
        try:
            connection.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self.drop(connection)
            return
        connection.deadline = time.monotonic() + limits.CLOSING_SECONDS
        self.watch(connection, selectors.EVENT_READ, self.read_to_the_end)

    def read_to_the_end(self, connection: Connection) -> None:
        """Discard received bytes until the visitor closes the connection."""
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
        """Answer with a status and a sentence, without calling the archive, and close."""
        try:
            write_error(connection.sock, status, reason, sentence)
        except OSError:
            self.drop(connection)
            return
        self.answered(connection, keep=False)

    def refuse_bad_request(self, connection: Connection, error: Exception) -> None:
        """Answer an invalid request, or one that does not fit on the disk, and close."""
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
        """Delete the buffered body of a request."""
        self.held_bodies -= connection.arriving.counted
        connection.arriving.counted = 0
        connection.arriving.close()

    def drop_longest_waiting(self) -> None:
        """Close the connection that has waited longest, if any waits."""
        if self.watched:
            self.drop(next(iter(self.watched)))

    # What gunicorn's loop calls

    def murder_pending(self) -> None:
        """Close the connections whose deadline has passed; once a second.

        gunicorn calls this in each turn of the event loop.
        """
        now = time.monotonic()
        if now < self.next_check:
            return
        self.next_check = now + 1
        overdue = [each for each in self.watched if each.deadline <= now]
        for connection in overdue:
            self.close_overdue(connection)

    def close_overdue(self, connection: Connection) -> None:
        """Close a connection that took too long; answer 408 first if a request had begun."""
        if connection.arriving.begun and not connection.answered:
            self.refuse(connection, 408, "Request Timeout", "The request took too long to arrive.")
        else:
            self.drop(connection)

    def _cap_keepalive(self, deadline: float) -> None:
        """When the worker stops, wait at most `STOPPING_SECONDS` for visitors' requests."""
        soon = time.monotonic() + limits.STOPPING_SECONDS
        for connection in self.watched:
            if not connection.answered:
                connection.deadline = min(connection.deadline, deadline, soon)

    # The connections that the loop waits for

    def watch(
        self, connection: Connection, event: int, handle: Callable[[Connection], None]
    ) -> None:
        """Call `handle` whenever the connection can be read or written, as `event` says."""

        def handle_if_watched(_socket: socket.socket) -> None:
            if connection in self.watched:  # it may have been dropped in this turn of the loop
                handle(connection)

        self.poller.register(connection.sock, event, handle_if_watched)
        self.watched[connection] = None

    def unwatch(self, connection: Connection) -> None:
        """Stop waiting for this connection."""
        if connection in self.watched:
            del self.watched[connection]
            self.poller.unregister(connection.sock)


def worker_class(*, longest_body: int) -> type[PatientWorker]:
    """The worker class for gunicorn; the site accepts bodies of up to `longest_body` bytes."""
    return type("SiteWorker", (PatientWorker,), {"longest_body": longest_body})
