"""A socket that buffers an answer, and sends it as fast as the visitor reads."""

import errno
import os
import socket
from tempfile import SpooledTemporaryFile
from typing import IO

from config.connections import limits

PIECE = 256 * limits.KILOBYTE


class PatientSocket(socket.socket):
    """A visitor's socket whose `sendall` never blocks: it buffers unsent bytes for `send_more`.

    One thread at a time uses it: first the one that answers, then the event loop.
    """

    unsent: IO[bytes] | None = None
    unsent_bytes: int = 0
    sent_bytes: int = 0

    def setblocking(self, flag: bool) -> None:
        """Stay non-blocking, whatever `flag` gunicorn passes."""
        super().setblocking(False)

    def sendall(self, piece: bytes, flags: int = 0) -> None:  # type: ignore[override]
        """Send as many bytes as possible now, and buffer the others.

        Raises `OSError` if the connection is closed, or if more than `MOST_UNSENT` bytes would be
        buffered.
        """
        if self.unsent_bytes and not self.send_more():
            self._hold(piece)
            return
        sent = self._send(piece)
        if sent < len(piece):
            self._hold(piece[sent:])

    def sendfile(self, file: IO[bytes], offset: int = 0, count: int | None = None) -> int:  # type: ignore[override]
        """Send or buffer `count` bytes of the file from `offset`, all by default.

        Returns the number of bytes, which is smaller if the file ends earlier.
        """
        total = 0
        while count is None or total < count:
            size = PIECE if count is None else min(PIECE, count - total)
            piece = os.pread(file.fileno(), size, offset + total)
            if not piece:
                break
            self.sendall(piece)
            total += len(piece)
        return total

    def send_more(self) -> bool:
        """Send as many buffered bytes as possible now. Returns whether all are sent."""
        while self.unsent is not None and self.unsent_bytes:
            self.unsent.seek(-self.unsent_bytes, 2)
            piece = self.unsent.read(PIECE)
            sent = self._send(piece)
            self.unsent_bytes -= sent
            if sent < len(piece):
                return False
        self._forget()
        return True

    def close(self) -> None:
        """Close the connection and delete the buffered bytes."""
        self._forget()
        super().close()

    def _send(self, piece: bytes) -> int:
        try:
            sent = self.send(piece)
        except BlockingIOError:
            return 0
        self.sent_bytes += sent
        return sent

    def _hold(self, piece: bytes) -> None:
        if self.unsent_bytes + len(piece) > limits.MOST_UNSENT:
            raise ConnectionResetError(
                errno.ECONNRESET, "The visitor reads too slowly for an answer of this length."
            )
        if self.unsent is None:
            self.unsent = SpooledTemporaryFile(limits.MOST_IN_MEMORY)  # noqa: SIM115  # closed when it is sent
        self.unsent.seek(0, 2)
        self.unsent.write(piece)
        self.unsent_bytes += len(piece)

    def _forget(self) -> None:
        if self.unsent is not None:
            self.unsent.close()
        self.unsent, self.unsent_bytes = None, 0
