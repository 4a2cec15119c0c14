"""The folder of releases: a folder a release, named by its day, and `latest`, a link to one.

A release is written into a draft beside the others, and takes its name when it is whole. Nothing
in a finished release is ever changed.
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
"""The name of a release: its day, with a number where that day has several."""
SUM = re.compile(r"(?P<sha256>[0-9a-f]{64})  (?P<name>[a-z0-9][A-Za-z0-9.-]*)")
"""A line of `SHA256SUMS`, as `sha256sum` writes and checks it."""


class BeingWritten(Exception):
    """Another release is being written into the same folder."""


class LatestIsNoLink(Exception):
    """Something else than a link is called `latest`."""


@dataclass(frozen=True, slots=True)
class Release:
    """A finished release in its folder."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def order(self) -> tuple[str, int]:
        """What releases are sorted by: the day, then the number, 1 for the first of a day."""
        parts = NAME.fullmatch(self.name)
        if parts is None:
            raise ValueError(f"{self.name} is no name of a release.")
        return parts["day"], int(parts["number"] or 1)

    def sums(self) -> dict[str, str]:
        """The SHA-256 of each of its files, by their names."""
        lines = (self.path / SUMS).read_text(encoding="utf-8").splitlines()
        return {line["name"]: line["sha256"] for line in map(SUM.fullmatch, lines) if line}


def releases(folder: Path) -> list[Release]:
    """The finished releases in a folder, the latest first; none where there is no such folder."""
    try:
        paths = list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    candidates = [Release(path) for path in paths if NAME.fullmatch(path.name)]
    whole = [release for release in candidates if (release.path / SUMS).is_file()]
    return sorted(whole, key=lambda release: release.order, reverse=True)


def latest_release(folder: Path) -> Release | None:
    """The release that `latest` leads to; None where it leads to none."""
    try:
        name = (folder / LATEST).readlink().name
    except OSError:
        return None
    return next((release for release in releases(folder) if release.name == name), None)


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Make the folder, and keep others from writing a release into it.

    Raises `BeingWritten`, `LatestIsNoLink`, and `OSError` where the folder cannot be made.
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
        for draft in folder.glob(f"{DRAFT}*"):  # of a release that was killed
            shutil.rmtree(draft, ignore_errors=True)
        yield


@contextmanager
def draft_folder(folder: Path) -> Iterator[Path]:
    """A new folder for a release; what is left of it at the end is removed."""
    draft = Path(tempfile.mkdtemp(prefix=DRAFT, dir=folder))
    try:
        draft.chmod(0o755)  # others may read it: a web server, for one
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def publish(draft: Path, day: date) -> Release:
    """Give a whole draft its name, and let `latest` lead to it.

    Everything is on the disk before the name, and the name before the link (fsync), so that a power
    cut leaves the old release or the new one.
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
    """The day, with a number where it is taken: 2026-11-28, 2026-11-28-2."""
    name = day.isoformat()
    number = 1
    while (folder / name).exists():
        number += 1
        name = f"{day.isoformat()}-{number}"
    return name
