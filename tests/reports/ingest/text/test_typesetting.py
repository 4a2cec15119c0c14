"""How a text is set, told from its lines."""

import pytest

from reports.ingest.text.layout import Line
from reports.ingest.text.typesetting import Typesetting, is_close, usual_size
from tests.support.lines import PITCH, set_line, set_lines, text_lines

WRAPPED = "Plans are kept, and children are seen as often as they should be by"
WHOLE = (
    "Plans are kept, and children are seen as often as they should be by people whom they know"
    " well. "
) * 2


def test_one_long_line_does_not_make_a_text_unwrapped() -> None:
    assert not Typesetting([Line(WRAPPED)] * 20 + [Line(WHOLE)]).unwrapped


def test_a_text_of_long_lines_is_unwrapped_though_its_headings_are_short() -> None:
    lines = [Line("Main findings"), Line(WHOLE), Line("Overview"), Line(WHOLE)]
    assert Typesetting(lines).unwrapped


@pytest.mark.parametrize(("letters", "unwrapped"), [(130, False), (131, True)])
def test_how_long_a_line_is_that_is_not_wrapped(letters: int, unwrapped: bool) -> None:
    assert Typesetting([Line("x" * letters)]).unwrapped is unwrapped


def test_a_pdf_is_always_wrapped() -> None:
    assert not Typesetting([set_line("x" * 500)]).unwrapped


def test_the_usual_size_is_that_of_most_letters() -> None:
    lines = [set_line("A title", size=26.0), set_line("A title", size=26.0)]
    lines.append(set_line("A long line of the text itself.", size=12.04))
    assert usual_size(lines) == 12.0
    assert usual_size(text_lines("words")) == 0.0
    assert usual_size([]) == 0.0


def test_the_pitch_is_the_commonest_distance_of_close_lines() -> None:
    lines = set_lines("One", "two", "three.")
    lines += [set_line("Far", baseline=600.0), set_line("further", baseline=500.0)]
    lines += set_lines("Next page", page=2)
    assert Typesetting(lines).pitch == PITCH
    assert Typesetting([]).pitch == 0.0


def test_a_few_lines_are_as_close_as_those_around_them() -> None:
    apart = [set_line("One.", baseline=700.0), set_line("Two.", baseline=675.0)]
    assert not Typesetting(apart).spaced(1)
    assert Typesetting(apart, most_pitch=PITCH).spaced(1)


def test_the_pitch_of_a_text_set_wide_is_wide() -> None:
    wide = [set_line("word", baseline=700.0 - 30.0 * place) for place in range(30)]
    assert Typesetting(wide).pitch == 30.0


def test_margins_are_where_lines_that_begin_alike_end() -> None:
    lines = [set_line("word", right=400.0 + place) for place in range(5)]
    lines.append(set_line("word", left=90.0, right=300.0))
    assert Typesetting(lines).margins == {72: 404.0, 90: 404.0}


def test_room_above_a_line() -> None:
    lines = [
        set_line("One", baseline=700.0),
        set_line("two", baseline=686.0),
        set_line("three", baseline=672.0),
        set_line("Four", baseline=654.0),
    ]
    setting = Typesetting(lines)
    assert [setting.spaced(place) for place in range(4)] == [True, False, False, True]


@pytest.mark.parametrize(("distance", "spaced"), [(17.5, False), (18.0, True)])
def test_how_much_room_a_paragraph_has_above_it(distance: float, spaced: bool) -> None:
    lines = [*set_lines("One", "two", "three")]
    lines.append(set_line("Four", baseline=lines[-1].baseline - distance))
    assert Typesetting(lines).spaced(3) is spaced


def test_lines_of_a_large_heading_are_as_far_apart_as_their_type_is_large() -> None:
    lines = [
        *set_lines(*["Words of the body, in the usual size"] * 3),
        set_line("What needs to improve in", baseline=640.0, size=18.0),
        set_line("social work practice?", baseline=619.0, size=18.0),
        set_line("Main findings", baseline=590.0, size=18.0),
    ]
    setting = Typesetting(lines)
    assert [setting.spaced(place) for place in (3, 4, 5)] == [True, False, True]


def test_room_above_the_first_line_of_a_page_is_what_the_file_says() -> None:
    lines = [set_line("One"), set_line("Two", page=2), set_line("Three", page=3, spaced=True)]
    setting = Typesetting(lines)
    assert [setting.spaced(place) for place in (1, 2)] == [False, True]
    assert [setting.tops_page(place) for place in range(3)] == [True, True, True]


def test_room_in_a_text_file_is_an_empty_line() -> None:
    setting = Typesetting(text_lines("One\ntwo\n\nThree"))
    assert [setting.spaced(place) for place in range(3)] == [True, False, True]
    assert not setting.tops_page(0)


@pytest.mark.parametrize(("right", "room"), [(457.0, True), (458.0, False)])
def test_room_for_the_first_word_of_the_next_line(right: float, room: bool) -> None:
    """Six letters and a space of half of 12 points: 42."""
    lines = [set_line("One", right=right), set_line("Leader acts", right=500.0)]
    assert Typesetting(lines).has_room(0) is room


def test_room_at_the_end_of_a_text() -> None:
    assert not Typesetting([set_line("One", right=100.0)]).has_room(0)
    assert Typesetting(text_lines("One")).has_room(0)


@pytest.mark.parametrize(("baseline", "room"), [(628.0, True), (627.0, False)])
def test_room_below_a_line(baseline: float, room: bool) -> None:
    lines = set_lines("One", "two", "three")  # the third is at 672
    lines += [set_line("last", page=2, baseline=600.0), set_line("here", baseline=baseline, page=3)]
    assert Typesetting(lines).has_room_below(4) is room


def test_no_room_is_known_below_a_line_of_a_text_file() -> None:
    assert not Typesetting(text_lines("One")).has_room_below(0)


@pytest.mark.parametrize(("distance", "starts"), [(14.25, False), (14.5, True)])
def test_the_border_of_a_row_adds_half_a_point(distance: float, starts: bool) -> None:
    lines = set_lines("One", "two", "three")
    lines.append(set_line("Four", baseline=lines[-1].baseline - distance))
    assert Typesetting(lines).starts_row(3) is starts


def test_ends_of_sentences() -> None:
    setting = Typesetting([Line("It ends."), Line("It goes on")])
    assert [setting.ends_sentence(place) for place in (0, 1)] == [True, False]


@pytest.mark.parametrize(("every", "close"), [(60, True), (15, True), (10, False)])
def test_paragraphs_of_a_pdf_without_room_between_them(every: int, close: bool) -> None:
    lines = [
        set_line("Words", baseline=900.0 - place, spaced=place % every == 0) for place in range(61)
    ]
    assert is_close(lines) is close
    assert not is_close(lines[:20])
    assert not is_close([Line("Words") for _ in range(60)])
