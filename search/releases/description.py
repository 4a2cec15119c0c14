"""The descriptions in a release: as a Data Package (v2), and as metadata for Datasette."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reports.records.fields import RecordField
from search.releases import database
from search.releases.contents import TABLES, ReleaseTable
from search.releases.differences import LINES, SUMMARY, sha256_of

DATA_PACKAGE = "datapackage.json"
DATASETTE = "metadata.json"
TITLE = "Inspection Archive"
DESCRIPTION = (
    "Ofsted’s inspection reports on children’s services in England, paragraph by paragraph, with"
    " the grades that they gave. This archive is independent of Ofsted."
)
LICENCE_NAME = "OGL-UK-3.0"
LICENCE_TITLE = "Open Government Licence v3.0"
LICENCE_ADDRESS = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
SOURCE = {"title": "Ofsted: inspection reports", "path": "https://reports.ofsted.gov.uk/"}
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
CSV_NOTE = (
    "Lists and objects are JSON. Text that a spreadsheet would run as a formula begins with an"
    " apostrophe, here alone."
)


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """Facts about a release: the version of the archive, its coverage in a sentence, the address of
    its site, and the number of records in each table.
    """

    archive_version: int
    coverage: str
    site: str
    counts: dict[str, int]


def write_descriptions(draft: Path, facts: ReleaseFacts) -> None:
    """Write both files into a draft whose other files are finished."""
    _write_json(draft / DATASETTE, _datasette(facts))
    _write_json(draft / DATA_PACKAGE, _data_package(draft, facts))


def table_schema(table: ReleaseTable) -> dict[str, Any]:
    """The schema of a table as a Table Schema (v2): each field with type, description and codes."""
    schema: dict[str, Any] = {
        "fields": [_field(each, table) for each in table.fields],
        "primaryKey": list(table.key),
    }
    if table.references:
        schema["foreignKeys"] = [
            {"fields": [name], "reference": {"resource": other, "fields": [field]}}
            for name, (other, field) in table.references.items()
        ]
    return schema


def _field(field: RecordField, table: ReleaseTable) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": field.name,
        "type": field.value_type,
        "description": field.description,
    }
    constraints: dict[str, Any] = {}
    if not field.is_optional:
        constraints["required"] = True
    if table.key == (field.name,):
        constraints["unique"] = True
    if field.codes and field.value_type == "string":
        constraints["enum"] = [code for code, _ in field.codes]
        described["categories"] = [{"value": code, "label": label} for code, label in field.codes]
    if constraints:
        described["constraints"] = constraints
    return described


def _data_package(draft: Path, facts: ReleaseFacts) -> dict[str, Any]:
    return {
        "$schema": PROFILE,
        "name": "inspection-archive",
        "title": TITLE,
        "description": f"{DESCRIPTION} Coverage: {facts.coverage}.",
        "homepage": facts.site,
        "version": f"{facts.archive_version}.0.0",
        "licenses": [
            {"name": LICENCE_NAME, "path": LICENCE_ADDRESS, "title": LICENCE_TITLE},
        ],
        "sources": [SOURCE],
        "resources": list(_resources(draft, facts)),
    }


def _resources(draft: Path, facts: ReleaseFacts) -> Iterator[dict[str, Any]]:
    """The files of a draft: two for each table, the database, and the two of what changed."""
    for table in TABLES:
        yield from _table_resources(draft, facts, table)
    yield {
        "name": "archive",
        "title": "Archive",
        "description": "All tables in one SQLite database, with foreign keys and an index of words.",
        **_file(draft / database.NAME, "sqlite", "application/vnd.sqlite3"),
    }
    yield {
        "name": "since",
        "title": "What changed",
        "description": "How many records came, went or changed since the release before.",
        **_file(draft / SUMMARY, "json", "application/json"),
    }
    yield {
        "name": "since-records",
        "title": "Which records changed",
        "description": "A line for each record that came, went or changed, with its key.",
        **_file(draft / LINES, "jsonl", "application/jsonl", compression="gz"),
    }


def _table_resources(
    draft: Path, facts: ReleaseFacts, table: ReleaseTable
) -> Iterator[dict[str, Any]]:
    """The two files of a table, CSV and JSON lines."""
    described = {
        "title": table.name.capitalize(),
        "description": table.description,
        "rows": facts.counts[table.name],
    }
    csv = draft / f"{table.name}.csv.gz"
    yield {
        "name": table.name,
        "type": "table",
        **described,
        **_file(csv, "csv", "text/csv", compression="gz"),
        "description": f"{table.description} {CSV_NOTE}",
        "schema": table_schema(table),
    }
    lines = draft / f"{table.name}.jsonl.gz"
    yield {
        "name": f"{table.name}-jsonl",
        "type": "table",
        **described,
        **_file(lines, "jsonl", "application/jsonl", compression="gz"),
        "schema": _schema_without_references(table),
    }


def _schema_without_references(table: ReleaseTable) -> dict[str, Any]:
    """The schema of the second file of a table; only the first has the foreign keys."""
    schema = table_schema(table)
    schema.pop("foreignKeys", None)
    return schema


def _file(path: Path, kind: str, media_type: str, **more: str) -> dict[str, Any]:
    return {
        "path": path.name,
        "format": kind,
        "mediatype": media_type,
        "encoding": "utf-8",
        **more,
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256_of(path)}",
    }


def _datasette(facts: ReleaseFacts) -> dict[str, Any]:
    licence = {
        "license": LICENCE_TITLE,
        "license_url": LICENCE_ADDRESS,
        "source": SOURCE["title"],
        "source_url": SOURCE["path"],
    }
    return {
        "title": TITLE,
        "description": f"{DESCRIPTION} Coverage: {facts.coverage}.",
        "about": TITLE,
        "about_url": facts.site,
        **licence,
        "databases": {
            Path(database.NAME).stem: {
                "tables": {table.name: _datasette_table(table) for table in TABLES}
            }
        },
    }


def _datasette_table(table: ReleaseTable) -> dict[str, Any]:
    described: dict[str, Any] = {
        "description": table.description,
        "columns": {field.name: field.description for field in table.fields},
        "size": 50,
    }
    facets = [field.name for field in table.fields if field.codes and not field.item_type]
    if facets:
        described["facets"] = facets
    if table.name in database.SEARCHED:
        described["fts_table"] = f"{table.name}_fts"
    return described


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(f"{json.dumps(content, ensure_ascii=False, indent=2)}\n", encoding="utf-8")
