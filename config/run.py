"""The front door: bring the archive up to date and serve it (`make run`, `make dev`, the
container's command).

`python -m config.run` serves with gunicorn; with `--dev`, Django's own server does and reloads
changed code.
"""

import os
import signal
import socket
import subprocess
import sys
from importlib import import_module
from typing import Any

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError
from django.db import DatabaseError
from gunicorn.app.base import BaseApplication

from config import environment
from config.connections import limits
from config.connections.worker import PlainLog, worker_class
from config.embedded import server
from config.faults.full_disk import full_disk
from config.home import PROJECT, archive_home
from reports.facts.framework_files import FrameworkFileError


def main(arguments: list[str]) -> None:
    """Prepare and serve until a signal ends it. What prevents that is said on standard error."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    host = environment.text("HOST", "127.0.0.1")
    try:
        port = environment.whole_number("PORT", 8000, least=1, most=65535)
        workers = environment.whole_number("WEB_WORKERS", 2, least=1, most=64)
        refuse_taken_port(host, port)
        django.setup()

        from config.prepare import prepare
        from reports.files import processes

        processes.start_one()
        prepare()
        confinement = processes.confinement_sentence()
        processes.end_all()
    except (CommandError, FrameworkFileError, ImproperlyConfigured) as error:
        sys.exit(f"The archive cannot start. {error}")
    except (DatabaseError, OSError) as error:
        sentence = full_disk(error)
        if not (sentence or isinstance(error, DatabaseError)):
            raise
        sys.exit(f"The archive cannot start. {sentence or error}")
    except KeyboardInterrupt:
        sys.exit("Stopped before the archive was ready.")
    if "--dev" in arguments:
        serve_for_developers(host, port, confinement)
    else:
        Gunicorn(host, port, workers, confinement).run()


def refuse_taken_port(host: str, port: int) -> None:
    """Raise `CommandError` when another program listens at the port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"It cannot listen at {host}:{port}: {error.strerror}. Perhaps it runs there already; "
                f"stop that program or choose another port, for example: PORT={8000 + (port + 1) % 1000} make run"
            ) from error


def place(host: str, port: int) -> str:
    """Return host and port as addresses write them: IPv6 in square brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


class Gunicorn(BaseApplication):
    """The archive under gunicorn, which takes the signals: SIGTERM ends it when the answers are
    out.

    Threads, not processes alone: a browser opens connections ahead of time, and each would block a
    worker.
    """

    def __init__(self, host: str, port: int, workers: int, confinement: str) -> None:
        self.host, self.port, self.workers = host, port, workers
        self.confinement = confinement
        self.hangup = signal.getsignal(signal.SIGHUP)
        super().__init__()

    def load_config(self) -> None:
        chosen = {
            "bind": place(self.host, self.port),
            "workers": self.workers,
            "worker_class": worker_class(longest_body=settings.MOST_BODY_BYTES),
            "threads": 4,
            "worker_connections": limits.MOST_CONNECTIONS,
            "logger_class": PlainLog,
            "preload_app": True,
            # bytes, the most it takes: somebody pastes a paragraph to search for
            "limit_request_line": 8190,
            "timeout": 120,  # seconds; reading a long report takes some of them
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": lambda _arbiter: self.ready(),
            "post_fork": lambda _arbiter, _worker: end_at_signals(),
            "post_worker_init": lambda _worker: leave_hangup_to_parent(),
            "on_exit": lambda _arbiter: say_goodbye(),
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def ready(self) -> None:
        """Print where the archive is, and let a closed terminal end it.

        gunicorn would only read its settings again.
        """
        if self.hangup != signal.SIG_IGN:  # which `nohup` sets
            signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
        announce(self.host, self.port, self.confinement)

    def load(self) -> Any:
        # The first visitor of each process would wait for this.
        import_module(settings.ROOT_URLCONF)
        from config.prepare import warm_up
        from config.wsgi import application

        warm_up(application)
        return application


def end_at_signals() -> None:
    """Let a new worker end at a signal until gunicorn sets its own handlers.

    Those that it has from its parent ignore the signal: the archive would wait half a minute for a
    worker that does not end.
    """
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        signal.signal(number, lambda *_: os._exit(0))


def leave_hangup_to_parent() -> None:
    """Let a worker go on when the terminal closes: its parent ends it after its last answer.

    The handler does nothing: a signal that is ignored would be ignored by the programs that the
    worker starts, too.
    """
    signal.signal(signal.SIGHUP, lambda *_: None)


def serve_for_developers(host: str, port: int, confinement: str) -> None:
    """Serve with autoreload: the server process comes and goes with each change, this one keeps the
    database.
    """
    command = [sys.executable, "manage.py", "runserver", "--skip-checks", place(host, port)]
    with subprocess.Popen(command, cwd=PROJECT) as child:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the child by itself
        signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        announce(host, port, confinement)
        child.wait()
    say_goodbye()


def announce(host: str, port: int, confinement: str) -> None:
    """Print where the archive is, what confines the reading of files and, on one's own computer,
    what to do next.
    """
    if settings.DEPLOYED:
        print(f"The archive listens at {place(host, port)}.\n{confinement}", flush=True)
        return
    address = f"http://{place(host, port)}/"
    print(
        f"\nThe archive is at {address} (Ctrl-C stops it).\n"
        f"  All of Ofsted’s:   FETCHER_CONTACT=you@example.org make fetch, in another terminal\n"
        f"  Your own reports:  REPORTS=folder make run, or upload them at {address}admin/\n"
        f"  An administrator:  make admin, in another terminal\n"
        f"  All it keeps:      {archive_home()}\n\n{confinement}\n",
        flush=True,
    )


def say_goodbye() -> None:
    """Let go of the embedded server, if it is in use, and say what became of it.

    Raises `SystemExit` with 1 when it runs on although nobody uses it: a copy of the home would
    then be worthless.
    """
    home = archive_home()
    departure = server.leave(home)
    if departure == server.Departure.STOPPED:
        print("The archive has stopped.", flush=True)
    elif departure == server.Departure.SHARED:
        print(
            "The archive has stopped. Its database runs on, because another program uses it: "
            f"stop that program before you copy {home}.",
            flush=True,
        )
    else:
        print(
            f"The archive has stopped, but its database still runs. Do not copy {home} yet: "
            f"{home}/postgres/server.log may say why it does not stop, and {home}/postgres/postmaster.pid "
            "begins with the number of its process.",
            file=sys.stderr,
            flush=True,
        )
        raise SystemExit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
