"""`make reload` of an archive that is asked twenty times a second meanwhile."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from config.home import PROJECT
from tests.support.embedded import copy_home
from tests.support.serving import SECONDS, archive, environment_of, page

CODE = ("config", "reports", "search", "static", "templates")


class Visitor(threading.Thread):
    """Asks for a page twenty times a second, over one connection as long as it may; keeps what fails."""

    def __init__(self, address: str, path: str) -> None:
        super().__init__(daemon=True)
        self.host, self.path = urlsplit(address).netloc, path
        self.answers = 0
        self.failures: list[str] = []
        self.is_leaving = threading.Event()

    def run(self) -> None:
        connection = HTTPConnection(self.host, timeout=30)
        while not self.is_leaving.wait(0.05):
            try:
                connection.request("GET", self.path)
                answer = connection.getresponse()
                answer.read()
                self.answers += 1
                if answer.status != 200:
                    self.failures.append(f"status {answer.status}")
            except (OSError, HTTPException) as error:
                self.failures.append(repr(error))
                connection.close()
        connection.close()


def reload(
    folder: Path, address: str, home: Path, **settings: str
) -> subprocess.CompletedProcess[str]:
    """`make reload` in a folder of code."""
    port = str(urlsplit(address).port)
    return subprocess.run(
        [sys.executable, "-m", "config.serving.reload"],
        cwd=folder,
        env=environment_of(home, PORT=port, **settings),
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )


@pytest.mark.slow
def test_no_visitor_sees_a_failure_and_a_closed_terminal_still_ends_it(
    home_with_samples: Path, tmp_path: Path
) -> None:
    home = copy_home(home_with_samples, tmp_path / "home")
    code = tmp_path / "code"
    for name in CODE:
        shutil.copytree(PROJECT / name, code / name)
    (code / "templates" / "robots.txt").write_text("# of the new code\n")
    with archive(home) as (process, address):
        visitors = [Visitor(address, path) for path in ("/authorities/", "/healthz")]
        for visitor in visitors:
            visitor.start()

        done = reload(code, address, home, CONTACT="desk@example.org")
        assert done.stdout == "The archive serves the new code and settings.\n", done.stderr
        assert page(f"{address}/robots.txt") == "# of the new code\n"
        assert "mailto:desk@example.org" in page(f"{address}/authorities/")
        time.sleep(1.5)  # the old process lets go of the connections that it still had

        for visitor in visitors:
            visitor.is_leaving.set()
            visitor.join(SECONDS)
            assert visitor.failures == []
            assert visitor.answers > 20
        os.killpg(process.pid, signal.SIGHUP)
        printed, _ = process.communicate(timeout=SECONDS)
    assert process.returncode == 0
    assert "The archive has been reloaded.\n" in printed
    assert printed.endswith("The archive has stopped.\n")
    assert not (home / "postgres" / "postmaster.pid").exists()
    gone = reload(code, address, home)
    assert gone.returncode == 1
    assert "No archive that `make run` started runs at port" in gone.stderr
