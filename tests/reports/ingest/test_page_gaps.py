"""Printed page numbers that skip some."""

from reports.ingest.page_gaps import check_page_numbers
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
