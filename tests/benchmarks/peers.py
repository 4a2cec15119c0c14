"""All systems over the archive of this process, built at the first call and kept in its home."""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

from config.home import archive_home
from tests.benchmarks.ours import Ours
from tests.benchmarks.sqlite import SqliteByTheManual, SqliteSearch
from tests.benchmarks.systems import System
from tests.benchmarks.tantivy_index import TantivySearch
from tests.benchmarks.textbook import TextbookSearch


def systems() -> list[System]:
    """Ours first, then its peers."""
    return [Ours(), *peers()]


def peers() -> list[System]:
    """The other systems. One that was not built to its end is built anew."""
    folder = _folder()
    others: list[System] = [TextbookSearch(), SqliteSearch(folder), TantivySearch(folder)]
    for peer in others:
        built = folder / f"{peer.name}.built"
        if not built.exists():
            start = perf_counter()
            peer.build()
            built.write_text(f"{perf_counter() - start:.0f} s\n", encoding="utf-8")
            print(f"Built {peer.name} in {perf_counter() - start:.0f} s", file=sys.stderr)
    return others


def by_the_manual() -> System:
    """FTS5 in its usual form; of `systems`, FTS5 is asked in a form that we found to be faster."""
    return SqliteByTheManual(_folder())


def _folder() -> Path:
    folder = archive_home() / "peers"
    folder.mkdir(exist_ok=True)
    return folder
