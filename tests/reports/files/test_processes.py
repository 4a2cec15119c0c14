"""How a caller sends a file to a process and bounds what it answers; no process is started here."""

from __future__ import annotations

import json
import os
import signal
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic
from typing import Any

import pytest

from reports.files import processes
from reports.files.child import FAILED, NO_MEMORY
from reports.files.confinement import Confinement
from reports.files.processes import Limits, NoAnswer, TooCostly

LIMITS = Limits(seconds=5, memory=1_000, answer=100)


@pytest.mark.parametrize(
    ("answer", "parsed"),
    [
        (b'{"a": 1}\nrest\nof it', ({"a": 1}, b"rest\nof it")),
        (b'{"a": 1}\n', ({"a": 1}, b"")),
        (b"{}", ({}, b"")),
    ],
)
def test_answer_is_an_object_and_the_bytes_after_it(answer: bytes, parsed: Any) -> None:
    assert processes._parsed(answer) == parsed


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (b"", "its answer is no JSON"),
        (b"{\n}", "its answer is no JSON"),
        (b"\xff\n", "its answer is no JSON"),
        (b"[" * 100_000, "its answer is no JSON"),
        (b"[1]\n", "its answer is no JSON object"),
        (b"null\n", "its answer is no JSON object"),
    ],
)
def test_other_answers_are_none(answer: bytes, message: str) -> None:
    with pytest.raises(NoAnswer) as refusal:
        processes._parsed(answer)
    assert str(refusal.value) == message


def test_line_of_an_answer_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_LONGEST_LINE", 8)
    assert processes._parsed(b'{"a": 1}\n' + b"x" * 50) == ({"a": 1}, b"x" * 50)
    with pytest.raises(NoAnswer, match="its answer is too long"):
        processes._parsed(b'{"a": 12}\n')


class Answerer:
    """The other ends of a child's two pipes."""

    def __init__(self) -> None:
        self.reads, self.question_pipe = os.pipe()
        self.answer_pipe, self.writes = os.pipe()

    def answer(self, content: bytes, *, reads: bool = True) -> threading.Thread:
        """Read the question to its end, unless told otherwise, and answer."""

        def run() -> None:
            while reads and os.read(self.reads, 1 << 20):
                pass
            os.close(self.reads)
            os.write(self.writes, content)
            os.close(self.writes)

        thread = threading.Thread(target=run)
        thread.start()
        return thread

    def exchange(self, question: bytes, *, longest: int, seconds: float = 30) -> bytes:
        pipes = self.question_pipe, self.answer_pipe
        return processes._exchange(*pipes, question, longest, monotonic() + seconds)


def is_open(pipe: int) -> bool:
    try:
        os.fstat(pipe)
    except OSError:
        return False
    return True


@pytest.mark.parametrize("question", [b"short", b"x" * 3_000_000])
def test_question_is_sent_whole_and_the_answer_read_to_its_end(question: bytes) -> None:
    other = Answerer()
    thread = other.answer(b"y" * 1_000)
    assert other.exchange(question, longest=1_000) == b"y" * 1_000
    thread.join()
    assert not is_open(other.question_pipe)
    assert not is_open(other.answer_pipe)


def test_answer_may_come_before_the_question_was_read() -> None:
    other = Answerer()
    thread = other.answer(b"no", reads=False)
    assert other.exchange(b"x" * 3_000_000, longest=10) == b"no"
    thread.join()


def test_longer_answer_is_refused_and_the_pipes_are_closed() -> None:
    other = Answerer()
    thread = other.answer(b"y" * 1_001)
    with pytest.raises(TooCostly, match="it gives more text than any report has"):
        other.exchange(b"q", longest=1_000)
    thread.join()
    assert not is_open(other.question_pipe)
    assert not is_open(other.answer_pipe)


def test_answer_after_the_deadline_is_refused() -> None:
    other = Answerer()
    with pytest.raises(TooCostly, match="it takes too much time"):
        other.exchange(b"q", longest=1_000, seconds=-1)
    assert not is_open(other.question_pipe)
    assert not is_open(other.answer_pipe)
    os.close(other.reads)
    os.close(other.writes)


@dataclass
class Pair:
    """A server without a process, and the other end of its control socket."""

    server: processes._Server
    theirs: socket.socket

    def tell(self, exit_code: int) -> None:
        self.theirs.send(exit_code.to_bytes(2, "big", signed=True))


@pytest.fixture
def pair() -> Iterator[Pair]:
    server = processes._Server.__new__(processes._Server)
    server.control, theirs = socket.socketpair()
    with server.control, theirs:
        yield Pair(server, theirs)


def closing_exchange(answer: bytes, passed: list[Any]) -> Callable[..., bytes]:
    """What takes the place of an exchange over pipes: it closes them and gives this answer."""

    def exchange(question_pipe: int, answer_pipe: int, *limits: Any) -> bytes:
        os.close(question_pipe)
        os.close(answer_pipe)
        passed.extend(limits)
        return answer

    return exchange


@pytest.mark.parametrize(
    ("exit_code", "answer", "message"),
    [
        (NO_MEMORY, b"", "it takes too much memory"),
        (NO_MEMORY, b"half", "it takes too much memory"),
        (-signal.SIGXCPU, b"", "it takes too much time"),
        (-signal.SIGKILL, b"", "it takes too much memory or breaks the reader"),
        (0, b"", "it takes too much memory or breaks the reader"),
    ],
)
def test_how_a_child_ended_tells_what_the_file_costs(
    monkeypatch: pytest.MonkeyPatch, pair: Pair, exit_code: int, answer: bytes, message: str
) -> None:
    monkeypatch.setattr(processes, "_exchange", closing_exchange(answer, []))
    pair.tell(exit_code)
    with pytest.raises(TooCostly) as refusal:
        pair.server.ask(b"q", LIMITS)
    assert str(refusal.value) == message


@pytest.mark.parametrize("exit_code", [0, FAILED])
def test_answer_of_a_child_is_returned_within_its_limits(
    monkeypatch: pytest.MonkeyPatch, pair: Pair, exit_code: int
) -> None:
    passed: list[Any] = []
    monkeypatch.setattr(processes, "_exchange", closing_exchange(b"an answer", passed))
    pair.tell(exit_code)
    before = monotonic()
    assert pair.server.ask(b"q", LIMITS) == b"an answer"
    question, longest, deadline = passed
    assert (question, longest) == (b"q", LIMITS.answer)
    assert before + LIMITS.longest_wait <= deadline <= monotonic() + LIMITS.longest_wait
    message, pipes, _, _ = socket.recv_fds(pair.theirs, 1, 2)
    assert message == bytes([LIMITS.longest_wait])
    assert len(pipes) == 2
    for pipe in pipes:
        os.close(pipe)


def test_server_that_has_ended_gives_no_answer(monkeypatch: pytest.MonkeyPatch, pair: Pair) -> None:
    monkeypatch.setattr(processes, "_exchange", closing_exchange(b"an answer", []))
    pair.theirs.send(b"\x00")
    assert pair.server.ask(b"q", LIMITS) is None
    pair.theirs.close()
    assert pair.server._exit_code(monotonic() + 9) is None
    assert pair.server._new_child(5) is None


def test_child_that_does_not_end_is_too_costly(pair: Pair) -> None:
    with pytest.raises(TooCostly, match="it does not end"):
        pair.server._exit_code(monotonic() - 1)


class Listed:
    """A server of the list that answers as the test says."""

    def __init__(self, answer: bytes | Exception | None, *, has_ended: bool = False) -> None:
        self.answer = answer
        self.questions: list[bytes] = []
        self.was_ended = False
        self.process = self
        self.has_ended = has_ended

    def poll(self) -> int | None:
        return 1 if self.has_ended else None

    def ask(self, question: bytes, limits: Limits) -> bytes | None:
        self.questions.append(question)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def end(self) -> None:
        self.was_ended = True


@pytest.fixture
def idle(monkeypatch: pytest.MonkeyPatch) -> deque[Any]:
    """The list of servers, empty."""
    waiting: deque[Any] = deque()
    monkeypatch.setattr(processes, "_idle", waiting)
    return waiting


def test_question_has_its_limits_and_the_server_waits_again(idle: deque[Any]) -> None:
    server = Listed(b'{"result": 1}\npixels')
    idle.append(server)
    answer = processes.ask({"task": "read"}, b"content", LIMITS)
    assert answer == ({"result": 1}, b"pixels")
    line, _, content = server.questions[0].partition(b"\n")
    assert json.loads(line) == {"task": "read", "memory": 1_000, "seconds": 5}
    assert content == b"content"
    assert list(idle) == [server]
    assert not server.was_ended


def test_servers_that_have_ended_are_replaced(
    idle: deque[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    dead, silent, new = Listed(b"", has_ended=True), Listed(None), Listed(b"{}\n")
    idle.extend([silent, dead])
    monkeypatch.setattr(processes, "_Server", lambda: new)
    assert processes.ask({"task": "read"}, b"", LIMITS) == ({}, b"")
    assert (dead.was_ended, silent.was_ended, new.was_ended) == (True, True, False)
    assert dead.questions == []
    assert list(idle) == [new]


def test_new_server_that_ends_is_broken_by_the_file(
    idle: deque[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    new = Listed(None)
    monkeypatch.setattr(processes, "_Server", lambda: new)
    with pytest.raises(TooCostly, match="it breaks the reader"):
        processes.ask({"task": "read"}, b"", LIMITS)
    assert new.was_ended
    assert not idle


def test_server_of_a_costly_file_is_ended(idle: deque[Any]) -> None:
    server = Listed(TooCostly("it takes too much time"))
    idle.append(server)
    with pytest.raises(TooCostly, match="it takes too much time"):
        processes.ask({"task": "read"}, b"", LIMITS)
    assert server.was_ended
    assert not idle


def test_measures_are_those_that_a_child_names(idle: deque[Any]) -> None:
    measures = {
        "system": "Linux, x86_64",
        "root": False,
        "no_new_privileges": True,
        "landlock": 6,
        "seccomp": True,
    }
    idle.append(Listed(json.dumps(measures).encode()))
    assert processes.confinement_in_force() == Confinement(**measures)  # type: ignore[arg-type]  # as named
    assert processes.confinement_sentence() == Confinement(**measures).sentence()  # type: ignore[arg-type]  # as above


def test_operators_are_told_why_no_process_starts(idle: deque[Any]) -> None:
    idle.append(Listed(TooCostly("it does not end")))
    assert processes.confinement_sentence() == (
        "No report can be read on this system: its process cannot be started (it does not end)."
    )


def test_all_servers_can_be_ended(idle: deque[Any]) -> None:
    servers = [Listed(b""), Listed(b"")]
    idle.extend(servers)
    processes.end_all()
    assert not idle
    assert all(server.was_ended for server in servers)


def test_first_server_can_be_started_before_a_file_comes(
    idle: deque[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Listed(b"")
    monkeypatch.setattr(processes, "_Server", lambda: server)
    processes.start_one()
    assert list(idle) == [server]
