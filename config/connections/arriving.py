"""A request that is being received, in any number of pieces."""

from tempfile import SpooledTemporaryFile

from gunicorn.config import Config
from gunicorn.http.body import Body, LengthReader
from gunicorn.http.errors import LimitRequestHeaders, NoMoreData
from gunicorn.http.message import Request
from gunicorn.http.unreader import IterUnreader

from config.connections import limits

# The sender's address as gunicorn has it: the path or number of a socket, or host and port.
Sender = str | int | tuple[str, int]
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
EXPECTED = "_expected_100_continue"  # of a gunicorn request, which has no public name for it


class ArrivingRequest:
    """One request: its head and its body, each buffered until it is complete.

    It replaces gunicorn's parser, which would block until the sender sends more. `__next__` returns
    the parsed request.
    """

    def __init__(self, cfg: Config, sender: Sender, number: int, longest_body: int) -> None:
        """`number` is that of the request on its connection, from 1; `longest_body` is in bytes."""
        self.cfg = cfg
        self.sender = sender
        self.number = number
        self.longest_body = longest_body
        self.head = bytearray()
        self.request: Request | None = None
        self.body = SpooledTemporaryFile(limits.MOST_IN_MEMORY)  # noqa: SIM115  # closed with the request
        self.body_size = 0
        self.body_missing = 0
        self.counted = 0  # bytes of this body in the worker's count of buffered bytes
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
        """Whether the sender waits for “100 Continue” before its body; True only once."""
        expected = bool(getattr(self.request, EXPECTED, False))
        setattr(self.request, EXPECTED, False)  # or gunicorn would send it again
        return expected

    def take(self, piece: bytes) -> None:
        """Add received bytes. Those after the end of the request become its `surplus`.

        Raises gunicorn's errors for an invalid request, and `OSError` if the disk is full.
        """
        if self.request is not None:
            self._take_body(piece)
            return
        self.head += piece
        # Parse only after the end of a line, or when a line is too long.
        if b"\n" in piece or len(self.head) > self.cfg.limit_request_line:
            self._read_head()

    def close(self) -> None:
        """Delete the buffered body."""
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
        """Set how many bytes of the body to receive.

        None for a body that is too long, which the archive refuses by its length, and for one
        without a length (in chunks), which Django does not read. The connection is closed after
        either.
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
        """Return True: the whole body has been received. gunicorn asks before the next request."""
        return True
