"""SQLite's FTS5 beside its tables, tuned as its manual says (sqlite.org/fts5.html,
sqlite.org/mmap.html).

The text stands once, in a table that the index refers to (4.4.3, external content); stems by
porter; the index is one tree (6.8, optimize). Rows stand in the order of their days, so that the
newest first are a walk. The filters' values of a paragraph are one number, so that total and facets
are one scan of the matches.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

from tests.benchmarks.paragraphs import in_order_of_days
from tests.benchmarks.queries import BenchmarkQuery
from tests.benchmarks.rollup import Section, rolled_up
from tests.benchmarks.systems import PAGE_SIZE, Answer, ListedParagraph, size_of

SCHEMA = """
    CREATE TABLE report (id INTEGER PRIMARY KEY, authority TEXT, region TEXT, year TEXT, ended TEXT);
    CREATE TABLE section (id INTEGER PRIMARY KEY, region TEXT, grade TEXT, year TEXT, area TEXT,
                          UNIQUE (region, grade, year, area));
    CREATE TABLE place (id INTEGER PRIMARY KEY, section INTEGER NOT NULL);
    CREATE TABLE paragraph (id INTEGER PRIMARY KEY, key INTEGER, report INTEGER, area TEXT, grade TEXT, text TEXT);
    CREATE VIRTUAL TABLE found USING fts5 (text, content='paragraph', content_rowid='id', tokenize='porter unicode61');
"""
FAST_LOAD = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -256000;"
FAST_READ = "PRAGMA query_only = ON; PRAGMA mmap_size = 16000000000; PRAGMA cache_size = -256000; PRAGMA temp_store = MEMORY;"
FULL = """
    INSERT INTO found (found) VALUES ('rebuild');
    INSERT INTO found (found) VALUES ('optimize');
    ANALYZE;
"""
SECTIONS = """
    SELECT place.section, count(*) FROM found JOIN place ON place.id = found.rowid
    WHERE found MATCH ? GROUP BY place.section
"""
# The places first and then their rows: measured faster, under filters many times, and never slower
# than the hidden column `rank`, which the manual prefers (5.1.1).
BEST = """
    SELECT found.rowid AS id, {score} AS score FROM found {among}
    WHERE found MATCH :words ORDER BY score {direction} LIMIT :most OFFSET :before
"""
AMONG = "JOIN place ON place.id = found.rowid AND place.section IN ({sections})"
ROWS = """
    SELECT {columns} FROM ({best}) AS best
    CROSS JOIN found ON found.rowid = best.id
    JOIN paragraph ON paragraph.id = best.id
    JOIN report ON report.id = paragraph.report
    WHERE found MATCH :words ORDER BY best.score {direction}
"""
BY_THE_MANUAL = """
    SELECT {columns} FROM found
    JOIN paragraph ON paragraph.id = found.rowid
    JOIN report ON report.id = paragraph.report {among}
    WHERE found MATCH :words ORDER BY {order} LIMIT :most OFFSET :before
"""
BY_RELEVANCE = {"score": "bm25(found)", "direction": "ASC"}
BY_DAY = {"score": "found.rowid", "direction": "DESC"}
ALL = -1
SHOWN = "paragraph.key, report.authority, report.ended, highlight(found, 0, '<mark>', '</mark>')"
EXPORTED = (
    "report.authority, report.region, report.ended, paragraph.area, paragraph.grade, paragraph.text"
)


class SqliteSearch:
    name = "FTS5"

    def __init__(self, folder: Path) -> None:
        self.file = folder / "fts5.sqlite"
        if self.file.exists():
            self._open()

    def build(self) -> None:
        self.file.unlink(missing_ok=True)
        self.connection = sqlite3.connect(self.file)
        self.connection.executescript(FAST_LOAD + SCHEMA)
        reports: set[int] = set()
        sections: dict[Section, int] = {}
        for place, row in enumerate(in_order_of_days(), 1):
            if row.report not in reports:
                reports.add(row.report)
                report = (row.report, row.authority, row.region, row.year, row.ended.isoformat())
                self.connection.execute("INSERT INTO report VALUES (?, ?, ?, ?, ?)", report)
            number = sections.setdefault(row.section, len(sections))
            self.connection.execute("INSERT INTO place VALUES (?, ?)", (place, number))
            paragraph = (place, row.key, row.report, row.area, row.grade, row.text)
            self.connection.execute("INSERT INTO paragraph VALUES (?, ?, ?, ?, ?, ?)", paragraph)
        rows = [(number, *section) for section, number in sections.items()]
        self.connection.executemany("INSERT INTO section VALUES (?, ?, ?, ?, ?)", rows)
        self.connection.commit()
        self.connection.executescript(FULL)
        self.connection.close()
        self._open()

    def forget(self) -> None:
        """It keeps nothing."""

    def answer(self, query: BenchmarkQuery, *, page: int = 1, newest: bool = False) -> Answer:
        counted = self.connection.execute(SECTIONS, [query.fts5])
        total, facets = rolled_up(
            {self.sections[number]: count for number, count in counted}, query.filters
        )
        order = BY_DAY if newest else BY_RELEVANCE
        rows = self._rows(query, SHOWN, order, PAGE_SIZE, (page - 1) * PAGE_SIZE)
        hits = [
            ListedParagraph(key, authority, date.fromisoformat(ended), text)
            for key, authority, ended, text in rows
        ]
        return Answer(total, facets, hits)

    def export(self, query: BenchmarkQuery) -> Iterator[str]:
        for row in self._rows(query, EXPORTED, BY_RELEVANCE, ALL):
            line = StringIO()
            csv.writer(line).writerow(row)
            yield line.getvalue()

    def sizes(self) -> dict[str, int]:
        return {"file": size_of(self.file)}

    def _open(self) -> None:
        self.connection = sqlite3.connect(f"{self.file.as_uri()}?mode=ro", uri=True)
        self.connection.executescript(FAST_READ)
        rows = self.connection.execute("SELECT id, region, grade, year, area FROM section")
        self.sections = {number: Section(*values) for number, *values in rows}

    def _rows(
        self, query: BenchmarkQuery, columns: str, order: dict[str, str], most: int, before: int = 0
    ) -> sqlite3.Cursor:
        """Rows of an answer, only those of sections that the filters leave."""
        statement = self._statement(columns, order, self._among(query))
        return self.connection.execute(
            statement, {"words": query.fts5, "most": most, "before": before}
        )

    def _statement(self, columns: str, order: dict[str, str], among: str) -> str:
        best = BEST.format(among=among, **order)
        return ROWS.format(columns=columns, best=best, direction=order["direction"])

    def _among(self, query: BenchmarkQuery) -> str:
        """What keeps the sections that the filters leave."""
        if not query.filters:
            return ""
        left = [
            number for number, section in self.sections.items() if not section.failed(query.filters)
        ]
        return AMONG.format(sections=", ".join(map(str, left)))


class SqliteByTheManual(SqliteSearch):
    """The same file, asked for its best rows as the manual prefers it."""

    name = "FTS5 by its manual"

    def _statement(self, columns: str, order: dict[str, str], among: str) -> str:
        by = "rank" if order is BY_RELEVANCE else f"{order['score']} {order['direction']}"
        return BY_THE_MANUAL.format(columns=columns, among=among, order=by)
