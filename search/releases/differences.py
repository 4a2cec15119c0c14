"""The differences between a release and the one before: records added, removed or changed."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from search.releases.contents import TABLES, ReleaseTable
from search.releases.folder import Release
from search.releases.table_files import gzipped

SUMMARY = "since.json"
LINES = "since.jsonl.gz"
KINDS = ("added", "removed", "changed")

Key = tuple[Any, ...]
Digests = dict[Key, bytes]
"""A digest of the line of each record, by its key."""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that was `added`, `removed` or `changed`, by its table and key."""

    table: ReleaseTable
    key: Key
    what: str

    def as_line(self) -> bytes:
        """The change as a line of JSON."""
        values = {
            "table": self.table.name,
            "what": self.what,
            **dict(zip(self.table.key, self.key, strict=True)),
        }
        return f"{json.dumps(values, ensure_ascii=False)}\n".encode()


def digest_of(line: bytes) -> bytes:
    """A digest of a line, to compare lines by."""
    return hashlib.blake2b(line, digest_size=16).digest()


def has_same_records(draft: Path, before: Release) -> bool:
    """Whether all tables of a draft are byte for byte those of a finished release."""
    sums = before.sums()
    names = [f"{table.name}.jsonl.gz" for table in TABLES]
    return all(sums.get(name) == sha256_of(draft / name) for name in names)


def copy_differences(draft: Path, before: Release) -> None:
    """Copy the files of the release before, which has the same records."""
    for name in (SUMMARY, LINES):
        shutil.copyfile(before.path / name, draft / name)


def write_differences(draft: Path, before: Release | None, digests: dict[str, Digests]) -> None:
    """Write what changed since the release before: a line for each record, and the numbers.

    `digests` are those of the records of the draft, by table. Without a release before there are no
    lines, and all numbers are zero.
    """
    counts = {table.name: dict.fromkeys(KINDS, 0) for table in TABLES}
    with gzipped(draft / LINES) as file:
        if before is not None:
            for table in TABLES:
                changes = list(_changes(table, _digests(before, table), digests[table.name]))
                counts[table.name] |= Counter(change.what for change in changes)
                file.writelines(change.as_line() for change in changes)
    summary = {"since": before.name if before else None, "tables": counts}
    (draft / SUMMARY).write_text(f"{json.dumps(summary, indent=2)}\n", encoding="utf-8")


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _digests(release: Release, table: ReleaseTable) -> Digests:
    """The digests of a table of a finished release; empty if it has no such table."""
    path = release.path / f"{table.name}.jsonl.gz"
    if not path.exists():
        return {}
    digests = {}
    with gzip.open(path) as lines:
        for line in lines:
            values = json.loads(line)
            digests[tuple(values.get(name) for name in table.key)] = digest_of(line)
    return digests


def _changes(table: ReleaseTable, before: Digests, after: Digests) -> Iterator[RecordChange]:
    """The changes of a table in the order of its files: removed records, then added and changed."""
    for key in before:
        if key not in after:
            yield RecordChange(table, key, "removed")
    for key, digest in after.items():
        if key not in before:
            yield RecordChange(table, key, "added")
        elif before[key] != digest:
            yield RecordChange(table, key, "changed")
