"""`kill -9` at every process of an archive, one at a time, while reports are being imported."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from subprocess import Popen, TimeoutExpired

import psutil

from tests.drill import sql, visits
from tests.drill.homes import SECONDS, SECONDS_TO_IMPORT, Home, RunningArchive, postmaster, running
from tests.drill.reports import write_slices
from tests.drill.rows import DrillRow, Extent

PAGES = ("/", "/authorities/", "/search/?q=children")
REPORTS_A_ROUND = 4
READER = "a process that reads a file"


@dataclass(slots=True)
class Round:
    """What happened in one round: the process that was killed, and what was lost."""

    victim: str
    was_running: bool
    lost: list[str]
    whole: int
    absent: int


def drill(template: Home, folder: Path, extent: Extent) -> Iterator[DrillRow]:
    """Kill each kind of process in turn, and yield a row for each kind."""
    slices = write_slices(
        folder / "reports", extent.rounds, REPORTS_A_ROUND, seed=extent.seed, use="kills"
    )
    undisturbed = template.copy_to(folder / "reference", REPORTS=str(folder / "reports"))
    reference = imported_undisturbed(undisturbed, slices)
    home = template.copy_to(folder / "killed")
    random = Random(extent.seed)
    victims = list(VICTIMS)
    rounds = []
    with running(home) as archive:
        for index, reports in enumerate(slices):
            victim = victims[index % len(victims)]
            delay = random.uniform(0.5, 4) if (index // len(victims)) % 2 else None
            rounds.append(one_round(archive, victim, reports, reference, delay))
            print(f"  {rounds[-1]}", flush=True)
        at_the_end = list(home.must_be_whole())
        shown = sql.published_reports(home)
        missing = [sha256 for sha256 in reference if shown.get(sha256) != reference[sha256]]
        at_the_end += [f"the report {sha256[:8]}…" for sha256 in missing]
    yield from rows_of(rounds)
    done = "Imported again what the kills had interrupted, and compared each report with an undisturbed import"
    yield DrillRow(done, len(reference), "All are there, word for word.", tuple(at_the_end))


def imported_undisturbed(home: Home, slices: list[Path]) -> dict[str, str]:
    """Return the checksums of all reports of the slices, as an archive shows them that nobody disturbs.

    The home imports them at its start.
    """
    with running(home):
        shown = sql.published_reports(home)
    originals = [sha256 for reports in slices for sha256 in digests_of(reports)]
    return {sha256: shown[sha256] for sha256 in originals if sha256 in shown}


def one_round(
    archive: RunningArchive,
    victim: str,
    reports: Path,
    reference: dict[str, str],
    delay: float | None,
) -> Round:
    """Kill one process during an import; look what is left; import the rest."""
    home = archive.home
    with home.managing("import_reports", "--workers", "2", str(reports)) as importing:
        first = wait_for_moment(importing, victim, delay)
        target = VICTIMS[victim](archive, importing)
        if target:
            with suppress(psutil.NoSuchProcess):
                target.kill()
        said, complained = importing.communicate(timeout=SECONDS_TO_IMPORT)
    lost = [f"{victim}: the import ended in a traceback"] if "Traceback" in complained else []
    lost += look_again(archive)
    shown = sql.published_reports(home)
    lost += [
        f"the report {sha256[:8]}… is half there"
        for sha256 in reference
        if _differs(sha256, shown, reference)
    ]
    lost += sql.originals_lost(home)
    ours = digests_of(reports) & set(reference)
    promised = sum(line.startswith(("created", "revised")) for line in (first + said).splitlines())
    there = len(ours & set(shown))
    if there < promised:
        lost.append(f"{promised - there} reports that were said to be imported")
    home.manage("import_reports", str(reports))
    return Round(victim, target is not None, lost, there, len(ours) - there)


def wait_for_moment(importing: Popen[str], victim: str, delay: float | None) -> str:
    """Wait until a process is to be killed; return what the import printed until then.

    Without a `delay`, in seconds, that is when the first report was imported. A process that reads
    a file is killed as soon as it is there.
    """
    if victim == READER:
        return ""
    if delay is None and importing.stdout:
        return importing.stdout.readline()
    with suppress(TimeoutExpired):
        importing.wait(delay)
    return ""


def look_again(archive: RunningArchive) -> list[str]:
    """Start the archive again if it died; return the pages that it does not answer within a minute."""
    if archive.process.poll() is not None:
        archive.start_again()
    deadline = time.monotonic() + SECONDS / 3
    silent = list(PAGES)
    while silent and time.monotonic() < deadline:
        with suppress(OSError, visits.NoAnswer):
            if visits.get(archive.address, silent[0]).status == 200:
                silent.pop(0)
                continue
        time.sleep(0.2)
    return [f"the page {path}" for path in silent]


def rows_of(rounds: list[Round]) -> Iterator[DrillRow]:
    """Yield a row for each kind of process."""
    for victim, times in Counter(each.victim for each in rounds if each.was_running).items():
        mine = [each for each in rounds if each.victim == victim and each.was_running]
        whole, absent = sum(each.whole for each in mine), sum(each.absent for each in mine)
        result = f"Of the reports being imported {whole} were there whole and {absent} not at all, none in part."
        lost = tuple(sentence for each in mine for sentence in each.lost)
        yield DrillRow(f"`kill -9` at {victim} during an import", times, result, lost)
    for each in rounds:
        if not each.was_running and each.lost:
            yield DrillRow(f"Import, {victim_gone(each.victim)}", 1, "", tuple(each.lost))


def victim_gone(victim: str) -> str:
    """Return what to say of a process that had ended before it was to be killed."""
    return f"at whose end {victim} was no longer there"


def digests_of(folder: Path) -> set[str]:
    """Return the SHA-256 of every file in a folder."""
    return {hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


def _differs(sha256: str, shown: dict[str, str], reference: dict[str, str]) -> bool:
    return sha256 in shown and shown[sha256] != reference[sha256]


Choice = Callable[[RunningArchive, "Popen[str]"], "psutil.Process | None"]


def _supervisor(archive: RunningArchive, _: Popen[str]) -> psutil.Process | None:
    return psutil.Process(archive.process.pid)


def _server(archive: RunningArchive, _: Popen[str]) -> psutil.Process | None:
    return archive.serving()


def _worker(archive: RunningArchive, _: Popen[str]) -> psutil.Process | None:
    return archive.workers()[0]


def _postmaster(archive: RunningArchive, _: Popen[str]) -> psutil.Process | None:
    return postmaster(archive.home)


def _session(archive: RunningArchive, _: Popen[str]) -> psutil.Process | None:
    return _of_database(archive, "archive archive")


def _checkpointer(archive: RunningArchive, _: Popen[str]) -> psutil.Process | None:
    return _of_database(archive, "checkpointer")


def _keeper(archive: RunningArchive, _: Popen[str]) -> psutil.Process | None:
    return next(
        (each for each in psutil.process_iter(["cmdline"]) if _keeps(each, archive.home)), None
    )


def _keeps(process: psutil.Process, home: Home) -> bool:
    return {"config.embedded.keeper", str(home.folder)} <= set(process.info["cmdline"] or [])


def _of_database(archive: RunningArchive, title: str) -> psutil.Process | None:
    """Return the newest process of the database server whose title contains the words."""
    server = postmaster(archive.home)
    processes = server.children() if server else []
    titled = [each for each in processes if title in _title(each)]
    return max(titled, key=lambda each: each.create_time(), default=None)


def _title(process: psutil.Process) -> str:
    with suppress(psutil.Error):
        return " ".join(process.cmdline())
    return ""


def _import(_: RunningArchive, importing: Popen[str]) -> psutil.Process | None:
    return psutil.Process(importing.pid) if importing.poll() is None else None


def _reader(_: RunningArchive, importing: Popen[str]) -> psutil.Process | None:
    """Return the last of the processes below the import, as soon as there is one."""
    while importing.poll() is None:
        with suppress(psutil.NoSuchProcess):
            below = psutil.Process(importing.pid).children(recursive=True)
            if below:
                return below[-1]
        time.sleep(0.01)
    return None


VICTIMS: dict[str, Choice] = {
    "the import command": _import,
    "the database server (postmaster)": _postmaster,
    READER: _reader,
    "the web server (gunicorn’s parent)": _server,
    "the supervisor of the web server": _supervisor,
    "a database session": _session,
    "a web worker": _worker,
    "the keeper of the database": _keeper,
    "the checkpointer of the database": _checkpointer,
}
"""What is killed, and how it is found; the first is that of the short form."""
