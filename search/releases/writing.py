"""Writes a release: the whole archive at one moment, in a folder that is complete or not there."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import connection, transaction

from reports.overview.cache import one_version
from reports.overview.coverage import coverage_sentence
from reports.records.fields import as_json
from search.releases.contents import TABLES, ReleaseTable
from search.releases.database import NoWordIndex, ReleaseDatabase, release_database
from search.releases.description import ReleaseFacts, write_descriptions
from search.releases.differences import (
    Digests,
    copy_differences,
    digest_of,
    has_same_records,
    sha256_of,
    write_differences,
)
from search.releases.folder import (
    LATEST,
    SUMS,
    BeingWritten,
    LatestIsNoLink,
    Release,
    draft_folder,
    latest_release,
    only_writer,
    publish,
)
from search.releases.table_files import TableFiles

DISK_IS_FULL = {errno.ENOSPC, errno.EDQUOT}
SQLITE_IS_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE}


class NoRelease(Exception):
    """A release could not be written; the message says why, and that `latest` is unchanged."""


@dataclass(frozen=True, slots=True)
class WrittenRelease:
    """A release, the number of records in each of its tables, and whether it is new.

    It is not new if the latest release is of the same day, and nothing has changed since.
    """

    release: Release
    counts: dict[str, int]
    is_new: bool


def write_release(folder: Path, day: date, site: str) -> WrittenRelease:
    """Write a release of the archive as it is now into `folder`, and let `latest` link to it.

    `site` is the address of the archive's site, without a slash at its end. Raises `NoRelease`.
    """
    with _explained(folder), only_writer(folder), draft_folder(folder) as draft:
        before = latest_release(folder)
        digests, facts = _write_tables(draft, site)
        is_same = before is not None and has_same_records(draft, before)
        if before is not None and is_same:
            copy_differences(draft, before)
        else:
            write_differences(draft, before, digests)
        write_descriptions(draft, facts)
        _write_sums(draft)
        if before is not None and is_same and _is_of(before, day) and _has_same_sums(draft, before):
            return WrittenRelease(before, facts.counts, is_new=False)
        return WrittenRelease(publish(draft, day), facts.counts, is_new=True)


def _write_tables(draft: Path, site: str) -> tuple[dict[str, Digests], ReleaseFacts]:
    """Write all tables in all formats. Returns the digests of records by table, and the facts."""

    def absolute(path: str) -> str:
        return site + path

    digests: dict[str, Digests] = {}
    with _one_moment() as version, release_database(draft) as database:
        for table in TABLES:
            digests[table.name] = _write_table(draft, table, database, absolute)
        coverage = coverage_sentence()
    counts = {name: len(records) for name, records in digests.items()}
    return digests, ReleaseFacts(version, coverage, f"{site}/", counts)


@contextmanager
def _one_moment() -> Iterator[int]:
    """Read everything from one snapshot (PostgreSQL manual, 13.2.2). Yields its archive version."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL transaction_isolation TO 'repeatable read'")
            cursor.execute("SET LOCAL transaction_read_only TO on")
        with one_version() as version:
            yield version


def _write_table(
    draft: Path, table: ReleaseTable, database: ReleaseDatabase, absolute: Callable[[str], str]
) -> Digests:
    """Write one table in all formats. Returns a digest of each of its records, by their keys."""
    digests: Digests = {}
    database.begin(table)
    with ExitStack() as stack:
        files = TableFiles(draft, table, stack)
        for record in table.records(absolute):
            values = as_json(record)
            line = files.write(values)
            database.write(table, values)
            digests[tuple([values[name] for name in table.key])] = digest_of(line)
    database.end(table)
    return digests


def _write_sums(draft: Path) -> None:
    """Write `SHA256SUMS`, which `sha256sum --check` reads."""
    lines = [f"{sha256_of(path)}  {path.name}\n" for path in sorted(draft.iterdir())]
    (draft / SUMS).write_text("".join(lines), encoding="utf-8")


def _is_of(release: Release, day: date) -> bool:
    return release.order[0] == day.isoformat()


def _has_same_sums(draft: Path, release: Release) -> bool:
    return (draft / SUMS).read_bytes() == (release.path / SUMS).read_bytes()


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    """Raise `NoRelease` with a sentence for every error of the folder and its files."""
    stays = f"Nothing was released; {folder / LATEST} is as it was."
    try:
        yield
    except BeingWritten as error:
        raise NoRelease(f"Another release is being written into {folder}. {stays}") from error
    except LatestIsNoLink as error:
        raise NoRelease(
            f"{folder / LATEST} is not a link. Move it away, or name another folder. {stays}"
        ) from error
    except NoWordIndex as error:
        raise NoRelease(
            f"The SQLite of this Python has no FTS5, which the index of words needs. {stays}"
        ) from error
    except sqlite3.Error as error:
        reason = "The disk is full" if error.sqlite_errorcode in SQLITE_IS_FULL else str(error)
        raise NoRelease(f"The database of the release: {reason}. {stays}") from error
    except OSError as error:
        reason = "The disk is full" if error.errno in DISK_IS_FULL else str(error.strerror)
        raise NoRelease(f"{error.filename or folder}: {reason}. {stays}") from error
