"""The checks of readiness: each returns what is wrong, in a sentence, or an empty text."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from config.replicas.standby import is_standby
from reports.publishing.operations import Refused
from reports.publishing.originals_folder import refuse_foreign_folder

LEAST_FREE_BYTES = 256 * 2**20
"""Free bytes that the disks of the archive need; with fewer, imports and exports may fail."""
MOST_LAG = 60
"""The most seconds that a ready standby may be behind its primary."""
LAG = """
    SELECT CASE WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
        ELSE coalesce(extract(epoch FROM now() - pg_last_xact_replay_timestamp()), 0) END
"""
"""The lag of a standby in seconds: the age of the last change it replayed, 0 if it has replayed
all that it received (PostgreSQL manual, 9.28.4).
"""


def database_fault() -> str:
    """Check that the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return f"the database cannot be reached ({error})."
    return ""


def migration_fault() -> str:
    """Check that all migrations of this version have been applied."""
    try:
        applied = set(MigrationRecorder(connection).applied_migrations())
    except DatabaseError as error:
        return f"the migrations of the database cannot be read ({error})."
    missing = sorted(f"{app}.{name}" for app, name in _migrations() - applied)
    if missing:
        return f"{', '.join(missing)} must be applied: run manage.py migrate."
    return ""


def disk_fault() -> str:
    """Check that the disks on which the archive writes have enough room."""
    for folder in (settings.HOME, settings.ORIGINALS_ROOT):
        path = _existing(Path(folder))
        free = shutil.disk_usage(path).free
        if free < LEAST_FREE_BYTES:
            return f"only {free // 2**20} MB are free on the disk of {path}."
    return ""


def originals_fault() -> str:
    """Check that the folder of originals can be read, and belongs to this archive."""
    try:
        refuse_foreign_folder()
    except Refused as refusal:
        return str(refusal)
    except (OSError, DatabaseError) as error:
        return f"the originals cannot be checked ({error})."
    return ""


def replica_fault() -> str:
    """Check that a standby server is not too far behind its primary."""
    try:
        if not is_standby():
            return ""
        with connection.cursor() as cursor:
            cursor.execute(LAG)
            (seconds,) = cursor.fetchone()
    except DatabaseError as error:
        return f"the lag of the standby cannot be read ({error})."
    if seconds > MOST_LAG:
        return f"the standby is {seconds:.0f} seconds behind its primary."
    return ""


CHECKS: dict[str, Callable[[], str]] = {
    "database": database_fault,
    "migrations": migration_fault,
    "disk": disk_fault,
    "originals": originals_fault,
    "replica": replica_fault,
}
"""The checks by their names in the answer of `/readyz`, in that order."""


@cache
def _migrations() -> frozenset[tuple[str, str]]:
    """The (application, name) of all migrations of this version."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def _existing(path: Path) -> Path:
    """The folder, or the nearest folder above it that exists."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return path
