from datetime import date, datetime

import pytest

from reports.facts.dates import in_words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 6, 3), "3 June 2026"),
        (date(2007, 11, 30), "30 November 2007"),
        (datetime(2020, 2, 29, 23, 59), "29 February 2020"),  # noqa: DTZ001  # the day alone counts
    ],
)
def test_a_day_in_words(day: date, words: str) -> None:
    assert in_words(day) == words
