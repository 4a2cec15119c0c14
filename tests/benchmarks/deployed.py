"""The archive served as a public site is: gunicorn with the settings of a deployment, over the
database of a home.
"""

from __future__ import annotations

import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

from config.embedded import server
from config.home import PROJECT
from tests.benchmarks.homes import environment_of

WORKERS = 2
SECONDS_TO_START = 120


@contextmanager
def deployed(home: Path, **settings: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of the site, and the environment in which its commands run; `settings` are further
    variables.
    """
    with TemporaryDirectory(prefix="archive-static-") as static:
        port = free_port()
        environment = environment_of(home) | {
            "ARCHIVE_DEPLOYED": "1",
            "TRUST_PROXY": "1",
            "SECRET_KEY": secrets.token_urlsafe(60),
            "ALLOWED_HOSTS": "archive.example.org",
            "DATABASE_URL": f"postgres://archive@{quote(str(server.ensure_running(home)), safe='')}:5432/archive",
            "STATIC_ROOT": static,
            "WEB_WORKERS": str(WORKERS),
            "PORT": str(port),
            **settings,
        }
        collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
        subprocess.run(collect, cwd=PROJECT, env=environment, check=True)
        command = [sys.executable, "-m", "config.run"]
        with subprocess.Popen(
            command, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL
        ) as site:
            try:
                wait_for(f"http://127.0.0.1:{port}/healthz", site)
                yield f"http://127.0.0.1:{port}", environment
            finally:
                site.terminate()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, site: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and site.poll() is None:
        try:
            urlopen(address, timeout=5).close()
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("The site did not start.")
