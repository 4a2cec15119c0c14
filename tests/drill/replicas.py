"""The primary server killed while readers ask for pages, its replica promoted, and all goes on."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from tests.drill import visits
from tests.drill.homes import SECONDS, Home, RunningArchive, running
from tests.drill.rows import DrillRow, Extent
from tests.support.clusters import Cluster, primary

READERS = 4
PATH = "/authorities/wexcombe/"
NUMBERED = re.compile(r"Wexcombe (\d+)")
"""The name that the authority is given with each change: its number tells older pages from newer."""
CHANGES = 10
PAUSE = 0.3
"""Seconds between changes, and for a replica to take over the last one."""
AWAY = 3.0
"""Seconds that the primary is away before the replica is promoted."""


class Reader(threading.Thread):
    """Asks for one page again and again; `lost` says what was not answered, or was older."""

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True)
        self.address = address
        self.is_leaving = threading.Event()
        self.answers = 0
        self.slowest = 0.0
        self.newest = 0
        self.lost: list[str] = []

    def run(self) -> None:
        while not self.is_leaving.wait(0.05):
            try:
                self.read(visits.get(self.address, PATH))
            except (OSError, visits.NoAnswer) as error:
                self.lost.append(f"{PATH}: {error!r}")

    def read(self, visit: visits.Visit) -> None:
        """Take an answer, and compare it with those before."""
        self.answers += 1
        self.slowest = max(self.slowest, visit.seconds)
        if visit.status != 200:
            self.lost.append(f"{PATH} was answered {visit.status}")
            return
        number = max(map(int, NUMBERED.findall(visit.body.decode())), default=0)
        if number < self.newest:
            self.lost.append(f"{PATH} showed change {number} after {self.newest}")
        self.newest = max(number, self.newest)


def drill(_template: Home, folder: Path, extent: Extent) -> Iterator[DrillRow]:
    """Lose the primary as often as the extent says; each time with servers of its own."""
    times = 1 if extent.short else 3
    readers: list[Reader] = []
    waits: list[float] = []
    lost: list[str] = []
    for index in range(times):
        with primary() as first:
            home = Home(folder / f"home-{index}", **_addresses(first))
            for command in ("migrate", "load_reference", "samples"):
                home.manage(command)
            second = first.replica(5433)
            with running(home) as archive:
                readers += _lose_primary(archive, first, second, waits)
                lost += archive.failures()
    lost += [each for reader in readers for each in reader.lost]
    answers = sum(reader.answers for reader in readers)
    slowest = max(reader.slowest for reader in readers)
    yield DrillRow(
        f"The primary server killed while {READERS} readers asked for pages, its replica promoted",
        times,
        f"{answers:,} pages were answered, none older than the one before, the slowest in {slowest:.2f} s; "
        f"a change after the promotion was seen within {max(waits):.1f} s.",
        tuple(lost),
    )


def _lose_primary(
    archive: RunningArchive, first: Cluster, second: Cluster, waits: list[float]
) -> list[Reader]:
    """Change the archive under its readers, kill the primary, promote the replica, change it again."""
    readers = [Reader(archive.address) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    for number in range(1, CHANGES + 1):
        _change(first, number)
        time.sleep(PAUSE)
    first.stop()
    time.sleep(AWAY)
    second.promote()
    promoted = time.monotonic()
    _change(second, CHANGES + 1)
    while any(reader.newest <= CHANGES for reader in readers):
        if time.monotonic() - promoted > SECONDS:
            readers[0].lost.append("no page showed the change after the promotion")
            break
        time.sleep(0.05)
    waits.append(time.monotonic() - promoted)
    for reader in readers:
        reader.is_leaving.set()
        reader.join(SECONDS)
    return readers


def _addresses(first: Cluster) -> dict[str, str]:
    """The settings of web processes: whichever server takes changes, and the replica for pages."""
    hosts = f"host={first.folder},{first.folder}&port=5432,5433&user=archive"
    replica = Cluster(first.folder, 5433, first.account)
    return {
        "DATABASE_URL": f"postgres:///archive?{hosts}&target_session_attrs=read-write",
        "DATABASE_REPLICA_URLS": replica.address,
    }


def _change(cluster: Cluster, number: int) -> None:
    """Change what the page shows, as any publication does: the database counts the version up."""
    address = f"host={cluster.folder} port={cluster.port} user=archive dbname=archive"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            "UPDATE reports_authority SET name = %s WHERE slug = 'wexcombe'",
            [f"Wexcombe {number}"],
        )
