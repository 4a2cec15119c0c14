"""The process that reads and draws files: a server that stays clean, and a fresh child of it for
each file.

The server loads the parser and the PDF library once, then waits. For each file it forks: the child
gives up its powers, looks at that one file, answers and ends. The server itself never sees a byte
of a file or of an answer, so no file can change how the next one is read. Neither knows Django.
"""

from __future__ import annotations

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

Answer = tuple[dict[str, Any], bytes]
"""A line of JSON, and bytes that follow it."""

IDLE_SECONDS = 60
"""After so long without a file a server ends."""
GRACE_SECONDS = 2
"""So much longer than the one who asked waits the server, before it ends a child by itself."""
NO_MEMORY = 3
"""The exit code of a child that needed more memory than it may have."""
FAILED = 4
"""The exit code of a child in which the code failed, after it has said how."""
_LONGEST_FAILURE = 2_000
"""Characters of a traceback that are passed on."""
_CHUNK = 1024 * 1024
_CODECS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1")
"""What texts of reports are written in; Python loads each at its first use, which is too late in a
child.
"""
_SAMPLES = Path(__file__).parents[1] / "data" / "samples"
_WARM_UP = ("wexcombe-2023.txt", "wexcombe-focused-visit-2021.txt", "wexcombe-sif-2015.txt")
"""A sample report of each family: a server reads them first, so that no child has to get ready."""


def serve() -> None:
    """A server's life: fork a child for each file, tell how it ended. Ends with its parent, or when
    no file comes.

    The first argument of the process is the number of its control socket. Each message there is one
    byte, the seconds that the file may take, with two file descriptors: of the child's question and
    of its answer. What goes back is the child's exit code in two bytes.
    """
    control = socket.socket(fileno=int(sys.argv[1]))
    _load()
    while select.select([control], [], [], IDLE_SECONDS)[0]:
        message, pipes, _, _ = socket.recv_fds(control, 1, 2)
        if not message or len(pipes) != 2:
            return
        exit_code = _exit_code_of_child(control, pipes, message[0] + GRACE_SECONDS)
        with suppress(BrokenPipeError):
            control.send(exit_code.to_bytes(2, "big", signed=True))


def _load() -> None:
    """Load all that reading needs: a child can open no file any more."""
    for codec in _CODECS:
        "".encode(codec)
    lesser_user()
    for name in _WARM_UP:
        read_report((_SAMPLES / name).read_bytes(), name)
    gc.collect()
    # The children share what is there now, as long as their collectors leave it alone.
    gc.freeze()


def _exit_code_of_child(control: socket.socket, pipes: list[int], seconds: int) -> int:
    """The exit code of a fresh child; the number of the signal, below 0, where one ended it."""
    child = os.fork()
    if child == 0:
        control.close()
        _live(*pipes)
    for pipe in pipes:
        os.close(pipe)
    # Who asked ends both of us before, unless it is gone itself.
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.alarm(seconds)
    _, status = os.waitpid(child, 0)
    signal.alarm(0)
    return os.waitstatus_to_exitcode(status)


def _live(question: int, answer: int) -> NoReturn:
    """A child's life: one question, one answer."""
    exit_code = FAILED
    try:
        os.dup2(question, 0)
        os.dup2(answer, 1)
        os.closerange(3, max(question, answer) + 1)
        exit_code = _answer_question()
    except MemoryError:
        exit_code = NO_MEMORY
    finally:
        # Without Python's own end, which would do what the server's is to do.
        os._exit(exit_code)


def _answer_question() -> int:
    """Read the question, give up all powers, answer. Returns the exit code."""
    line, rest = _first_line()
    asked = json.loads(line)
    # One file's rubbish is less than the work of collecting it, and the limit on memory holds.
    gc.disable()
    confinement = confine(memory=asked["memory"], seconds=asked["seconds"])
    if asked["task"] == "confinement":
        _write(_line(asdict(confinement)))
        return 0
    content = rest + _read_to_end()
    try:
        said, following = TASKS[asked["task"]](content, asked)
        _write(_line(said) + following)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  # whatever fails in here is told to the one who asked
        _write(_line({"failed": traceback.format_exc()[-_LONGEST_FAILURE:]}))
        return FAILED
    return 0


def _line(said: dict[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False).encode() + b"\n"


def _read(content: bytes, asked: dict[str, Any]) -> Answer:
    """The reading of a report in its JSON form, or why it is refused."""
    try:
        return {"reading": read_report(content, asked["name"]).as_json()}, b""
    except UnreadableReport as refusal:
        return {"refused": refusal.code, "message": refusal.message, "page": refusal.page}, b""


def _draw(content: bytes, asked: dict[str, Any]) -> Answer:
    """Width, height and stride of a page of a PDF, and its shades of grey; nothing where it has no
    such page.
    """
    drawn = draw_page(content, asked["page"])
    if drawn is None:
        return {"missing": True}, b""
    return {"width": drawn.width, "height": drawn.height, "stride": drawn.stride}, drawn.grey


TASKS: Mapping[str, Callable[[bytes, dict[str, Any]], Answer]] = {"read": _read, "draw": _draw}
"""What a child can be asked, beside what confines it."""


def _first_line() -> tuple[bytes, bytes]:
    """The line that says what is asked, and what was read beyond it."""
    begun = b""
    while b"\n" not in begun:
        chunk = os.read(0, _CHUNK)
        if not chunk:
            os._exit(FAILED)
        begun += chunk
    line, _, rest = begun.partition(b"\n")
    return line, rest


def _read_to_end() -> bytes:
    chunks = []
    while chunk := os.read(0, _CHUNK):
        chunks.append(chunk)
    return b"".join(chunks)


def _write(content: bytes) -> None:
    """Write it all; where nobody reads it any more, nothing is left to do."""
    left = memoryview(content)
    with suppress(BrokenPipeError):
        while left:
            left = left[os.write(1, left) :]
