"""An original is written whole under its SHA-256, and only what is half-written and old is removed."""

import errno
import os
import time
from pathlib import Path

import pytest

from reports.files.originals import (
    QUARANTINE,
    SECONDS_BEFORE_REMOVAL,
    MissingOriginal,
    digest_of,
    half_written,
    media_type,
    original_path,
    originals_root,
    quarantine_original,
    read_original,
    remove_half_written,
    remove_original,
    store_original,
    whole_originals,
)


def test_an_original_stands_under_its_digest() -> None:
    sha256 = store_original(b"a report")
    assert sha256 == digest_of(b"a report")
    assert original_path(sha256) == originals_root() / sha256[:2] / sha256
    assert read_original(sha256) == b"a report"
    assert [path.name for path in whole_originals()] == [sha256]


def test_an_original_that_is_there_stays_as_it_is() -> None:
    path = original_path(store_original(b"a report"))
    before = path.stat()
    store_original(b"a report")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("damaged", [b"", b"a rep", b"a rEport"])
def test_a_damaged_original_is_replaced_when_its_bytes_come_in_again(damaged: bytes) -> None:
    sha256 = store_original(b"a report")
    original_path(sha256).write_bytes(damaged)
    store_original(b"a report")
    assert read_original(sha256) == b"a report"


def test_only_half_written_files_older_than_a_day_are_removed() -> None:
    sha256 = store_original(b"a report")
    other = originals_root() / "ab" / ("ab" + "0" * 62)
    old, new = (
        originals_root() / sha256[:2] / f"{sha256[:2]}-half-{age}" for age in ("old", "new")
    )
    old_in_root = originals_root() / "archive-id-half-old"
    other.parent.mkdir(exist_ok=True)
    for path in (other, old, new, old_in_root):
        path.write_bytes(b"left")
    long_ago = time.time() - SECONDS_BEFORE_REMOVAL - 60
    for path in (other, old, old_in_root, original_path(sha256)):
        os.utime(path, (long_ago, long_ago))
    assert remove_half_written() == 2
    assert remove_half_written() == 0
    assert not old.exists()
    assert not old_in_root.exists()
    assert list(half_written()) == [new]
    assert {path.name for path in whole_originals()} == {sha256, other.name}


def test_a_full_disk_leaves_nothing_half_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        store_original(b"a report")
    assert not list(half_written())
    assert not list(whole_originals())


def test_what_is_no_original_is_not_taken_for_one(tmp_path: Path) -> None:
    sha256 = store_original(b"a report")
    root = originals_root()
    for name in (f"{sha256[:2]}/README", f"quarantine/{'ab' * 32}", f"{sha256[:2]}/{'0' * 64}"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(b"left")
    assert [path.name for path in whole_originals()] == [sha256]


def test_removed_original_is_missing_and_can_be_removed_again() -> None:
    sha256 = store_original(b"a report")
    remove_original(sha256)
    remove_original(sha256)
    with pytest.raises(MissingOriginal, match=sha256):
        read_original(sha256)


def test_quarantined_original_leaves_the_originals_with_its_bytes() -> None:
    first, second = store_original(b"a report"), store_original(b"another")
    path = quarantine_original(first)
    quarantine_original(second)
    assert path == originals_root() / QUARANTINE / first
    assert path.read_bytes() == b"a report"
    assert list(whole_originals()) == []


def test_whole_originals_come_in_the_order_of_their_digests() -> None:
    digests = [store_original(str(number).encode()) for number in range(20)]
    assert [path.name for path in whole_originals()] == sorted(digests)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (b" %PDF-1.7", "text/plain; charset=utf-8"),
        (b"<html><script>", "text/plain; charset=utf-8"),
        (b"", "text/plain; charset=utf-8"),
    ],
)
def test_media_type_is_never_one_that_a_browser_runs(content: bytes, expected: str) -> None:
    assert media_type(content) == expected


def test_nothing_is_written_where_the_original_exists(monkeypatch: pytest.MonkeyPatch) -> None:
    store_original(b"a report")
    monkeypatch.setattr(os, "fsync", None)
    store_original(b"a report")
