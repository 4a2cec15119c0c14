"""Which archive the folder of originals belongs to: its file `archive-id` holds that archive's id.

Two archives in one folder would take each other's originals for strays. An id is a UUID; the
database stores it in `ArchiveIdentity`.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from uuid import UUID

from reports.files.originals import HALF_WRITTEN, originals_root, write_through, write_whole

OWNER_FILE = "archive-id"


class UnreadableOwner(Exception):
    """The file `archive-id` does not hold an id."""


def owner_path() -> Path:
    """The path of the file that holds the id."""
    return originals_root() / OWNER_FILE


def owner_of_folder() -> UUID | None:
    """The id of the archive that the folder belongs to; None when the folder has no id.

    Raises `UnreadableOwner` when the file holds something else, `OSError` when it cannot be read.
    """
    path = owner_path()
    try:
        written = path.read_text(encoding="ascii", errors="replace").strip()
    except FileNotFoundError:
        return None
    try:
        return UUID(written)
    except ValueError as error:
        raise UnreadableOwner(f"{path} holds no archive id.") from error


def write_first_owner(archive_id: UUID) -> UUID:
    """Give the folder this id unless it has one, and return the id that it has afterwards.

    Of two archives that do this at once, one wins: a hard link fails when its name is taken. Raises
    `OSError` when the disk refuses.
    """
    path = owner_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=_PREFIX, delete=False) as half:
        try:
            half.write(f"{archive_id}\n")
            half.flush()
            os.fsync(half.fileno())
        except OSError:
            Path(half.name).unlink()
            raise
    try:
        path.hardlink_to(half.name)
    except FileExistsError:
        pass
    finally:
        Path(half.name).unlink()
    write_through(path.parent)
    return owner_of_folder() or archive_id


def replace_owner(archive_id: UUID) -> None:
    """Give the folder this id in place of the one that it may have."""
    path = owner_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, f"{archive_id}\n".encode(), prefix=_PREFIX)


_PREFIX = f"{OWNER_FILE}{HALF_WRITTEN}"
