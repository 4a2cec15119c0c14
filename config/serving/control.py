"""The socket in the archive's home at which `make reload` speaks to the supervisor."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def control_name(port: int) -> str:
    """Return the name of the socket's file: archives of one home have a port each."""
    return f"serving-{port}.control"


def open_control(home: Path, port: int) -> socket.socket:
    """Return a socket that waits for `make reload`, for the user of this process alone.

    Raises `OSError` where the home's file system has no room for it, or no sockets.
    """
    home.mkdir(parents=True, exist_ok=True)
    control = socket.socket(socket.AF_UNIX)
    mask = os.umask(0o177)
    try:
        with within(home):
            # Left by a supervisor that was killed; the port is ours, so nobody else's.
            Path(control_name(port)).unlink(missing_ok=True)
            control.bind(control_name(port))
        control.listen()
    except OSError:
        control.close()
        raise
    finally:
        os.umask(mask)
    return control


def connect_to_control(home: Path, port: int) -> socket.socket:
    """Return a connection to the supervisor. Raises `OSError` where none waits."""
    connection = socket.socket(socket.AF_UNIX)
    try:
        with within(home):
            connection.connect(control_name(port))
    except OSError:
        connection.close()
        raise
    return connection


def remove_control(home: Path, port: int) -> None:
    """Remove the socket's file."""
    with suppress(OSError):
        (home / control_name(port)).unlink()


@contextmanager
def within(folder: Path) -> Iterator[None]:
    """Work in the folder meanwhile: the path of a socket may have only some hundred characters."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
