"""The short form of the drill: nothing may be lost, whatever is done to an archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drill.__main__ import SEED
from tests.drill.homes import Home
from tests.drill.page import write
from tests.drill.plan import NAMES, run
from tests.drill.routes import filled_in, routes
from tests.drill.rows import DrillRow, Extent

TESTED_ELSEWHERE = {"disk", "idle", "kills", "recovery", "replicas"}
"""Full disks by tests/config/faults/test_full_disk.py, idle connections by
tests/config/connections/test_connections.py, killed processes by tests/reports/publishing/test_kill.py and
tests/config/embedded/, replicas by tests/config/replicas/, backup and restore by tests/reports/backup/.
"""


@pytest.mark.slow
def test_nothing_is_lost(tmp_path: Path, home_with_samples: Path) -> None:
    names = set(NAMES) - TESTED_ELSEWHERE
    drills = run(tmp_path, Extent(SEED, short=True), names, Home(home_with_samples))
    rows = [row for _, done in drills for row in done]
    assert {row.done: row.lost for row in rows if row.lost} == {}
    assert sum(row.times for row in rows) > 200


def test_routes_are_those_of_the_site() -> None:
    assert {"/", "/search.csv", "/inspections/<slug:slug>/history/", "/admin/login/"} <= set(
        routes()
    )
    assert not [route for route in routes() if set("^$?()") & set(route)]
    assert (
        filled_in("/inspections/<slug:slug>/<anchor>/", {"slug": "a-1"}, "x")
        == "/inspections/a-1/x/"
    )


def test_page_says_what_was_lost_and_what_was_skipped(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    write(page, "idle", [DrillRow("Asked", 1, "Answered.")], real=0)
    write(page, "disk", [DrillRow("Filled", 0, skipped="no disk")], real=0)
    cut = DrillRow("Cut", 1200, "All | whole.", ("a page", "a row"))
    write(page, "kills", [DrillRow("Older", 1)], real=0)
    write(page, "kills", [cut], real=0)
    lines = [line for line in page.read_text().splitlines() if line.startswith(("## ", "| "))]
    head = "| what was done | how often | what came of it | what was lost |"
    assert lines == [
        "## Killed processes",
        head,
        "| Cut | 1,200 | All \\| whole. | a page; a row |",
        "## Full disks",
        head,
        "| Filled | – | Skipped: no disk. | not known |",
        "## Silent connections",
        head,
        "| Asked | 1 | Answered. | nothing |",
    ]
