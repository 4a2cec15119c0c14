"""Locks on files, which the kernel lets go of when a process ends, however it ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SHARED = fcntl.LOCK_SH
ALONE = fcntl.LOCK_EX


def open_lock(path: Path) -> int:
    """Open the lock file, made if it is missing, and return its descriptor, which holds nothing
    yet.
    """
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def take(descriptor: int, kind: int) -> None:
    """Take the lock, waiting for it."""
    fcntl.flock(descriptor, kind)


def try_to_take(descriptor: int, kind: int) -> bool:
    """Take the lock if that is possible now, and return whether it was."""
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def give_back(descriptor: int) -> None:
    """Let go of the lock and keep the file open."""
    fcntl.flock(descriptor, fcntl.LOCK_UN)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock alone for a while."""
    descriptor = open_lock(path)
    try:
        take(descriptor, ALONE)
        yield
    finally:
        os.close(descriptor)
