"""Reading in a child process: the same reading, and no file that takes the service down."""

import json
import os
import signal
import subprocess
import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import PIPE

import pytest

from config.home import PROJECT
from reports.ingest import sandbox
from reports.ingest.problems import Refusal, UnreadableReport
from reports.ingest.report import read_report
from reports.ingest.sandbox import read_in_child

CONTENT = (Path(__file__).parent / "examples" / "marks-of-markdown.txt").read_bytes()


def test_child_reads_as_the_parser_does() -> None:
    assert read_in_child(CONTENT, "report.txt") == read_report(CONTENT, "report.txt")


def test_child_refuses_as_the_parser_does() -> None:
    with pytest.raises(UnreadableReport) as refused:
        read_in_child(b"\x89PNG", "report.pdf")
    assert refused.value.code is Refusal.IMAGE


def test_one_child_reads_many_files() -> None:
    read_in_child(CONTENT, "report.txt")
    child = sandbox._waiting[-1]
    read_in_child(CONTENT, "report.txt")
    assert sandbox._waiting[-1] is child


def test_threads_have_children_of_their_own() -> None:
    with ThreadPoolExecutor(2) as pool:
        readings = list(pool.map(read_in_child, [CONTENT] * 6, ["report.txt"] * 6))
    assert readings == [read_report(CONTENT, "report.txt")] * 6


def test_ctrl_c_ends_a_waiting_child_without_a_word() -> None:
    command = [sys.executable, "-c", sandbox.CHILD]
    with subprocess.Popen(command, cwd=PROJECT, stdin=PIPE, stdout=PIPE, stderr=PIPE) as child:
        assert child.stdin
        assert child.stdout
        child.stdin.write(json.dumps({"name": "report.txt", "size": len(CONTENT)}).encode() + b"\n" + CONTENT)
        child.stdin.flush()
        assert child.stdout.readline()
        child.send_signal(signal.SIGINT)
        assert child.communicate() == (b"", b"")


def test_child_that_was_ended_between_two_files_is_replaced() -> None:
    read_in_child(CONTENT, "report.txt")
    process = sandbox._waiting[-1].process
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert read_in_child(CONTENT, "report.txt").authority_slug == "wexcombe"


@pytest.mark.parametrize(
    "costly",
    ["while True: pass", "content = [b'x' * 1_000_000 for _ in range(1_000)]", "import os; os.abort()"],
    ids=["time", "memory", "crash"],
)
def test_file_that_costs_too_much_is_refused(costly: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = f"import reports.ingest.sandbox as sandbox\ndef read_report(content, name):\n    {costly}\n"
    monkeypatch.setattr(sandbox, "MOST_SECONDS", 2)
    monkeypatch.setattr(sandbox, "CHILD", f"{reader}sandbox.read_report = read_report\nsandbox.serve()")
    monkeypatch.setattr(sandbox, "_waiting", deque())
    with pytest.raises(UnreadableReport) as refused:
        read_in_child(CONTENT, "bomb.pdf")
    assert refused.value.code is Refusal.TOO_COSTLY
    assert "bomb.pdf" in refused.value.message


def test_idle_child_leaves_and_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    hasty = "import reports.ingest.sandbox as sandbox\nsandbox._IDLE_SECONDS = 0.1\nsandbox.serve()"
    monkeypatch.setattr(sandbox, "CHILD", hasty)
    monkeypatch.setattr(sandbox, "_waiting", deque())
    child = sandbox._Child()
    child.process.wait(10)
    assert child.process.returncode == 0
    assert child.ask(CONTENT, "report.txt") is None
