"""Messages between the supervisor, the serving process and `make reload`.

A message is a line of JSON over a socket; sockets can be sent with it. This module and the
supervisor use only the standard library: the supervisor keeps running when the code changes, and
must stay small.
"""

import json
import socket
from typing import Any

Message = dict[str, Any]
PIECE = 65_536  # bytes


class Channel:
    """One end of a connection. `received` has the sockets that came with the messages so far."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.received: list[socket.socket] = []
        self._arrived = b""

    def send(self, message: Message, *sockets: socket.socket) -> None:
        """Send a message, and sockets with it. Does nothing if the other end is closed."""
        line = json.dumps(message).encode() + b"\n"
        try:
            if sockets:
                numbers = [each.fileno() for each in sockets]
                sent = socket.send_fds(self.connection, [line], numbers)
                line = line[sent:]
            self.connection.sendall(line)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def receive(self) -> Message | None:
        """Wait for the next message and return it; None if the other end is closed."""
        while b"\n" not in self._arrived:
            try:
                piece, numbers, _, _ = socket.recv_fds(self.connection, PIECE, 1)
            except ConnectionResetError:
                return None
            self.received += [socket.socket(fileno=number) for number in numbers]
            if not piece:
                return None
            self._arrived += piece
        line, _, self._arrived = self._arrived.partition(b"\n")
        message: Message = json.loads(line)
        return message

    def close(self) -> None:
        """Close this end."""
        self.connection.close()
