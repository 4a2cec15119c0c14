"""Visitors who open connections and say nothing, or half of a request, while others ask for pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

from tests.drill import visits
from tests.drill.homes import RunningArchive
from tests.drill.rows import DrillRow, Extent

IDLE = 300
HALF_SENT = 30
HALVES = (
    b"GET /authori",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Lang",
    b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4000\r\n\r\nusername=edi",
)
PAGES = ("/", "/authorities/", "/search/?q=children", "/inspections/", "/about/")


def drill(archive: RunningArchive, extent: Extent) -> Iterator[DrillRow]:
    """Ask for pages while the connections are open."""
    times = 20 if extent.short else 200
    slowest = 0.0
    lost = []
    with ExitStack() as stack:
        for index in range(IDLE + HALF_SENT):
            connection = stack.enter_context(visits.connected(archive.address))
            if index >= IDLE:
                connection.sendall(HALVES[index % len(HALVES)])
        for index in range(times):
            path = PAGES[index % len(PAGES)]
            try:
                answer = visits.get(archive.address, path)
            except (OSError, visits.NoAnswer) as error:
                lost.append(f"{path}: {error!r}")
                continue
            slowest = max(slowest, answer.seconds)
            if answer.status != 200:
                lost.append(f"{path} was answered {answer.status}")
    done = f"A page asked for beside {IDLE} idle and {HALF_SENT} half-sent connections"
    yield DrillRow(done, times, f"All were answered, the slowest in {slowest:.2f} s.", tuple(lost))
