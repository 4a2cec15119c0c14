"""The folder of releases: a folder for each release, named by its day, and the link `latest`.

A release is written into a draft folder beside the others, and gets its name when it is complete.
Nothing in a finished release ever changes.
"""

from __future__ import annotations

import fcntl
import re
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reports.files.originals import write_through

LATEST = "latest"
SUMS = "SHA256SUMS"
LOCK = ".lock"
DRAFT = ".draft-"
NAME = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(-(?P<number>[1-9]\d{0,3}))?", re.ASCII)
"""The name of a release: its day, and from the second release of a day on, a number."""
SUM = re.compile(r"(?P<sha256>[0-9a-f]{64})  (?P<name>[a-z0-9][A-Za-z0-9.-]*)")
"""A line of `SHA256SUMS`, in the format of `sha256sum`."""


class BeingWritten(Exception):
    """Another release is being written into the same folder."""


class LatestIsNoLink(Exception):
    """There is a file or folder `latest` that is not a link."""


@dataclass(frozen=True, slots=True)
class Release:
    """A finished release in its folder."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def order(self) -> tuple[str, int]:
        """The key that sorts releases: the day, then the number, 1 for the first of a day."""
        parts = NAME.fullmatch(self.name)
        if parts is None:
            raise ValueError(f"{self.name} is no name of a release.")
        return parts["day"], int(parts["number"] or 1)

    def sums(self) -> dict[str, str]:
        """The SHA-256 of each of its files, by their names."""
        lines = (self.path / SUMS).read_text(encoding="utf-8").splitlines()
        return {line["name"]: line["sha256"] for line in map(SUM.fullmatch, lines) if line}


def releases(folder: Path) -> list[Release]:
    """The finished releases in a folder, the latest first; none if there is no such folder."""
    try:
        paths = list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    candidates = [Release(path) for path in paths if NAME.fullmatch(path.name)]
    whole = [release for release in candidates if (release.path / SUMS).is_file()]
    return sorted(whole, key=lambda release: release.order, reverse=True)


def latest_release(folder: Path) -> Release | None:
    """The release that `latest` links to; None if there is none."""
    try:
        name = (folder / LATEST).readlink().name
    except OSError:
        return None
    return next((release for release in releases(folder) if release.name == name), None)


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Create the folder, and lock it so that no other process writes a release into it.

    Raises `BeingWritten`, `LatestIsNoLink`, and `OSError` if the folder cannot be created.
    """
    folder.mkdir(parents=True, exist_ok=True)
    latest = folder / LATEST
    if latest.exists() and not latest.is_symlink():
        raise LatestIsNoLink
    with (folder / LOCK).open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BeingWritten from error
        for draft in folder.glob(f"{DRAFT}*"):  # left by a process that was killed
            shutil.rmtree(draft, ignore_errors=True)
        yield


@contextmanager
def draft_folder(folder: Path) -> Iterator[Path]:
    """A new draft folder; deleted at the end unless it was renamed."""
    draft = Path(tempfile.mkdtemp(prefix=DRAFT, dir=folder))
    try:
        draft.chmod(0o755)  # a web server, among others, may read it
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def publish(draft: Path, day: date) -> Release:
    """Give a complete draft its name, and let `latest` link to it.

    All files are on the disk (fsync) before the folder is renamed, and the new name is before the
    link changes. So a power cut leaves either the old release or the new one.
    """
    folder = draft.parent
    for path in draft.iterdir():
        write_through(path)
    write_through(draft)
    release = Release(folder / _free_name(folder, day))
    draft.rename(release.path)
    write_through(folder)
    link = folder / f"{DRAFT}{secrets.token_hex(8)}"
    link.symlink_to(release.name)
    link.replace(folder / LATEST)
    write_through(folder)
    return release


def _free_name(folder: Path, day: date) -> str:
    """A name that is not taken: the day, or the day with a number: 2026-11-28, 2026-11-28-2."""
    name = day.isoformat()
    number = 1
    while (folder / name).exists():
        number += 1
        name = f"{day.isoformat()}-{number}"
    return name
