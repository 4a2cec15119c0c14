"""Datasette over the same paragraphs: its own page of a table, searched by FTS5, with four facets.

It orders by the key, not by relevance, and marks nothing (docs.datasette.io, "Full-text search").
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import urlencode

from tests.benchmarks.paragraphs import in_order_of_days
from tests.benchmarks.queries import BenchmarkQuery
from tests.benchmarks.systems import FACETS, PAGE_SIZE

SCHEMA = """
    CREATE TABLE paragraph (id INTEGER PRIMARY KEY, authority TEXT, ended TEXT, region TEXT,
                            grade TEXT, year TEXT, area TEXT, text TEXT);
    CREATE VIRTUAL TABLE paragraph_fts USING fts5 (text, content='paragraph', content_rowid='id',
                                                   tokenize='porter unicode61');
"""
FULL = """
    INSERT INTO paragraph_fts (paragraph_fts) VALUES ('rebuild');
    INSERT INTO paragraph_fts (paragraph_fts) VALUES ('optimize');
    CREATE INDEX of_region ON paragraph (region);
    CREATE INDEX of_year ON paragraph (year);
    ANALYZE;
"""


def build_datasette(file: Path) -> None:
    """Write its database, unless it is there."""
    if file.exists():
        return
    draft = file.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    with sqlite3.connect(draft) as connection:
        connection.executescript(SCHEMA)
        rows = (
            (
                *(row.key, row.authority, row.ended.isoformat()),
                *(row.region, row.grade, row.year, row.area, row.text),
            )
            for row in in_order_of_days()
        )
        connection.executemany("INSERT INTO paragraph VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        connection.executescript(FULL)
    connection.close()
    draft.rename(file)


def datasette_path(query: BenchmarkQuery, file: Path) -> str:
    """The path of its page for a query."""
    parameters = [("_search", query.fts5), ("_searchmode", "raw"), ("_size", str(PAGE_SIZE))]
    parameters += [("_facet", name) for name in FACETS]
    for name, values in query.filters.items():
        parameters.append((f"{name}__in", ",".join(values)))
    return f"/{file.stem}/paragraph?{urlencode(parameters)}"
