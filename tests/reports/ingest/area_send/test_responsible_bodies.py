"""Rows of the table that says which body is responsible for which action."""

import pytest

from reports.ingest.area_send.responsible_bodies import names_bodies, read_action_table
from tests.support.lines import set_line, text_lines

HEAD = "Responsible body\tAreas for priority action"


def points(*rows: str | tuple[float, str], head: str = HEAD) -> list[str]:
    lines = [set_line(head)]
    for row in rows:
        left, text = row if isinstance(row, tuple) else (72.0, row)
        lines.append(set_line(text, left=left))
    table = read_action_table(lines)
    assert table is not None
    assert table.head == head
    return [
        f"{point.responsible}: {point.text}" if point.responsible else point.text
        for point in table.points
    ]


def test_rows_with_both_cells() -> None:
    assert points("The council\tLeaders should act.", "The board\tLeaders should plan.") == [
        "The council: Leaders should act.",
        "The board: Leaders should plan.",
    ]


def test_a_row_goes_on_until_its_action_is_complete() -> None:
    rows = ["The council\tLeaders should find out which", "and the board\tchildren wait."]
    assert points(*rows) == [
        "The council and the board: Leaders should find out which children wait."
    ]


@pytest.mark.parametrize("end", [":", ";"])
def test_a_colon_ends_no_action(end: str) -> None:
    assert points(f"The council\tLeaders should{end}", "The board\tact.") == [
        f"The council The board: Leaders should{end} act."
    ]


def test_a_body_goes_on_below_a_complete_action() -> None:
    rows = ["The council\tLeaders should act.", "and the board", "The trust\tLeaders should plan."]
    assert points(*rows) == [
        "The council and the board: Leaders should act.",
        "The trust: Leaders should plan.",
    ]


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (112.5, ["The council: Leaders should act. Words."]),
        (112.0, ["The council Words.: Leaders should act."]),
    ],
    ids=["second column", "first column"],
)
def test_a_line_alone_is_in_the_column_where_it_begins(left: float, expected: list[str]) -> None:
    assert points("The council\tLeaders should act.", (left, "Words.")) == expected


def test_a_left_cell_after_the_right_one_alone_begins_a_row() -> None:
    assert points("The council\tLeaders", (250.0, "act."), "The board", (250.0, "Plan.")) == [
        "The council: Leaders act.",
        "The board: Plan.",
    ]


def test_bodies_on_the_right() -> None:
    head = "Areas for priority action\tResponsible bodies"
    assert points("Leaders should act.\tThe board", head=head) == ["The board: Leaders should act."]


def test_cells_that_are_empty() -> None:
    assert points((250.0, "Leaders should act.")) == ["Leaders should act."]
    assert points() == []


def test_a_row_has_the_page_of_its_first_line() -> None:
    lines = [set_line(HEAD), set_line("The board\tAct", page=2), set_line("\tnow.", page=3)]
    table = read_action_table(lines)
    assert table is not None
    assert [point.page for point in table.points] == [2]


def test_lines_without_a_head_are_no_table() -> None:
    assert read_action_table([set_line("Leaders should act.")]) is None
    assert read_action_table([]) is None


def test_rows_apart_whose_bodies_are_beside_the_middle_of_their_action() -> None:
    words = ("Leaders should find", "The council", "out who waits.")
    lines = [set_line(HEAD, baseline=720.0)]
    for top in (700.0, 640.0):
        for place, text in enumerate(words):
            left = 72.0 if place == 1 else 250.0
            lines.append(set_line(text, left=left, baseline=top - 14 * place))
    table = read_action_table(lines)
    assert table is not None
    assert [(each.responsible, each.text) for each in table.points] == [
        ("The council", "Leaders should find out who waits.")
    ] * 2


@pytest.mark.parametrize(
    ("text", "is_head"),
    [
        ("Responsible body", True),
        ("Who is responsible?", True),
        ("Lead organisation:\tPriority action", True),
        ("Leaders should tell the responsible body.", False),
        ("The responsible body " + "x" * 80, False),
    ],
)
def test_the_head_of_the_bodies(text: str, is_head: bool) -> None:
    assert names_bodies(text) is is_head


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        (HEAD, "The council\tLeaders should improve:"),
        ("Areas for priority action\tResponsible body", "Leaders should improve:\tThe council"),
    ],
)
def test_bullets_of_a_text_file_go_on_with_the_action(head: str, cells: str) -> None:
    table = read_action_table(text_lines(f"{head}\n{cells}\n\u2022 waits\n\u2022 plans."))
    assert table is not None
    (point,) = table.points
    assert point.responsible == "The council"
    assert point.text == "Leaders should improve: \u2022 waits \u2022 plans."
