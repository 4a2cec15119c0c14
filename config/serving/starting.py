"""The steps of a process before it serves: it reads its settings and prepares the archive."""

import os
import signal
import socket
from dataclasses import dataclass

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError
from django.db import DatabaseError

from config import environment
from config.faults.full_disk import full_disk
from reports.facts.framework_files import FrameworkFileError


@dataclass(frozen=True, slots=True)
class Prepared:
    """A prepared archive: its socket and address, the number of worker processes, and the sentence
    about the confinement of processes that read files.
    """

    listener: socket.socket
    host: str
    port: int
    workers: int
    confinement: str


def prepare_or_exit(listener: socket.socket | None = None) -> Prepared:
    """Prepare the archive, to be served at `listener`, or at a new socket for HOST and PORT.

    Raises `SystemExit` with a sentence if it cannot start.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    host = environment.text("HOST", "127.0.0.1")
    try:
        port = environment.port()
        workers = environment.whole_number("WEB_WORKERS", 2, least=1, most=64)
        listener = listener or bound(host, port)
        return Prepared(listener, host, port, workers, _prepare())
    except (CommandError, FrameworkFileError, ImproperlyConfigured) as error:
        raise SystemExit(f"The archive cannot start. {error}") from error
    except (DatabaseError, OSError) as error:
        sentence = full_disk(error)
        if not (sentence or isinstance(error, DatabaseError)):
            raise
        raise SystemExit(f"The archive cannot start. {sentence or error}") from error
    except KeyboardInterrupt as interruption:
        # The supervisor sends the signal again that the terminal has already sent.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        raise SystemExit("Stopped before the archive was ready.") from interruption


def _prepare() -> str:
    """Prepare the archive, and return the sentence about the confinement of file readers."""
    django.setup()

    from config.prepare import prepare
    from reports.files import processes

    processes.start_one()
    prepare()
    confinement = processes.confinement_sentence()
    processes.end_all()
    return confinement


def bound(host: str, port: int) -> socket.socket:
    """Return a socket that is bound to the port but does not listen yet.

    Raises `CommandError` if another program listens there.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise CommandError(taken(host, port, error)) from error
    return listener


def taken(host: str, port: int, error: OSError) -> str:
    """The sentence about a port at which the archive cannot listen."""
    return (
        f"It cannot listen at {host}:{port}: {error.strerror}. Perhaps it runs there already; "
        "stop that program or choose another port, for example: "
        f"PORT={8000 + (port + 1) % 1000} make run"
    )
