"""The folder of originals: which archive owns it, and which of its files no row refers to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.db import transaction

from reports.facts.reference import FOLDER
from reports.files.folder_owner import (
    UnreadableOwner,
    owner_of_folder,
    owner_path,
    replace_owner,
    write_first_owner,
)
from reports.files.originals import (
    digest_of,
    originals_root,
    quarantine_original,
    remove_half_written,
    store_original,
    whole_originals,
)
from reports.models import RedactedOriginal, Source
from reports.models.identity import ArchiveIdentity
from reports.publishing.operations import Refused, lock_archive

WHAT_TO_DO = (
    "Name this archive’s own folder in ORIGINALS_ROOT (an empty one will do for a new archive), "
    "or in DATABASE_URL the database that the folder belongs to. If the folder does belong to this "
    "database, run: .venv/bin/python manage.py adopt_originals"
)
"""Advice about a folder that belongs to another archive."""


@dataclass(frozen=True, slots=True)
class Stray:
    """A whole original that no row refers to. `is_sample`: it is one of the sample reports."""

    path: Path
    size: int
    is_sample: bool


def refuse_foreign_folder() -> None:
    """Raise `Refused` if the folder of originals belongs to another archive. Writes nothing.

    A folder without an id, left by versions before ids, is this archive's if it is empty or if a
    row refers to one of its originals.
    """
    root = originals_root()
    ours = ArchiveIdentity.current_id()
    try:
        owner = owner_of_folder()
    except (UnreadableOwner, OSError) as error:
        raise Refused(
            f"The archive that owns the originals in {root} is unknown: {error} {WHAT_TO_DO}"
        ) from error
    if owner is not None and owner != ours:
        raise Refused(
            f"The originals in {root} belong to another archive: the folder’s id is {owner}, "
            f"this database’s is {ours}. Nothing was written. {WHAT_TO_DO}"
        )
    if owner is None:
        _refuse_unreferenced_originals()


def _refuse_unreferenced_originals() -> None:
    names = [path.name for path in whole_originals()]
    if not names or referenced_originals().intersection(names):
        return
    originals = f"{len(names)} original{'s' if len(names) > 1 else ''}"
    raise Refused(
        f"{originals_root()} holds {originals}, and this database has none of them. "
        f"Nothing was written. {WHAT_TO_DO}"
    )


def claim_originals_folder() -> None:
    """Make sure that this archive owns the folder of originals, before a file is written to it.

    A folder without an id gets this archive's id. Raises `Refused` if the folder belongs to another
    archive, or its id cannot be written.
    """
    refuse_foreign_folder()
    try:
        if owner_of_folder() is None:
            write_first_owner(ArchiveIdentity.current_id())
            refuse_foreign_folder()
    except OSError as error:
        raise Refused(
            f"{owner_path()} cannot be written: {error.strerror}. Nothing was imported."
        ) from error


def prepare_originals_folder(*, dry_run: bool = False) -> None:
    """Claim the folder for an import, and remove half-written files that are older than a day.

    With `dry_run` nothing is written or removed. Raises `Refused` for a folder of another archive.
    """
    if dry_run:
        refuse_foreign_folder()
        return
    claim_originals_folder()
    remove_half_written()


def write_original(content: bytes) -> None:
    """Store a file among the originals. Raises `Refused` if it cannot be written."""
    try:
        store_original(content)
    except OSError as error:
        raise Refused(
            f"The file could not be written to {originals_root()}: {error.strerror}. "
            "Nothing of it was stored."
        ) from error


def adopt_originals_folder() -> UUID:
    """Give the folder this archive's id, whatever id it has, and return the id."""
    archive_id = ArchiveIdentity.current_id()
    replace_owner(archive_id)
    return archive_id


def referenced_originals() -> set[str]:
    """The SHA-256 of every original that a row refers to."""
    sources = Source.objects.values_list("sha256", flat=True)
    return {*sources, *RedactedOriginal.objects.values_list("sha256", flat=True)}


@transaction.atomic
def stray_originals() -> list[Stray]:
    """The whole originals that no row refers to, in the order of their digests.

    Waits for an import that is running: its files have no rows yet.
    """
    lock_archive()
    return _strays(referenced_originals())


@transaction.atomic
def quarantine_strays() -> list[Path]:
    """Move the strays to the quarantine folder and return their new paths.

    Raises `Refused` if the folder of originals belongs to another archive.
    """
    lock_archive()
    claim_originals_folder()
    return [quarantine_original(stray.path.name) for stray in _strays(referenced_originals())]


def _strays(referenced: Collection[str]) -> list[Stray]:
    files = [path for path in (FOLDER / "samples").iterdir() if path.is_file()]
    samples = {digest_of(path.read_bytes()) for path in files}
    return [
        Stray(path, path.stat().st_size, path.name in samples)
        for path in whole_originals()
        if path.name not in referenced
    ]
