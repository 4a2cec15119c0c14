"""What a run of the tests takes care of before the first test."""

import asyncio
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.db import connection

from tests.conftest import hear_signals, own_temporary_folder
from tests.support.browsers import open_browser

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


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_browser_leaves_neither_an_event_loop_nor_a_session_of_the_database() -> None:
    before = own_session()
    with open_browser():
        during = own_session()
    assert asyncio.run(asyncio.sleep(0, "another loop runs")) == "another loop runs"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE pid = ANY(%s)", [[before, during]])
        assert cursor.fetchall() == []


def own_session() -> int:
    """Return the number of the server's process that this connection talks to."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        number: int = cursor.fetchone()[0]
    return number
