"""The server of a home: its first user starts it, all users share it, the last one stops it.

The lock files beside the data folder are `postgres.users`, `postgres.keeper` and `postgres.start`;
README.md explains them.
"""

import os
import subprocess
import sys
import threading
import time
from enum import StrEnum
from fcntl import LOCK_EX, LOCK_NB, LOCK_SH, flock
from pathlib import Path

from config.embedded import EmbeddedServerError, postmaster

IMPORTED_FROM = Path(__file__).parents[len(__package__.split("."))]
# Started by a shell, the keeper is no child of this process, which so need not wait for its end.
START_KEEPER = ("/bin/sh", "-c", '"$@" &', "sh", sys.executable, "-m", f"{__package__}.keeper")
SECONDS_TO_LEAVE = postmaster.SECONDS_TO_STOP + 10

_held: dict[Path, int] = {}  # the descriptors of `postgres.users`, by home
_threads = threading.Lock()


class Departure(StrEnum):
    """The state of the home's server after a process stopped using it."""

    STOPPED = "stopped"
    SHARED = "shared"
    RUNNING = "running"


def data_folder(home: Path) -> Path:
    """Return the folder of the server's database."""
    return home / "postgres"


def users_lock(home: Path) -> Path:
    """Return the lock file that every user of the server holds."""
    return home / "postgres.users"


def open_lock(path: Path) -> int:
    """Open a lock file, made if it is missing, without locking it. Returns its descriptor."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def ensure_running(home: Path) -> Path:
    """Make this process a user of the home's server, and start the server if it is not running.

    Returns the folder of the server's socket. Raises `EmbeddedServerError` if it cannot start.
    """
    with _threads:
        if home in _held and (sockets := postmaster.answering_at(data_folder(home))):
            return sockets
        try:
            return _join(home)
        except PermissionError as error:
            message = f"{error.filename or home} belongs to another user: run this as that user,"
            raise EmbeddedServerError(f"{message} or choose a folder of your own.") from error
        except OSError as error:
            message = f"The embedded PostgreSQL cannot start in {home}: {error}"
            raise EmbeddedServerError(message) from error


def leave(home: Path) -> Departure:
    """Stop using the home's server, and stop the server if nobody else uses it.

    Returns `STOPPED` if no server runs on the home's data, or this process never used it, `SHARED`
    if it still runs for another user, and `RUNNING` if it could not be stopped in time.
    """
    with _threads:
        if home not in _held:
            return Departure.STOPPED
        os.close(_held.pop(home))
    users = open_lock(users_lock(home))
    deadline = time.monotonic() + SECONDS_TO_LEAVE
    try:
        while not _try_lock(users, LOCK_EX):
            if _try_lock(users, LOCK_SH):
                return Departure.SHARED
            if time.monotonic() > deadline:
                break
            time.sleep(0.02)  # the keeper is stopping the server, and holds the lock alone
        else:
            postmaster.stop(data_folder(home))
    finally:
        os.close(users)
    return Departure.RUNNING if postmaster.is_running(data_folder(home)) else Departure.STOPPED


def _join(home: Path) -> Path:
    """Take the users' lock, make sure that a keeper runs, and start the server if needed."""
    home.mkdir(parents=True, exist_ok=True)
    data = data_folder(home)
    start = open_lock(home / "postgres.start")
    try:
        flock(start, LOCK_EX)
        if home not in _held:
            users = open_lock(users_lock(home))
            flock(users, LOCK_SH)  # waits while the keeper stops the server
            _held[home] = users
        _ensure_keeper(home)
        return postmaster.answering_at(data) or postmaster.start(data)
    finally:
        os.close(start)


def _ensure_keeper(home: Path) -> None:
    """Start a keeper unless one runs. It inherits its lock, and outlives this process."""
    lock = open_lock(home / "postgres.keeper")
    try:
        if _try_lock(lock, LOCK_EX):
            subprocess.run(
                [*START_KEEPER, str(home), str(lock)],
                check=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=lock,  # the lock file then has the error message of a keeper that failed
                pass_fds=[lock],
                start_new_session=True,
                cwd=IMPORTED_FROM,
            )
    finally:
        os.close(lock)


def _try_lock(descriptor: int, kind: int) -> bool:
    """Take a lock without waiting. Returns whether it was free."""
    try:
        flock(descriptor, kind | LOCK_NB)
    except BlockingIOError:
        return False
    return True
