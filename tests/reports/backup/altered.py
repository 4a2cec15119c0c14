"""Backups that were tampered with."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from reports.backup.manifest import NAME

Entries = list[tuple[tarfile.TarInfo, bytes]]


def altered(
    source: Path,
    folder: Path,
    *,
    manifest: Callable[[dict[str, Any]], None] = lambda written: None,
    files: Mapping[str, bytes] | None = None,
    entries: Callable[[Entries], None] = lambda entries: None,
) -> Path:
    """Return a copy of a backup whose manifest, files or entries of the tar are others.

    What `files` replaces has its new size, count and sum in the manifest, as a forger would do.
    """
    with tarfile.open(source) as tar:
        held = [(entry, _content(tar, entry)) for entry in tar]
    written = json.loads(held[0][1])
    contents = {entry.name: content for entry, content in held} | dict(files or {})
    for table in written["tables"]:
        content = contents[f"tables/{table['name']}.copy"]
        table["rows"], table["size"] = content.count(b"\n"), len(content)
        table["sha256"] = hashlib.sha256(content).hexdigest()
    manifest(written)
    contents[NAME] = json.dumps(written).encode()
    changed = [(entry, contents[entry.name]) for entry, _ in held]
    entries(changed)
    path = folder / "altered.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        for entry, content in changed:
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return path


def _content(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> bytes:
    file = tar.extractfile(entry)
    assert file is not None
    return file.read()
