"""Sending a file to a fresh, confined process, and limiting its time, memory and answer.

A thread that asks takes a server (`child`) for itself until it has its answer; the server forks a
new process for each file.
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
"""The program of a server."""
_PROJECT = Path(__file__).parents[2]
_CHUNK = 1024 * 1024
_LONGEST_LINE = 4_000_000
"""Bytes of JSON in an answer; the longest real reading has 160,000."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: `seconds` of processor time, `memory` and `answer` in bytes.

    `longest_wait` is the seconds on the clock until the answer is complete. It is the larger, so
    that a machine with much else to do refuses no report.
    """

    seconds: int
    memory: int
    answer: int
    longest_wait: int = 60


class NoAnswer(Exception):
    """There is no valid answer. The message says why and completes a sentence of the caller."""


class TooCostly(NoAnswer):
    """The process exceeded a limit, or ended before it had answered."""


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
        """Send a question to a new child and return its answer.

        Returns None when the server has ended before, as an idle one does. Raises `TooCostly`.
        """
        deadline = monotonic() + limits.longest_wait
        pipes = self._new_child(limits.longest_wait)
        if pipes is None:
            return None
        question_pipe, answer_pipe = pipes
        answer = _exchange(question_pipe, answer_pipe, question, limits.answer, deadline)
        exit_code = self._exit_code(deadline)
        if exit_code is None:
            return None
        if exit_code == NO_MEMORY:
            raise TooCostly("it takes too much memory")
        if exit_code == -signal.SIGXCPU:
            raise TooCostly("it takes too much time")
        if not answer:
            raise TooCostly("it takes too much memory or breaks the reader")
        return answer

    def _new_child(self, seconds: int) -> tuple[int, int] | None:
        """Let the server fork a child that may take so many seconds.

        Returns the pipe to write its question to and the pipe to read its answer from; None when
        the server has ended.
        """
        child_input, question_pipe = os.pipe()
        answer_pipe, child_output = os.pipe()
        try:
            socket.send_fds(self.control, [bytes([seconds])], [child_input, child_output])
        except OSError:
            os.close(question_pipe)
            os.close(answer_pipe)
            return None
        finally:
            os.close(child_input)
            os.close(child_output)
        return question_pipe, answer_pipe

    def _exit_code(self, deadline: float) -> int | None:
        """The exit code of the child, or minus the number of the signal that ended it.

        Returns None when the server has ended. Raises `TooCostly` when the child does not end.
        """
        self.control.settimeout(max(0.1, deadline - monotonic()))
        try:
            message = self.control.recv(2)
        except TimeoutError as error:
            raise TooCostly("it does not end") from error
        except OSError:
            return None
        if len(message) != 2:
            return None
        return int.from_bytes(message, "big", signed=True)

    def end(self) -> None:
        """End the server, and its child when it has one."""
        if self.process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.control.close()


def ask(question: dict[str, Any], content: bytes, limits: Limits) -> tuple[dict[str, Any], bytes]:
    """Let a fresh process answer a question about a file.

    `question` names the `task` (see `child.TASKS`) and its parameters; `content` is the file.
    Returns the JSON object of the answer and the bytes that follow it. Several threads may call
    this at once. Raises `TooCostly` when the file exceeds a limit or crashes the process,
    `NoAnswer` when the answer is no JSON object.
    """
    bounded = question | {"memory": limits.memory, "seconds": limits.seconds}
    line = json.dumps(bounded).encode()
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
    """What confines the processes on this system, as a process without a file reports it.

    Raises `NoAnswer` when no process can be started.
    """
    limits = Limits(seconds=20, memory=256 * 1024 * 1024, answer=1_000)
    answer, _ = ask({"task": "confinement"}, b"", limits)
    return Confinement(**answer)


def confinement_sentence() -> str:
    """Which measures confine the reading of files on this system, or why no file can be read.

    For operators.
    """
    try:
        return confinement_in_force().sentence()
    except (NoAnswer, OSError) as error:
        return f"No report can be read on this system: its process cannot be started ({error})."


def start_one() -> None:
    """Start a server before the first file comes, so that it has loaded its modules by then."""
    _idle.append(_Server())


def _program() -> str:
    """The program of a server, with the module path of this process: it gets no environment."""
    module_path = [str(_PROJECT)]
    module_path += [folder for folder in sys.path if Path(folder).is_absolute()]
    return f"import sys; sys.path[:] = {module_path!r}; {SERVER}"


def _exchange(
    question_pipe: int, answer_pipe: int, question: bytes, longest: int, deadline: float
) -> bytes:
    """Write a question to one pipe, read the answer from another until its end, and close both.

    `deadline` is a time of `monotonic`. Raises `TooCostly` when the answer has more than `longest`
    bytes or is not complete by then.
    """
    left = memoryview(question)
    received = bytearray()
    with (
        open(question_pipe, "wb", buffering=0) as writer,
        open(answer_pipe, "rb", buffering=0) as reader,
        selectors.DefaultSelector() as pipes,
    ):
        os.set_blocking(question_pipe, False)
        pipes.register(writer, selectors.EVENT_WRITE)
        pipes.register(reader, selectors.EVENT_READ)
        while True:
            ready = _ready_pipes(pipes, deadline)
            if writer in ready:
                left = _write_some(question_pipe, left)
                if not left:
                    pipes.unregister(writer)
                    writer.close()  # the child reads to the end of the question
            if reader in ready:
                chunk = os.read(answer_pipe, _CHUNK)
                if not chunk:
                    return bytes(received)
                received += chunk
                if len(received) > longest:
                    raise TooCostly("it gives more text than any report has")


def _ready_pipes(pipes: selectors.BaseSelector, deadline: float) -> list[object]:
    """The pipes that can be written to or read from now; waits until there is one.

    Raises `TooCostly` when the deadline has passed.
    """
    events = pipes.select(max(0.0, deadline - monotonic()))
    if monotonic() >= deadline:
        raise TooCostly("it takes too much time")
    return [key.fileobj for key, _ in events]


def _write_some(pipe: int, content: memoryview) -> memoryview:
    """Write as much as the pipe takes, and return the rest; nothing when its reader has gone."""
    try:
        return content[os.write(pipe, content[:_CHUNK]) :]
    except BrokenPipeError:
        return content[:0]


def _parsed(answer: bytes) -> tuple[dict[str, Any], bytes]:
    """Split an answer into its JSON object and the bytes that follow. Raises `NoAnswer`."""
    line, _, following = answer.partition(b"\n")
    if len(line) > _LONGEST_LINE:
        raise NoAnswer("its answer is too long")
    try:
        parsed = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise NoAnswer("its answer is no JSON") from error
    if not isinstance(parsed, dict):
        raise NoAnswer("its answer is no JSON object")
    return parsed, following


_idle: deque[_Server] = deque()
"""Servers that wait for the next file. A server in use is in no list."""


def _idle_server() -> tuple[_Server, bool]:
    """A server that waits, or a new one, and whether it is new.

    Servers that have ended are removed.
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
    """End all servers that wait for a file."""
    while _idle:
        _idle.pop().end()


def _forget_all() -> None:
    """Drop the servers of the parent process after a fork: two processes cannot share a server."""
    for server in _idle:
        server.control.close()
        server.process.returncode = 0
    _idle.clear()


os.register_at_fork(after_in_child=_forget_all)
