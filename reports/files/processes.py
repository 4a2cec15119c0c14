"""Asking a fresh, confined process about a file, and bounding what it may cost: time, memory and
answer.

Each thread that asks has a server (`child`) for that time, and with it a process of its own for
each file.
"""

from __future__ import annotations

import atexit
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from reports.files.child import NO_MEMORY
from reports.files.confinement import Confinement

SERVER = "from reports.files.child import serve; serve()"
"""What a server runs."""
_PROJECT = Path(__file__).parents[2]
_CHUNK = 1024 * 1024
_LONGEST_LINE = 4_000_000
"""Bytes of JSON in an answer; the longest real reading has 160,000."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: seconds until the answer is complete, bytes of memory, bytes of the
    answer.
    """

    seconds: int
    memory: int
    answer: int


class NoAnswer(Exception):
    """There is no valid answer; says why, in half a sentence."""


class TooCostly(NoAnswer):
    """The process broke a limit, or ended before it had answered."""


class _Server:
    """A process that forks a child for each file; it serves one thread at a time."""

    def __init__(self) -> None:
        self.control, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-I", "-S", "-X", "utf8", "-c", _program(), str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env={},
                cwd="/",
                start_new_session=True,
            )

    def ask(self, question: bytes, limits: Limits) -> bytes | None:
        """What a child answers; None where the server ended before, as idle ones do. Raises
        `TooCostly`.
        """
        deadline = monotonic() + limits.seconds
        pipes = self._new_child(limits.seconds)
        if pipes is None:
            return None
        answer = _exchange(*pipes, question, limits.answer, deadline)
        exit_code = self._exit_code(deadline)
        if exit_code is None:
            return None
        if exit_code == NO_MEMORY:
            raise TooCostly("it takes too much memory")
        if not answer:
            raise TooCostly("it takes too much memory or breaks the reader")
        return answer

    def _new_child(self, seconds: int) -> tuple[int, int] | None:
        """The ends of the pipes to and from a new child; None where the server is gone."""
        theirs, question = os.pipe()
        answer, theirs_too = os.pipe()
        try:
            socket.send_fds(self.control, [bytes([seconds])], [theirs, theirs_too])
        except OSError:
            os.close(question)
            os.close(answer)
            return None
        finally:
            os.close(theirs)
            os.close(theirs_too)
        return question, answer

    def _exit_code(self, deadline: float) -> int | None:
        """The exit code of the child, or the signal that ended it, below 0; None where the server
        is gone.
        """
        self.control.settimeout(max(0.1, deadline - monotonic()))
        try:
            said = self.control.recv(2)
        except TimeoutError as error:
            raise TooCostly("it does not end") from error
        except OSError:
            return None
        return int.from_bytes(said, "big", signed=True) if len(said) == 2 else None

    def end(self) -> None:
        """End the server and the child that it may have."""
        if self.process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.control.close()


def ask(asked: dict[str, Any], content: bytes, limits: Limits) -> tuple[dict[str, Any], bytes]:
    """What a fresh process answers to a question about a file: a JSON object, and the bytes that
    follow it.

    Threads may ask at once. Raises `TooCostly` where the file breaks a limit or the process,
    `NoAnswer` where the answer is no JSON object.
    """
    line = json.dumps(asked | {"memory": limits.memory, "seconds": limits.seconds}).encode()
    answer = None
    while answer is None:
        server, is_new = _idle_server()
        try:
            answer = server.ask(line + b"\n" + content, limits)
        except BaseException:
            server.end()
            raise
        if answer is None:
            server.end()
            if is_new:
                raise TooCostly("it breaks the reader")
    _idle.append(server)
    return _parsed(answer)


def confinement_in_force() -> Confinement:
    """What confines the processes on this system, as one of them says that has looked at no file.

    Raises `NoAnswer` where none can be started.
    """
    said, _ = ask(
        {"task": "confinement"}, b"", Limits(seconds=20, memory=256 * 1024 * 1024, answer=1_000)
    )
    return Confinement(**said)


def confinement_sentence() -> str:
    """What confines the reading of files on this system, or why none can be read, for operators."""
    try:
        return confinement_in_force().sentence()
    except (NoAnswer, OSError) as error:
        return f"No report can be read on this system: its process cannot be started ({error})."


def start_one() -> None:
    """Start a server ahead of the first file: it loads what it needs meanwhile."""
    _idle.append(_Server())


def _program() -> str:
    """What a server runs, with the places of modules that this process has: it gets no environment."""
    places = [str(_PROJECT), *(place for place in sys.path if Path(place).is_absolute())]
    return f"import sys; sys.path[:] = {places!r}; {SERVER}"


def _exchange(question: int, answer: int, asked: bytes, most: int, deadline: float) -> bytes:
    """Write a question to one pipe, read the answer from another until its end, and close both.

    Raises `TooCostly` where the answer has more than `most` bytes or comes too late.
    """
    left = memoryview(asked)
    received = bytearray()
    os.set_blocking(question, False)
    writing = True
    with selectors.DefaultSelector() as ready:
        ready.register(question, selectors.EVENT_WRITE)
        ready.register(answer, selectors.EVENT_READ)
        try:
            while True:
                events = ready.select(max(0.0, deadline - monotonic()))
                if monotonic() >= deadline:
                    raise TooCostly("it takes too much time")
                for key, _ in events:
                    if key.fd == question:
                        left = _written(question, left)
                        if not left:
                            ready.unregister(question)
                            os.close(question)
                            writing = False
                        continue
                    chunk = os.read(answer, _CHUNK)
                    received += chunk
                    if len(received) > most:
                        raise TooCostly("it gives more text than any report has")
                    if not chunk:
                        return bytes(received)
        finally:
            if writing:
                os.close(question)
            os.close(answer)


def _written(pipe: int, content: memoryview) -> memoryview:
    """What is left to write; nothing where nobody reads it any more."""
    try:
        return content[os.write(pipe, content[:_CHUNK]) :]
    except BrokenPipeError:
        return content[:0]


def _parsed(answer: bytes) -> tuple[dict[str, Any], bytes]:
    line, _, following = answer.partition(b"\n")
    if len(line) > _LONGEST_LINE:
        raise NoAnswer("its answer is too long")
    try:
        said = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise NoAnswer("its answer is no JSON") from error
    if not isinstance(said, dict):
        raise NoAnswer("its answer is no JSON object")
    return said, following


_idle: deque[_Server] = deque()
"""Servers that wait for the next file."""


def _idle_server() -> tuple[_Server, bool]:
    """A server that waits, else a new one, and whether it is new; those that ended meanwhile are
    forgotten.
    """
    while True:
        try:
            server = _idle.pop()
        except IndexError:
            return _Server(), True
        if server.process.poll() is None:
            return server, False
        server.end()


@atexit.register
def end_all() -> None:
    """End all servers that wait."""
    while _idle:
        _idle.pop().end()


def _forget_all() -> None:
    """Let go of the servers of the process that this one was forked from: two must not ask the same
    one.
    """
    for server in _idle:
        server.control.close()
        server.process.returncode = 0
    _idle.clear()


os.register_at_fork(after_in_child=_forget_all)
