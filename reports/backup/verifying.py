"""Verifying an archive: its originals, and all rows that the database derives from others.

The caller opens one snapshot for all comparisons, so an archive in use can be verified, too.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.db import connection
from psycopg import sql

from reports.backup import rows
from reports.backup.migration_state import (
    applied_migrations,
    missing_migrations,
    unknown_migrations,
)
from reports.files.originals import original_path
from reports.models import Abbreviation, Inspection, Paragraph, RedactedOriginal, Source
from reports.models.identity import ArchiveIdentity
from reports.publishing.content.abbreviations import WORD, defined_in
from reports.publishing.operations import Refused
from reports.publishing.originals_folder import refuse_foreign_folder

MOST_NAMED = 5
"""The number of wrong rows of one kind that a fault names; it counts the others."""


class FaultKind(StrEnum):
    """What a fault is about."""

    TABLES = "tables"
    ORIGINAL = "original"
    DERIVED = "derived"
    ABBREVIATIONS = "abbreviations"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong in the archive, in a sentence."""

    kind: FaultKind
    sentence: str


# Each statement returns the key of each wrong row, so none in a sound archive.
WRONG_ROWS = {
    "Lexemes counted wrongly": """
        WITH counted AS (
            SELECT lexeme, count(*) AS paragraphs
            FROM reports_paragraph, unnest(search_vector) AS word GROUP BY lexeme
        )
        SELECT lexeme FROM reports_lexeme FULL JOIN counted USING (lexeme)
        WHERE reports_lexeme.paragraphs IS DISTINCT FROM counted.paragraphs ORDER BY lexeme
    """,
    "Paragraphs whose section is not listed": """
        SELECT id FROM reports_paragraph AS paragraph WHERE NOT EXISTS (
            SELECT FROM reports_section AS section
            WHERE (section.area, section.grade, section.role)
                = (paragraph.area, paragraph.grade, paragraph.role)
        ) ORDER BY id
    """,
    # As the trigger of migration 0008 writes them.
    "Paragraphs whose entry in the index is missing or wrong": """
        SELECT paragraph.id FROM reports_paragraph AS paragraph
        JOIN reports_section AS section USING (area, grade, role)
        LEFT JOIN reports_entry AS entry ON entry.paragraph_id = paragraph.id
        WHERE entry.place IS DISTINCT FROM archive_place(inspection_id, position, section.id)
            OR entry.words IS DISTINCT FROM archive_entry(search_vector, octet_length(text))
                || archive_tags(authority_id, region, kind, year, area, grade, role)
        ORDER BY paragraph.id
    """,
    "Entries of the index without a paragraph": """
        SELECT paragraph_id FROM reports_entry AS entry WHERE NOT EXISTS (
            SELECT FROM reports_paragraph AS paragraph WHERE paragraph.id = entry.paragraph_id
        ) ORDER BY paragraph_id
    """,
    "Themes that are damaged; `manage.py make_themes` makes them anew": """
        SELECT paragraph_id FROM reports_theme LEFT JOIN reports_themegroup ON number = group_number
        WHERE (2 * octet_length(vector) = octet_length(centre)) IS NOT TRUE
            OR NOT EXISTS (SELECT FROM reports_paragraph WHERE id = paragraph_id)
        ORDER BY paragraph_id
    """,
    "Version numbers of the archive that cannot be": """
        SELECT number FROM reports_archiveversion WHERE id <> 1 OR number < 1
        UNION ALL
        SELECT 0 WHERE NOT EXISTS (SELECT FROM reports_archiveversion)
            AND EXISTS (SELECT FROM reports_authority)
    """,
}
GENERATED = """
    SELECT relname, attname, pg_get_expr(adbin, adrelid) FROM pg_attribute
    JOIN pg_class ON pg_class.oid = attrelid
    JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE attgenerated = 's' AND relkind = 'r' AND relnamespace = current_schema()::regnamespace
    ORDER BY relname, attnum
"""
# An inspection that was taken off the pages keeps its history under its slug
# (reports/models/correction.py).
WITHOUT_INSPECTION = """
    SELECT DISTINCT slug FROM {table} AS named
    WHERE NOT EXISTS (SELECT FROM reports_inspection WHERE reports_inspection.slug = named.slug)
        AND (
            SELECT what FROM reports_change AS latest WHERE latest.slug = named.slug
            ORDER BY at DESC, id DESC LIMIT 1
        ) IS DISTINCT FROM 'unpublished'
    ORDER BY slug
"""


def faults(*, in_use: bool) -> Iterator[Fault]:
    """Yield the faults of the archive; none if it is whole.

    `in_use` says that others may use the archive: then an original may be discarded meanwhile, and
    its file is not missed.
    """
    other_version = _fault_of_version()
    if other_version:
        yield Fault(FaultKind.TABLES, other_version)
        return
    yield from faults_of_folder()
    yield from faults_of_originals(in_use=in_use)
    yield from faults_of_derived_rows()
    yield from faults_of_abbreviations()
    yield from faults_of_references()


def _fault_of_version() -> str:
    """Return why this version cannot verify the database; empty if it can."""
    migrations = applied_migrations()
    if not migrations:
        return "There is no archive in this database."
    if unknown_migrations(migrations):
        return "A later version of the archive made this database. Verify it with that version."
    missing = missing_migrations()
    if missing:
        return (
            f"The tables are those of an earlier version: {len(missing)} migrations are missing. "
            "Start the archive once, or run `manage.py migrate`, then verify it again."
        )
    return ""


def faults_of_folder() -> Iterator[Fault]:
    """Yield a fault if the folder of originals does not belong to the archive."""
    if not ArchiveIdentity.objects.exists():
        yield Fault(FaultKind.TABLES, "The database has lost the id of its archive.")
        return
    try:
        refuse_foreign_folder()
    except Refused as refusal:
        yield Fault(FaultKind.ORIGINAL, str(refusal))


def faults_of_originals(*, in_use: bool) -> Iterator[Fault]:
    """Compare the file of each original and redacted copy with its SHA-256 and its size."""
    sources = Source.objects.order_by("pk").values_list("pk", "name", "sha256", "size")
    for key, name, sha256, size in sources.iterator(chunk_size=1000):
        wrong = _fault_of_stored_file(key, sha256, size, in_use=in_use)
        if wrong:
            yield Fault(FaultKind.ORIGINAL, f"The original of “{name}” {wrong}")
    for copy in RedactedOriginal.objects.select_related("source").order_by("pk"):
        wrong = _fault_of_stored_file(copy.source_id, copy.sha256, copy.size, in_use=in_use)
        if wrong:
            name = copy.source.name
            yield Fault(FaultKind.ORIGINAL, f"The redacted copy of “{name}” {wrong}")


def _fault_of_stored_file(source: int, sha256: str, size: int, *, in_use: bool) -> str:
    """Return what is wrong with a file of a source, with its path; empty if nothing is.

    `source` is the key of the source. A file that was discarded since the snapshot is not wrong.
    """
    path = original_path(sha256)
    wrong = _fault_of_file(path, sha256, size)
    if not wrong:
        return ""
    if in_use and not path.exists() and not _exists_now(source):
        return ""
    return f"{wrong}: {path}"


def _exists_now(source: int) -> bool:
    """Whether a source has its row now, outside the snapshot that is verified."""
    outside = connection.copy()
    try:
        with outside.cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT FROM reports_source WHERE id = %s)", [source])
            return bool(cursor.fetchone()[0])
    finally:
        outside.close()


def _fault_of_file(path: Path, sha256: str, size: int) -> str:
    """Return what is wrong with a file, as the end of a sentence; empty if nothing is."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    if digest != sha256:
        return "is damaged, its SHA-256 is wrong"
    if path.stat().st_size != size:
        return "is not as long as its row says"
    return ""


def faults_of_derived_rows() -> Iterator[Fault]:
    """Compare the derived rows and columns with what the database would derive from scratch."""
    for what, statement in WRONG_ROWS.items():
        yield from _faults_of(FaultKind.DERIVED, what, statement)
    for table, column, expression in rows.query(GENERATED):
        wrong_rows = sql.SQL(
            "SELECT {key} FROM {table} WHERE {column} IS DISTINCT FROM ({expression}) ORDER BY 1"
        ).format(
            key=sql.Identifier(rows.primary_key_of(table)[0]),
            table=sql.Identifier(table),
            column=sql.Identifier(column),
            expression=sql.SQL(expression),
        )
        yield from _faults_of(
            FaultKind.DERIVED, f"Rows of {table} whose {column} is wrong", wrong_rows
        )


def faults_of_abbreviations() -> Iterator[Fault]:
    """Compare the stored abbreviations of each report with those that its paragraphs define."""
    reports = Inspection.objects.filter(reading__isnull=False).order_by("pk")
    for key, slug in reports.values_list("pk", "slug").iterator(chunk_size=1000):
        if not _has_its_abbreviations(key):
            yield Fault(
                FaultKind.ABBREVIATIONS,
                f"The abbreviations of {slug} are not those of its paragraphs. "
                f"Mend it with `manage.py reread_reports --all {slug}`.",
            )


def _has_its_abbreviations(inspection: int) -> bool:
    """Whether the stored abbreviations of an inspection, by its key, match its paragraphs."""
    texts = list(Paragraph.objects.filter(inspection=inspection).values_list("text", flat=True))
    defined: set[tuple[str, str]] = set()
    for text in texts:
        defined.update(defined_in(text))
    stored = Abbreviation.objects.filter(inspection=inspection)
    rows = stored.values_list("short", "long", "is_word")
    if {(short, long) for short, long, _ in rows} != defined:
        return False
    return not any(
        _is_wrongly_marked(short, is_word=is_word, texts=texts) for short, _, is_word in rows
    )


def _is_wrongly_marked(short: str, *, is_word: bool, texts: list[str]) -> bool:
    """Whether `is_word` is neither the value of an import nor that of migration 0009.

    The two differ for words with an apostrophe: only for the migration does "send’s" contain the
    word "send".
    """
    word = short.lower()
    if is_word:
        return not any(re.search(rf"\b{re.escape(word)}\b", text) for text in texts)
    return any(word in WORD.findall(text) for text in texts)


def faults_of_references() -> Iterator[Fault]:
    """Look for changes and corrections of an inspection that no longer exists.

    An inspection that was unpublished may be gone.
    """
    for table, what in (("reports_change", "change"), ("reports_correction", "correction")):
        statement = WITHOUT_INSPECTION.format(table=table)
        yield from _faults_of(
            FaultKind.REFERENCE, f"Inspections that a {what} names and that are gone", statement
        )


def _faults_of(kind: FaultKind, what: str, statement: str | sql.Composed) -> Iterator[Fault]:
    """Yield one fault for all rows that a statement returns; it names the first of them."""
    wrong = [str(row[0]) for row in rows.query(statement)]
    if wrong:
        more = ", …" if len(wrong) > MOST_NAMED else ""
        named = ", ".join(wrong[:MOST_NAMED])
        yield Fault(kind, f"{what}: {len(wrong)} ({named}{more})")
