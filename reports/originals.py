"""The originals: every file that came in, kept byte for byte under the SHA-256 of its content.

A file is written whole under another name and then renamed, so that a half-written original cannot exist;
one that no row refers to does no harm. Files are never changed.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


class MissingOriginal(Exception):
    """The bytes of a source are not among the originals."""


def store_original(content: bytes) -> str:
    """Keep `content` and return its SHA-256 in hexadecimal, the name under which it stands."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = _path(sha256)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        # Its name begins like the original's, so that a half-written one that was left lies where it is looked for.
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f"{sha256[:2]}-half-", delete=False) as half:
            half.write(content)
            half.flush()
            os.fsync(half.fileno())
        Path(half.name).rename(path)
    return sha256


def open_original(sha256: str) -> bytes:
    """The bytes kept under `sha256`. Raises `MissingOriginal` when there are none."""
    try:
        return _path(sha256).read_bytes()
    except FileNotFoundError as error:
        raise MissingOriginal(f"The original {sha256} is not among the originals.") from error


def remove_original(sha256: str) -> None:
    """Take an original away; one that is gone already is no error."""
    _path(sha256).unlink(missing_ok=True)


def kept_originals() -> list[str]:
    """The names of all files among the originals: SHA-256s, and half-written files that a killed process left."""
    root = Path(settings.ORIGINALS_ROOT)
    return [path.name for path in root.glob("*/*") if path.is_file()]


def _path(sha256: str) -> Path:
    return Path(settings.ORIGINALS_ROOT) / sha256[:2] / sha256


def media_type(content: bytes) -> str:
    """The type under which an original is served: PDF or plain text, never a type that a browser would run."""
    return "application/pdf" if content.startswith(b"%PDF-") else "text/plain; charset=utf-8"
