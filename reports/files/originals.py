"""The originals: every received file, unchanged, stored under the SHA-256 of its content.

The path of an original is `<first 2 digits>/<64 digits>` in the folder ORIGINALS_ROOT. A file is
written under another name and then renamed, so an incomplete file never has the name of an
original. Originals are never changed. Only people remove them: an editor discards a reading
(`reports/publishing/removal.py`), or an operator moves strays to the quarantine folder.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

QUARANTINE = "quarantine"
"""The folder in ORIGINALS_ROOT that strays (files of no report) are moved to, each named by its
SHA-256.
"""
HALF_WRITTEN = "-half-"
"""What the name of a file that is being written contains."""
SECONDS_BEFORE_REMOVAL = 24 * 60 * 60
"""Age of a half-written file from which it is removed: nothing takes that long to write."""

_SHA256 = re.compile(r"[0-9a-f]{64}")


class MissingOriginal(Exception):
    """The bytes of a source are not among the originals."""


def originals_root() -> Path:
    """The folder of originals; it may not exist yet."""
    return Path(settings.ORIGINALS_ROOT)


def digest_of(content: bytes) -> str:
    """The SHA-256 of `content` in 64 hexadecimal digits, the name of its original."""
    return hashlib.sha256(content).hexdigest()


def original_path(sha256: str) -> Path:
    """The path of the original with this digest, whether it exists or not."""
    return originals_root() / sha256[:2] / sha256


def store_original(content: bytes) -> str:
    """Write `content` to disk and return its SHA-256 in 64 hexadecimal digits.

    An original that exists already is left as it is, or replaced when its bytes are damaged. Raises
    `OSError` when the disk refuses; then no file has the original's name.
    """
    sha256 = digest_of(content)
    path = original_path(sha256)
    if not _holds(path, content):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content, prefix=f"{sha256[:2]}{HALF_WRITTEN}")
        write_through(path.parent.parent)
    return sha256


def write_whole(path: Path, content: bytes, *, prefix: str) -> None:
    """Write a file under a name that begins with `prefix`, then rename it to `path`.

    When this returns, the content and the name survive a power cut. Raises `OSError`, and leaves no
    file, when the disk refuses.
    """
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=prefix, delete=False) as half:
        try:
            half.write(content)
            half.flush()
            os.fsync(half.fileno())
        except OSError:
            Path(half.name).unlink()
            raise
    Path(half.name).rename(path)
    write_through(path.parent)


def write_through(path: Path) -> None:
    """Wait until a file's content, or the names in a folder, are on the disk.

    fsync(2) of a file does not include its name, so its folder needs a call of its own.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_original(sha256: str) -> bytes:
    """All bytes of an original. Raises `MissingOriginal` when it does not exist."""
    try:
        return original_path(sha256).read_bytes()
    except FileNotFoundError as error:
        raise MissingOriginal(f"The original {sha256} is not among the originals.") from error


def remove_original(sha256: str) -> None:
    """Delete an original. Does nothing when it does not exist."""
    original_path(sha256).unlink(missing_ok=True)


def whole_originals() -> Iterator[Path]:
    """The paths of all files that are named as originals are, in the order of their digests."""
    for path in sorted(originals_root().glob("[0-9a-f][0-9a-f]/*")):
        is_digest = _SHA256.fullmatch(path.name) is not None
        if is_digest and path.name.startswith(path.parent.name) and path.is_file():
            yield path


def half_written() -> Iterator[Path]:
    """The paths of files that are being written now, or were when a process was killed."""
    for pattern in (f"*{HALF_WRITTEN}*", f"[0-9a-f][0-9a-f]/*{HALF_WRITTEN}*"):
        yield from (path for path in originals_root().glob(pattern) if path.is_file())


def remove_half_written() -> int:
    """Delete half-written files older than a day, and return how many. Originals stay."""
    oldest_allowed = time.time() - SECONDS_BEFORE_REMOVAL
    old = [path for path in half_written() if path.stat().st_mtime < oldest_allowed]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def quarantine_original(sha256: str) -> Path:
    """Move an original to the quarantine folder, and return its new path."""
    target = originals_root() / QUARANTINE / sha256
    target.parent.mkdir(exist_ok=True)
    original_path(sha256).rename(target)
    return target


def media_type(content: bytes) -> str:
    """The media type that an original is served as: PDF or plain text, never one that a browser
    runs.
    """
    return "application/pdf" if content.startswith(b"%PDF-") else "text/plain; charset=utf-8"


def _holds(path: Path, content: bytes) -> bool:
    """Whether the file exists and has the length of `content` and the digest in its own name."""
    try:
        if path.stat().st_size != len(content):
            return False
        with path.open("rb") as stored:
            return hashlib.file_digest(stored, "sha256").hexdigest() == path.name
    except FileNotFoundError:
        return False
