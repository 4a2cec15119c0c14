"""Reading the files that define Ofsted's frameworks: `reports/data/frameworks/*.toml`.

Each file may have entries of any table, so a new framework with its own scale, areas and kind of
report is one new file. Files are read in the order of their names; comments in the first four
explain the keys.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "data" / "frameworks"
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
COLOUR = re.compile(r"#[0-9a-f]{6}")
LONGEST_CODE = {"kind": 20, "area": 30, "grade": 25}
"""The most characters of a code that its database column holds."""
LONGEST_LETTER = 3


class FrameworkFileError(ValueError):
    """A mistake in a file. The message names the file and the entry, and says what is wrong."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of the entries of one table, with the types of their values.

    `list` stands for a list of strings.
    """

    needed: Mapping[str, type]
    optional: Mapping[str, type]


TABLES: Mapping[str, Keys] = {
    "grade": Keys({"letter": str}, {"light": list, "dark": list, "level": bool}),
    "scale": Keys({"grades": list, "positive": list}, {}),
    "kind": Keys(
        {"first_day": date},
        {
            "last_day": date,
            "full": bool,
            "visit": bool,
            "lengths": bool,
            "outcomes": bool,
            "reader": str,
        },
    ),
    "track": Keys(
        {"letter": str, "short": str},
        {"listed": bool, "overall": bool, "apart": bool, "family": list},
    ),
    "area": Keys({"tracks": list}, {}),
    "framework": Keys(
        {"kind": str, "scale": str, "areas": list, "first_day": date},
        {"may": list, "replaces": str, "change": list},
    ),
}
REFERENCES = {
    ("scale", "grades"): "grade",
    ("scale", "positive"): "grade",
    ("area", "tracks"): "track",
    ("framework", "kind"): "kind",
    ("framework", "scale"): "scale",
    ("framework", "areas"): "area",
    ("framework", "may"): "area",
    ("framework", "replaces"): "framework",
}
"""(table, key) → the table of the entries that the key refers to by their codes."""
PAIRS = ("light", "dark", "family", "change")
"""The keys whose value is a list of two strings."""


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One entry: its code, label and other values by key, and the name of its file.

    `before` is the code of the entry that it is listed before; empty to be listed last.
    """

    code: str
    label: str
    values: Mapping[str, Any]
    file: str
    before: str = ""


@cache
def framework_entries() -> Mapping[str, tuple[FileEntry, ...]]:
    """The entries of all framework files by table, in order. Raises `FrameworkFileError`."""
    return read_entries(sorted(FOLDER.glob("*.toml")))


def read_entries(files: Iterable[Path]) -> Mapping[str, tuple[FileEntry, ...]]:
    """The entries of these files by table, in order. Raises `FrameworkFileError`."""
    entries: dict[str, list[FileEntry]] = {table: [] for table in TABLES}
    for file in files:
        for table, rows in _tables_of(file).items():
            for row in rows:
                _insert(_entry(file.name, table, row), table, entries[table])
    for table, entries_of_table in entries.items():
        for entry in entries_of_table:
            _check_references(entry, table, entries)
    return {table: tuple(entries_of_table) for table, entries_of_table in entries.items()}


def _tables_of(file: Path) -> dict[str, list[dict[str, Any]]]:
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FrameworkFileError(f"{file.name} is no TOML in UTF-8: {error}.") from error
    for table, rows in tables.items():
        is_array = isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
        if table not in TABLES or not is_array:
            names = ", ".join(f"[[{name}]]" for name in TABLES)
            raise FrameworkFileError(f"{file.name} has “{table}”. A file has only {names}.")
    return tables


def _entry(file: str, table: str, row: dict[str, Any]) -> FileEntry:
    name = f"{file}, [[{table}]] {row.get('code', 'without a code')}"
    keys = TABLES[table]
    needed = {"code": str, "label": str, **keys.needed}
    allowed = {**needed, "before": str, **keys.optional}
    for key in needed:
        if key not in row:
            raise FrameworkFileError(f"{name}: add “{key}”.")
    for key, value in row.items():
        if key not in allowed:
            keys_in_words = ", ".join(allowed)
            raise FrameworkFileError(f"{name}: “{key}” is no key here. Use {keys_in_words}.")
        if type(value) is not allowed[key] or not _is_well_formed(key, value):
            raise FrameworkFileError(f"{name}: “{key}” cannot be {value!r}.")
    longest = LONGEST_CODE.get(table)
    if longest and len(row["code"]) > longest:
        raise FrameworkFileError(f"{name}: a code has {longest} characters or fewer.")
    values = {key: row[key] for key in row if key not in ("code", "label", "before")}
    return FileEntry(row["code"], row["label"], values, file, row.get("before", ""))


def _is_well_formed(key: str, value: Any) -> bool:
    """Whether a value of the right type is valid for its key."""
    if key == "code":
        return CODE.fullmatch(value) is not None
    if key == "letter":
        return 0 < len(value) <= LONGEST_LETTER
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, list):
        texts = [each for each in value if isinstance(each, str) and each]
        is_pair = key not in PAIRS or len(value) == 2
        are_colours = key not in ("light", "dark") or all(map(COLOUR.fullmatch, texts))
        are_texts = 0 < len(texts) == len(value) == len(set(value))
        return are_texts and is_pair and are_colours
    return True


def _insert(entry: FileEntry, table: str, entries: list[FileEntry]) -> None:
    """Add an entry at the end, or before the entry that it names.

    Raises `FrameworkFileError` if its code is taken, or if it names an entry that is not listed.
    """
    codes = [each.code for each in entries]
    name = f"{entry.file}, [[{table}]] {entry.code}"
    if entry.code in codes:
        earlier = entries[codes.index(entry.code)].file
        raise FrameworkFileError(f"{name}: {earlier} has one with this code already.")
    if entry.before and entry.before not in codes:
        raise FrameworkFileError(f"{name}: no {table} “{entry.before}” is listed by then.")
    place = codes.index(entry.before) if entry.before else len(entries)
    entries.insert(place, entry)


def _check_references(
    entry: FileEntry, table: str, entries: Mapping[str, Iterable[FileEntry]]
) -> None:
    """Raise `FrameworkFileError` for a value that refers to an entry that no file has."""
    for (referring_table, key), referred_table in REFERENCES.items():
        if referring_table != table or key not in entry.values:
            continue
        value = entry.values[key]
        codes = [value] if isinstance(value, str) else value
        listed = {each.code for each in entries[referred_table]}
        for code in codes:
            if code not in listed:
                name = f"{entry.file}, [[{table}]] {entry.code}"
                raise FrameworkFileError(f"{name}: “{key}” names no {referred_table}: {code}.")
