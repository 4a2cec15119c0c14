"""Processes that use the embedded server of a home, and copies of such homes."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import LiteralString

import psutil
import psycopg

from config.home import PROJECT

SECONDS = 60
"""The longest wait, far longer than an idle machine needs."""
USER = """
import sys
from pathlib import Path
from config.embedded.server import ensure_running
home = Path(sys.argv[1])
print(ensure_running(home), flush=True)
for line in sys.stdin:
    print(ensure_running(home), flush=True)
"""
"""A program that uses the server of the home in its argument until its input ends.

It prints the folder of the server's socket, at its start and after each line of input.
"""


class User:
    """A process that runs `program`, which uses the embedded server of a home."""

    def __init__(self, home: Path, program: str = USER) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, str(home)],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def answer(self) -> str:
        """The next line that the process prints: the folder of the server's socket."""
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def ask_again(self) -> str:
        assert self.process.stdin
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return self.answer()

    def end(self) -> None:
        with suppress(BrokenPipeError):
            self.process.communicate(timeout=SECONDS)

    def kill(self) -> None:
        self.process.kill()
        self.end()


@contextmanager
def using(home: Path, program: str = USER) -> Iterator[User]:
    user = User(home, program)
    try:
        yield user
    finally:
        user.kill()


def write_without_waiting(cluster: Path) -> None:
    """Configure the server of this data folder, which must not be running, without fsync."""
    with (cluster / "postgresql.auto.conf").open("a") as configuration:
        configuration.write("fsync = off\n")


def comes_true(condition: Callable[[], bool]) -> bool:
    """Whether the condition becomes true within `SECONDS`."""
    deadline = time.monotonic() + SECONDS
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def server_process(home: Path) -> psutil.Process | None:
    """The running server of this home, found in the list of processes; None if there is none."""
    for process in psutil.process_iter(["cmdline"]):
        if process.info["cmdline"] and str(home / "postgres") in process.info["cmdline"]:
            return process
    return None


def keeper_process(home: Path) -> psutil.Process | None:
    """The running keeper of this home's server; None if there is none."""
    for process in psutil.process_iter(["cmdline"]):
        command = process.info["cmdline"] or []
        if "config.embedded.keeper" in command and str(home) in command:
            return process
    return None


def ask(sockets: str, statement: LiteralString) -> object:
    """Run a statement as the archive's role and return its first row, if it returns rows."""
    with psycopg.connect(host=sockets, port=5432, user="archive", dbname="archive") as connection:
        cursor = connection.execute(statement)
        return cursor.fetchone() if cursor.description else None


def copy_home(source: Path, copy: Path) -> Path:
    """Copy a home whose server is not running, with the owners of its files, and return the copy."""
    assert server_process(source) is None
    copy.mkdir(exist_ok=True)
    subprocess.run(["cp", "-a", f"{source}/.", copy], check=True)
    return copy
