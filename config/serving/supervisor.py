"""The process that `make run` starts and that stays: it holds the listening socket, and starts, replaces
and ends the process that serves.

On `make reload` a second process prepares itself while the first one serves. When it is ready, the first
takes no more requests, finishes those that it has and ends; visitors who come in between wait in the
listening socket for some hundredths of a second. A second one that fails changes nothing.
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

PASSED_ON = {
    signal.SIGTERM: signal.SIGTERM,
    signal.SIGINT: signal.SIGINT,
    signal.SIGQUIT: signal.SIGQUIT,
    signal.SIGHUP: signal.SIGTERM,
}
"""What ends the supervisor, and what it ends the serving process with. A closed terminal sends SIGHUP."""
RETIRE = signal.SIGUSR2
"""Lets a serving process finish and end, since another takes its place."""
NOT_STARTED = (
    "The new code did not start, and the archive serves as before. What it printed stands where "
    "`make run` was started, or in the log of its service."
)
NOW = "The archive serves the new code and settings."
BUSY = "Another `make reload` is under way. Try again when it has ended."
NO_REQUEST = "The request cannot be read."
SECONDS_TO_ASK = 5
"""How long `make reload` may take to say what it wants; the supervisor waits for it."""


class ServerProcess:
    """A process that serves, or will: `python -m config.serving` in a folder of the code."""

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
        """Send a signal, unless it has ended."""
        self.process.send_signal(number)

    def exit_code(self) -> int:
        """Return its exit code after it has ended, as a shell gives it: 128 and the signal's number."""
        code = self.process.wait()
        return code if code >= 0 else 128 - code


class Supervisor:
    """Keeps one process serving: `serving`. `coming` will take its place, `retiring` are finishing."""

    def __init__(self) -> None:
        self.selector = selectors.DefaultSelector()
        self.listener: socket.socket | None = None
        self.place: tuple[Path, int] | None = None  # the home and port of the control
        self.serving: ServerProcess | None = None
        self.coming: ServerProcess | None = None
        self.retiring: list[ServerProcess] = []
        self.requester: Channel | None = None
        self.ending = 0  # the signal that ends the serving process, once one has come
        self.code = 1

    def run(self, folder: Path) -> int:
        """Serve the code of a folder until a signal, or the serving process itself, ends it.

        Returns the exit code.
        """
        self.take_signals()
        self.start(sys.executable, str(folder), dict(os.environ))
        while self.serving or self.coming or self.retiring:
            for key, _ in self.selector.select():
                key.data()
        if self.place:
            remove_control(*self.place)
        return self.code

    def take_signals(self) -> None:
        """Let signals wake the loop. One that is ignored from the start stays so, as under `nohup`."""
        signals, woken_by = socket.socketpair()
        for each in (signals, woken_by):
            each.setblocking(False)
        signal.set_wakeup_fd(woken_by.fileno())
        self.woken_by = woken_by  # its descriptor is in use as long as it is not closed
        for number in PASSED_ON:
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, do_nothing)
        self.selector.register(signals, selectors.EVENT_READ, lambda: self.signalled(signals))

    def start(self, python: str, folder: str, environment: dict[str, str]) -> None:
        """Start a process that will serve."""
        self.coming = starting = ServerProcess(python, folder, environment, self.listener)
        self.selector.register(
            starting.channel.connection, selectors.EVENT_READ, lambda: self.heard(starting)
        )

    # What wakes the loop

    def signalled(self, signals: socket.socket) -> None:
        """End everything: first what does not serve, so that the last one leaves nothing behind."""
        numbers = [number for number in signals.recv(64) if number in PASSED_ON]
        if not numbers:
            return
        self.ending = PASSED_ON[signal.Signals(numbers[0])]
        if self.coming:
            self.coming.end(self.ending)
        for each in self.retiring:
            each.end(signal.SIGQUIT)
        self.end_last()

    def take_command(self, control: socket.socket) -> None:
        """Begin what `make reload` asks for."""
        try:
            connection, _ = control.accept()
        except OSError:
            return  # it has gone again
        connection.settimeout(SECONDS_TO_ASK)
        requester = Channel(connection)
        serving = self.serving
        request = requested(requester)
        if request is None or serving is None or self.ending or self.coming:
            requester.say({"fault": BUSY if request else NO_REQUEST})
            requester.close()
            return
        self.requester = requester
        environment = serving.environment | request["environment"]
        try:
            self.start(request["python"], request["folder"], environment)
        except (OSError, TypeError, ValueError) as error:
            self.answer({"fault": f"{request['python']} cannot be run ({error})."})

    def heard(self, server: ServerProcess) -> None:
        """Go on after a process has said something, or has ended."""
        message = server.channel.hear()
        if message is None:
            self.ended(server)
        elif "fault" in message:
            server.fault = message["fault"]
        elif "ready" in message:
            self.let_serve(server, message)
        elif "serving" in message and server is self.serving and self.coming is None:
            # While another is coming, this is the one before it, which serves late.
            self.answer({"done": NOW})

    # What follows from it

    def let_serve(self, server: ServerProcess, message: Message) -> None:
        """Let a process that is ready take the place of the one that serves."""
        if self.listener is None:
            (self.listener,) = server.channel.received
            self.listen_for_reload(Path(message["home"]), message["port"])
        if self.serving:
            self.serving.end(RETIRE)
            self.retiring.append(self.serving)
        self.serving, self.coming = server, None
        server.channel.say({"go": True})

    def listen_for_reload(self, home: Path, port: int) -> None:
        """Open the control, if the home can hold one."""
        try:
            control = open_control(home, port)
        except OSError as error:
            print(f"Warning: make reload is not possible: {error} ({home}).", file=sys.stderr)
            return
        self.place = (home, port)
        self.selector.register(control, selectors.EVENT_READ, lambda: self.take_command(control))

    def ended(self, server: ServerProcess) -> None:
        """Forget a process that has ended, or is about to. Without the one that serves, all end."""
        self.selector.unregister(server.channel.connection)
        server.channel.close()
        code = server.exit_code()
        if server in self.retiring:
            self.retiring.remove(server)
        elif server is self.coming:
            self.coming = None
            self.answer({"fault": server.fault or NOT_STARTED})
            if not self.serving:
                self.code = code
        else:
            self.serving = None
            self.code = code
            self.answer({"fault": "The archive has ended."})
            for each in [self.coming, *self.retiring]:
                if each:
                    each.end(signal.SIGTERM)
        self.end_last()

    def end_last(self) -> None:
        """Pass on the signal to the process that serves, when no other is left."""
        if self.ending and self.serving and not (self.coming or self.retiring):
            self.serving.end(self.ending)

    def answer(self, message: Message) -> None:
        """Say to `make reload`, if it waits, what became of it."""
        if self.requester:
            self.requester.say(message)
            self.requester.close()
            self.requester = None


def requested(requester: Channel) -> Message | None:
    """Return what `make reload` asks for: `python`, a `folder` and an `environment`; None if unclear."""
    try:
        request = requester.hear()
    except (OSError, ValueError):
        return None
    names = {"python": str, "folder": str, "environment": dict}
    if not isinstance(request, dict):
        return None
    is_whole = all(isinstance(request.get(name), kind) for name, kind in names.items())
    return request if is_whole else None


def do_nothing(_number: int, _frame: FrameType | None) -> None:
    """Handle a signal: the loop is woken by it, and acts."""
