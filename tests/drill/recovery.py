"""Backup, destruction and restore of a whole archive; and damage that `verify` must find."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.drill import sql, visits
from tests.drill.homes import Home, running
from tests.drill.reports import write_slices
from tests.drill.rows import DrillRow, Extent

PAGES = (
    "/",
    "/authorities/",
    "/inspections.csv",
    "/search/?q=children",
    "/search.csv?q=children",
    "/trends/?q=visits",
    "/points.csv",
    "/timing.csv",
    "/subjects/",
    "/compare/?authority=wexcombe&authority=saltmarsh-bay",
    "/sitemap.xml",
)
NOT_COMPARED = {"django_session"}
"""No backup holds sessions: a row of them is as good as a password."""
COUNTED_UP = {"reports_archiveversion"}
"""A restore counts the version up, so that nothing stays cached of what stood there before."""


def drill(template: Home, folder: Path, extent: Extent) -> Iterator[DrillRow]:
    """Destroy an archive and bring it back, as often as the extent says; then damage one."""
    times = 1 if extent.short else 3
    lost: list[str] = []
    reports = write_slices(folder / "reports", times, 12, seed=extent.seed, use="recovery")
    for index in range(times):
        home = template.copy_to(folder / f"archive-{index}")
        if not extent.short:
            home.manage("import_reports", str(reports[index]))
        tables, originals, pages, wrong = destroyed_and_restored(
            home, folder / f"backup-{index}.tar.gz"
        )
        lost += wrong
    result = f"{tables} tables, {originals} originals and {pages} pages compared, the last time."
    done = "Backup of a running archive → its home deleted → backup verified → restored → every table, original and page"
    yield DrillRow(f"{done} compared with before", times, result, tuple(lost))
    if not extent.short:
        yield from damages(home, folder / "damaged.tar.gz", Random(extent.seed))


def destroyed_and_restored(home: Home, backup: Path) -> tuple[int, int, int, list[str]]:
    """Return how many tables, originals and pages were compared, and what is no longer as it was."""
    with running(home) as archive:
        pages = answered(archive.address)
        lost = failures(home, "backup", str(backup))
        tables, originals = sql.checksums(home), sql.original_digests(home)
    shutil.rmtree(home.folder)
    lost += failures(home, "verify", str(backup))
    shutil.rmtree(home.folder, ignore_errors=True)  # which `verify` may have begun
    lost += failures(home, "restore", str(backup))
    lost += home.must_be_whole()
    with running(home) as archive:
        pages_again = answered(archive.address)
        tables_again, originals_again = sql.checksums(home), sql.original_digests(home)
        lost += archive.failures()
    lost += [
        f"the table {table} differs: {tables[table]} before, {tables_again.get(table, 'gone')} after"
        for table in tables
        if table not in NOT_COMPARED | COUNTED_UP and tables[table] != tables_again.get(table)
    ]
    lost += [
        f"the original {name}" for name in originals if originals_again.get(name) != originals[name]
    ]
    lost += [f"the page {path}" for path in PAGES if pages_again[path] != pages[path]]
    compared = len(set(tables) - NOT_COMPARED - COUNTED_UP)
    return compared, len(originals), len(PAGES), lost


def answered(address: str) -> dict[str, tuple[int, bytes]]:
    """Return the status and the content of every page."""
    answers = {path: visits.get(address, path) for path in PAGES}
    return {
        path: (each.status, visits.comparable(each.body, address)) for path, each in answers.items()
    }


def damages(home: Home, backup: Path, random: Random) -> Iterator[DrillRow]:
    """Damage originals, rows of the index and a backup, one thing at a time; yield whether each was noticed."""
    times = 5
    with running(home):
        home.manage("backup", str(backup))
        files = sorted(home.originals.glob("[0-9a-f][0-9a-f]/*"))
        unnoticed = [file for file in random.sample(files, times) if not _noticed(home, file)]
        yield DrillRow(
            "One bit of an original turned",
            times,
            "`verify` named each.",
            tuple(f"{file} unnoticed" for file in unnoticed),
        )
    content = backup.read_bytes()
    unnoticed_at = []
    for _ in range(times):
        place = random.randrange(len(content))
        backup.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        if home.manage("verify", str(backup)).returncode == 0 and not _is_of_no_meaning(
            place, len(content)
        ):
            unnoticed_at.append(f"byte {place} of a backup unnoticed")
    yield DrillRow(
        "One bit of a backup turned", times, "`verify` refused each.", tuple(unnoticed_at)
    )


def failures(home: Home, *command: str) -> list[str]:
    """Run a command that must succeed; return what it said when it did not."""
    ended = home.manage(*command)
    if ended.returncode == 0:
        return []
    return [f"{command[0]} failed: {(ended.stderr or ended.stdout).strip()[-300:]}"]


def _noticed(home: Home, file: Path) -> bool:
    """Turn a bit of an original, look whether `verify` names it, and turn the bit back."""
    content = file.read_bytes()
    file.chmod(0o600)
    file.write_bytes(bytes([content[0] ^ 1]) + content[1:])
    verified = home.manage("verify")
    file.write_bytes(content)
    return verified.returncode == 1 and file.name in verified.stdout


def _is_of_no_meaning(place: int, size: int) -> bool:
    """Whether a byte of a gzip file says nothing of its content: its time and system (RFC 1952), in the head."""
    return place < 10 or place >= size
