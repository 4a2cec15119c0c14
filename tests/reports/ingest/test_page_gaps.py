"""Printed page numbers that skip some."""

import pytest

from reports.ingest.page_gaps import check_page_numbers, refuse_disorder
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
    (problem,) = check_page_numbers(pages(None, 2, 3, 6, 7))
    assert (problem.code, problem.page) == ("pages-missing", 4)
    assert "Page 3 is followed by page 6" in problem.message


def test_whole_numbers_tell_nothing() -> None:
    assert list(check_page_numbers(pages(1, 2, 3, 4))) == []
    assert list(check_page_numbers(pages(None, 1, 2, 3))) == []
    assert list(check_page_numbers(pages(1, None, 5, None, 9))) == []


def test_pages_in_the_order_of_a_booklet_are_refused() -> None:
    with pytest.raises(UnreadableReport, match="page 8 is followed by page 1") as refused:
        refuse_disorder(pages(8, 1, 2, 7, 6, 3, 4, 5))
    assert (refused.value.code, refused.value.page) == (Refusal.PAGES_OUT_OF_ORDER, 2)


@pytest.mark.parametrize("printed", [(1, 2, 3, 1, 2, 3), (None, 2, None, 4), (2, 2, 3)])
def test_numbers_that_begin_again_once_are_in_order(printed: tuple[int | None, ...]) -> None:
    refuse_disorder(pages(*printed))
