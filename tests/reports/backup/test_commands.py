"""The commands as a person types them."""

from __future__ import annotations

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from reports.backup.reading import check_backup
from tests.reports.backup.conftest import ARCHIVE_0010

ROOT = Path(__file__).parents[3]


def managed(home: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A command of manage.py in this home, after it has ended."""
    environment = {
        **os.environ,
        "ARCHIVE_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    environment.pop("DATABASE_URL", None)
    manage = [sys.executable, "manage.py", *command]
    return subprocess.run(
        manage, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
def test_restore_into_a_home_that_is_not_there(tmp_path: Path) -> None:
    home = tmp_path / "new" / "home"
    restored = managed(home, "restore", str(ARCHIVE_0010))
    assert restored.returncode == 0, restored.stderr
    assert f"into the archive in {home}, and verified them" in restored.stdout
    verified = managed(home, "verify")
    assert verified.stdout.startswith("The archive is whole: 12 originals")
    assert verified.returncode == 0
    again = managed(home, "restore", str(ARCHIVE_0010))
    assert again.returncode == 1
    assert f"The archive in {home} is not empty" in again.stderr
    assert f"mv {home}/postgres {home}/originals {home}-before/" in again.stderr
    backup = managed(home, "backup")
    path = Path(backup.stdout.splitlines()[-1])
    assert path.parent == home / "backups"
    assert len(check_backup(path).originals) == 12


def test_damaged_backup_makes_no_database(tmp_path: Path) -> None:
    (tmp_path / "cut.tar.gz").write_bytes(ARCHIVE_0010.read_bytes()[:1000])
    refused = managed(tmp_path / "home", "restore", str(tmp_path / "cut.tar.gz"))
    assert refused.returncode == 1
    assert refused.stderr.startswith(
        f"CommandError: {tmp_path}/cut.tar.gz cannot be restored. It is no backup"
    )
    assert not list((tmp_path / "home").glob("postgres*"))


def test_path_of_the_backup_is_the_last_line(
    restored: None, tmp_path: Path, settings: Settings
) -> None:
    settings.HOME = tmp_path / "home"
    for chosen, folder in (([], tmp_path / "home" / "backups"), ([str(tmp_path)], tmp_path)):
        printed = StringIO()
        call_command("backup", *chosen, stdout=printed)
        path = Path(printed.getvalue().splitlines()[-1])
        assert path.parent == folder
        assert len(check_backup(path).originals) == 12


def test_backup_beside_the_file_that_is_there(restored: None, tmp_path: Path) -> None:
    (tmp_path / "mine.tar.gz").touch()
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", str(tmp_path / "mine.tar.gz"))
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("backup", str(tmp_path / "nowhere" / "mine.tar.gz"))


def test_backup_that_is_checked_without_an_archive(tmp_path: Path) -> None:
    printed = StringIO()
    call_command("verify", str(ARCHIVE_0010), stdout=printed)
    assert f"{ARCHIVE_0010} is whole: 12 originals" in printed.getvalue()
    with pytest.raises(CommandError, match=r"nothing\.tar\.gz cannot be read"):
        call_command("verify", str(tmp_path / "nothing.tar.gz"))
    with pytest.raises(CommandError, match="There is no file"):
        call_command("restore", str(tmp_path / "nothing.tar.gz"))


@pytest.mark.parametrize(
    ("target", "command"),
    [
        (["backup"], "manage.py backup"),
        (["backup", "TO=a b.tar.gz"], 'manage.py backup "a b.tar.gz"'),
        (["verify"], "manage.py verify"),
        (["verify", "FROM=a b.tar.gz"], 'manage.py verify "a b.tar.gz"'),
        (["restore", "FROM=a b.tar.gz"], 'manage.py restore "a b.tar.gz"'),
    ],
)
def test_make_targets(target: list[str], command: str) -> None:
    # As typed in a shell, not as one make from another.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    dry_run = subprocess.run(
        ["make", "-n", *target],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert dry_run.stdout.splitlines()[-1].rstrip().endswith(command)
