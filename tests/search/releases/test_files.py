"""The files of a release: what each holds, that they agree, and what describes them."""

from __future__ import annotations

import asyncio
import csv
import gzip
import hashlib
import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from reports.records.fields import RecordField
from search.releases.contents import TABLES, ReleaseTable
from search.releases.examples import DUCKDB, PANDAS, SQLITE
from search.releases.folder import Release
from tests.search.releases.conftest import SITE
from tests.support.released import lines_of

COUNTS = {"authorities": 2, "inspections": 3, "judgements": 15, "passages": 5, "changes": 1}
TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "boolean": bool,
    "date": str,
    "datetime": str,
    "array": list,
    "number": (int, float),
    "object": dict,
}
each_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


def rows_of(released: Release, table: str) -> list[dict[str, str]]:
    content = gzip.decompress((released.path / f"{table}.csv.gz").read_bytes())
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


@pytest.fixture
def database(released: Release) -> Iterator[sqlite3.Connection]:
    path = released.path / "archive.sqlite"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def in_csv(field: RecordField, value: Any) -> str:
    """A value as CSV has it."""
    if value is None:
        return ""
    if field.value_type in ("array", "object", "boolean"):
        return json.dumps(value, ensure_ascii=False)
    return f"'{value}" if str(value).startswith("=") else str(value)


def in_sqlite(field: RecordField, value: Any) -> Any:
    """A value as SQLite has it."""
    if value is not None and field.value_type in ("array", "object"):
        return json.dumps(value, ensure_ascii=False)
    return value


@each_table
def test_all_formats_have_the_same_records(
    released: Release, database: sqlite3.Connection, table: ReleaseTable
) -> None:
    lines = lines_of(released, table.name)
    assert lines
    assert len(lines) == COUNTS.get(table.name, len(lines))
    names = [field.name for field in table.fields]
    assert all(list(line) == names for line in lines)
    assert rows_of(released, table.name) == [
        {field.name: in_csv(field, line[field.name]) for field in table.fields} for line in lines
    ]
    stored = database.execute(f'SELECT * FROM "{table.name}" ORDER BY rowid')  # noqa: S608  # our name
    assert [dict(row) for row in stored] == [
        {field.name: in_sqlite(field, line[field.name]) for field in table.fields} for line in lines
    ]


@each_table
def test_key_is_of_one_record_and_values_are_of_their_types(
    released: Release, table: ReleaseTable
) -> None:
    lines = lines_of(released, table.name)
    keys = [tuple(line[name] for name in table.key) for line in lines]
    assert len(set(keys)) == len(keys)
    for field in table.fields:
        for line in lines:
            value = line[field.name]
            assert isinstance(value, TYPES[field.value_type]) or (
                value is None and field.is_optional
            )
            if field.codes and value is not None and not field.item_type:
                assert value in dict(field.codes)


@pytest.mark.usefixtures("archive")
def test_passages_are_what_a_search_without_words_finds(released: Release, client: Client) -> None:
    answer = client.get("/search.json?q=").json()
    lines = lines_of(released, "passages")
    assert answer["paragraph_count"] == len(lines) == len(answer["results"])
    places = {url["url"].removeprefix("http://testserver") for url in answer["results"]}
    assert {line["url"].removeprefix(SITE) for line in lines} == places


def test_database_has_foreign_keys_that_hold(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    for table in TABLES:
        keys = database.execute(f'PRAGMA foreign_key_list("{table.name}")').fetchall()
        assert {(key["from"], (key["table"], key["to"])) for key in keys} == set(
            table.references.items()
        )


def test_words_of_the_database_can_be_searched(database: sqlite3.Connection) -> None:
    rows = database.execute(SQLITE.code).fetchall()
    assert [row["text"] for row in rows] == ["Return home interviews are prompt."]
    stemmed = "SELECT rowid FROM passages_fts WHERE passages_fts MATCH 'cafe visited'"
    (row,) = database.execute(stemmed).fetchall()
    text = database.execute("SELECT text FROM passages WHERE rowid = ?", [row["rowid"]])
    assert text.fetchone()["text"] == "Zoë’s café visits."


def package_of(released: Release) -> dict[str, Any]:
    package: dict[str, Any] = json.loads((released.path / "datapackage.json").read_text())
    return package


def test_package_describes_each_file_and_each_field(released: Release) -> None:
    package = package_of(released)
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert package["licenses"][0]["name"] == "OGL-UK-3.0"
    assert package["homepage"] == f"{SITE}/"
    names = [resource["name"] for resource in package["resources"]]
    assert len(set(names)) == len(names)
    for resource in package["resources"]:
        content = (released.path / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["description"]
    for table in TABLES:
        for name in (table.name, f"{table.name}-jsonl"):
            (resource,) = [each for each in package["resources"] if each["name"] == name]
            fields = resource["schema"]["fields"]
            assert [field["name"] for field in fields] == [each.name for each in table.fields]
            assert all(field["description"] and field["type"] for field in fields)
            assert resource["schema"]["primaryKey"] == list(table.key)


def test_package_refers_to_its_own_tables(released: Release) -> None:
    resources = {each["name"]: each for each in package_of(released)["resources"]}
    for resource in resources.values():
        for key in resource.get("schema", {}).get("foreignKeys", ()):
            other = resources[key["reference"]["resource"]]
            names = {field["name"] for field in other["schema"]["fields"]}
            assert set(key["reference"]["fields"]) <= names


def test_example_for_pandas(
    released: Release, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(released.path)
    exec(compile(PANDAS.code, "example", "exec"), {})  # noqa: S102  # what our own page shows
    assert capsys.readouterr().out.split() == ["size", "sum", "kind", "ilacs", "3", "2"]


def test_example_for_duckdb(released: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    import duckdb

    monkeypatch.chdir(released.path)
    rows = duckdb.sql(DUCKDB.code).fetchall()
    overall = [row for row in rows if row[2] == "overall"]
    assert overall == [("ilacs", year, "overall", "good", 1) for year in (2021, 2023, 2025)]


def test_datasette_opens_the_database_with_its_metadata(released: Release) -> None:
    from datasette.app import Datasette

    metadata = json.loads((released.path / "metadata.json").read_text())

    async def answers() -> tuple[Any, Any, str]:
        datasette = Datasette([str(released.path / "archive.sqlite")], metadata=metadata)
        tables = await datasette.client.get("/archive.json")
        answer = await datasette.client.get(
            "/archive/passages.json?_search=interviews&_shape=array"
        )
        page = await datasette.client.get("/archive/passages")
        return tables.json(), answer.json(), page.text

    tables, answer, page = asyncio.run(answers())
    shown = {table["name"] for table in tables["tables"] if not table["hidden"]}
    assert {table.name for table in TABLES} <= shown
    assert [row["text"] for row in answer] == ["Return home interviews are prompt."]
    assert "The passage, word for word" in page
    assert "Open Government Licence v3.0" in page
    assert 'name="_search"' in page


def test_files_stay_within_their_folder(released: Release) -> None:
    assert {Path(each["path"]).name for each in package_of(released)["resources"]} == {
        each["path"] for each in package_of(released)["resources"]
    }
