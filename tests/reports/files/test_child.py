"""What the child answers, and how the server tells its caller that it ended."""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

import pytest

from reports.files import child
from reports.files.drawing import WIDTH
from reports.ingest.report import read_report
from tests.support.typeset import PRINTED, typeset

REPORT = (child._SAMPLES / "wexcombe-2023.txt").read_bytes()


def piped(monkeypatch: pytest.MonkeyPatch, *chunks: bytes) -> list[bytes]:
    """Let the child read these chunks from its pipe; what it writes is in the list."""
    waiting = list(chunks)
    written: list[bytes] = []

    def write(pipe: int, content: memoryview) -> int:
        assert pipe == 1
        written.append(bytes(content[:7]))
        return len(written[-1])

    monkeypatch.setattr(os, "read", lambda pipe, size: waiting.pop(0) if waiting else b"")
    monkeypatch.setattr(os, "write", write)
    return written


def test_question_is_a_line_and_the_file_is_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    piped(monkeypatch, b'{"task"', b': "read"}\nfirst\n', b"second", b"\nthird")
    line, rest = child._first_line()
    assert (line, rest) == (b'{"task": "read"}', b"first\n")
    assert child._read_to_end() == b"second\nthird"


def test_answer_is_written_whole_though_the_pipe_takes_little(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written = piped(monkeypatch)
    child._write(b"an answer that is longer than what the pipe takes")
    assert b"".join(written) == b"an answer that is longer than what the pipe takes"
    assert len(written) == 7


def test_answer_that_nobody_reads_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(pipe: int, content: memoryview) -> NoReturn:
        raise BrokenPipeError

    monkeypatch.setattr(os, "write", closed)
    child._write(b"an answer")


def answered(
    monkeypatch: pytest.MonkeyPatch, question: dict[str, Any], content: bytes = b""
) -> tuple[int, dict[str, Any], bytes]:
    """The exit code, the object and the bytes that the child answers, in this process: unconfined."""
    limits: list[dict[str, int]] = []
    own = {"memory": 100, "seconds": 9}

    def confine(*, memory: int, seconds: int) -> str:
        limits.append({"memory": memory, "seconds": seconds})
        return "confined"

    monkeypatch.setattr(child, "confine", confine)
    monkeypatch.setattr(child, "asdict", lambda measures: {"measures": measures})
    monkeypatch.setattr(gc, "disable", lambda: None)
    written = piped(monkeypatch, json.dumps(question | own).encode() + b"\n" + content)
    exit_code = child._answer_question()
    assert limits == [own]
    line, _, following = b"".join(written).partition(b"\n")
    return exit_code, json.loads(line), following


def test_reading_is_answered_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    code, answer, following = answered(monkeypatch, {"task": "read", "name": "a.txt"}, REPORT)
    assert (code, following) == (0, b"")
    reading = read_report(REPORT, "a.txt").as_json()
    assert answer == json.loads(json.dumps({"reading": reading}))


def test_refusal_is_answered_with_its_code_message_and_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code, answer, _ = answered(monkeypatch, {"task": "read", "name": "a.txt"}, b"")
    assert code == 0
    assert set(answer) == {"refused", "message", "page"}
    assert answer["refused"]
    assert answer["message"]


def test_page_is_answered_with_its_size_and_its_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = typeset(PRINTED)
    code, answer, pixels = answered(monkeypatch, {"task": "draw", "page": 1}, pdf)
    assert code == 0
    assert WIDTH <= answer["width"] <= WIDTH + 1
    assert len(pixels) == answer["height"] * answer["stride"]
    assert answered(monkeypatch, {"task": "draw", "page": 9}, pdf) == (0, {"missing": True}, b"")


def test_measures_are_answered_without_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert answered(monkeypatch, {"task": "confinement"}) == (0, {"measures": "confined"}, b"")


def test_failure_is_answered_with_the_end_of_its_traceback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(content: bytes, question: dict[str, Any]) -> NoReturn:
        raise KeyError("x" * 3_000 + "the end")

    monkeypatch.setattr(child, "TASKS", {"read": fail})
    code, answer, _ = answered(monkeypatch, {"task": "read"})
    assert code == child.FAILED == 4
    assert len(answer["failed"]) == 2_000
    assert answer["failed"].endswith("the end'\n")


def test_task_that_there_is_not_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    code, answer, _ = answered(monkeypatch, {"task": "delete"})
    assert code == child.FAILED
    assert "KeyError" in answer["failed"]


def test_lack_of_memory_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def exhaust(content: bytes, question: dict[str, Any]) -> NoReturn:
        raise MemoryError

    monkeypatch.setattr(child, "TASKS", {"read": exhaust})
    with pytest.raises(MemoryError):
        answered(monkeypatch, {"task": "read"})


class Ended(BaseException):
    """The child would have ended with this exit code."""


def exit_code_where(
    monkeypatch: pytest.MonkeyPatch, answer_question: Callable[[], int]
) -> tuple[int, list[tuple[int, ...]]]:
    """The exit code of a child whose question is answered so, and which descriptors it moved."""
    moved: list[tuple[int, ...]] = []

    def end(code: int) -> NoReturn:
        raise Ended(code)

    monkeypatch.setattr(os, "_exit", end)
    monkeypatch.setattr(os, "dup2", lambda *pipes: moved.append(pipes))
    monkeypatch.setattr(os, "closerange", lambda *span: moved.append(span))
    monkeypatch.setattr(child, "_answer_question", answer_question)
    with pytest.raises(Ended) as ended:
        child._run_child(8, 5)
    return int(ended.value.args[0]), moved


def raising(error: BaseException) -> Callable[[], int]:
    def answer_question() -> int:
        raise error

    return answer_question


@pytest.mark.parametrize(
    ("answer_question", "code"),
    [
        (lambda: 0, 0),
        (lambda: child.FAILED, child.FAILED),
        (raising(MemoryError()), child.NO_MEMORY),
        (raising(KeyError("memory")), child.FAILED),
    ],
)
def test_child_ends_with_what_became_of_its_question(
    monkeypatch: pytest.MonkeyPatch, answer_question: Callable[[], int], code: int
) -> None:
    ended, moved = exit_code_where(monkeypatch, answer_question)
    assert ended == code
    # The question becomes standard input, the answer standard output, and no other file is open.
    assert moved == [(8, 0), (5, 1), (3, 9)]


def test_nothing_is_asked_where_the_pipe_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    def end(code: int) -> NoReturn:
        raise Ended(code)

    piped(monkeypatch, b"half a question")
    monkeypatch.setattr(os, "_exit", end)
    with pytest.raises(Ended) as ended:
        child._first_line()
    assert ended.value.args == (child.FAILED,)


@dataclass
class Caller:
    """The process that asks: its end of the server's control socket, and what the server did."""

    control: socket.socket
    seconds: list[int] = field(default_factory=list)
    loaded: int = 0

    def ask(self, seconds: int) -> None:
        pipes = os.pipe()
        socket.send_fds(self.control, [bytes([seconds])], list(pipes))
        for pipe in pipes:
            os.close(pipe)

    def exit_code(self) -> int:
        return int.from_bytes(self.control.recv(2), "big", signed=True)


@pytest.fixture
def caller(monkeypatch: pytest.MonkeyPatch) -> Iterator[Caller]:
    """A caller of a server in this process, whose children end with `FAILED` at once."""
    ours, theirs = socket.socketpair()
    calling = Caller(ours)

    def load() -> None:
        calling.loaded += 1

    def end_of_child(control: socket.socket, pipes: list[int], seconds: int) -> int:
        for pipe in pipes:
            os.close(pipe)
        calling.seconds.append(seconds)
        return -signal.SIGXCPU if len(calling.seconds) == 1 else child.FAILED

    monkeypatch.setattr(child, "_exit_code_of_child", end_of_child)
    monkeypatch.setattr(child, "_load", load)
    monkeypatch.setattr(sys, "argv", ["child", str(theirs.detach())])
    with ours:
        yield calling


def test_server_tells_how_each_child_ended_until_its_caller_has_gone(caller: Caller) -> None:
    caller.ask(20)
    caller.ask(60)
    caller.control.shutdown(socket.SHUT_WR)
    child.serve()
    assert (caller.exit_code(), caller.exit_code()) == (-signal.SIGXCPU, child.FAILED)
    # The caller ends a child that takes too long; the server does where the caller has gone.
    assert caller.seconds == [20 + child.GRACE_SECONDS, 60 + child.GRACE_SECONDS]
    assert caller.loaded == 1


def test_message_without_both_pipes_ends_the_server(caller: Caller) -> None:
    caller.control.send(b"\x05")
    caller.ask(20)
    child.serve()
    assert caller.seconds == []


def test_server_without_work_ends(caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "IDLE_SECONDS", 0)
    child.serve()
    assert caller.seconds == []
