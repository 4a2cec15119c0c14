"""The account that the server runs under, and what it may reach."""

import os
import pwd
import stat
from pathlib import Path

import pytest

from config.embedded import EmbeddedServerError
from config.embedded import account as module
from config.embedded.account import Account, let_reach, open_the_way, server_account

OURSELVES = Account(os.geteuid(), os.getegid(), pwd.getpwuid(os.geteuid()).pw_name, lesser=False)


def test_ordinary_user_runs_the_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = pwd.getpwnam("nobody")
    monkeypatch.setattr(os, "geteuid", lambda: nobody.pw_uid)
    account = server_account(tmp_path)
    assert account == Account(nobody.pw_uid, nobody.pw_gid, "nobody", lesser=False)


def test_user_without_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 4_000_000)
    with pytest.raises(EmbeddedServerError, match="there is none for user 4000000"):
        server_account(tmp_path)


@pytest.mark.skipif(os.geteuid() != 0, reason="Only root gives folders to others.")
def test_root_runs_the_server_as_the_owner_of_its_folder(tmp_path: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    os.chown(tmp_path, nobody.pw_uid, nobody.pw_gid)
    account = server_account(tmp_path)
    assert (account.uid, account.name, account.lesser) == (nobody.pw_uid, "nobody", True)
    file = tmp_path / "file"
    file.touch()
    account.own(file)
    assert file.stat().st_uid == nobody.pw_uid


@pytest.mark.skipif(os.geteuid() != 0, reason="Only root needs a lesser account.")
def test_root_runs_a_new_server_as_the_lesser_account(tmp_path: Path) -> None:
    account = server_account(tmp_path / "new")
    assert (account.name, account.lesser) == ("embedded_postgres", True)


def test_lesser_account_that_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(module, "LESSER_ACCOUNT", "an account of no name")
    with pytest.raises(EmbeddedServerError, match="make the account an account of no name"):
        server_account(tmp_path / "new")


def test_folders_are_opened_for_passing_through_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    closed = tmp_path / "closed"
    data = closed / "data"
    data.mkdir(parents=True)
    closed.chmod(0o700)
    open_the_way(data)
    assert stat.S_IMODE(closed.stat().st_mode) == 0o701
    assert f"Opened {closed} for passing through (chmod o+x).\n" in capsys.readouterr().err
    open_the_way(data)
    assert str(closed) not in capsys.readouterr().err


def test_programs_that_their_owner_alone_may_run_are_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    postgres = tmp_path / "bin" / "postgres"
    postgres.parent.mkdir()
    postgres.write_text("")
    postgres.chmod(0o700)
    monkeypatch.setattr(module, "INSTALLATION", tmp_path)
    monkeypatch.setattr(module, "program", lambda name: tmp_path / "bin" / name)
    let_reach(tmp_path / "data")
    assert stat.S_IMODE(postgres.stat().st_mode) == 0o705


def test_program_that_fails_is_quoted() -> None:
    with pytest.raises(EmbeddedServerError, match="pg_config of PostgreSQL failed: pg_config: inv"):
        OURSELVES.run("pg_config", "--nothing-of-this-name")
    assert OURSELVES.run("psql", "--version").startswith("psql (PostgreSQL)")
