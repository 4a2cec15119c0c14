"""The supervisor that `make run` starts: it starts, replaces and ends the serving process.

It keeps the listening socket. On `make reload` a second process prepares while the first one
serves. When the second is ready, the first accepts no more requests, finishes those it has, and
ends; new visitors wait in the listening socket for some hundredths of a second. If the second
process fails, the first one continues to serve.
"""

import os
import selectors
import signal
import socket
import subprocess
import sys
from pathlib import Path
from types import FrameType

from config.serving.channel import Channel, Message
from config.serving.control import open_control, remove_control

END_SIGNALS = {
    signal.SIGTERM: signal.SIGTERM,
    signal.SIGINT: signal.SIGINT,
    signal.SIGQUIT: signal.SIGQUIT,
    signal.SIGHUP: signal.SIGTERM,
}
"""Signal that ends the supervisor → the signal that it sends to the serving process. A terminal
that is closed sends SIGHUP.
"""
RETIRE = signal.SIGUSR2
"""The signal that tells a serving process to finish its requests and end."""
NOT_STARTED = (
    "The new code did not start, and the archive serves as before. Its messages are in the terminal "
    "of `make run`, or in the log of its service."
)
RELOADED = "The archive serves the new code and settings."
RELOAD_RUNNING = "Another `make reload` is running. Try again when it has ended."
UNREADABLE_REQUEST = "The request cannot be read."
SECONDS_TO_ASK = 5
"""The most seconds that the supervisor waits for the request of `make reload`."""


class ServerProcess:
    """A process that serves or is starting: `python -m config.serving` in a folder of the code."""

    def __init__(
        self,
        python: str,
        folder: str,
        environment: dict[str, str],
        listener: socket.socket | None,
    ) -> None:
        ours, theirs = socket.socketpair()
        descriptors = [each.fileno() for each in (theirs, listener) if each]
        self.environment = environment
        self.fault = ""
        self.channel = Channel(ours)
        self.process = subprocess.Popen(
            [python, "-m", "config.serving", *map(str, descriptors)],
            cwd=folder,
            env=environment,
            pass_fds=descriptors,
        )
        theirs.close()

    def end(self, number: int) -> None:
        """Send the process a signal, unless it has ended."""
        self.process.send_signal(number)

    def exit_code(self) -> int:
        """Wait for the process to end.

        Returns its exit code as a shell does: 128 + signal number.
        """
        code = self.process.wait()
        return code if code >= 0 else 128 - code


class Supervisor:
    """Keeps one process serving.

    `serving` is that process, `successor` the one that will replace it, and `retiring` are those
    that finish their last requests.
    """

    def __init__(self) -> None:
        self.selector = selectors.DefaultSelector()
        self.listener: socket.socket | None = None
        self.place: tuple[Path, int] | None = None  # the home and port of the control
        self.serving: ServerProcess | None = None
        self.successor: ServerProcess | None = None
        self.retiring: list[ServerProcess] = []
        self.requester: Channel | None = None
        self.ending = 0  # the signal that ends the serving process, once one has come
        self.code = 1

    def run(self, folder: Path) -> int:
        """Serve the code of a folder until a signal comes or the serving process ends.

        Returns the exit code.
        """
        self.watch_signals()
        self.start(sys.executable, str(folder), dict(os.environ))
        while self.serving or self.successor or self.retiring:
            for key, _ in self.selector.select():
                key.data()
        if self.place:
            remove_control(*self.place)
        return self.code

    def watch_signals(self) -> None:
        """Let signals wake the loop. A signal that is ignored, as under `nohup`, stays ignored."""
        signals, woken_by = socket.socketpair()
        for each in (signals, woken_by):
            each.setblocking(False)
        signal.set_wakeup_fd(woken_by.fileno())
        self.woken_by = woken_by  # its descriptor is in use as long as it is not closed
        for number in END_SIGNALS:
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, do_nothing)
        self.selector.register(signals, selectors.EVENT_READ, lambda: self.handle_signals(signals))

    def start(self, python: str, folder: str, environment: dict[str, str]) -> None:
        """Start a process that will replace the serving one."""
        self.successor = starting = ServerProcess(python, folder, environment, self.listener)
        self.selector.register(
            starting.channel.connection, selectors.EVENT_READ, lambda: self.handle_message(starting)
        )

    # What wakes the loop

    def handle_signals(self, signals: socket.socket) -> None:
        """End all processes after a signal, the serving one last: it says goodbye."""
        numbers = [number for number in signals.recv(64) if number in END_SIGNALS]
        if not numbers:
            return
        self.ending = END_SIGNALS[signal.Signals(numbers[0])]
        if self.successor:
            self.successor.end(self.ending)
        for each in self.retiring:
            each.end(signal.SIGQUIT)
        self.end_serving_if_last()

    def accept_reload(self, control: socket.socket) -> None:
        """Accept a connection of `make reload`, and start the process that it requests."""
        try:
            connection, _ = control.accept()
        except OSError:
            return  # it has closed the connection already
        connection.settimeout(SECONDS_TO_ASK)
        requester = Channel(connection)
        serving = self.serving
        request = read_reload_request(requester)
        if request is None or serving is None or self.ending or self.successor:
            requester.send({"fault": RELOAD_RUNNING if request else UNREADABLE_REQUEST})
            requester.close()
            return
        self.requester = requester
        environment = serving.environment | request["environment"]
        try:
            self.start(request["python"], request["folder"], environment)
        except (OSError, TypeError, ValueError) as error:
            self.answer({"fault": f"{request['python']} cannot be run ({error})."})

    def handle_message(self, server: ServerProcess) -> None:
        """Handle a message of a process, or its end."""
        message = server.channel.receive()
        if message is None:
            self.handle_exit(server)
        elif "fault" in message:
            server.fault = message["fault"]
        elif "ready" in message:
            self.switch_to(server, message)
        elif "serving" in message and server is self.serving and self.successor is None:
            # With a successor, this would be a late message of the process before it.
            self.answer({"done": RELOADED})

    # What follows from it

    def switch_to(self, server: ServerProcess, message: Message) -> None:
        """Make a process that is ready the serving one, and retire the process before it."""
        if self.listener is None:
            (self.listener,) = server.channel.received
            self.listen_for_reload(Path(message["home"]), message["port"])
        if self.serving:
            self.serving.end(RETIRE)
            self.retiring.append(self.serving)
        self.serving, self.successor = server, None
        server.channel.send({"go": True})

    def listen_for_reload(self, home: Path, port: int) -> None:
        """Open the control socket. If that fails, print a warning: the archive still serves."""
        try:
            control = open_control(home, port)
        except OSError as error:
            print(f"Warning: make reload is not possible: {error} ({home}).", file=sys.stderr)
            return
        self.place = (home, port)
        self.selector.register(control, selectors.EVENT_READ, lambda: self.accept_reload(control))

    def handle_exit(self, server: ServerProcess) -> None:
        """Forget a process that has closed its channel. If it was the serving one, end all."""
        self.selector.unregister(server.channel.connection)
        server.channel.close()
        code = server.exit_code()
        if server in self.retiring:
            self.retiring.remove(server)
        elif server is self.successor:
            self.successor = None
            self.answer({"fault": server.fault or NOT_STARTED})
            if not self.serving:
                self.code = code
        else:
            self.serving = None
            self.code = code
            self.answer({"fault": "The archive has ended."})
            for each in [self.successor, *self.retiring]:
                if each:
                    each.end(signal.SIGTERM)
        self.end_serving_if_last()

    def end_serving_if_last(self) -> None:
        """Send the ending signal to the serving process, once no other process is left."""
        if self.ending and self.serving and not (self.successor or self.retiring):
            self.serving.end(self.ending)

    def answer(self, message: Message) -> None:
        """Send the result to `make reload`, if it waits for one."""
        if self.requester:
            self.requester.send(message)
            self.requester.close()
            self.requester = None


def read_reload_request(requester: Channel) -> Message | None:
    """The request of `make reload`: `python`, `folder` and `environment`; None if it is invalid."""
    try:
        request = requester.receive()
    except (OSError, ValueError):
        return None
    names = {"python": str, "folder": str, "environment": dict}
    if not isinstance(request, dict):
        return None
    is_whole = all(isinstance(request.get(name), kind) for name, kind in names.items())
    return request if is_whole else None


def do_nothing(_number: int, _frame: FrameType | None) -> None:
    """Handle a signal: Python has written its number to the socket that wakes the loop."""
