"""`make bench` can be called: nothing of Django's is needed before an archive is chosen."""

from __future__ import annotations

import subprocess
import sys

from config.home import PROJECT
from tests.support.serving import environment_of


def test_the_command_names_its_parts() -> None:
    environment = environment_of(PROJECT)
    environment.pop("DJANGO_SETTINGS_MODULE")
    named = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks", "--help"],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert named.returncode == 0, named.stderr
    assert "visits" in named.stdout
