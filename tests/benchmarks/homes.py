"""Archives that last as long as a measurement: an embedded database in a temporary folder."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.embedded import server
from config.home import PROJECT


@contextmanager
def temporary_home() -> Iterator[Path]:
    """A home whose database server runs until the end, so that no measured command has to start it."""
    with tempfile.TemporaryDirectory(prefix="archive-benchmark-") as name:
        home = Path(name)
        home.chmod(0o755)  # the server may run under an account of its own
        server.ensure_running(home)
        try:
            yield home
        finally:
            server.leave(home)


def environment_of(home: Path) -> dict[str, str]:
    """The environment of a process that uses this home, whatever archive the caller's environment
    names.
    """
    ours = {"ARCHIVE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "config.settings"}
    others = ("DATABASE_URL", "ORIGINALS_ROOT", "STATIC_ROOT", "ARCHIVE_DEPLOYED", "DEBUG")
    return {name: value for name, value in os.environ.items() if name not in others} | ours


def python_in(home: Path, *arguments: str) -> str:
    """What Python prints with these arguments in this home. Raises `CalledProcessError` when it
    fails.
    """
    return subprocess.check_output(
        [sys.executable, *arguments], cwd=PROJECT, env=environment_of(home), text=True
    )
