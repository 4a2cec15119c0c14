"""Which cell of a table with ruled lines a place on the page is in."""

import pytest

from reports.ingest.text.layout import TableCell
from reports.ingest.text.printed.rows import Run, lines_of
from reports.ingest.text.printed.ruled import RuledLine, RuledTables


def level(y: float, left: float = 50, right: float = 500) -> RuledLine:
    return RuledLine(left, y, right, y + 0.5)


def upright(x: float, bottom: float = 600, top: float = 700) -> RuledLine:
    return RuledLine(x, bottom, x + 0.5, top)


TABLE = [level(700), level(650), level(600), upright(50), upright(200), upright(500)]


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        (60, 680, TableCell(50, 650, 200, 700)),
        (210, 680, TableCell(200, 650, 500, 700)),
        (60, 620, TableCell(50, 600, 200, 650)),
        (30, 680, None),
        (510, 680, None),
        (60, 720, None),
        (60, 590, None),
    ],
)
def test_the_cell_at_a_place(x: float, y: float, expected: TableCell | None) -> None:
    assert RuledTables(TABLE).cell_at(x, y) == expected


def test_a_line_under_words_parts_no_cell() -> None:
    underlined = RuledTables([*TABLE, level(670, left=60, right=120)])
    assert underlined.cell_at(60, 680) == TableCell(50, 650, 200, 700)


def test_a_cell_may_be_beside_several() -> None:
    rules = [level(700), level(650, left=200), level(600), *TABLE[3:]]
    tables = RuledTables(rules)
    assert tables.cell_at(60, 680) == tables.cell_at(60, 620) == TableCell(50, 600, 200, 700)
    assert tables.cell_at(210, 620) == TableCell(200, 600, 500, 650)


def test_a_ruled_line_parts_columns_that_are_close() -> None:
    runs = [Run("The board of", 60, 680, 198, 12, False), Run("Leaders", 203, 680, 260, 12, False)]
    (plain,) = lines_of(runs, 1)
    (ruled,) = lines_of(runs, 1, RuledTables(TABLE))
    assert (plain.text, plain.cells) == ("The board of Leaders", ())
    assert ruled.text == "The board of\tLeaders"
    assert ruled.cells == (TableCell(50, 650, 200, 700), TableCell(200, 650, 500, 700))


def test_a_page_cuts_a_cell_where_its_upright_lines_end() -> None:
    cut = RuledTables([level(700), level(650), *TABLE[3:]])
    assert cut.cell_at(60, 620) == TableCell(50, 600, 200, 650)
    assert cut.cell_at(60, 590) is None
    begun = RuledTables([level(650), level(600), *TABLE[3:]])
    assert begun.cell_at(60, 680) == TableCell(50, 650, 200, 700)
    assert RuledTables(TABLE[3:]).cell_at(60, 680) is None


@pytest.mark.parametrize(
    ("heights", "cell"),
    [((700, 650, 600), TableCell(50, 650, 200, 700)), ((700, 650), None)],
    ids=["a table of two rows", "words that are underlined twice"],
)
def test_level_lines_that_meet_end_to_end_tell_the_columns(
    heights: tuple[int, ...], cell: TableCell | None
) -> None:
    rules: list[RuledLine] = []
    for height in heights:
        rules += [level(height, 50, 200), level(height, 200, 500)]
    assert RuledTables(rules).cell_at(60, 680) == cell


def test_level_lines_that_meet_no_other_tell_no_columns() -> None:
    assert RuledTables([level(700), level(650), level(600)]).cell_at(60, 680) is None
