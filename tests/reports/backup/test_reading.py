"""A backup that is damaged, cut off or hostile is refused in a sentence, before anything is
written.
"""

from __future__ import annotations

import gzip
import io
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reports.backup.manifest import NAME, BackupError
from reports.backup.reading import PIECE, check_backup
from tests.reports.backup.altered import Entries, altered
from tests.reports.backup.conftest import ARCHIVE_0010

FIRST_TABLE = 1  # after the manifest
LAST = -1  # an original


def _rename(name: str) -> Callable[[Entries], None]:
    def rename(entries: Entries) -> None:
        entries[LAST][0].name = name

    return rename


def _link(kind: bytes) -> Callable[[Entries], None]:
    def link(entries: Entries) -> None:
        entry = tarfile.TarInfo(entries[LAST][0].name)
        entry.type, entry.linkname = kind, "/etc/passwd"
        entries[LAST] = (entry, b"")

    return link


def _change_a_byte(entries: Entries) -> None:
    entry, content = entries[LAST]
    entries[LAST] = (entry, content[:-1] + bytes([content[-1] ^ 1]))


def _add_a_row(entries: Entries) -> None:
    entry, content = entries[FIRST_TABLE]
    entries[FIRST_TABLE] = (entry, content + b"1\n")


def _drop_last(entries: Entries) -> None:
    entries.pop()


def _swap(entries: Entries) -> None:
    entries[-1], entries[-2] = entries[-2], entries[-1]


def _twice(entries: Entries) -> None:
    entries.append(entries[LAST])


def _manifest_last(entries: Entries) -> None:
    entries.append(entries.pop(0))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (_rename("../../escaped"), "It has '../../escaped', where its manifest has"),
        (_rename("/etc/escaped"), "It has '/etc/escaped', where its manifest has"),
        (_link(tarfile.SYMTYPE), "where its manifest has 'originals/"),
        (_link(tarfile.LNKTYPE), "where its manifest has 'originals/"),
        (_link(tarfile.CHRTYPE), "where its manifest has 'originals/"),
        (_change_a_byte, "is damaged: its SHA-256 is wrong"),
        (_add_a_row, "where its manifest has 'tables/"),
        (_drop_last, "originals/.* is missing"),
        (_swap, "where its manifest has"),
        (_twice, "which its manifest does not name"),
        (_manifest_last, "does not begin with a manifest"),
    ],
)
def test_entries_that_are_not_those_of_the_manifest(
    tmp_path: Path, change: Callable[[Entries], None], sentence: str
) -> None:
    path = altered(ARCHIVE_0010, tmp_path, entries=change)
    with pytest.raises(BackupError, match=f"{path} cannot be restored. .*{sentence}"):
        check_backup(path)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def _set(*keys: Any, to: Any) -> Callable[[dict[str, Any]], None]:
    def change(written: dict[str, Any]) -> None:
        for key in keys[:-1]:
            written = written[key]
        written[keys[-1]] = to

    return change


@pytest.mark.parametrize(
    "change",
    [
        _set("tables", 0, "name", to="reports_source; DROP TABLE reports_source"),
        _set("tables", 0, "name", to="../manifest"),
        _set("tables", 0, "columns", 0, to='id") TO PROGRAM'),
        _set("tables", 0, "rows", to=-1),
        _set("tables", 0, "rows", to=True),
        _set("tables", 0, "size", to="many"),
        _set("tables", 0, to=None),
        _set("originals", 0, "sha256", to="../" * 21 + "a"),
        _set("originals", to={"sha256": 1}),
        _set("migrations", 0, to=["one"]),
        _set("migrations", 0, to=["reports", "\x1b[2J"]),
        _set("postgresql", to="newest"),
        _set("made_at", to="\x1b[2J"),
        _set("sequences", to=[1]),
        _set("archive_id", to="a b"),
        lambda written: written.pop("tables"),
        lambda written: written["originals"].append(written["originals"][0]),
    ],
)
def test_manifest_that_no_backup_has(
    tmp_path: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    path = altered(ARCHIVE_0010, tmp_path, manifest=change)
    with pytest.raises(BackupError, match="Its manifest is not one that this program writes"):
        check_backup(path)


def test_rows_that_are_not_as_many_as_the_manifest_says(tmp_path: Path) -> None:
    path = altered(ARCHIVE_0010, tmp_path, manifest=_set("tables", 0, "rows", to=7))
    with pytest.raises(BackupError, match="rows, where its manifest has 7"):
        check_backup(path)


def test_format_of_a_later_version(tmp_path: Path) -> None:
    path = altered(ARCHIVE_0010, tmp_path, manifest=_set("format", to=2))
    with pytest.raises(
        BackupError, match="It has format 2, and this version of the archive reads format 1"
    ):
        check_backup(path)


def test_original_larger_than_any_report(tmp_path: Path) -> None:
    path = altered(ARCHIVE_0010, tmp_path, manifest=_set("originals", 0, "size", to=2**40))
    with pytest.raises(BackupError, match="larger than any report"):
        check_backup(path)


@pytest.mark.parametrize("share", [0, 0.001, 0.5, 0.999])
def test_file_that_was_cut_off(tmp_path: Path, share: float) -> None:
    content = ARCHIVE_0010.read_bytes()
    path = tmp_path / "cut.tar.gz"
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(BackupError, match=f"{path} cannot be restored"):
        check_backup(path)


@pytest.mark.parametrize(
    "content",
    [b"no archive", gzip.compress(b"no tar" * 1000), b"\x1f\x8b" + b"\0" * 99],
    ids=["plain", "no tar", "no gzip"],
)
def test_file_that_is_no_backup(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.tar.gz"
    path.write_bytes(content)
    with pytest.raises(BackupError, match=f"{path} cannot be restored. It is no backup"):
        check_backup(path)


def test_every_byte_that_changes_is_noticed(tmp_path: Path) -> None:
    content = bytearray(ARCHIVE_0010.read_bytes())
    path = tmp_path / "flipped.tar.gz"
    for place in range(20, len(content), len(content) // 40):
        content[place] ^= 0x10
        path.write_bytes(content)
        with pytest.raises(BackupError, match=f"{path} cannot be restored"):
            check_backup(path)
        content[place] ^= 0x10


def test_header_of_a_gigabyte_is_not_read(tmp_path: Path) -> None:
    """`tarfile` takes a long name whole into memory, and a gigabyte of blanks is a small file."""
    header = tarfile.TarInfo("././@LongLink")
    header.type, header.size = tarfile.GNUTYPE_LONGNAME, 2**30
    path = tmp_path / "long.tar.gz"
    with gzip.open(path, "wb") as file:
        file.write(header.tobuf(tarfile.GNU_FORMAT))
        file.write(b"\0" * 2 * PIECE)
    with pytest.raises(BackupError, match="It has a header that no backup has"):
        check_backup(path)


def test_manifest_without_end_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "endless.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        entry = tarfile.TarInfo(NAME)
        entry.size = 65 * 2**20
        tar.addfile(entry, io.BytesIO(bytes(entry.size)))
    with pytest.raises(BackupError, match="longer than that of any backup"):
        check_backup(path)


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match=r"nothing\.tar\.gz cannot be read: No such file"):
        check_backup(tmp_path / "nothing.tar.gz")
    with pytest.raises(BackupError, match="cannot be read: Is a directory"):
        check_backup(tmp_path)
