"""Lines made of runs of words, from where these are on the page."""

import pytest

from reports.ingest.text.layout import Line
from reports.ingest.text.printed.rows import Run, lines_of


def run(text: str, x: float, y: float = 600.0, *, size: float = 12.0, width: float = 50.0) -> Run:
    return Run(text, x, y, x + width, size, bold=False)


def texts(*runs: Run) -> list[str]:
    return [line.text for line in lines_of(list(runs), 1)]


@pytest.mark.parametrize(
    ("gap", "text"),
    [
        (1.8, "onetwo"),
        (1.9, "one two"),
        (18.0, "one two"),
        (18.1, "one\ttwo"),
    ],
)
def test_gaps_between_runs(gap: float, text: str) -> None:
    """In sizes of 12 points: a word from 0.15, a column from 1.5."""
    assert texts(run("one", 72.0), run("two", 122.0 + gap)) == [text]


def test_a_run_that_ends_in_a_space_gets_no_second_one() -> None:
    assert texts(run("one ", 72.0), run("two", 130.0)) == ["one two"]


def test_spaces_before_a_column_go() -> None:
    assert texts(run("one ", 72.0), run(" two", 200.0)) == ["one\ttwo"]


@pytest.mark.parametrize(("lower", "count"), [(597.0, 1), (596.9, 2)])
def test_runs_a_quarter_of_their_size_apart_are_on_one_baseline(lower: float, count: int) -> None:
    assert len(texts(run("one", 72.0), run("two", 130.0, lower))) == count


def test_lines_go_from_the_top_down_and_from_left_to_right() -> None:
    assert texts(run("last", 72.0, 500.0), run("b", 130.0), run("a", 72.0)) == ["a b", "last"]


def test_a_line_has_the_place_and_type_of_its_runs() -> None:
    label = Run("12.", 72.0, 599.0, 90.0, 11.0, bold=True)
    words = Run("Children are seen", 100.0, 600.0, 200.0, 12.0, bold=False)
    (line,) = lines_of([label, words], 7)
    assert line == Line("12. Children are seen", 7, 72.0, 200.0, 600.0, 12.0, False, False)


def test_a_line_is_bold_where_most_of_its_letters_are() -> None:
    plain, bold = run("one", 72.0), run("four", 130.0)._replace(bold=True)
    (line,) = lines_of([plain, bold], 1)
    assert line.bold
    (even,) = lines_of([plain, bold._replace(text="two")], 1)
    assert not even.bold


@pytest.mark.parametrize(("lower", "spaced"), [(582.0, False), (581.9, True)])
def test_room_above_a_line_is_more_than_one_and_a_half_sizes(lower: float, spaced: bool) -> None:
    upper, below = lines_of([run("one", 72.0), run("two", 72.0, lower)], 1)
    assert (upper.spaced, below.spaced) == (False, spaced)


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        (run("th", 122.0, 604.0, size=7.0, width=6.0), ["on 18ᵗʰ"]),
        (run("th", 122.0, 606.0, size=10.0, width=6.0), ["on 18ᵗʰ"]),
        (run("that", 122.0, 606.0, size=10.0, width=6.0), ["that", "on 18"]),
        (run("th", 122.0, 604.0, size=11.0, width=6.0), ["th", "on 18"]),
        (run("th", 122.0, 608.0, size=7.0, width=6.0), ["th", "on 18"]),
        (run("th", 135.0, 604.0, size=7.0, width=6.0), ["th", "on 18"]),
        (run("that", 122.0, 604.0, size=7.0, width=6.0), ["on 18that"]),
        (run("2", 60.0, 604.0, size=7.0, width=4.0), ["² on 18"]),
        (run("2", 40.0, 604.0, size=7.0, width=4.0), ["2", "on 18"]),
    ],
    ids=[
        "touching",
        "hardly smaller",
        "a word hardly smaller",
        "too large",
        "too high",
        "too far",
        "a word",
        "before all",
        "far before",
    ],
)
def test_what_is_raised(mark: Run, expected: list[str]) -> None:
    assert texts(run("on 18", 72.0), mark) == expected


@pytest.mark.parametrize(("shift", "text"), [(1.8, "good"), (1.9, "goodgood")])
def test_what_is_printed_over_itself_is_read_once(shift: float, text: str) -> None:
    assert texts(run("good", 72.0), run("good", 72.0 + shift)) == [text]


def test_no_runs_make_no_lines() -> None:
    assert texts() == []


def test_digits_of_one_number_that_are_set_apart_stay_together() -> None:
    def line(second: float) -> str:
        runs = [Run("(1", 72, 600, 80, 12, False), Run("3 of", second, 600, 120, 12, False)]
        (line,) = lines_of(runs, 1)
        return line.text

    assert (line(82.1), line(83.0)) == ("(13 of", "(1 3 of")
