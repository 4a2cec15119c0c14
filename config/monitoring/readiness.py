"""What must be there before pages can be answered; each check returns what is wrong, or nothing."""

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
"""Room on the disks of the archive below which imports and files begin to fail."""
MOST_LAG = 60
"""Seconds that a standby may be behind before it is not ready."""
LAG = """
    SELECT CASE WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
        ELSE coalesce(extract(epoch FROM now() - pg_last_xact_replay_timestamp()), 0) END
"""
"""Seconds from the last change that a standby has taken over, where more has come in since
(PostgreSQL manual, 9.28.4).
"""


def database_fault() -> str:
    """The database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return f"the database cannot be reached ({error})."
    return ""


def migration_fault() -> str:
    """The tables are those of this version of the archive."""
    try:
        applied = set(MigrationRecorder(connection).applied_migrations())
    except DatabaseError as error:
        return f"the migrations of the database cannot be read ({error})."
    missing = sorted(f"{app}.{name}" for app, name in _migrations() - applied)
    if missing:
        return f"{', '.join(missing)} must be applied: run manage.py migrate."
    return ""


def disk_fault() -> str:
    """There is room where the archive writes."""
    for folder in (settings.HOME, settings.ORIGINALS_ROOT):
        path = _existing(Path(folder))
        free = shutil.disk_usage(path).free
        if free < LEAST_FREE_BYTES:
            return f"only {free // 2**20} MB are free on the disk of {path}."
    return ""


def originals_fault() -> str:
    """The folder of originals can be read, and belongs to this archive."""
    try:
        refuse_foreign_folder()
    except Refused as refusal:
        return str(refusal)
    except (OSError, DatabaseError) as error:
        return f"the originals cannot be checked ({error})."
    return ""


def replica_fault() -> str:
    """A standby, where the archive is served from one, is not far behind its primary."""
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
"""The checks by the names that `/readyz` answers with, in their order."""


@cache
def _migrations() -> frozenset[tuple[str, str]]:
    """The migrations of this version, by application and name."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def _existing(path: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return path
