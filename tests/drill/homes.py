"""Archives to do things to: homes in a temporary folder, served as `make run` serves them."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from tests.drill import visits

PROJECT = Path(__file__).resolve().parents[2]
SECONDS = 180
"""The longest that a start or a stop may take, on a machine with much else to do."""
SECONDS_TO_IMPORT = 900
"""The longest that a command, or a start which imports reports, may take: importing yields to others."""
OTHERS = (
    "ALLOWED_HOSTS",
    "ARCHIVE_DEPLOYED",
    "DATABASE_REPLICA_URLS",
    "DATABASE_URL",
    "DEBUG",
    "HOST",
    "ORIGINALS_ROOT",
    "REPORTS",
    "SECRET_KEY",
    "STATEMENT_TIMEOUT",
    "STATIC_ROOT",
    "TRUST_PROXY",
    "WEB_WORKERS",
)
"""Settings of whoever starts the drill, which belong to another archive."""
TRACEBACK = re.compile(r"^Traceback \(most recent call last\):$((?:\n(?: .*)?)*\n.*)", re.MULTILINE)


class Home:
    """An archive's home, and the commands in it. `variables` are settings of the environment."""

    def __init__(self, folder: Path, **variables: str) -> None:
        self.folder = folder
        environment = {name: value for name, value in os.environ.items() if name not in OTHERS}
        environment |= {
            "ARCHIVE_HOME": str(folder),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONUNBUFFERED": "1",
        }
        self.environment = environment | variables

    @property
    def originals(self) -> Path:
        """The folder of originals."""
        return Path(self.environment.get("ORIGINALS_ROOT", self.folder / "originals"))

    def manage(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Return a command of `manage.py` after it has ended."""
        return subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=PROJECT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS_TO_IMPORT,
        )

    @contextmanager
    def managing(self, *command: str) -> Iterator[subprocess.Popen[str]]:
        """Give a command of `manage.py` while it runs; it is killed at the end unless it has ended."""
        with subprocess.Popen(
            [sys.executable, "manage.py", *command],
            cwd=PROJECT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            try:
                yield process
            finally:
                process.kill()

    def copy_to(self, folder: Path, **variables: str) -> Home:
        """Return a copy of this home, whose archive must have stopped."""
        subprocess.run(["cp", "-a", f"{self.folder}/.", str(folder)], check=True)
        return Home(folder, **variables)

    def must_be_whole(self) -> tuple[str, ...]:
        """Return what `verify` finds wrong, and nothing when it finds all whole."""
        verified = self.manage("verify")
        if verified.returncode == 0:
            return ()
        said = (verified.stdout + verified.stderr).strip().splitlines()
        return tuple(f"verify: {sentence}" for sentence in said) or (
            "verify failed and said nothing",
        )


class RunningArchive:
    """An archive that is served at a port of this machine. Starting it again after it died is up to a drill."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = home.folder.with_name(f"{home.folder.name}.log")
        self.process = self._started()

    def _started(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "config.run"],
                cwd=PROJECT,
                env=self.home.environment | {"PORT": str(self.port)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def start_again(self) -> None:
        """Start it after it has died, at the same port."""
        self.process.wait(SECONDS)
        deadline = time.monotonic() + SECONDS
        # The workers of a killed parent end by themselves, and hold the port until then.
        while time.monotonic() < deadline and not _is_free(self.port):
            time.sleep(0.1)
        self.process = self._started()
        self.wait()

    def wait(self) -> None:
        """Wait until it answers. Raises `RuntimeError` with the end of its log when it does not."""
        imports = "REPORTS" in self.home.environment
        deadline = time.monotonic() + (SECONDS_TO_IMPORT if imports else SECONDS)
        while time.monotonic() < deadline and self.process.poll() is None:
            with suppress(OSError, visits.NoAnswer):
                if visits.get(self.address, "/healthz").status == 200:
                    return
            time.sleep(0.1)
        raise RuntimeError(f"The archive did not start: {self.said()[-2000:]}")

    def stop(self) -> None:
        """Stop it as Ctrl-C does, and whatever is left of it."""
        with suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(SECONDS)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def serving(self) -> psutil.Process:
        """Return the parent of the workers, a child of the supervisor."""
        return psutil.Process(self.process.pid).children()[0]

    def workers(self) -> list[psutil.Process]:
        """Return the processes that answer visitors."""
        return self.serving().children()

    def said(self) -> str:
        """Return all that it has printed and logged."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def failures(self, since: int = 0) -> tuple[str, ...]:
        """Return the end of each traceback in the log after so many characters; nothing when there is none."""
        parts = TRACEBACK.findall(self.said()[since:])
        return tuple(f"a traceback in the log: {' '.join(part.split())[-800:]}" for part in parts)


@contextmanager
def running(home: Home) -> Iterator[RunningArchive]:
    """Serve a home's archive, and stop it surely, also when a drill fails or is interrupted."""
    archive = RunningArchive(home)
    try:
        archive.wait()
        yield archive
    finally:
        try:
            archive.stop()
        finally:
            end_database(home)


def end_database(home: Home) -> None:
    """End a database server that still runs in the home: its keeper may have been killed."""
    deadline = time.monotonic() + SECONDS
    while (process := postmaster(home)) and time.monotonic() < deadline:
        with suppress(psutil.NoSuchProcess):
            process.send_signal(signal.SIGQUIT)
            process.wait(10)


def postmaster(home: Home) -> psutil.Process | None:
    """Return the process of the home's database server; None when none runs."""
    try:
        first = (home.folder / "postgres" / "postmaster.pid").read_text(encoding="ascii").split()[0]
        process = psutil.Process(int(first))
        # A number that a killed server left behind may be another process's by now.
        return process if str(home.folder) in " ".join(process.cmdline()) else None
    except (OSError, IndexError, ValueError, psutil.NoSuchProcess):
        return None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
