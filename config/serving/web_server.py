"""Serving the archive with gunicorn, under the supervisor."""

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
    """The archive as an application of gunicorn.

    Workers have threads: a browser opens connections in advance, and each would block a worker
    without them. `is_first` says that no process served before this one.
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
            # Bytes, the maximum of gunicorn: people paste a whole paragraph to search for it.
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
        # Imported now, because otherwise the first visitor of each process would wait for it.
        import_module(settings.ROOT_URLCONF)
        from config.prepare import warm_up
        from config.wsgi import application

        warm_up(application)
        return application

    def run(self) -> None:
        """Load the archive, tell the supervisor that it is ready, and serve when it replies."""
        supervised = SupervisedArbiter(self)
        home, port = str(archive_home()), self.prepared.port
        sockets = [self.prepared.listener] if self.is_first else []
        self.channel.send({"ready": True, "home": home, "port": port}, *sockets)
        if self.channel.receive() is None:
            sys.exit("Its supervisor has ended.")
        self.listen()
        supervised.run()

    def listen(self) -> None:
        """Listen at the socket, and pass its ownership to gunicorn, which has its number."""
        try:
            self.prepared.listener.listen(self.cfg.backlog)
        except OSError as error:
            sentence = taken(self.prepared.host, self.prepared.port, error)
            sys.exit(f"The archive cannot start. {sentence}")
        self.prepared.listener.detach()

    def begin(self) -> None:
        """Print the address of the archive, or that it was reloaded, when gunicorn listens."""
        if self.is_first:
            announce(self.prepared.host, self.prepared.port, self.prepared.confinement)
        else:
            print("The archive has been reloaded.", flush=True)

    def worker_began(self) -> None:
        """Tell the supervisor that a worker has started to serve."""
        leave_hangup_to_parent()
        self.channel.send({"serving": True})
        self.channel.close()


class SupervisedArbiter(Arbiter):
    """gunicorn's parent process, which ends when its supervisor has ended."""

    def __init__(self, app: Gunicorn) -> None:
        self.supervisor = os.getppid()
        self.is_retired = False
        super().__init__(app)

    def handle_usr2(self) -> None:
        """Finish the current requests and end: another process has replaced this one."""
        self.is_retired = True
        raise StopIteration

    def handle_hup(self) -> None:
        """Ignore a closed terminal: the supervisor handles the signal, unless under `nohup`."""

    def murder_workers(self) -> None:
        """Check the workers, and end if the supervisor has ended; called every second."""
        if os.getppid() != self.supervisor:
            raise StopIteration
        super().murder_workers()


def end_at_signals() -> None:
    """Make a new worker end at a signal, until gunicorn sets its own handlers.

    The handlers inherited from the parent ignore the signal, and the archive would wait half a
    minute for a worker that does not end.
    """
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        signal.signal(number, lambda *_: os._exit(0))


def leave_hangup_to_parent() -> None:
    """Make a worker continue when the terminal is closed: its parent ends it after its last answer.

    It sets a handler that does nothing. With SIG_IGN, programs that the worker starts would ignore
    the signal, too.
    """
    signal.signal(signal.SIGHUP, lambda *_: None)
