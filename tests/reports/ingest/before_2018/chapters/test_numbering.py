"""Where numbered paragraphs of a long report begin and end, and how far their text hangs."""

from __future__ import annotations

import pytest

from reports.ingest.before_2018.chapters.numbering import Numbering, Stretch, _hanging
from reports.ingest.parts.numbering import Start
from reports.ingest.text.layout import Line
from tests.support.lines import set_line

MARGIN = 72.0


def line(text: str, offset: float = 0.0, *, page: int = 1, spaced: bool = False) -> Line:
    """A line that begins so many points to the right of the margin."""
    return set_line(text, left=MARGIN + offset, page=page, spaced=spaced)


def starts_at(*places: int) -> list[Start]:
    return [Start(place, number, firm=True) for number, place in enumerate(places, start=1)]


@pytest.mark.parametrize(
    ("lines", "places", "hanging"),
    [
        ([], (), 0.0),
        ([line("1. One line")], (0,), 0.0),
        ([line("1. Two"), line("lines.", 28)], (0,), 28.0),
        # The second paragraph has one line: the next is the number of the third.
        (
            [line("1. Two"), line("lines.", 28), line("2. One."), line("3. Two"), line("too.", 28)],
            (0, 2, 3),
            28.0,
        ),
        # Each has two lines, the last included.
        ([line("1. Two"), line("lines.", 28), line("2. Two"), line("too.", 30)], (0, 2), 28.0),
        # What most have counts, not what the first has.
        (
            [
                *(line("1. Two"), line("lines.", 5)),
                *(line("2. Two"), line("lines.", 28)),
                *(line("3. Two"), line("lines.", 28)),
            ],
            (0, 2, 4),
            28.0,
        ),
        # On the next page a line may have another margin.
        ([line("1. Two"), line("lines.", 28, page=2)], (0,), 0.0),
    ],
)
def test_text_hangs_as_the_second_lines_of_most_paragraphs_do(
    lines: list[Line], places: tuple[int, ...], hanging: float
) -> None:
    assert _hanging(lines, starts_at(*places)) == hanging


HANGING = [
    line("A heading"),
    line("1. Children are"),
    line("seen.", 28),
    line("They are heard.", 28, spaced=True),
    line("Another heading", spaced=True),
    line("2. Plans are kept."),
    line("Words without a number.", page=2),
]


def texts(stretches: list[Stretch]) -> list[tuple[int | None, int]]:
    """The number and the count of lines of each stretch."""
    return [(each.number, len(each.lines)) for each in stretches]


def test_paragraph_ends_where_a_line_is_back_at_the_margin() -> None:
    numbering = Numbering({1: 1, 5: 2}, hanging=28.0)
    stretches = list(numbering.stretches(HANGING, 0, len(HANGING)))
    assert texts(stretches) == [(None, 1), (1, 3), (None, 1), (2, 1), (None, 1)]
    assert [each for stretch in stretches for each in stretch.lines] == HANGING


@pytest.mark.parametrize(("hanging", "ends"), [(15.0, False), (15.1, True)])
def test_text_that_hardly_hangs_does_not_show_its_end(hanging: float, *, ends: bool) -> None:
    lines = [line("1. Children are seen."), line("A new paragraph.", spaced=True)]
    (first, *others) = Numbering({0: 1}, hanging).stretches(lines, 0, 2)
    assert (len(first.lines) == 1, bool(others)) == (ends, ends)


@pytest.mark.parametrize(
    ("following", "ends"),
    [
        (line("Back at the margin.", spaced=True), True),
        (line("Half as far in.", 14, spaced=True), True),
        (line("Further than half.", 15, spaced=True), False),
        (line("Close below it."), False),
        (line("On the next page.", page=2), True),
    ],
)
def test_what_is_back_at_the_margin(following: Line, *, ends: bool) -> None:
    lines = [line("1. Children are seen."), following]
    stretches = list(Numbering({0: 1}, 28.0).stretches(lines, 0, 2))
    assert (len(stretches) == 2) is ends


def test_sentence_that_goes_on_is_no_end() -> None:
    lines = [line("1. Children are"), line("seen at once.", spaced=True)]
    (stretch,) = Numbering({0: 1}, 28.0).stretches(lines, 0, 2)
    assert stretch.lines == lines


def test_stretches_are_of_the_lines_from_begin_to_end_alone() -> None:
    numbering = Numbering({1: 1, 5: 2}, hanging=28.0)
    assert texts(list(numbering.stretches(HANGING, 4, 6))) == [(None, 1), (2, 1)]
    assert texts(list(numbering.stretches(HANGING, 5, 6))) == [(2, 1)]
    assert texts(list(numbering.stretches(HANGING, 1, 5))) == [(1, 3), (None, 1)]
    assert texts(list(numbering.stretches(HANGING, 2, 5))) == [(None, 3)]
