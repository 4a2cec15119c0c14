"""What the database and the originals of a running archive hold, read without the archive's own code."""

from __future__ import annotations

import hashlib
from typing import Any

import psycopg
from psycopg import sql

from tests.drill.homes import Home

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
NAMING_ORIGINALS = """
    SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name LIKE '%sha256%' ORDER BY 1, 2
"""
# The same rows give the same sum, in whatever order they are stored.
CHECKSUM = "SELECT count(*), md5(coalesce(string_agg(md5(each::text), '' ORDER BY md5(each::text)), '')) FROM {} AS each"
REPORTS = """
    SELECT source.sha256, md5(
        inspection.slug
        || coalesce((
            SELECT string_agg(concat_ws('|', position, role, number, area, grade, heading, page, text), E'\\n'
                ORDER BY position)
            FROM reports_paragraph AS paragraph WHERE paragraph.inspection_id = inspection.id), '')
        || coalesce((
            SELECT string_agg(concat_ws('|', position, area, grade), E'\\n' ORDER BY position)
            FROM reports_judgement AS judgement WHERE judgement.inspection_id = inspection.id), ''))
    FROM reports_inspection AS inspection
    JOIN reports_reading AS reading ON reading.id = inspection.reading_id
    JOIN reports_source AS source ON source.id = reading.source_id
"""


def rows(home: Home, statement: str | sql.Composed) -> list[tuple[Any, ...]]:
    """Return all rows of a statement. The archive must be running."""
    sockets = str(home.folder / "postgres")
    with psycopg.connect(
        host=sockets, user="archive", dbname="archive", connect_timeout=10
    ) as connection:
        return list(connection.execute(statement))


def checksums(home: Home) -> dict[str, str]:
    """Return the number of rows and a checksum of them for every table."""
    sums = {}
    for (table,) in rows(home, TABLES):
        ((count, digest),) = rows(home, sql.SQL(CHECKSUM).format(sql.Identifier(table)))
        sums[table] = f"{count} rows, {digest}"
    return sums


def published_reports(home: Home) -> dict[str, str]:
    """Return, for each original whose text is published, a checksum of all that its inspection shows."""
    return dict(rows(home, REPORTS))


def originals_lost(home: Home) -> list[str]:
    """Return a sentence for each row whose original is missing or holds other bytes."""
    lost = []
    for sha256, name in rows(home, "SELECT sha256, name FROM reports_source ORDER BY sha256"):
        path = home.originals / sha256[:2] / sha256
        if not path.exists():
            lost.append(f"the original of {name}")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            lost.append(f"bytes of the original of {name}")
    return lost


def original_digests(home: Home) -> dict[str, str]:
    """Return, for each original that a row names, the SHA-256 of the file that is there.

    Files that no row names are left out, and no backup holds them: those of samples that made way
    for real reports, for example.
    """
    digests = {}
    for table, column in rows(home, NAMING_ORIGINALS):
        statement = sql.SQL("SELECT {} FROM {}").format(
            sql.Identifier(column), sql.Identifier(table)
        )
        for (sha256,) in rows(home, statement):
            path = home.originals / sha256[:2] / sha256 if sha256 else None
            if path and path.exists():
                digests[sha256] = hashlib.sha256(path.read_bytes()).hexdigest()
    return digests
