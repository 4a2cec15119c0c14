"""Reading a file in a child process with limits on time and memory, so that no file takes the service down.

A child reads one file after another, so that an import does not start a process for each, and leaves when
nothing has come for a while. It answers in JSON: nothing that a child says is run.
"""

from __future__ import annotations

import atexit
import json
import os
import resource
import select
import signal
import subprocess
import sys
from collections import deque
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import Any, BinaryIO, cast

from reports.ingest.parsed import ParsedReport
from reports.ingest.problems import Refusal, UnreadableReport
from reports.ingest.report import read_report

MOST_SECONDS = 20
"""What one file may take; the longest real report takes under one second."""
MOST_MEMORY = 256 * 1024 * 1024
"""Bytes that a child may allocate; reading a real report needs a quarter of them."""
CHILD = "from reports.ingest.sandbox import serve; serve()"
"""What a child runs."""
_IDLE_SECONDS = 60
_PROJECT = Path(__file__).parents[2]


def read_in_child(content: bytes, name: str) -> ParsedReport:
    """The reading of a report, made in a child process; threads may ask at once, each gets a child of its own.

    Raises `UnreadableReport` as `read_report` does, and where the file costs too much time or memory.
    """
    answer = None
    while answer is None:
        child = _waiting_child()
        answer = child.ask(content, name)
    _waiting.append(child)
    if "reading" in answer:
        return ParsedReport.from_json(answer["reading"])
    raise UnreadableReport(Refusal(answer["refused"]), answer["message"], answer["page"])


class _Child:
    """A process that reads one report after another; a file that breaks a limit takes it down."""

    def __init__(self) -> None:
        paths = [str(_PROJECT), os.environ.get("PYTHONPATH", "")]
        self.process = subprocess.Popen(
            [sys.executable, "-c", CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))},
        )
        # Both are pipes, and so not None.
        self.questions, self.answers = cast("BinaryIO", self.process.stdin), cast("BinaryIO", self.process.stdout)

    def ask(self, content: bytes, name: str) -> dict[str, Any] | None:
        """What `serve` answers; None where the child left before, as idle ones do.

        Raises `UnreadableReport` where the child dies of the file.
        """
        limit = Timer(MOST_SECONDS, self.process.kill)
        limit.start()
        try:
            _send(self.questions, {"name": name, "size": len(content)}, content)
            line = self.answers.readline()
        except BrokenPipeError:
            line = b""
        if line:
            limit.cancel()
            answer: dict[str, Any] = json.loads(line)
            return answer
        left = self.process.wait() == 0
        limit.cancel()
        self.close()
        if left:
            return None
        raise UnreadableReport(
            Refusal.TOO_COSTLY,
            f"Reading {name} broke off: it takes more than {MOST_SECONDS} seconds or too much memory, as no report "
            "does. Save it anew as PDF, or upload its text.",
        )

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self.answers.close()
        with suppress(BrokenPipeError):
            self.questions.close()


_waiting: deque[_Child] = deque()
"""Children that have answered and wait for the next file."""


def _waiting_child() -> _Child:
    """A child that waits, else a new one; those that left meanwhile are forgotten."""
    while _waiting:
        child = _waiting.pop()
        if child.process.poll() is None:
            return child
        child.close()
    return _Child()


@atexit.register
def _dismiss_all() -> None:
    while _waiting:
        _waiting.pop().close()


def serve() -> None:
    """A child's life: read a file, answer, wait for the next. Ends with its parent, or when none comes."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C in a terminal reaches children, too: they end without a word
    _limit_itself()
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    while select.select([questions], [], [], _IDLE_SECONDS)[0]:
        line = questions.readline()
        if not line:
            return
        asked = json.loads(line)
        _send(answers, _answer(questions.read(asked["size"]), asked["name"]))


def _limit_itself() -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(content: bytes, name: str) -> dict[str, Any]:
    try:
        return {"reading": read_report(content, name).as_json()}
    except UnreadableReport as refusal:
        return {"refused": refusal.code, "message": refusal.message, "page": refusal.page}


def _send(pipe: BinaryIO, said: dict[str, Any], content: bytes = b"") -> None:
    pipe.write(json.dumps(said).encode() + b"\n" + content)
    pipe.flush()
