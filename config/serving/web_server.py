"""The archive under gunicorn, as the supervisor has it: ready first, serving when it is told to."""

import os
import signal
import sys
from importlib import import_module
from typing import Any

from django.conf import settings
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from config.connections import limits
from config.connections.worker import PlainLog, worker_class
from config.home import archive_home
from config.serving.announcements import announce, say_goodbye
from config.serving.channel import Channel
from config.serving.starting import Prepared, taken


class Gunicorn(BaseApplication):
    """The archive under gunicorn.

    Threads, not processes alone: a browser opens connections ahead of time, and each would block a
    worker. `is_first` says that no process served before this one.
    """

    def __init__(self, prepared: Prepared, channel: Channel, *, is_first: bool) -> None:
        self.prepared, self.channel, self.is_first = prepared, channel, is_first
        super().__init__()

    def load_config(self) -> None:
        chosen = {
            "bind": f"fd://{self.prepared.listener.fileno()}",
            "workers": self.prepared.workers,
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
            "when_ready": lambda _arbiter: self.begin(),
            "post_fork": lambda _arbiter, _worker: end_at_signals(),
            "post_worker_init": lambda _worker: self.worker_began(),
            "on_exit": lambda arbiter: None if arbiter.is_retired else say_goodbye(),
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        # The first visitor of each process would wait for this.
        import_module(settings.ROOT_URLCONF)
        from config.prepare import warm_up
        from config.wsgi import application

        warm_up(application)
        return application

    def run(self) -> None:
        """Load the archive, say that it is ready, and serve when the supervisor says so."""
        supervised = SupervisedArbiter(self)
        home, port = str(archive_home()), self.prepared.port
        sockets = [self.prepared.listener] if self.is_first else []
        self.channel.say({"ready": True, "home": home, "port": port}, *sockets)
        if self.channel.hear() is None:
            sys.exit("Its supervisor has ended.")
        self.listen()
        supervised.run()

    def listen(self) -> None:
        """Let visitors in at the socket, which gunicorn has by its number from here on."""
        try:
            self.prepared.listener.listen(self.cfg.backlog)
        except OSError as error:
            sentence = taken(self.prepared.host, self.prepared.port, error)
            sys.exit(f"The archive cannot start. {sentence}")
        self.prepared.listener.detach()

    def begin(self) -> None:
        """Say where the archive is, as gunicorn begins to listen."""
        if self.is_first:
            announce(self.prepared.host, self.prepared.port, self.prepared.confinement)
        else:
            print("The archive has been reloaded.", flush=True)

    def worker_began(self) -> None:
        """Tell the supervisor that a worker answers visitors."""
        leave_hangup_to_parent()
        self.channel.say({"serving": True})
        self.channel.close()


class SupervisedArbiter(Arbiter):
    """gunicorn's parent process as the child of a supervisor, without which it ends."""

    def __init__(self, app: Gunicorn) -> None:
        self.supervisor = os.getppid()
        self.is_retired = False
        super().__init__(app)

    def handle_usr2(self) -> None:
        """Finish and end: another process has taken this one's place."""
        self.is_retired = True
        raise StopIteration

    def handle_hup(self) -> None:
        """Do nothing when the terminal is closed: the supervisor acts, unless `nohup` started it."""

    def murder_workers(self) -> None:
        """Look after the workers, and whether the supervisor is there; called once a second."""
        if os.getppid() != self.supervisor:
            raise StopIteration
        super().murder_workers()


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
