"""The manifest of a backup: its first file, which lists all others."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from typing import Any

FORMAT = 1
"""Increased whenever earlier code could no longer read a new backup."""
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

    `size` is in bytes; `sha256` is that of the whole file, in hexadecimal.
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
    """An original, byte for byte; `size` is in bytes."""

    sha256: str
    size: int

    @property
    def path(self) -> str:
        """Its name within the backup."""
        return f"originals/{self.sha256[:2]}/{self.sha256}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds, in the order of its files.

    `derived` has the number of rows of each table that triggers fill; neither these rows nor those
    of the tables in `left_out` are in the backup. `sequences` has the last value of each sequence.
    `archive_id` is empty for an archive of a version without ids.
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
        """The major version of the PostgreSQL server that was backed up."""
        return int(re.split(r"[^0-9]", self.postgresql)[0])

    @property
    def files(self) -> tuple[TableFile | OriginalFile, ...]:
        """All files after the manifest, in their order."""
        return (*self.tables, *self.originals)

    def to_json(self) -> bytes:
        """Return the content of the manifest's file."""
        return json.dumps({"format": FORMAT} | asdict(self), indent=1).encode()


def parse_manifest(content: bytes) -> Manifest:
    """Return the manifest that `content` holds.

    Raises `BackupError` if it has a later format, or any value that no manifest has.
    """
    try:
        parsed = json.loads(content)
        version = parsed["format"]
        if version == FORMAT:
            return _manifest(parsed)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise BackupError("Its manifest is not one that this program writes.") from error
    raise BackupError(
        f"It has format {version}, and this version of the archive reads format {FORMAT}. "
        "Restore it with the version that made it, or a later one."
    )


def _manifest(parsed: dict[str, Any]) -> Manifest:
    manifest = Manifest(
        made_at=_matching(MOMENT, parsed["made_at"]),
        archive_id=_matching(ARCHIVE_ID, parsed["archive_id"]),
        postgresql=_matching(SERVER_VERSION, parsed["postgresql"]),
        migrations=tuple(
            (_matching(MIGRATION, app), _matching(MIGRATION, name))
            for app, name in parsed["migrations"]
        ),
        tables=tuple(_table(each) for each in parsed["tables"]),
        derived=_counts(parsed["derived"]),
        left_out=tuple(_identifier(name) for name in parsed["left_out"]),
        sequences=_counts(parsed["sequences"]),
        originals=tuple(_original(each) for each in parsed["originals"]),
    )
    paths = [file.path for file in manifest.files]
    if len(set(paths)) < len(paths):
        raise ValueError("a file is named twice")
    return manifest


def _table(parsed: dict[str, Any]) -> TableFile:
    return TableFile(
        name=_identifier(parsed["name"]),
        columns=tuple(_identifier(column) for column in parsed["columns"]),
        rows=_count(parsed["rows"]),
        size=_count(parsed["size"]),
        sha256=_matching(SHA256, parsed["sha256"]),
    )


def _original(parsed: dict[str, Any]) -> OriginalFile:
    return OriginalFile(_matching(SHA256, parsed["sha256"]), _count(parsed["size"]))


def _matching(pattern: re.Pattern[str], value: object) -> str:
    """The value. Raises `ValueError` if it is no text that the whole pattern matches."""
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


def _counts(parsed: dict[str, Any]) -> dict[str, int]:
    return {_identifier(name): _count(value) for name, value in parsed.items()}
