"""Rows of a table, however their cells are parted."""

import pytest

from reports.ingest.text.typed.tables import is_rule, with_cells, with_tabs
from tests.support.lines import text_lines

ROWS = ["Judgement{}Grade", "Care - of children{}Good", "Leaders{}Requires improvement"]


@pytest.mark.parametrize("sign", [": ", " – ", " - ", ", ", "; ", " = ", " → ", " ..... ", " / "])
def test_a_head_tells_the_sign_of_its_rows(sign: str) -> None:
    text = "\n".join(row.format(sign) for row in ROWS) + f"\n\nHelp{sign}soon"
    parted = [line.text for line in with_cells(text_lines(text))]
    assert parted == [*(row.format("\t") for row in ROWS), f"Help{sign}soon"]


@pytest.mark.parametrize("head", ["..", "...", " ..... "])
@pytest.mark.parametrize("row", ["..", " .... "])
def test_dots_of_a_head_part_rows_with_more_or_fewer(head: str, row: str) -> None:
    parted = with_cells(
        text_lines(f"Judgement{head}Grade\nCare of children{row}Good\nLeaders. Good")
    )
    assert [line.text for line in parted] == [
        "Judgement\tGrade",
        "Care of children\tGood",
        "Leaders. Good",
    ]


def test_the_first_sign_parts_a_body_from_its_action() -> None:
    text = "Responsible body: Areas for priority action\nWexcombe Council: Act: find out.\nNo row"
    assert [line.text for line in with_cells(text_lines(text))][1:] == [
        "Wexcombe Council\tAct: find out.",
        "No row",
    ]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| Care | Good |", "Care\tGood"),
        ("Care | Good", "Care\tGood"),
        ("│ Care │ Good │", "Care\tGood"),
        ('"Care, help","Good"', "Care, help\tGood"),
        ("Care: good", "Care: good"),
        ("|", "|"),
        ("| one", "| one"),
    ],
)
def test_bars_and_quotes_part_cells(row: str, cells: str) -> None:
    assert with_tabs(row) == cells


@pytest.mark.parametrize(
    ("raw", "drawn"),
    [
        ("|---|:---|", True),
        ("+====+====+", True),
        ("├───┼───┤", True),
        ("- point", False),
        ("--", False),
    ],
)
def test_drawn_lines(raw: str, drawn: bool) -> None:
    assert is_rule(raw) is drawn
