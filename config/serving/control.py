"""The socket in the archive's home through which `make reload` reaches the supervisor."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def control_name(port: int) -> str:
    """The name of the socket's file. It has the port, because archives may share a home."""
    return f"serving-{port}.control"


def open_control(home: Path, port: int) -> socket.socket:
    """Return a socket that listens for `make reload`; only the user of this process may connect.

    Raises `OSError` if the socket cannot be made in the home.
    """
    home.mkdir(parents=True, exist_ok=True)
    control = socket.socket(socket.AF_UNIX)
    mask = os.umask(0o177)
    try:
        with within(home):
            # Left by a supervisor that was killed: no other one can use this port now.
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
    """Return a connection to the supervisor. Raises `OSError` if none listens."""
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
    """Change to the folder for the block: a socket's path may have only about 100 characters."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
