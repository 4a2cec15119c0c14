"""The embedded server: started by its first user, shared by all, stopped after the last, whatever
dies.
"""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config.embedded import postmaster, server
from config.home import PROJECT
from config.serving.announcements import say_goodbye
from tests.support.embedded import (
    SECONDS,
    ask,
    comes_true,
    copy_home,
    keeper_process,
    server_process,
    using,
)

# A user with a child of its own, whose number it prints; the child uses the server as long as it lives.
PARENT = """
import os, signal, sys
from pathlib import Path
from config.embedded.server import ensure_running
print(ensure_running(Path(sys.argv[1])), flush=True)
child = os.fork()
if child:
    print(child, flush=True)
else:
    os.close(1)
signal.pause()
"""

pytestmark = pytest.mark.slow


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A home in which nothing has been made."""
    yield tmp_path
    assert comes_true(lambda: server_process(tmp_path) is None), "a server was left behind"


@pytest.fixture(scope="module")
def copied(home_with_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose database has been made, for the tests that need no first start."""
    return copy_home(home_with_database, tmp_path_factory.mktemp("copied"))


@pytest.fixture
def made(copied: Path) -> Iterator[Path]:
    assert comes_true(lambda: server_process(copied) is None)
    yield copied
    assert comes_true(lambda: server_process(copied) is None), "a server was left behind"


def test_command_without_database_starts_no_server(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "ARCHIVE_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    environment.pop("DATABASE_URL", None)
    subprocess.run([sys.executable, "manage.py", "check"], cwd=PROJECT, env=environment, check=True)
    assert not list(tmp_path.glob("postgres*"))


def test_two_first_users_at_once_share_one_server(home: Path) -> None:
    with using(home) as first, using(home) as second:
        assert first.answer() == second.answer() == str(home / "postgres")
        first.end()
        assert ask(second.ask_again(), "SHOW server_encoding") == ("UTF8",)
        assert server_process(home) is not None


def test_server_stops_after_last_user(made: Path) -> None:
    with using(made) as user:
        assert user.answer()
        assert server_process(made) is not None
        user.end()
        assert comes_true(lambda: server_process(made) is None)
        assert comes_true(lambda: keeper_process(made) is None)


def test_server_stops_after_last_user_was_killed(made: Path) -> None:
    with using(made) as user:
        assert user.answer()
        user.kill()
        assert comes_true(lambda: server_process(made) is None)


def test_child_keeps_server_when_parent_is_killed(made: Path) -> None:
    with using(made, PARENT) as parent:
        sockets = parent.answer()
        child = int(parent.answer())
        parent.kill()
        time.sleep(0.3)  # time for a wrong stop to show
        assert ask(sockets, "SELECT 1") == (1,)
        os.kill(child, signal.SIGKILL)
        assert comes_true(lambda: server_process(made) is None)


def test_killed_server_is_started_again_with_its_rows(made: Path) -> None:
    with using(made) as user:
        sockets = user.answer()
        ask(sockets, "CREATE TABLE kept AS SELECT 42 AS answer")
        killed = server_process(made)
        assert killed is not None
        killed.kill()
        assert comes_true(lambda: server_process(made) is None)
        assert ask(user.ask_again(), "SELECT answer FROM kept") == (42,)


def test_killed_keeper_is_replaced(made: Path) -> None:
    with using(made) as first:
        assert first.answer()
        keeper = keeper_process(made)
        assert keeper is not None
        keeper.kill()
        with using(made) as second:
            assert second.answer()
            assert comes_true(lambda: keeper_process(made) is not None)


def test_process_number_of_a_stranger_in_the_pid_file(made: Path) -> None:
    data = made / "postgres"
    (data / "postmaster.pid").write_text(
        f"{os.getpid()}\n{data}\n1700000000\n5432\n{data}\n\n  1 1\nready   \n"
    )
    with using(made) as user:
        assert ask(user.answer(), "SELECT 1") == (1,)


def test_first_start_that_was_cut_off_is_made_anew(home: Path) -> None:
    (home / "postgres.new").mkdir()
    (home / "postgres.new" / "PG_VERSION").write_text("18\n")
    with using(home) as user:
        assert ask(user.answer(), "SELECT current_database()") == ("archive",)


def test_home_with_a_path_too_long_for_a_socket(tmp_path: Path) -> None:
    home = tmp_path / ("far" * 30) / ("away" * 20) / "it's here"
    with using(home) as user:
        sockets = user.answer()
        assert ask(sockets, "SELECT 1") == (1,)
        assert stat.S_IMODE(Path(sockets).stat().st_mode) == 0o700
        user.end()
    assert comes_true(lambda: server_process(home) is None)


def test_leaving_waits_for_the_end_only_when_nobody_else_stays(made: Path) -> None:
    server.ensure_running(made)
    with using(made) as other:
        assert other.answer()
        server.leave(made)
        assert server_process(made) is not None
        assert ask(other.ask_again(), "SELECT 1") == (1,)
    server.ensure_running(made)
    server.leave(made)
    assert not (made / "postgres" / "postmaster.pid").exists()


def test_server_is_closed_to_the_network_and_to_other_accounts(made: Path) -> None:
    with using(made) as user:
        sockets = user.answer()
        assert ask(sockets, "SHOW listen_addresses") == ("",)
        assert stat.S_IMODE(Path(sockets).stat().st_mode) == 0o700
        with pytest.raises(psycopg.OperationalError, match="Peer authentication failed"):
            psycopg.connect(host=sockets, port=5432, user="postgres", dbname="archive")


def test_ctrl_c_does_not_reach_the_server(made: Path) -> None:
    with using(made) as user:
        assert user.answer()
        process = server_process(made)
        assert process is not None
        assert os.getsid(process.pid) != os.getsid(0)


def test_leaving_stops_the_server_after_its_keeper_was_killed(made: Path) -> None:
    server.ensure_running(made)
    keeper = keeper_process(made)
    assert keeper is not None
    keeper.kill()
    keeper.wait(SECONDS)
    assert server.leave(made) == server.Departure.STOPPED
    assert server_process(made) is None


def test_leaving_stops_the_server_while_its_keeper_is_halted(made: Path) -> None:
    server.ensure_running(made)
    keeper = keeper_process(made)
    assert keeper is not None
    keeper.suspend()
    try:
        assert server.leave(made) == server.Departure.STOPPED
        assert server_process(made) is None
        server.ensure_running(made)
        assert server.leave(made) == server.Departure.STOPPED
    finally:
        keeper.resume()
    assert comes_true(lambda: keeper_process(made) is None)


def test_leaving_says_that_another_user_keeps_the_server(made: Path) -> None:
    server.ensure_running(made)
    with using(made) as other:
        assert other.answer()
        assert server.leave(made) == server.Departure.SHARED


def test_server_that_does_not_stop_is_said_to_run(
    made: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ARCHIVE_HOME", str(made))
    monkeypatch.setattr(postmaster, "SECONDS_TO_STOP", 1)
    server.ensure_running(made)
    keeper = keeper_process(made)
    assert keeper is not None
    keeper.kill()  # else it may be the one that stops the server, and waits a minute
    keeper.wait(SECONDS)
    halted = server_process(made)
    assert halted is not None
    halted.suspend()
    try:
        with pytest.raises(SystemExit) as end:
            say_goodbye()
        assert end.value.code == 1
        printed = capsys.readouterr()
        assert "has stopped." not in printed.out
        assert f"its database still runs. Do not copy {made} yet" in printed.err
    finally:
        halted.resume()
    assert comes_true(lambda: server_process(made) is None)


# Holds the users' lock alone, as a keeper does while it stops the server.
HALTED_KEEPER = """
import fcntl
import sys
from pathlib import Path
from config.embedded import server

fcntl.flock(server.open_lock(server.users_lock(Path(sys.argv[1]))), fcntl.LOCK_EX)
print("alone", flush=True)
sys.stdin.read()
"""


def test_keeper_that_is_halted_while_it_stops_the_server(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "SECONDS_TO_LEAVE", 1)
    server.ensure_running(made)
    keeper = keeper_process(made)
    assert keeper is not None
    keeper.kill()
    with using(made, HALTED_KEEPER) as halted:
        os.close(server._held[made])
        assert halted.answer() == "alone"
        server._held[made] = os.open(os.devnull, os.O_RDONLY)
        assert server.leave(made) == server.Departure.RUNNING
    server.ensure_running(made)
    assert server.leave(made) == server.Departure.STOPPED
