"""How fast a page of results is beside a textbook design, SQLite and tantivy."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.scale import Scale
from tests.benchmarks.tables import Part


def parts(scale: Scale) -> Iterator[Part]:
    yield from ()
