"""The page of figures, which is written part by part."""

from pathlib import Path

from tests.benchmarks.page import write
from tests.benchmarks.tables import Part


def test_a_part_replaces_its_own_figures_and_no_others(tmp_path: Path) -> None:
    page = tmp_path / "figures.md"
    write(
        [
            Part("First", "How.", ("", "n"), [("a", "1")]),
            Part("Second", "How.", ("", "n"), [("b", "2")]),
        ],
        page,
    )
    write([Part("First", "How.", ("", "n"), [("a", "3")]), Part("Third", "Left out.")], page)
    text = page.read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# Figures",
        "## First",
        "## Second",
        "## Third",
    ]
    assert "| a | 3 |" in text
    assert "| a | 1 |" not in text
    assert "| b | 2 |" in text
    assert text.count(" shared cores ") == 3
