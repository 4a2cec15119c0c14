"""A backup is of one moment, whole or not there at all, and for its owner alone."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from reports.backup import rows, writing
from reports.backup.manifest import BackupError, TableFile
from reports.backup.migration_state import migrate_to
from reports.backup.reading import check_backup
from reports.backup.restoring import RELATIONS
from reports.backup.writing import write_backup
from reports.files.originals import store_original, whole_originals
from reports.models import RedactedOriginal, Source
from reports.models.locks import BACKING_UP
from reports.publishing import removal as leaving
from tests.reports.backup.conftest import ARCHIVE_0010

ROOT = Path(__file__).parents[3]
# Works in the tests' database that it is given, and is killed instead of calling a function.
KILLED = """
import os, signal, sys
from pathlib import Path
import django
django.setup()
from django.conf import settings
from django.db import connection
from reports.backup import restoring, writing
database, settings.ORIGINALS_ROOT, module, function, work, path = sys.argv[1:]
connection.settings_dict["NAME"] = database
module = {"restoring": restoring, "writing": writing}[module]
setattr(module, function, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
getattr(module, work)(Path(path))
"""


def killed_at(module: str, function: str, work: str, path: Path) -> int:
    """Let a process do the work and be killed where it would call the function; return its exit
    code.
    """
    names = (module, function, work, str(path))
    database = connection.settings_dict["NAME"]
    connection.close()
    command = [sys.executable, "-c", KILLED, database, str(settings.ORIGINALS_ROOT), *names]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def test_backup_is_whole_and_for_its_owner_alone(restored: None, tmp_path: Path) -> None:
    target = tmp_path / "backup.tar.gz"
    manifest = write_backup(target)
    assert check_backup(target) == manifest
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [target]
    assert {each.sha256 for each in manifest.originals} == set(
        Source.objects.values_list("sha256", flat=True)
    )
    with tarfile.open(target) as tar:
        assert all(entry.isreg() and entry.mode == 0o600 for entry in tar)


def test_sessions_are_left_out(restored: None, tmp_path: Path) -> None:
    session = Session.objects.create(
        session_key="a" * 32, session_data="", expire_date=timezone.now()
    )
    try:
        manifest = write_backup(tmp_path / "backup.tar.gz")
    finally:
        session.delete()
    assert "django_session" in manifest.left_out
    with tarfile.open(tmp_path / "backup.tar.gz") as tar:
        assert not [name for name in tar.getnames() if "session" in name]


def test_redacted_copies_are_backed_up(own_originals: Path, tmp_path: Path) -> None:
    sha256 = store_original(b"without a name")
    copy = RedactedOriginal.objects.create(
        source=Source.objects.earliest("pk"),
        sha256=sha256,
        size=len(b"without a name"),
        media_type="text/plain",
        supplied_by=User.objects.earliest("pk"),
    )
    try:
        manifest = write_backup(tmp_path / "backup.tar.gz")
    finally:
        copy.delete()
    assert sha256 in {original.sha256 for original in manifest.originals}
    assert check_backup(tmp_path / "backup.tar.gz") == manifest


def test_file_that_is_there_is_never_written_over(restored: None, tmp_path: Path) -> None:
    target = tmp_path / "backup.tar.gz"
    target.write_text("mine")
    with pytest.raises(BackupError, match="is there already"):
        write_backup(target)
    assert target.read_text() == "mine"


def test_file_that_comes_meanwhile_is_not_written_over(
    restored: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "backup.tar.gz"
    monkeypatch.setattr(writing, "write_through", lambda path: target.write_text("mine"))
    with pytest.raises(BackupError, match="is there already"):
        write_backup(target)
    assert target.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [target]


def test_full_disk_leaves_no_file(
    restored: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(tarfile.TarFile, "addfile", fill)
    with pytest.raises(BackupError, match=f"no room left in {tmp_path}; free some"):
        write_backup(tmp_path / "backup.tar.gz")
    assert list(tmp_path.iterdir()) == []


def test_folder_that_cannot_be_written(restored: None) -> None:
    with pytest.raises(BackupError, match="cannot be written"):
        write_backup(Path("/proc/backup.tar.gz"))


@pytest.mark.slow
def test_killed_backup_leaves_no_file_of_its_name(restored: None, tmp_path: Path) -> None:
    target = tmp_path / "backup.tar.gz"
    assert killed_at("writing", "_move_into_place", "write_backup", target) == -signal.SIGKILL
    (draft,) = tmp_path.iterdir()
    assert draft.name.startswith(writing.DRAFT)
    os.utime(draft, (0, 0))
    write_backup(target)  # which takes away what was left a day ago
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.slow
def test_killed_restore_leaves_the_database_empty(empty_database: None) -> None:
    assert (
        killed_at("restoring", "_refuse_faults", "restore_backup", ARCHIVE_0010) == -signal.SIGKILL
    )
    assert rows.query(RELATIONS) == []


def test_all_tables_are_of_one_moment(
    restored: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    users = User.objects.count()
    copy_out = rows.copy_out

    def copy_while_somebody_writes(table: str, target: Path) -> TableFile:
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("INSERT INTO auth_group (name) VALUES (%s)", [f"late for {table}"])
        other.close()
        return copy_out(table, target)

    monkeypatch.setattr(rows, "copy_out", copy_while_somebody_writes)
    try:
        manifest = write_backup(tmp_path / "backup.tar.gz")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM auth_group WHERE name LIKE 'late for %'")
    counts = {table.name: table.rows for table in manifest.tables}
    assert counts["auth_user"] == users
    assert counts["auth_group"] == 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "is missing"),
        (b"cut off", "is not what came in"),
        (b"changed", "is not what came in"),
    ],
)
def test_original_that_is_lost_or_damaged(
    own_originals: Path, tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    path = next(whole_originals())
    size = path.stat().st_size
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content if content == b"cut off" else content.ljust(size))
    (tmp_path / "backups").mkdir()
    with pytest.raises(BackupError, match=f"{path} {sentence}.*nothing was backed up"):
        write_backup(tmp_path / "backups" / "backup.tar.gz")
    assert list((tmp_path / "backups").iterdir()) == []


def test_database_without_an_archive(empty_database: None, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="no archive in this database"):
        write_backup(tmp_path / "backup.tar.gz")
    assert not (tmp_path / "backup.tar.gz").exists()


def test_database_of_a_later_version(restored: None, tmp_path: Path) -> None:
    insert = (
        "INSERT INTO django_migrations (app, name, applied) VALUES ('reports', '9999_later', now())"
    )
    with connection.cursor() as cursor:
        cursor.execute(insert)
        try:
            with pytest.raises(
                BackupError, match="later version of the archive made this database"
            ):
                write_backup(tmp_path / "backup.tar.gz")
        finally:
            cursor.execute("DELETE FROM django_migrations WHERE name = '9999_later'")


def test_no_original_is_deleted_meanwhile(
    own_originals: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = next(whole_originals())
    others = connection.copy()
    free = []

    def look(*_: object) -> None:
        with others.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [BACKING_UP])
            free.append(cursor.fetchone()[0])
        # As `forget` does once the row is gone.
        Source.objects.filter(sha256=original.name).update(sha256="0" * 64)
        try:
            leaving.remove_unreferenced([original.name])
        finally:
            Source.objects.filter(sha256="0" * 64).update(sha256=original.name)

    monkeypatch.setattr(writing, "_pack", look)
    monkeypatch.setattr(writing, "_move_into_place", lambda *_: None)
    write_backup(tmp_path / "backup.tar.gz")
    others.close()
    assert free == [False]
    assert original.exists()


def test_archive_that_is_not_yet_brought_up_to_date(empty_database: None, tmp_path: Path) -> None:
    """As before the first start of a new version, when a backup is wanted most."""
    earlier = check_backup(ARCHIVE_0010)
    migrate_to(earlier.migrations)
    manifest = write_backup(tmp_path / "backup.tar.gz")
    assert manifest.migrations == earlier.migrations
    assert {table.name for table in manifest.tables} == {table.name for table in earlier.tables}
    assert manifest.archive_id == ""
