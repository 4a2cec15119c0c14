"""Recognising a full disk in the errors of files, of statements, and of lost connections.

PostgreSQL reports `DiskFull` (53100) if a table cannot grow. If its journal cannot grow, it closes
all connections: then the error is a lost connection, or a server "in recovery mode".
"""

import errno
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError

from config.embedded import EmbeddedServerError
from config.embedded.server import data_folder
from config.home import archive_home

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
WORDS = "No space left on device"
# Bytes: four files of PostgreSQL's journal. If less is free, a lost connection is explained by the
# full disk.
NEARLY_NOTHING = 64 * 2**20


def full_disk(error: BaseException) -> str | None:
    """Sentences that say which disk is full and what to do; None if the error has another cause."""
    causes = list(_with_causes(error))
    if any(_is_of_files(cause) for cause in causes):
        where = _full_places() or ["the folder that was written to"]
    elif any(_is_of_database(cause) for cause in causes):
        where = _full_places() or ["the database server"]
    elif isinstance(error, OperationalError | InterfaceError) and _database_is_full():
        where = _full_places()
    else:
        return None
    return (
        f"The disk is full: there is no room for {' and '.join(where)}. What was being written has "
        "been undone; what came before it is kept. Make room on the disk, then try again."
    )


def _with_causes(error: BaseException) -> Iterator[BaseException]:
    """Yield the error and the errors that caused it."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def _is_of_files(error: BaseException) -> bool:
    return isinstance(error, OSError) and error.errno in FULL


def _is_of_database(error: BaseException) -> bool:
    """Whether PostgreSQL reports a full disk: by its code, or in the text of an error or a log."""
    if isinstance(error, psycopg.errors.DiskFull):
        return True
    is_of_server = isinstance(error, psycopg.Error | DatabaseError | EmbeddedServerError)
    return is_of_server and WORDS in str(error)


def _places() -> Iterator[tuple[str, Path]]:
    """Yield each thing that the archive writes, with its folder."""
    if settings.DATABASES["default"]["ENGINE"] == "config.embedded":
        yield "the database", data_folder(archive_home())
    yield "the originals", Path(settings.ORIGINALS_ROOT)
    yield "static files", Path(settings.STATIC_ROOT)
    yield "temporary files", Path(tempfile.gettempdir())


def _free_bytes(path: Path) -> int:
    """Free bytes on the disk of a folder, which need not exist yet."""
    while not path.exists():
        path = path.parent
    return shutil.disk_usage(path).free


def _full_places() -> list[str]:
    """Return what the archive has no room for, each with its folder."""
    return [f"{name} in {path}" for name, path in _places() if _free_bytes(path) < NEARLY_NOTHING]


def _database_is_full() -> bool:
    return any(
        name == "the database" and _free_bytes(path) < NEARLY_NOTHING for name, path in _places()
    )
