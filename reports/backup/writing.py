"""Making a backup of an archive while it is in use."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import shutil
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from psycopg import sql

from reports.backup import rows
from reports.backup.manifest import NAME, BackupError, Manifest, OriginalFile
from reports.backup.migration_state import applied_migrations, tables_of, unknown_migrations
from reports.files.originals import original_path, write_through
from reports.models.locks import BACKING_UP

DRAFT = ".archive-backup-"
DAY = 24 * 60 * 60
IDENTITY = "reports_archiveidentity"
TABLES_WITH_ORIGINALS = ("reports_source", "reports_redactedoriginal")
"""Tables whose rows name files: originals, and the redacted copies served in their place."""


def default_target() -> Path:
    """Return the default path of a backup: in the home, named by the date and time."""
    moment = timezone.now().strftime("%Y-%m-%d-%H%M%S")
    return Path(settings.HOME) / "backups" / f"archive-{moment}.tar.gz"


def write_backup(target: Path) -> Manifest:
    """Write a backup of the archive at one moment into the new file `target`.

    The file appears only when it is complete, and only its owner may read it. Raises `BackupError`
    if it cannot be made.
    """
    if target.exists():
        raise BackupError(f"{target} is there already. Name another file.")
    try:
        with _draft_folder(target.parent) as draft, _keeping_originals():
            manifest = _copy_tables(draft)
            packed = draft / "whole.tar.gz"
            _pack(packed, manifest, draft)
            _move_into_place(packed, target)
    except OSError as error:
        raise BackupError(_sentence(error, target)) from error
    return manifest


@contextmanager
def _draft_folder(parent: Path) -> Iterator[Path]:
    """Yield a temporary folder in `parent` for this user alone. Removes those of killed backups."""
    for old in parent.glob(f"{DRAFT}*"):
        with suppress(FileNotFoundError):  # another backup has just removed it
            if old.stat().st_mtime < time.time() - DAY:  # left by a backup that was killed
                shutil.rmtree(old, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=DRAFT, dir=parent) as draft:
        yield Path(draft)


@contextmanager
def _keeping_originals() -> Iterator[None]:
    """Hold the lock that prevents the deletion of originals, in a connection of its own."""
    guard = connection.copy()
    try:
        with guard.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock_shared(%s)", [BACKING_UP])
        yield
    finally:
        guard.close()


@transaction.atomic
def _copy_tables(draft: Path) -> Manifest:
    """Write each table into a file of the draft folder, all from one snapshot of the database."""
    with connection.cursor() as cursor:
        # One snapshot for all statements (PostgreSQL manual, 13.2.2), which can change nothing.
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
    rows.set_value_formats()
    migrations = applied_migrations()
    if not migrations:
        raise BackupError("There is no archive in this database: nothing was backed up.")
    if unknown_migrations(migrations):
        raise BackupError(
            "A later version of the archive made this database, so this version does not know all "
            "of it. Back it up with that version. Nothing was backed up."
        )
    all_tables = tables_of(migrations)
    tables = [table for table in all_tables if table not in rows.LEFT_OUT]
    copied = [table for table in tables if table not in rows.DERIVED]
    return Manifest(
        made_at=timezone.now().isoformat(timespec="seconds"),
        archive_id=_archive_id() if IDENTITY in tables else "",
        postgresql=rows.query("SHOW server_version")[0][0].split()[0],
        migrations=migrations,
        tables=tuple(rows.copy_out(table, draft / table) for table in _in_order(copied)),
        derived={table: rows.count_rows(table) for table in tables if table in rows.DERIVED},
        left_out=tuple(table for table in all_tables if table in rows.LEFT_OUT),
        sequences=rows.sequences(),
        originals=_named_originals(tables),
    )


def _archive_id() -> str:
    """Return the id that the database and the folder of originals share."""
    return "".join(
        str(row[0]) for row in rows.query("SELECT archive_id FROM reports_archiveidentity")
    )


def _named_originals(tables: list[str]) -> tuple[OriginalFile, ...]:
    """Return the files that rows refer to, each once. Earlier versions lack one of the tables."""
    statements = [
        sql.SQL("SELECT sha256, size FROM {}").format(sql.Identifier(table))
        for table in TABLES_WITH_ORIGINALS
        if table in tables
    ]
    named = sql.SQL("{} ORDER BY sha256").format(sql.SQL(" UNION ").join(statements))
    return tuple(OriginalFile(*row) for row in rows.query(named))


def _in_order(tables: list[str]) -> list[str]:
    """Return the tables in the order in which they must be restored."""
    last = [table for table in rows.WRITTEN_LAST if table in tables]
    return [table for table in tables if table not in last] + last


def _pack(packed: Path, manifest: Manifest, draft: Path) -> None:
    """Write the new file `packed`: the manifest, the tables, the originals."""
    descriptor = os.open(packed, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with (
        os.fdopen(descriptor, "wb") as file,
        tarfile.open(fileobj=file, mode="w:gz", format=tarfile.GNU_FORMAT, compresslevel=6) as tar,
    ):
        content = manifest.to_json()
        _add(tar, NAME, len(content), io.BytesIO(content))
        for table in manifest.tables:
            with (draft / table.name).open("rb") as copied:
                _add(tar, table.path, table.size, copied)
            (draft / table.name).unlink()
        for original in manifest.originals:
            _add_original(tar, original)


def _add(tar: tarfile.TarFile, name: str, size: int, content: io.BufferedIOBase) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = size, 0o600, int(time.time())
    tar.addfile(entry, content)


class _Hashing(io.BufferedIOBase):
    """Computes the SHA-256 of a file while it is read."""

    def __init__(self, file: io.BufferedIOBase) -> None:
        self.file = file
        self.digest = hashlib.sha256()

    def read(self, size: int | None = -1) -> bytes:
        piece = self.file.read(size)
        self.digest.update(piece)
        return piece


def _add_original(tar: tarfile.TarFile, original: OriginalFile) -> None:
    """Add an original. Raises `BackupError` if it is missing, or differs from its digest."""
    path = original_path(original.sha256)
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            hashing = _Hashing(file)
            if size == original.size:
                _add(tar, original.path, size, hashing)
    except FileNotFoundError as error:
        raise BackupError(
            f"The original {path} is missing, so nothing was backed up. `make verify` lists all "
            "that are; put them back from an earlier backup, or import the reports again."
        ) from error
    if hashing.digest.hexdigest() != original.sha256:
        raise BackupError(
            f"The original {path} is not what came in, so nothing was backed up. `make verify` "
            "lists all such files; put them back from an earlier backup."
        )


def _move_into_place(packed: Path, target: Path) -> None:
    """Give the finished file its name. Raises `BackupError` if the name has been taken since."""
    write_through(packed)
    try:
        target.hardlink_to(packed)
    except FileExistsError as error:
        raise BackupError(f"{target} is there already. Name another file.") from error
    except OSError:  # a file system without hard links
        packed.rename(target)
    write_through(target.parent)


def _sentence(error: OSError, target: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        why = f"There is no room left in {target.parent}; free some, or name a file on another disk"
    else:
        why = f"{target} cannot be written ({error.strerror}); name a file that can"
    return f"{why}. Nothing was backed up."
