"""Two pages that are printed on one sheet of a PDF."""

import pytest

from reports.ingest.text.layout import Page
from reports.ingest.text.printed.rows import Run
from reports.ingest.text.printed.ruled import RuledLine
from reports.ingest.text.printed.sheets import Sheet, pages_of


def run(text: str, x: float, y: float = 500.0, *, width: float = 200.0, size: float = 8.5) -> Run:
    return Run(text, x, y, x + width, size, bold=False)


def pages(
    *runs: Run, left: float = 0.0, width: float = 842.0, rules: tuple[RuledLine, ...] = ()
) -> list[Page]:
    cover = Sheet(1, [run("cover", 50)], (), left=0.0, width=595.0, height=842.0)
    sheet = Sheet(2, runs, rules, left=left, width=width, height=595.0)
    return list(pages_of([cover, sheet]))[1:]


def texts(read: list[Page]) -> list[list[str]]:
    return [[line.text for line in page.lines] for page in read]


def test_the_left_page_is_read_before_the_right_one() -> None:
    read = pages(run("left", 50), run("right", 480), run("below left", 50, 480))
    assert texts(read) == [["left", "below left"], ["right"]]
    assert [(page.number, page.sheet) for page in read] == [(2, 2), (3, 2)]


@pytest.mark.parametrize("size", [8.5, 6.0])
def test_each_page_is_read_at_full_size(size: float) -> None:
    """Whatever margins the program adds, which move the footer from the edge."""
    footer = run("footer", 50, 90, size=0.7 * size)
    first, second = pages(footer, run("left", 50, size=size), run("right", 471, size=size))
    assert (first.height, second.height) == (842.0, 842.0)
    assert [line.baseline for line in first.lines][1] == pytest.approx(30.0)
    (line,) = second.lines
    assert line.left == pytest.approx(50 * 12 / size)
    assert line.size == pytest.approx(12.0)


def test_a_half_without_words_is_no_page() -> None:
    assert texts(pages(run("the last page", 50))) == [["the last page"]]


def test_a_sheet_may_begin_anywhere() -> None:
    read = pages(run("left", 1050), run("right", 1480), left=1000.0)
    assert texts(read) == [["left"], ["right"]]


@pytest.mark.parametrize(("width", "count"), [(842.0, 2), (595.0, 1)])
def test_a_sheet_of_two_pages_is_wide(width: float, count: int) -> None:
    assert len(pages(run("left", 50, width=100), run("right", 480), width=width)) == count


def test_words_across_the_middle_make_a_sheet_one_page() -> None:
    (page,) = pages(run("A table that is printed across", 300), run("cell", 50), run("cell", 600))
    assert (page.number, page.height) == (2, 595.0)


def test_a_running_line_of_the_program_may_cross_the_middle() -> None:
    runs = [run(f"line {place}", x, 500 - 7 * place) for place in range(60) for x in (50, 480)]
    first, second = pages(*runs, run("printed by a browser", 300, 20))
    assert (len(first.lines), len(second.lines)) == (61, 60)


def test_ruled_lines_go_with_their_page() -> None:
    rules = [RuledLine(x, 400, x, 550) for x in (460, 560, 780)]
    rules += [RuledLine(460, y, 780, y) for y in (400, 550)]
    _, right = pages(
        run("left", 50), run("body", 465, width=80), run("action", 565), rules=tuple(rules)
    )
    (line,) = right.lines
    assert line.text == "body\taction"
    assert all(line.cells)


@pytest.mark.parametrize(("margin", "left"), [(20.0, 50.0), (45.0, 45.0), (80.0, 50.0)])
def test_margins_of_left_and_right_pages_that_differ_are_made_alike(
    margin: float, left: float
) -> None:
    """The program's own margin is at one side of each; a table over pages keeps its columns."""
    first, second = pages(run("left", 50, size=12), run("right", 421 + margin, size=12))
    assert first.lines[0].left == pytest.approx(50.0)
    assert second.lines[0].left == pytest.approx(left)


@pytest.mark.parametrize(
    ("size", "places", "width", "height"),
    [
        (6.0, [(50, 700), (350, 700), (50, 300), (350, 300)], 595.0, 842.0),
        (4.2, [(130, 500), (550, 500), (130, 200), (550, 200)], 842.0, 595.0),
        (6.0, [(200, 700), (200, 300)], 595.0, 842.0),
        (4.2, [(x, y) for y in (500, 200) for x in (50, 330, 610)], 842.0, 595.0),
    ],
    ids=["four, upright", "four, across", "two below each other", "six"],
)
def test_pages_in_a_grid_are_read_in_rows(
    size: float, places: list[tuple[float, float]], width: float, height: float
) -> None:
    runs = [run(str(place), x, y, size=size) for place, (x, y) in enumerate(places)]
    read = list(pages_of([Sheet(1, runs, (), 0.0, width, height)]))
    assert texts(read) == [[str(place)] for place in range(len(places))]
    assert {line.size for page in read for line in page.lines} == {12.0}


def test_a_page_in_plain_type_is_one_page_however_free_its_middle_is() -> None:
    runs = [run("above", 50, 700, size=12), run("below", 50, 300, size=12)]
    assert len(list(pages_of([Sheet(1, runs, (), 0.0, 595.0, 842.0)]))) == 1
