"""A request while it arrives, in as many pieces as its sender likes."""

from tempfile import SpooledTemporaryFile

from gunicorn.config import Config
from gunicorn.http.body import Body, LengthReader
from gunicorn.http.errors import LimitRequestHeaders, NoMoreData
from gunicorn.http.message import Request
from gunicorn.http.unreader import IterUnreader

from config.connections import limits

# As gunicorn names who sends: the path or number of a socket, or host and port.
Sender = str | int | tuple[str, int]
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
EXPECTED = "_expected_100_continue"  # of a gunicorn request, which has no public name for it


class ArrivingRequest:
    """One request: first its head, then its body, each held until it is whole.

    Stands in for gunicorn's parser, which would wait for the sender: `__next__` gives the request
    that has arrived.
    """

    def __init__(self, cfg: Config, sender: Sender, number: int, longest_body: int) -> None:
        """Begin with nothing. `number` counts the requests of the connection; `longest_body` is in
        bytes.
        """
        self.cfg = cfg
        self.sender = sender
        self.number = number
        self.longest_body = longest_body
        self.head = bytearray()
        self.request: Request | None = None
        self.body = SpooledTemporaryFile(limits.MOST_IN_MEMORY)  # noqa: SIM115  # closed with the request
        self.body_size = 0
        self.body_missing = 0
        self.counted = 0  # bytes of the body that count among those the worker holds
        self.surplus = b""

    @property
    def begun(self) -> bool:
        """Whether a byte has arrived."""
        return bool(self.head) or self.request is not None

    @property
    def whole(self) -> bool:
        """Whether head and body are complete."""
        return self.request is not None and self.body_missing == 0

    def expects_continue(self) -> bool:
        """Return whether the sender waits to be told that its body is welcome, and forget that it
        does.
        """
        expected = bool(getattr(self.request, EXPECTED, False))
        setattr(self.request, EXPECTED, False)  # or gunicorn would say it again
        return expected

    def take(self, piece: bytes) -> None:
        """Add what has arrived. Bytes after the end of the request become its `surplus`.

        Raises gunicorn's errors for a request that is none, `OSError` when the disk has no room for
        its body.
        """
        if self.request is not None:
            self._take_body(piece)
            return
        self.head += piece
        # Looked at when a line has ended, or when it is too long to be one.
        if b"\n" in piece or len(self.head) > self.cfg.limit_request_line:
            self._read_head()

    def close(self) -> None:
        """Let go of the body."""
        self.body.close()

    def _read_head(self) -> None:
        unreader = IterUnreader([bytes(self.head)])
        try:
            request = Request(self.cfg, unreader, self.sender, self.number)
        except NoMoreData:
            if len(self.head) > limits.LONGEST_HEAD:
                raise LimitRequestHeaders("limit request headers size") from None
            return
        self.request = request
        self.head.clear()
        self._expect_body(request)
        self._take_body(unreader.take_buffered())

    def _expect_body(self, request: Request) -> None:
        """Say how many bytes of a body are awaited.

        Those of a body that is too long are not: the archive refuses it by its length. Nor are
        those of a body without a length (in chunks), which Django does not read. The connection
        ends after either.
        """
        reader = request.body.reader if request.body else None
        length = reader.length if isinstance(reader, LengthReader) else None
        if length is None or length > self.longest_body:
            request.force_close()
            length = 0
        self.body_size = self.body_missing = length
        request.body = Body(self.body)  # type: ignore[arg-type]  # of a reader it uses `read` alone

    def _take_body(self, piece: bytes) -> None:
        part, self.surplus = piece[: self.body_missing], piece[self.body_missing :]
        self.body.write(part)
        self.body_missing -= len(part)
        if not self.body_missing:
            self.body.seek(0)

    def __next__(self) -> Request | None:
        return self.request

    def finish_body(self, deadline: float | None = None) -> bool:
        """Say that nothing of the body is left on the connection, as gunicorn asks before the next
        request.
        """
        return True
