"""Whether a server answers on a data folder, and whether any of its processes works there."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.embedded import EmbeddedServerError, postmaster
from config.embedded.account import server_account
from tests.support.embedded import ask, comes_true, copy_home, server_process, using


@pytest.fixture
def made(home_with_database: Path, tmp_path: Path) -> Iterator[Path]:
    home = copy_home(home_with_database, tmp_path / "made")
    yield home
    assert comes_true(lambda: server_process(home) is None), "a server was left behind"


# Listens at the socket of a server in the folder that it is given, and hangs up on everybody.
HANGING_UP = """
import socket, sys
listener = socket.socket(socket.AF_UNIX)
listener.bind(sys.argv[1] + "/.s.PGSQL.5432")
listener.listen()
print("listening", flush=True)
while True:
    listener.accept()[0].close()
"""


def test_listener_that_hangs_up_is_no_server(tmp_path: Path) -> None:
    (tmp_path / "postmaster.pid").write_text(
        f"1\n{tmp_path}\n1700000000\n5432\n{tmp_path}\n\n  1 1\nready   \n"
    )
    with using(tmp_path, HANGING_UP) as listener:
        assert listener.answer() == "listening"
        assert postmaster.answering_at(tmp_path) is None


def test_copy_of_a_running_archive_is_no_way_into_it(made: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    with using(made) as user:
        ask(user.answer(), "CREATE TABLE original AS SELECT 1 AS answer")
        shutil.copytree(made / "postgres", copy, ignore=shutil.ignore_patterns(".s.PGSQL*"))
        assert postmaster.answering_at(copy) is None
        link = tmp_path / "link"
        link.symlink_to(made / "postgres")
        assert postmaster.answering_at(link) == made / "postgres"


@pytest.mark.parametrize("lines", ["", "1\n", "1\n/nowhere\n1700000000\n5432\n/tmp\n"])
def test_file_that_describes_no_server_of_the_folder(tmp_path: Path, lines: str) -> None:
    (tmp_path / "postmaster.pid").write_text(lines)
    assert postmaster.answering_at(tmp_path) is None


def test_server_runs_until_it_is_stopped(made: Path) -> None:
    data = made / "postgres"
    assert not postmaster.is_running(data)
    postmaster.stop(data)
    assert postmaster.start(data) == data
    assert postmaster.is_running(data)
    assert postmaster.answering_at(data) == data
    postmaster.stop(data)
    assert not postmaster.is_running(data)
    assert postmaster.answering_at(data) is None


def test_start_that_another_process_has_made_is_taken_over(made: Path) -> None:
    data = made / "postgres"
    postmaster.start(data)
    process = server_process(made)
    assert postmaster.start(data) == data
    assert server_process(made) == process
    postmaster.stop(data)


def test_start_that_fails_says_what_the_server_said(made: Path) -> None:
    data = made / "postgres"
    postmaster.start(data)
    postmaster.stop(data)
    shutil.rmtree(data / "global")
    with pytest.raises(EmbeddedServerError, match=r"(?s)did not start:.*global/pg_control") as end:
        postmaster.start(data)
    assert "database system is ready" not in str(end.value)
    assert "database system is ready" in (data / "server.log").read_text()


def test_log_that_has_grown_long_begins_anew(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = made / "postgres"
    (data / "server.log").write_text("old\n" * 10)
    monkeypatch.setattr(postmaster, "LOG_LIMIT", 39)
    postmaster.start(data)
    postmaster.stop(data)
    assert not (data / "server.log").read_text().startswith("old")


def test_processes_of_a_killed_server_are_waited_for(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that works in the folder counts as the server's, if it is called postgres."""
    data = made / "postgres"
    name = made / "postgres-name" / "postgres"
    name.parent.mkdir()
    shutil.copy(shutil.which("sleep") or "/bin/sleep", name)
    monkeypatch.setattr(postmaster, "SECONDS_TO_START", 0.2)
    with subprocess.Popen([name, "60"], cwd=data) as orphan:
        try:
            assert comes_true(lambda: postmaster.is_running(data))
            with pytest.raises(EmbeddedServerError, match="neither started nor stopped"):
                postmaster.start(data)
        finally:
            orphan.kill()
    assert not postmaster.is_running(data)


def test_server_runs_under_the_account_of_its_folder(made: Path) -> None:
    with using(made) as user:
        assert ask(user.answer(), "SELECT 1") == (1,)
        process = server_process(made)
        assert process is not None
        assert process.username() == server_account(made / "postgres").name
