"""The folder of originals and the archive's rows: whose it is, and which files no row names."""

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
from reports.publishing.operations import Refused, wait_for_the_archive

WHAT_TO_DO = (
    "Name this archive’s own folder in ORIGINALS_ROOT (an empty one will do for a new archive), "
    "or in DATABASE_URL the database that the folder belongs to. If the folder does belong to this "
    "database, run: .venv/bin/python manage.py adopt_originals"
)
"""What a person can do about a folder of another archive."""


@dataclass(frozen=True, slots=True)
class Stray:
    """A whole original that no row names; `is_sample` where it comes with the archive's code."""

    path: Path
    size: int
    is_sample: bool


def refuse_foreign_folder() -> None:
    """Raise `Refused` when the folder of originals belongs to another archive; write nothing.

    A folder without an id is this archive's where it holds no original, or one that a row names:
    versions before ids left it so.
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
    """Make sure that the folder of originals is this archive's, before anything is written to it.

    A new folder, or one of a version before ids, gets this archive's id. Raises `Refused` where the
    folder belongs to another archive, or its id cannot be written.
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
    """Before files come in: claim the folder, and remove half-written files older than a day.

    With `dry_run` nothing is written or removed. Raises `Refused` for a folder of another archive.
    """
    if dry_run:
        refuse_foreign_folder()
        return
    claim_originals_folder()
    remove_half_written()


def write_original(content: bytes) -> None:
    """Write a file that came in to the originals. Raises `Refused` when it cannot be written."""
    try:
        store_original(content)
    except OSError as error:
        raise Refused(
            f"The file could not be written to {originals_root()}: {error.strerror}. "
            "Nothing of it was stored."
        ) from error


def adopt_originals_folder() -> UUID:
    """Make the folder this archive's, whoever had it before, and return the archive's id."""
    archive_id = ArchiveIdentity.current_id()
    replace_owner(archive_id)
    return archive_id


def referenced_originals() -> set[str]:
    """The SHA-256 of every original that a row refers to."""
    sources = Source.objects.values_list("sha256", flat=True)
    return {*sources, *RedactedOriginal.objects.values_list("sha256", flat=True)}


@transaction.atomic
def stray_originals() -> list[Stray]:
    """The whole originals that no row names, in the order of their digests.

    An import that runs is waited for, so that no file of it is among them.
    """
    wait_for_the_archive()
    return _strays(referenced_originals())


@transaction.atomic
def quarantine_strays() -> list[Path]:
    """Move the strays to the quarantine folder and return their new paths.

    Raises `Refused` where the folder of originals belongs to another archive.
    """
    wait_for_the_archive()
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
