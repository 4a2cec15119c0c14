"""The drills in their order: first those that ask one running archive, then those with archives of their own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from tests.drill import (
    api_requests,
    exports,
    full_disk,
    fuzzed_requests,
    hostile_files,
    idle_connections,
    kills,
    recovery,
    replicas,
)
from tests.drill.homes import Home, RunningArchive, running
from tests.drill.reports import write_slices
from tests.drill.rows import DrillRow, Extent

ASKING: dict[str, Callable[[RunningArchive, Extent], Iterator[DrillRow]]] = {
    "idle": idle_connections.drill,
    "exports": exports.drill,
    "hostile": hostile_files.drill,
    "api": api_requests.drill,
    "fuzz": fuzzed_requests.drill,
}
"""Drills of one running archive. The requests at random come last: an administrator's change what it holds."""
ENDING: dict[str, Callable[[Home, Path, Extent], Iterator[DrillRow]]] = {
    "recovery": recovery.drill,
    "disk": full_disk.drill,
    "kills": kills.drill,
    "replicas": replicas.drill,
}
"""Drills that take copies of an archive."""
NAMES = (*ASKING, *ENDING)
REPORTS_AT_START = 30
"""How many reports the archive holds in the whole form; in the short one it has the samples alone."""


def run(
    folder: Path,
    extent: Extent,
    names: Collection[str] = NAMES,
    template: Home | None = None,
) -> Iterator[tuple[str, list[DrillRow]]]:
    """Run the drills of these names in an empty folder; yield the name and the rows of each.

    They begin with copies of `template`, an archive that has stopped; None makes one.
    """
    folder.chmod(0o755)  # the database server may run under an account of its own
    template = template or first_archive(folder, extent)
    asking = [name for name in ASKING if name in names]
    if asking:
        with running(template.copy_to(folder / "asked")) as archive:
            for name in asking:
                yield name, printed(ASKING[name](archive, extent))
    for name, drill in ENDING.items():
        if name in names:
            own = folder / name
            own.mkdir()
            yield name, printed(drill(template, own, extent))


def printed(rows: Iterator[DrillRow]) -> list[DrillRow]:
    """Return the rows, each of which is printed as it comes."""
    listed = []
    for row in rows:
        print(row.line(), flush=True)
        listed.append(row)
    return listed


def first_archive(folder: Path, extent: Extent) -> Home:
    """Return the home of a new archive with reports in it, which has stopped."""
    variables = {}
    if not extent.short:
        (reports,) = write_slices(
            folder / "first", 1, REPORTS_AT_START, seed=extent.seed, use="start"
        )
        # A start imports at once, where the command would yield to whoever else needs the machine.
        variables["REPORTS"] = str(reports)
    with running(Home(folder / "template", **variables)):
        pass
    return Home(folder / "template")
