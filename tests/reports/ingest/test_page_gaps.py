"""Printed page numbers that skip some."""

import pytest

from reports.ingest.page_gaps import check_pages, refuse_disorder
from reports.ingest.problems import Refusal, UnreadableReport
from reports.ingest.text.layout import Page
from tests.support.lines import set_line


def pages(*printed: int | None) -> list[Page]:
    """Pages of 800 points, each with its number at its foot."""
    made: list[Page] = []
    for place, number in enumerate(printed, 1):
        lines = [set_line("Words", page=place)]
        if number is not None:
            footer = f"2 to 10 March 2023\t{number}"
            lines.append(set_line(footer, page=place, baseline=20.0))
        made.append(Page(place, tuple(lines), 800.0))
    return made


def test_pages_missing_in_the_middle_are_told() -> None:
    (problem,) = check_pages(pages(None, 2, 3, 6, 7))
    assert (problem.code, problem.page) == ("pages-missing", 4)
    assert "Page 3 is followed by page 6" in problem.message


def test_whole_numbers_tell_nothing() -> None:
    assert list(check_pages(pages(1, 2, 3, 4))) == []
    assert list(check_pages(pages(None, 1, 2, 3))) == []
    assert list(check_pages(pages(1, None, 5, None, 9))) == []


def test_pages_in_the_order_of_a_booklet_are_refused() -> None:
    with pytest.raises(UnreadableReport, match="page 8 is followed by page 1") as refused:
        refuse_disorder(pages(8, 1, 2, 7, 6, 3, 4, 5))
    assert (refused.value.code, refused.value.page) == (Refusal.PAGES_OUT_OF_ORDER, 2)


@pytest.mark.parametrize("printed", [(1, 2, 3, 1, 2, 3), (None, 2, None, 4), (2, 2, 3)])
def test_numbers_that_begin_again_once_are_in_order(printed: tuple[int | None, ...]) -> None:
    refuse_disorder(pages(*printed))


def test_numbers_that_say_of_how_many() -> None:
    made = [
        Page(place, (set_line(f"Page {number} of 9", page=place, baseline=20.0),), 800.0)
        for place, number in enumerate((1, 2, 5, 6), 1)
    ]
    assert [problem.code for problem in check_pages(made)] == ["pages-missing"]


def test_pages_that_changed_places_are_told() -> None:
    (problem,) = check_pages(pages(1, 3, 2, 4))
    assert problem.code == "pages-out-of-order"
    assert "1, 3, 2, 4" in problem.message
    assert list(check_pages(pages(1, 2, 1, 2))) == []


def test_a_page_that_is_there_twice_is_told() -> None:
    lines = tuple(set_line(f"Line {place}", baseline=700.0 - place) for place in range(4))
    twice = [Page(1, lines, 800.0), Page(2, lines[:3], 800.0), Page(3, lines, 800.0)]
    (problem,) = check_pages([*twice, Page(4, lines[:3], 800.0)])
    assert (problem.code, problem.page) == ("page-twice", 3)
