"""The manifest of a backup: its first file, which says what all others are."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from typing import Any

FORMAT = 1
"""Counted up when a backup of today could not be read by the code of before."""
NAME = "manifest.json"
IDENTIFIER = re.compile(r"[a-z_][a-z0-9_]{0,62}")
SHA256 = re.compile(r"[0-9a-f]{64}")
MOMENT = re.compile(r"[0-9T:+-]{1,40}")
SERVER_VERSION = re.compile(r"[0-9]{1,3}[0-9a-z.]{0,20}")
MIGRATION = re.compile(r"[A-Za-z0-9_]{1,255}")
ARCHIVE_ID = re.compile(r"[0-9A-Za-z-]{0,64}")


class BackupError(Exception):
    """A backup that cannot be made, read or restored; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class TableFile:
    """The rows of one table, in COPY's text format: one line a row, in UTF-8.

    `size` counts bytes, `sha256` is of the whole file in hexadecimal.
    """

    name: str
    columns: tuple[str, ...]
    rows: int
    size: int
    sha256: str

    @property
    def path(self) -> str:
        """Its name within the backup."""
        return f"tables/{self.name}.copy"


@dataclass(frozen=True, slots=True)
class OriginalFile:
    """An original, byte for byte; `size` counts bytes."""

    sha256: str
    size: int

    @property
    def path(self) -> str:
        """Its name within the backup."""
        return f"originals/{self.sha256[:2]}/{self.sha256}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds, in the order of its files.

    `derived` counts the rows of tables that the database fills by itself from the others; they are
    not in the file. Nor are the rows of the tables in `left_out`. `sequences` holds the last number
    that each sequence gave. `archive_id` is empty for an archive that has none yet.
    """

    made_at: str
    archive_id: str
    postgresql: str
    migrations: tuple[tuple[str, str], ...]
    tables: tuple[TableFile, ...]
    derived: dict[str, int]
    left_out: tuple[str, ...]
    sequences: dict[str, int]
    originals: tuple[OriginalFile, ...]

    @property
    def postgresql_major(self) -> int:
        """The major version of the server that the rows came from."""
        return int(re.split(r"[^0-9]", self.postgresql)[0])

    @property
    def files(self) -> tuple[TableFile | OriginalFile, ...]:
        """All files after the manifest, in their order."""
        return (*self.tables, *self.originals)

    def to_json(self) -> bytes:
        """Return the manifest as it stands in the file."""
        return json.dumps({"format": FORMAT} | asdict(self), indent=1).encode()


def parse_manifest(content: bytes) -> Manifest:
    """Return the manifest that `content` holds.

    Raises `BackupError` when it is of a later format, or says anything that no backup says.
    """
    try:
        written = json.loads(content)
        version = written["format"]
        if version == FORMAT:
            return _manifest(written)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise BackupError("Its manifest is not one that this program writes.") from error
    raise BackupError(
        f"It has format {version}, and this version of the archive reads format {FORMAT}. "
        "Restore it with the version that made it, or a later one."
    )


def _manifest(written: dict[str, Any]) -> Manifest:
    manifest = Manifest(
        made_at=_matching(MOMENT, written["made_at"]),
        archive_id=_matching(ARCHIVE_ID, written["archive_id"]),
        postgresql=_matching(SERVER_VERSION, written["postgresql"]),
        migrations=tuple(
            (_matching(MIGRATION, app), _matching(MIGRATION, name))
            for app, name in written["migrations"]
        ),
        tables=tuple(_table(each) for each in written["tables"]),
        derived=_counts(written["derived"]),
        left_out=tuple(_identifier(name) for name in written["left_out"]),
        sequences=_counts(written["sequences"]),
        originals=tuple(_original(each) for each in written["originals"]),
    )
    paths = [file.path for file in manifest.files]
    if len(set(paths)) < len(paths):
        raise ValueError("a file is named twice")
    return manifest


def _table(written: dict[str, Any]) -> TableFile:
    return TableFile(
        name=_identifier(written["name"]),
        columns=tuple(_identifier(column) for column in written["columns"]),
        rows=_count(written["rows"]),
        size=_count(written["size"]),
        sha256=_matching(SHA256, written["sha256"]),
    )


def _original(written: dict[str, Any]) -> OriginalFile:
    return OriginalFile(_matching(SHA256, written["sha256"]), _count(written["size"]))


def _matching(pattern: re.Pattern[str], value: object) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ValueError("not of its form")
    return value


def _identifier(value: object) -> str:
    return _matching(IDENTIFIER, value)


def _count(value: object) -> int:
    # A bool is an int for Python.
    if type(value) is not int or not 0 <= value < 2**63:
        raise ValueError("not a count")
    return value


def _counts(written: dict[str, Any]) -> dict[str, int]:
    return {_identifier(name): _count(value) for name, value in written.items()}
