"""What a run of the tests takes care of before the first test."""

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.conftest import hear_signals, own_temporary_folder

# Ends at once by the signal, unless it ignores that.
SENDS_ITSELF = "import os, sys; os.kill(os.getpid(), int(sys.argv[1]))"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_program_that_a_test_starts_hears_signals(number: signal.Signals) -> None:
    before = signal.signal(number, signal.SIG_IGN)
    try:
        command = [sys.executable, "-c", SENDS_ITSELF, str(int(number))]
        assert subprocess.run(command, check=False, capture_output=True).returncode == 0
        hear_signals()
        assert subprocess.run(command, check=False, capture_output=True).returncode != 0
    finally:
        signal.signal(number, before)


def test_runs_with_other_homes_have_other_temporary_folders(tmp_path: Path) -> None:
    own = own_temporary_folder(tmp_path / "one")
    assert own == own_temporary_folder(tmp_path / "one")
    assert own != own_temporary_folder(tmp_path / "other")
    assert Path(own).parent == Path(tempfile.gettempdir())
