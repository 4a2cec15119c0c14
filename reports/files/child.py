"""The process that reads and draws files: a server, and a fresh child of it for each file.

The server loads the parser and the PDF library once, then waits. For each file it forks: the child
gives up its powers, reads that one file, answers and ends. The server itself never reads a byte
of a file or of an answer, so no file can change how the next one is read. Neither imports Django.
"""

from __future__ import annotations

import codecs
import gc
import json
import os
import select
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

from reports.files.confinement import confine, lesser_user
from reports.files.drawing import draw_page
from reports.ingest.problems import UnreadableReport
from reports.ingest.report import read_report
from reports.ingest.text.typed.decoding import ENCODINGS

TaskResult = tuple[dict[str, Any], bytes]
"""What a task answers: an object that is written as a line of JSON, and bytes that follow it."""

IDLE_SECONDS = 60
"""A server ends after so many seconds without a file."""
GRACE_SECONDS = 2
"""Seconds after the time limit of a file at which the server itself ends the child."""
NO_MEMORY = 3
"""The exit code of a child that needed more memory than it may have."""
FAILED = 4
"""The exit code of a child whose task raised an exception; its answer holds the traceback."""
_LONGEST_FAILURE = 2_000
"""Characters of a traceback that are passed on, counted from its end."""
_CHUNK = 1024 * 1024
_SAMPLES = Path(__file__).parents[1] / "data" / "samples"
_WARM_UP = ("wexcombe-2023.txt", "wexcombe-focused-visit-2021.txt", "wexcombe-sif-2015.txt")
"""A sample report of each family. The server reads them first, so that every child starts warm."""


def serve() -> None:
    """Run the server: fork a child for each file and report its exit code.

    Returns when the parent process has ended, or when no file has come for `IDLE_SECONDS`. The
    first argument of the process is the number of its control socket. Each message there is one
    byte, the seconds that the file may take, with two file descriptors: the pipe that the child
    reads its question from and the pipe that it writes its answer to. The server sends back the
    child's exit code in two bytes, signed and big-endian.
    """
    with socket.socket(fileno=int(sys.argv[1])) as control:
        _load()
        while select.select([control], [], [], IDLE_SECONDS)[0]:
            message, pipes, _, _ = socket.recv_fds(control, 1, 2)
            if not message or len(pipes) != 2:
                return
            exit_code = _exit_code_of_child(control, pipes, message[0] + GRACE_SECONDS)
            with suppress(BrokenPipeError):
                control.send(exit_code.to_bytes(2, "big", signed=True))


def _load() -> None:
    """Load all that reading needs, because a child can open no file."""
    for encoding in ENCODINGS:
        codecs.lookup(encoding)
    lesser_user()
    for name in _WARM_UP:
        read_report((_SAMPLES / name).read_bytes(), name)
    gc.collect()
    # Frozen objects stay in memory that the children share with the server.
    gc.freeze()


def _exit_code_of_child(control: socket.socket, pipes: list[int], seconds: int) -> int:
    """Fork a child and wait for it. Returns its exit code, or minus the number of the signal that
    ended it.
    """
    child = os.fork()
    if child == 0:
        control.close()
        _run_child(*pipes)
    for pipe in pipes:
        os.close(pipe)
    # The process that asks ends both before this alarm, unless it has died itself.
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.alarm(seconds)
    _, status = os.waitpid(child, 0)
    signal.alarm(0)
    return os.waitstatus_to_exitcode(status)


def _run_child(question_pipe: int, answer_pipe: int) -> NoReturn:
    """Answer one question and end the process."""
    exit_code = FAILED
    try:
        os.dup2(question_pipe, 0)
        os.dup2(answer_pipe, 1)
        os.closerange(3, max(question_pipe, answer_pipe) + 1)
        exit_code = _answer_question()
    except MemoryError:
        exit_code = NO_MEMORY
    finally:
        # Skip Python's own shutdown: its exit handlers belong to the server.
        os._exit(exit_code)


def _answer_question() -> int:
    """Read the question, give up all powers, answer. Returns the exit code."""
    line, rest = _first_line()
    question = json.loads(line)
    # Collecting garbage costs more time than one file is worth; memory is limited all the same.
    gc.disable()
    confinement = confine(memory=question["memory"], seconds=question["seconds"])
    if question["task"] == "confinement":
        _write(_line(asdict(confinement)))
        return 0
    content = rest + _read_to_end()
    try:
        task = TASKS[question["task"]]
        answer, following = task(content, question)
        _write(_line(answer) + following)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  # every failure is passed to the caller
        _write(_line({"failed": traceback.format_exc()[-_LONGEST_FAILURE:]}))
        return FAILED
    return 0


def _line(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer, ensure_ascii=False).encode() + b"\n"


def _read(content: bytes, question: dict[str, Any]) -> TaskResult:
    """Read a report. The answer is the reading in its JSON form, or the code and the message of the
    refusal.
    """
    try:
        report = read_report(content, question["name"])
    except UnreadableReport as refusal:
        return {"refused": refusal.code, "message": refusal.message, "page": refusal.page}, b""
    return {"reading": report.as_json()}, b""


def _draw(content: bytes, question: dict[str, Any]) -> TaskResult:
    """Draw a page of a PDF. The answer is its width, height and stride in pixels, followed by the
    shades of grey; `{"missing": true}` when the PDF has no such page.
    """
    drawn = draw_page(content, question["page"])
    if drawn is None:
        return {"missing": True}, b""
    return {"width": drawn.width, "height": drawn.height, "stride": drawn.stride}, drawn.grey


TASKS: Mapping[str, Callable[[bytes, dict[str, Any]], TaskResult]] = {"read": _read, "draw": _draw}
"""The tasks of a child by name, beside `confinement`, which needs no file."""


def _first_line() -> tuple[bytes, bytes]:
    """Read the question from the pipe: its line of JSON, and the bytes that were read beyond it."""
    received = b""
    while b"\n" not in received:
        chunk = os.read(0, _CHUNK)
        if not chunk:
            os._exit(FAILED)
        received += chunk
    line, _, rest = received.partition(b"\n")
    return line, rest


def _read_to_end() -> bytes:
    chunks = []
    while chunk := os.read(0, _CHUNK):
        chunks.append(chunk)
    return b"".join(chunks)


def _write(content: bytes) -> None:
    """Write all of `content` to the pipe; stop quietly when its reader has gone."""
    left = memoryview(content)
    with suppress(BrokenPipeError):
        while left:
            left = left[os.write(1, left) :]
