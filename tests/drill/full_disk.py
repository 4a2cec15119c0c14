"""Full disks: small ones, made of memory, as the home of what an archive writes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.drill import sql, visits
from tests.drill.homes import Home, running
from tests.drill.reports import write_slices
from tests.drill.rows import DrillRow, Extent

MEGABYTE = 2**20
PAGE = 4096
DONE = {
    "originals": "Import with no room for the originals",
    "upload": "Upload at the desk with no room for the originals",
    "temporary": "Exports and an upload with no room for temporary files",
    "backup": "Backup to a disk with no room for it",
    "database": "Import with no room for the database",
}


class NoSmallDisk(Exception):
    """This machine mounts no small disk; says why."""


def drill(template: Home, folder: Path, extent: Extent) -> Iterator[DrillRow]:
    """Fill each of the disks in turn; yield skipped rows where none can be mounted."""
    try:
        with small_disk(folder / "probe", MEGABYTE):
            pass
    except NoSmallDisk as reason:
        yield from (DrillRow(done, 0, skipped=str(reason)) for done in DONE.values())
        return
    (reports,) = write_slices(folder / "reports", 1, 3, seed=extent.seed, use="disk")
    needed = bytes_in(template.originals) + bytes_in(reports)
    with small_disk(folder / "disk", needed + 4 * MEGABYTE) as disk:
        home = template.copy_to(folder / "originals", ORIGINALS_ROOT=str(disk), TMPDIR=str(folder))
        subprocess.run(["cp", "-a", f"{home.folder}/originals/.", str(disk)], check=True)
        with running(home) as archive:
            yield import_without_room(home, disk, reports)
            if extent.short:
                return
            yield upload_without_room(archive.address, home, disk)
            yield backup_without_room(home, disk, folder)
    with small_disk(folder / "temporary", 64 * MEGABYTE) as disk:
        yield temporary_without_room(template.copy_to(folder / "exports", TMPDIR=str(disk)), disk)
    with small_disk(folder / "home", 1024 * MEGABYTE) as disk:
        yield database_without_room(
            template.copy_to(disk, STATIC_ROOT=str(folder / "static")), disk, reports
        )


def bytes_in(folder: Path) -> int:
    """Return how much the files in a folder take on a disk, each a whole number of pages."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return sum(size + PAGE for size in sizes)


def import_without_room(home: Home, disk: Path, reports: Path) -> DrillRow:
    """Import while the disk of originals is full, then again after room was made."""
    before = sql.published_reports(home)
    with filled(disk):
        refused = home.manage("import_reports", str(reports))
        lost = faults_of(refused, "No space left", "The disk is full")
        if sql.published_reports(home) != before:
            lost.append("something was published without its original")
    lost += half_written(disk)
    if home.manage("import_reports", str(reports)).returncode:
        lost.append("the import failed after room was made")
    lost += home.must_be_whole()
    return DrillRow(
        DONE["originals"], 1, "Refused in a sentence; imported after room was made.", tuple(lost)
    )


def upload_without_room(address: str, home: Home, disk: Path) -> DrillRow:
    """Upload a report as an administrator while the disk of originals is full."""
    cookies = logged_in(address, home)
    content = b"# A report\n\nThat nobody has written yet.\n" + os.urandom(40).hex().encode()
    sources = sql.rows(home, "SELECT count(*) FROM reports_source")
    with filled(disk):
        answer = visits.upload(address, cookies, "report.txt", content)
    lost = [] if answer.status in {200, 302, 507} else [f"the upload was answered {answer.status}"]
    if sql.rows(home, "SELECT count(*) FROM reports_source") != sources:
        lost.append("a row without its original")
    lost += half_written(disk)
    return DrillRow(
        DONE["upload"], 1, f"Answered {answer.status} by a page; nothing was stored.", tuple(lost)
    )


def backup_without_room(home: Home, disk: Path, folder: Path) -> DrillRow:
    """Back up to the full disk."""
    with filled(disk):
        refused = home.manage("backup", str(disk / "backup.tar.gz"))
        lost = faults_of(refused, "no room left", "The disk is full", "No space left")
    lost += [f"{path.name} was left" for path in disk.iterdir() if "backup" in path.name]
    whole = folder / "backup.tar.gz"
    if home.manage("backup", str(whole)).returncode or home.manage("verify", str(whole)).returncode:
        lost.append("the backup to another disk")
    return DrillRow(
        DONE["backup"], 1, "Refused in a sentence; no part of a file was left.", tuple(lost)
    )


def temporary_without_room(home: Home, disk: Path) -> DrillRow:
    """Ask for exports and send an upload of a megabyte while the disk of temporary files is full."""
    lost = []
    statuses = []
    with running(home) as archive:
        cookies = logged_in(archive.address, home)
        with filled(disk):
            answers = [
                visits.get(archive.address, f"/search.{kind}?q=children")
                for kind in ("csv", "xlsx")
            ]
            answers.append(visits.upload(archive.address, cookies, "report.txt", bytes(MEGABYTE)))
            statuses = [answer.status for answer in answers]
            page = visits.get(archive.address, "/")
        # A small file may fit into what is held in memory.
        lost += [f"answered {status}" for status in statuses[:2] if status not in {200, 503, 507}]
        if statuses[2] not in {200, 302, 400, 413, 507}:
            lost.append(f"the upload was answered {statuses[2]}")
        if page.status != 200:
            lost.append("pages, meanwhile")
        if visits.get(archive.address, "/search.xlsx?q=children").status != 200:
            lost.append("the export after room was made")
    listed = ", ".join(map(str, statuses))
    return DrillRow(
        DONE["temporary"], 3, f"Answered {listed}; pages were answered meanwhile.", tuple(lost)
    )


def database_without_room(home: Home, disk: Path, reports: Path) -> DrillRow:
    """Import while the disk of the database is full, then again after room was made."""
    with running(home):
        before = sql.published_reports(home)
    with filled(disk, leave=MEGABYTE // 5):
        refused = home.manage("import_reports", str(reports))
        lost = faults_of(refused, "The disk is full", "No space left")
    if home.manage("import_reports", str(reports)).returncode:
        lost.append("the import failed after room was made")
    lost += home.must_be_whole()
    with running(home):
        after = sql.published_reports(home)
        lost += sql.originals_lost(home)
        samples_made_way = not set(before) <= set(after)
        if len(after) < 3 or (
            not samples_made_way and any(after[key] != before[key] for key in before)
        ):
            lost.append("reports")
    return DrillRow(
        DONE["database"], 1, "Refused in a sentence; whole after room was made.", tuple(lost)
    )


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    """Give a folder with a disk of `size` bytes of its own. Raises `NoSmallDisk` where that is not allowed."""
    if os.geteuid() != 0 or sys.platform != "linux":
        raise NoSmallDisk("only root on Linux may mount a small disk")
    folder.mkdir(mode=0o755)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=0755", "tmpfs", str(folder)]
    mounted = subprocess.run(command, check=False, capture_output=True, text=True)
    if mounted.returncode:
        raise NoSmallDisk("this machine mounts no small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def filled(disk: Path, leave: int = 0) -> Iterator[None]:
    """Fill a disk but for `leave` bytes meanwhile."""
    filler = disk / "filler"
    try:
        with filler.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(64 * 1024))
            except OSError:
                file.truncate(max(0, file.tell() - leave))
        yield
    finally:
        filler.unlink()


def faults_of(refused: subprocess.CompletedProcess[str], *sentences: str) -> list[str]:
    """Return what is wrong with a command's refusal, which must say one of the sentences."""
    said = refused.stdout + refused.stderr
    faults = []
    if refused.returncode == 0:
        faults.append("it ended with 0, as if it had worked")
    if "Traceback" in said:
        faults.append("it ended in a traceback")
    if not any(sentence in said for sentence in sentences):
        faults.append(f"it did not say that the disk is full, but: {said.strip()[-200:]}")
    return faults


def half_written(disk: Path) -> list[str]:
    """Return a sentence for each half-written original."""
    return [f"{path.name} half-written" for path in disk.rglob("*-half-*")]


def logged_in(address: str, home: Home) -> str:
    """Return the cookies of a new administrator."""
    home.environment["DJANGO_SUPERUSER_PASSWORD"] = visits.PASSWORD
    home.manage("createsuperuser", "--noinput", "--username", "drill", "--email", "")
    return visits.log_in(address, "drill")
