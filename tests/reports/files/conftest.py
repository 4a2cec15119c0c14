"""Hostile code inside a real child: the file is a program, as if it had taken over the reader."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator

import pytest

from reports.files import processes

TAKEN_OVER = """
import ctypes, errno, mmap, resource, signal, socket, sys, _thread, traceback
import reports.files.child as child
import reports.files.confinement as confinement

def obey(content, question):
    names = {}
    exec(content, names)
    return {"result": names.get("result")}, b""

child.TASKS = {"read": obey, "draw": obey}
"""

WITHOUT = {
    "landlock": "confinement.landlock.restrict = lambda: 0",
    "seccomp": "confinement.seccomp.restrict = lambda: False",
    "any confinement": "child.confine = lambda **limits: None",
    "root": (
        "import os\nload = child._load\n"
        "def load_and_leave_root():\n    load()\n    os.setgid(54321)\n    os.setuid(54321)\n"
        "child._load = load_and_leave_root"
    ),
}
"""What a server can be made to lack, and how."""
ORDINARY_USER = 54321

TakeOver = Callable[..., None]


@pytest.fixture
def take_over(monkeypatch: pytest.MonkeyPatch) -> Iterator[TakeOver]:
    """Let new children obey the files that they get; with `without`, their server lacks what it
    names.
    """
    waiting: deque[processes._Server] = deque()
    monkeypatch.setattr(processes, "_idle", waiting)

    def start(*without: str) -> None:
        processes.end_all()
        lacking = "\n".join(WITHOUT[each] for each in without)
        program = f"{TAKEN_OVER}\n{lacking}\nchild.serve()\n"
        monkeypatch.setattr(processes, "SERVER", f"exec({program!r})")

    start()
    yield start
    processes.end_all()
