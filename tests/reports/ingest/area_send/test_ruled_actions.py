"""The table of responsible bodies and the boxes of points, cell by cell and over pages."""

from dataclasses import replace
from itertools import pairwise

from reports.ingest.area_send.responsible_bodies import read_action_table
from reports.ingest.area_send.ruled_actions import read_ruled_box
from reports.ingest.area_send.team import read_lead_inspectors
from reports.ingest.parsed import Point
from reports.ingest.text.layout import Line, TableCell
from tests.support.lines import set_line

LEFT, MIDDLE, RIGHT = 50.0, 200.0, 500.0


def row(
    top: float, *texts: str, page: int = 1, left_top: float | None = None, height: float = 50
) -> list[Line]:
    """Lines of a row that is `height` high; the left cell may begin higher up."""
    cells = (
        TableCell(LEFT, top - height, MIDDLE, left_top or top),
        TableCell(MIDDLE, top - height, RIGHT, top),
    )
    lines: list[Line] = []
    for place, text in enumerate(texts):
        is_right = text.startswith("\t")
        line = set_line(text.strip("\t"), page=page, baseline=top - 14 * (place + 1))
        of_line = cells if "\t" in line.text else cells[is_right : is_right + 1]
        lines.append(replace(line, cells=of_line))
    return lines


HEAD = row(760, "Responsible body\tAreas for priority action", height=20)


def read(*rows: list[Line]) -> list[tuple[str | None, str]]:
    table = read_action_table([*HEAD, *(line for lines in rows for line in lines)])
    assert table is not None
    return [(point.responsible, point.text) for point in table.points]


def test_each_cell_is_whole() -> None:
    first = row(740, "The council and the\tLeaders should find out", "board\twho waits.")
    second = row(690, "The trust\tLeaders should plan", "\twhat children need.")
    assert read(first, second) == [
        ("The council and the board", "Leaders should find out who waits."),
        ("The trust", "Leaders should plan what children need."),
    ]


def test_a_row_ends_with_its_cell_whatever_its_words_end_with() -> None:
    first = row(740, "The council\tLeaders should act")
    second = row(690, "The trust\tLeaders should plan.", "\tThey should do so soon.")
    assert read(first, second) == [
        ("The council", "Leaders should act"),
        ("The trust", "Leaders should plan. They should do so soon."),
    ]


def test_a_row_runs_over_a_page_that_repeats_the_head() -> None:
    last = row(100, "The council and the\tLeaders should find out")
    repeated = row(760, "Responsible body\tAreas for priority action", page=2, height=20)
    first = row(740, "board\twho waits.", page=2)
    assert read(last, repeated, first) == [
        ("The council and the board", "Leaders should find out who waits.")
    ]


def test_a_body_alone_goes_on_over_the_page() -> None:
    last = row(100, "The council and the\tLeaders should act.")
    first = row(760, "board", page=2)
    second = row(710, "The council and the board\tLeaders should plan.", page=2)
    assert read(last, first, second) == [
        ("The council and the board", "Leaders should act."),
        ("The council and the board", "Leaders should plan."),
    ]


def test_a_page_break_between_rows_joins_nothing() -> None:
    last = row(100, "The council\tLeaders should act.")
    first = row(760, "The council\tLeaders should plan.", page=2)
    assert read(last, first) == [
        ("The council", "Leaders should act."),
        ("The council", "Leaders should plan."),
    ]


def test_one_body_beside_two_actions() -> None:
    cell = TableCell(LEFT, 640, MIDDLE, 740)
    both = replace(
        set_line("The council\tLeaders should act."),
        cells=(cell, TableCell(MIDDLE, 690, RIGHT, 740)),
    )
    alone = replace(set_line("Leaders should plan."), cells=(TableCell(MIDDLE, 640, RIGHT, 690),))
    assert read([both], [alone]) == [
        ("The council", "Leaders should act."),
        ("The council", "Leaders should plan."),
    ]


def test_text_below_the_table_is_no_action() -> None:
    below = set_line("A plan is to be made within a month.")
    table = read_action_table([*HEAD, *row(740, "The council\tLeaders should act."), below])
    assert table is not None
    assert table.points == (Point("Leaders should act.", 1, responsible="The council"),)
    assert table.outside == [below]


def box(*texts: str, page: int = 1) -> list[Line]:
    """Lines of a box of one column, each in a row of its own."""
    lines: list[Line] = []
    for place, text in enumerate(texts):
        top = 700.0 - 50 * place
        lines.append(
            replace(set_line(text, page=page), cells=(TableCell(LEFT, top - 50, RIGHT, top),))
        )
    return lines


def test_a_row_of_a_box_is_a_point_and_runs_over_the_page() -> None:
    lines = [
        *box("Leaders should act. They know why.", "Leaders should plan for"),
        *box("all.", page=2),
    ]
    assert read_ruled_box(lines) == (
        Point("Leaders should act. They know why.", 1),
        Point("Leaders should plan for all.", 1),
    )
    assert read_ruled_box([*lines, set_line("Text outside.")]) is None


def test_a_box_without_rows_is_read_by_its_paragraphs() -> None:
    cell = TableCell(LEFT, 400, RIGHT, 700)
    lines = [replace(set_line(text), cells=(cell,)) for text in ("Leaders act.", "Leaders plan.")]
    assert read_ruled_box(lines) is None


def test_columns_without_a_known_head_are_told_by_their_sentences() -> None:
    rows = [
        *row(740, "The council\tLeaders should act."),
        *row(690, "The trust\tLeaders should plan."),
    ]
    expected = [("The council", "Leaders should act."), ("The trust", "Leaders should plan.")]
    for above, head in ((row(760, "Whose\tWhat", height=20), "Whose\tWhat"), ([], "")):
        table = read_action_table([*above, *rows])
        assert table is not None
        assert (table.head, table.ruled) == (head, True)
        assert [(point.responsible, point.text) for point in table.points] == expected


def test_an_action_about_bodies_is_no_head() -> None:
    lines = [
        *row(740, "The council\tLeaders should tell the responsible body."),
        *row(690, "The trust\tLeaders should plan."),
    ]
    assert read(lines)[0] == ("The council", "Leaders should tell the responsible body.")
    table = read_action_table(lines)
    assert table is not None
    assert [point.responsible for point in table.points] == ["The council", "The trust"]


def test_a_column_of_numbers_is_no_action() -> None:
    edges = (20.0, LEFT, MIDDLE, RIGHT)
    lines: list[Line] = []
    for place, text in enumerate(("No.\tResponsible body\tAction", "1\tThe board\tAct now.")):
        top = 700.0 - 50 * place
        sides = pairwise(edges)
        cells = tuple(TableCell(left, top - 50, right, top) for left, right in sides)
        lines.append(replace(set_line(text), cells=cells))
    table = read_action_table(lines)
    assert table is not None
    assert [(point.responsible, point.text) for point in table.points] == [
        ("The board", "Act now.")
    ]
    assert "\t1" in table.head


def test_columns_beside_bodies_and_actions_are_left_out() -> None:
    edges = (50.0, 150.0, 400.0, 500.0)
    texts = ("Responsible body\tPriority action\tBy when", "The board\tAct now.\tMay 2025")
    lines: list[Line] = []
    for place, text in enumerate(texts):
        top = 700.0 - 50 * place
        cells = tuple(TableCell(left, top - 50, right, top) for left, right in pairwise(edges))
        lines.append(replace(set_line(text), cells=cells))
    table = read_action_table(lines)
    assert table is not None
    assert [(point.responsible, point.text) for point in table.points] == [
        ("The board", "Act now.")
    ]
    assert table.head.endswith("\tBy when\tMay 2025")


def test_numbers_that_count_the_rows_are_no_part_of_them() -> None:
    counted = [row(700, "1. The council\t1. Act."), row(600, "2. The trust\t2. Plan.")]
    assert read(*counted) == [("The council", "Act."), ("The trust", "Plan.")]
    assert read(row(700, "The council\t1. Act.")) == [("The council", "1. Act.")]


def test_a_lettered_list_at_the_end_of_a_page_is_complete() -> None:
    last = row(100, "The council\tLeaders should:", "\t(a) act (b) find out who waits")
    assert len(read(last, row(760, "The trust\tLeaders should plan.", page=2))) == 2


def test_a_list_at_the_end_of_a_page_is_complete_without_a_full_stop() -> None:
    last = row(100, "The council\tLeaders should:", "\t• find out who waits")
    first = row(760, "The trust\tLeaders should plan.", page=2)
    assert read(last, first) == [
        ("The council", "Leaders should: • find out who waits"),
        ("The trust", "Leaders should plan."),
    ]


def test_a_repeated_head_in_one_cell_with_the_rest_of_a_row() -> None:
    last = row(100, "The council and the\tLeaders should find out")
    lines = ("Responsible body\tAreas for priority action", "board\twho waits.")
    assert read(last, row(760, *lines, page=2)) == [
        ("The council and the board", "Leaders should find out who waits.")
    ]


def test_the_team_in_cells_whose_lines_wrap() -> None:
    team = [
        *row(700, "Ofsted\tCare Quality", "\tCommission"),
        *row(650, "Ada Bell, Ofsted HMI Lead\tCy Dunn, CQC Lead", "inspector\tinspector"),
    ]
    assert read_lead_inspectors(team) == "Ada Bell"
