"""The embedded server of a home: started by whoever needs it first, shared by all, stopped after
the last.

Three lock files lie beside the data folder:

- `postgres.users` is held, shared, by every process that uses the server, and by its forked children.
- `postgres.keeper` is held by the keeper, the one process that waits until nobody holds `postgres.users` and
  then stops the server (see `keeper`). A process that leaves in order stops it itself, if it was the last.
- `postgres.start` is held for the moment of joining, so that server and keeper are started once.
"""

import os
import subprocess
import sys
import threading
import time
from enum import StrEnum
from pathlib import Path

from config.embedded import EmbeddedServerError, locks, postmaster

PROJECT = Path(__file__).resolve().parents[2]
# The shell leaves the keeper behind as nobody's child, so that no process has to wait for its end.
LEAVE_BEHIND = ("/bin/sh", "-c", '"$@" &', "sh")

# Stopping may take as long twice: first in order, then at once.
SECONDS_TO_LEAVE = 2 * postmaster.SECONDS_TO_STOP + 10

_held: dict[Path, int] = {}
_threads = threading.Lock()


def data_folder(home: Path) -> Path:
    """Return the folder of the server's database."""
    return home / "postgres"


def users_lock(home: Path) -> Path:
    """Return the lock file that every user of the server holds."""
    return home / "postgres.users"


def ensure_running(home: Path) -> Path:
    """Count this process among the users of the home's server, which is started unless it runs.

    Returns the folder of the server's socket. Raises `EmbeddedServerError` when the server cannot
    be started.
    """
    with _threads:
        if home in _held and (sockets := postmaster.answering_at(data_folder(home))):
            return sockets
        try:
            return _join(home)
        except PermissionError as error:
            raise EmbeddedServerError(
                f"{error.filename or home} belongs to another user: run this as that user or as root, "
                f"or let ARCHIVE_HOME name a folder of your own."
            ) from error
        except OSError as error:
            raise EmbeddedServerError(
                f"The embedded PostgreSQL cannot start in {home}: {error}"
            ) from error


class Departure(StrEnum):
    """What became of the home's server when a process stopped using it."""

    STOPPED = "stopped"
    SHARED = "shared"
    RUNNING = "running"


def leave(home: Path) -> Departure:
    """Stop using the home's server; when nobody else uses it, stop it.

    Returns `STOPPED` when no server runs on the home's data any more (or this process never used
    one), `SHARED` when it runs on for another user, and `RUNNING` when it could not be stopped in
    time.
    """
    with _threads:
        if home not in _held:
            return Departure.STOPPED
        os.close(_held.pop(home))
    users = locks.open_lock(users_lock(home))
    deadline = time.monotonic() + SECONDS_TO_LEAVE
    try:
        while time.monotonic() < deadline:
            if locks.try_to_take(users, locks.ALONE):
                return _stop_alone(home)
            if locks.try_to_take(users, locks.SHARED):
                return Departure.SHARED
            time.sleep(0.02)  # the keeper is stopping it, and holds the lock alone meanwhile
    finally:
        os.close(users)
    return Departure.RUNNING if postmaster.is_running(data_folder(home)) else Departure.STOPPED


def _stop_alone(home: Path) -> Departure:
    """Stop the server, while this process holds the users' lock alone.

    The keeper would do that, too, but it may have been killed, or have been halted. Whoever of the
    two is late has nothing left to stop; nobody can start the server meanwhile, since that takes
    the users' lock.
    """
    data = data_folder(home)
    postmaster.stop(data)
    return Departure.RUNNING if postmaster.is_running(data) else Departure.STOPPED


def _join(home: Path) -> Path:
    """Become a user of the server, and see that it runs and has a keeper."""
    home.mkdir(parents=True, exist_ok=True)
    with locks.locked(home / "postgres.start"):
        if home not in _held:
            users = locks.open_lock(users_lock(home))
            locks.take(users, locks.SHARED)  # waits while the keeper stops the server
            _held[home] = users
        _ensure_keeper(home)
        data = data_folder(home)
        if postmaster.answering_at(data) is None:
            postmaster.start(data)
    sockets = postmaster.answering_at(data)
    if sockets is None:
        raise EmbeddedServerError(
            f"The embedded PostgreSQL started and ended; {data}/server.log says why."
        )
    return sockets


def _ensure_keeper(home: Path) -> None:
    """Start the keeper unless there is one. It is handed the lock that says so, and outlives this
    process.
    """
    lock = locks.open_lock(home / "postgres.keeper")
    try:
        if locks.try_to_take(lock, locks.ALONE):
            subprocess.run(
                [
                    *LEAVE_BEHIND,
                    sys.executable,
                    "-m",
                    "config.embedded.keeper",
                    str(home),
                    str(lock),
                ],
                check=True,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=lock,  # so the lock file says what a keeper failed at
                pass_fds=[lock],
                start_new_session=True,
                cwd=PROJECT,
            )
    finally:
        os.close(lock)
