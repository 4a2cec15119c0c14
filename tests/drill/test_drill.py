"""The short form of the drill: nothing may be lost, whatever is done to an archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drill.__main__ import SEED
from tests.drill.page import page
from tests.drill.plan import run
from tests.drill.routes import filled_in, routes
from tests.drill.rows import DrillRow, Extent


@pytest.mark.slow
def test_nothing_is_lost(tmp_path: Path) -> None:
    rows = list(run(tmp_path, Extent(SEED, short=True)))
    assert {row.done: row.lost for row in rows if row.lost} == {}
    assert sum(row.times for row in rows) > 300


def test_routes_are_those_of_the_site() -> None:
    assert {"/", "/search.csv", "/inspections/<slug:slug>/history/", "/admin/login/"} <= set(
        routes()
    )
    assert not [route for route in routes() if set("^$?()") & set(route)]
    assert (
        filled_in("/inspections/<slug:slug>/<anchor>/", {"slug": "a-1"}, "x")
        == "/inspections/a-1/x/"
    )


def test_page_says_what_was_lost_and_what_was_skipped() -> None:
    rows = [
        DrillRow("Cut", 1200, "All | whole.", ("a page", "a row")),
        DrillRow("Filled", 0, skipped="no disk"),
        DrillRow("Asked", 1, "Answered."),
    ]
    lines = page(rows, real=0, minutes=3).splitlines()
    assert "| Cut | 1,200 | All \\| whole. | a page; a row |" in lines
    assert "| Filled | – | Skipped: no disk. | not known |" in lines
    assert "| Asked | 1 | Answered. | nothing |" in lines
