"""The list of a release's files, for the page of open data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from search.releases.folder import SUMS, Release


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """A file of a release: its name, its size in bytes, its SHA-256, and its address as a path.

    `sha256` is empty for the file with the sums.
    """

    name: str
    size: int
    sha256: str
    path: str


@dataclass(frozen=True, slots=True)
class ListedRelease:
    """A release with its files, by name."""

    name: str
    day: date
    files: list[ReleaseFile]


def listed(release: Release) -> ListedRelease:
    """A finished release with the files that it holds."""
    sums = {SUMS: "", **release.sums()}
    files = []
    for name in sorted(sums):
        size = (release.path / name).stat().st_size
        address = reverse("open-data-file", args=[release.name, name])
        files.append(ReleaseFile(name, size, sums[name], address))
    return ListedRelease(release.name, date.fromisoformat(release.order[0]), files)
