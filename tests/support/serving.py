"""Starts the archive in processes of its own: the server and commands of manage.py."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

import pytest

from config.home import PROJECT

SECONDS = 120
"""The longest wait: a first start on a busy machine takes long."""


def free_port() -> int:
    """A port of this machine that no program listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment_of(home: Path, **variables: str) -> dict[str, str]:
    """The environment of a process for the archive of this home, with these further variables."""
    others = {"DATABASE_REPLICA_URLS", "DATABASE_URL", "REPORTS"}
    environment = {name: value for name, value in os.environ.items() if name not in others}
    environment["ARCHIVE_HOME"] = str(home)
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings"
    return environment | variables


@contextmanager
def archive(
    home: Path, *options: str, **variables: str
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start the archive, wait until it answers, and yield its process and its address."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "config.run", *options],
        cwd=PROJECT,
        env=environment_of(home, PORT=str(port), **variables),
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/healthz", process)
        yield process, address
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        process.communicate(timeout=SECONDS)


def wait_for(address: str, process: subprocess.Popen[str]) -> None:
    """Wait until the address answers. Fails if the process ends before, or after `SECONDS`."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None and process.stdout:
            pytest.fail(f"The archive ended: {process.stdout.read()}")
        with suppress(OSError), urlopen(address, timeout=5):
            return
        time.sleep(0.05)
    pytest.fail(f"{address} did not answer")


def page(address: str) -> str:
    """The text at an address."""
    with urlopen(address, timeout=10) as answer:
        text: str = answer.read().decode()
        return text


def managed(home: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command of manage.py in this home to its end, and return its exit code and output."""
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=PROJECT,
        env=environment_of(home, **variables),
        capture_output=True,
        text=True,
        check=False,
    )
