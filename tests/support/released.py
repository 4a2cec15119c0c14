"""Reads a bulk release as a program does."""

from __future__ import annotations

import gzip
import json
from typing import Any

from search.releases.folder import Release


def lines_of(released: Release, table: str) -> list[dict[str, Any]]:
    """The records of a table, in the order of its JSON lines file."""
    content = gzip.decompress((released.path / f"{table}.jsonl.gz").read_bytes())
    return [json.loads(line) for line in content.decode().splitlines()]
