"""What is said of a page that could not be read."""

import pytest

from reports.fetching.faults import NotFetched, PageDoesNotFit, Unreachable, page_failure


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PageDoesNotFit("a list", "none"), "Its page does not fit: expected a list, found none."),
        (NotFetched("status 500"), "Its page was not fetched: status 500."),
        (Unreachable("no answer"), "Its page was not fetched: no answer."),
    ],
)
def test_page_that_was_not_fetched_is_not_said_to_be_changed(
    error: PageDoesNotFit | NotFetched, sentence: str
) -> None:
    assert page_failure(error) == sentence
