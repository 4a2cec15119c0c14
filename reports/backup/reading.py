"""Reading a backup, which may be damaged, incomplete or hostile.

Nothing is extracted to disk: files are read one after another, and each must be exactly the next
one in the manifest. So a link, a second file of the same name, or a path out of the folder is
refused.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reports.backup.manifest import (
    NAME,
    BackupError,
    Manifest,
    OriginalFile,
    TableFile,
    parse_manifest,
)

LARGEST_MANIFEST = 64 * 2**20
LARGEST_ORIGINAL = 2**28
"""Ten times what an import takes."""
PIECE = 2**20
"""The most bytes that one read returns."""


class _BoundedReads(io.RawIOBase):
    """The decompressed backup, with a limit on the size of each read.

    `tarfile` reads a header as a whole, whatever length it claims: without the limit, a few bytes
    could fill the memory.
    """

    def __init__(self, file: gzip.GzipFile) -> None:
        self.file = file

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= PIECE:
            raise BackupError("It has a header that no backup has.")
        return self.file.read(size)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self.file.seek(offset, whence)

    def tell(self) -> int:
        return self.file.tell()


class BackupFile:
    """A backup that is open for reading, once, from the manifest to the end."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        first = tar.next()
        if first is None or first.name != NAME or not first.isreg():
            raise BackupError("It does not begin with a manifest.")
        if first.size > LARGEST_MANIFEST:
            raise BackupError("Its manifest is longer than that of any backup.")
        self.manifest: Manifest = parse_manifest(b"".join(self._pieces(first)))
        if any(original.size > LARGEST_ORIGINAL for original in self.manifest.originals):
            raise BackupError("It names an original that is larger than any report.")

    def files(self) -> Iterator[tuple[TableFile | OriginalFile, Iterator[bytes]]]:
        """Yield each file of the manifest, with an iterator over its content.

        Raises `BackupError` if a file differs from the manifest. Its content is checked only if
        the caller reads it to the end.
        """
        for expected in self.manifest.files:
            entry = self._tar.next()
            if entry is None:
                raise BackupError(f"{expected.path} is missing.")
            if entry.name != expected.path or not entry.isreg() or entry.size != expected.size:
                raise BackupError(
                    f"It has {entry.name!r}, where its manifest has {expected.path!r} of "
                    f"{expected.size} bytes."
                )
            yield expected, self._checked(expected, entry)
        surplus = self._tar.next()
        if surplus is not None:
            raise BackupError(f"It has {surplus.name!r}, which its manifest does not name.")

    def _checked(
        self, expected: TableFile | OriginalFile, entry: tarfile.TarInfo
    ) -> Iterator[bytes]:
        """Yield the content of a file. Raises `BackupError` at its end if the digest is wrong."""
        digest = hashlib.sha256()
        rows = 0
        for piece in self._pieces(entry):
            digest.update(piece)
            rows += piece.count(b"\n")
            yield piece
        if digest.hexdigest() != expected.sha256:
            raise BackupError(f"{expected.path} is damaged: its SHA-256 is wrong.")
        if isinstance(expected, TableFile) and rows != expected.rows:
            raise BackupError(
                f"{expected.path} has {rows} rows, where its manifest has {expected.rows}."
            )

    def _pieces(self, entry: tarfile.TarInfo) -> Iterator[bytes]:
        content = self._tar.extractfile(entry)
        if content is None:
            raise BackupError(f"{entry.name!r} is no file.")
        while piece := content.read(PIECE):
            yield piece


@contextmanager
def open_backup(path: Path) -> Iterator[BackupFile]:
    """Open a backup and read its manifest.

    Errors of reading, here and in the block, are raised as `BackupError` that names the file.
    """
    try:
        with (
            gzip.open(path) as unpacked,
            tarfile.open(fileobj=_BoundedReads(unpacked), mode="r:") as tar,
        ):
            yield BackupFile(tar)
    except BackupError as error:
        raise BackupError(f"{path} cannot be restored. {error}") from error
    except (tarfile.TarError, EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise BackupError(
            f"{path} cannot be restored. It is no backup, or it is incomplete or damaged."
        ) from error
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {error.strerror or error}.") from error


def check_backup(path: Path) -> Manifest:
    """Read a whole backup and return its manifest.

    Raises `BackupError` unless the files are exactly those of the manifest, each with its size, its
    SHA-256 and, for a table, its number of rows.
    """
    with open_backup(path) as backup:
        for _file, content in backup.files():
            for _piece in content:
                pass
        return backup.manifest
