"""The drills in their order: first those that ask one running archive, then those with archives of their own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from tests.drill import (
    exports,
    full_disk,
    fuzzed_requests,
    hostile_files,
    idle_connections,
    kills,
    recovery,
)
from tests.drill.homes import Home, RunningArchive, running
from tests.drill.reports import write_slices
from tests.drill.rows import DrillRow, Extent

ASKING: dict[str, Callable[[RunningArchive, Extent], Iterator[DrillRow]]] = {
    "idle": idle_connections.drill,
    "exports": exports.drill,
    "hostile": hostile_files.drill,
    "fuzz": fuzzed_requests.drill,
}
"""Drills of one running archive. The requests at random come last: an administrator's change what it holds."""
ENDING: dict[str, Callable[[Home, Path, Extent], Iterator[DrillRow]]] = {
    "recovery": recovery.drill,
    "disk": full_disk.drill,
    "kills": kills.drill,
}
"""Drills that take copies of an archive."""
NAMES = (*ASKING, *ENDING)
REPORTS_AT_START = 60
"""How many reports the archive holds in the whole form; in the short one it has the samples alone."""


def run(folder: Path, extent: Extent, names: Collection[str] = NAMES) -> Iterator[DrillRow]:
    """Run the drills of these names in an empty folder, and yield their rows as they come."""
    folder.chmod(0o755)  # the database server may run under an account of its own
    template = first_archive(folder, extent)
    asking = [ASKING[name] for name in names if name in ASKING]
    if asking:
        with running(template.copy_to(folder / "asked")) as archive:
            for ask in asking:
                yield from ask(archive, extent)
    for name in names:
        if name in ENDING:
            own = folder / name
            own.mkdir()
            yield from ENDING[name](template, own, extent)


def first_archive(folder: Path, extent: Extent) -> Home:
    """Return the home of a new archive with reports in it, which has stopped."""
    template = Home(folder / "template")
    with running(template):
        if not extent.short:
            (reports,) = write_slices(folder / "first", 1, REPORTS_AT_START, extent.seed + 300)
            template.manage("import_reports", str(reports))
    return template
