"""A table of a release as two files: JSON lines and CSV, both gzipped.

The same records always give the same bytes: the files say neither when nor where they were made.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from gzip import GzipFile
from io import BufferedWriter
from pathlib import Path
from typing import Any

from reports.records.fields import RecordField
from reports.web.tables.csv_table import csv_line
from reports.web.tables.table import Cell
from search.releases.contents import ReleaseTable

GZIP_LEVEL = 6
BUFFER = 2**18
"""The bytes that are compressed at a time."""


@contextmanager
def gzipped(path: Path) -> Iterator[BufferedWriter]:
    """Create a gzipped file whose header has no name and no time (RFC 1952, 2.3)."""
    with ExitStack() as stack:
        file = stack.enter_context(path.open("xb"))
        compressed = GzipFile("", "wb", GZIP_LEVEL, file, mtime=0)
        yield stack.enter_context(BufferedWriter(stack.enter_context(compressed), BUFFER))


class TableFiles:
    """The two files of a table, open to be written in `folder`."""

    def __init__(self, folder: Path, table: ReleaseTable, stack: ExitStack) -> None:
        self._fields = table.fields
        self._lines = stack.enter_context(gzipped(folder / f"{table.name}.jsonl.gz"))
        self._rows = stack.enter_context(gzipped(folder / f"{table.name}.csv.gz"))
        self._rows.write(csv_line([each.name for each in self._fields]).encode())

    def write(self, values: dict[str, Any]) -> bytes:
        """Write a record into both files. Returns its line of JSON.

        `values` are its JSON values by field.
        """
        line = f"{json.dumps(values, ensure_ascii=False)}\n".encode()
        self._lines.write(line)
        self._rows.write(csv_line(csv_cells(self._fields, values)).encode())
        return line


def csv_cells(fields: tuple[RecordField, ...], values: dict[str, Any]) -> list[Cell]:
    """The cells of a record; lists, objects and booleans are written as JSON (Table Schema)."""
    return [_cell(each, values[each.name]) for each in fields]


def _cell(field: RecordField, value: Any) -> Cell:
    if value is None:
        return None
    if field.value_type in ("array", "object", "boolean"):
        return json.dumps(value, ensure_ascii=False)
    cell: Cell = value
    return cell
