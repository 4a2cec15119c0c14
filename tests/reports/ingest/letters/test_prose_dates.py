"""Days on site as the sentences of letters give them."""

from __future__ import annotations

from datetime import date

import pytest

from reports.ingest.letters.prose_dates import has_year, read_days, read_letter_date

LETTER = date(2021, 3, 10)
Days = tuple[tuple[date, date], ...]


def march(first: int, last: int, year: int = 2021) -> tuple[date, date]:
    return date(year, 3, first), date(year, 3, last)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("on 9 and 10 March 2021", (march(9, 10),)),
        ("on 9/10 March 2021", (march(9, 10),)),
        ("on 9th of March 2021", (march(9, 9),)),
        ("between 9 and 12 March 2021", (march(9, 12),)),
        ("on 9 and 12 March 2021", (march(9, 9), march(12, 12))),
        ("from Tuesday 9 to Thursday 11 March 2021", (march(9, 11),)),
        # What has no month is no day.
        ("section 20 of the Act, on 9 March 2021", (march(9, 9),)),
        ("3 and 4 of them, on 9 March 2021", (march(9, 9),)),
        # The first days count.
        ("on 9 March 2021, after the visit of 1 May 2019", (march(9, 9),)),
        ("in March 2021", ()),
        ("on 31 February 2021", ()),
    ],
)
def test_first_days_that_a_sentence_names(text: str, periods: Days) -> None:
    assert read_days(text, None) == periods


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("on 9 and 10 March", (march(9, 10),)),
        ("on 10 March", (march(10, 10),)),
        ("on 11 March", (march(11, 11, 2020),)),
        ("on 10 and 11 March", (march(10, 11, 2020),)),
        ("on 9 March 2019", (march(9, 9, 2019),)),
    ],
)
def test_days_without_a_year_are_not_after_the_letter(text: str, periods: Days) -> None:
    assert read_days(text, LETTER) == periods


def test_days_without_a_year_in_a_letter_without_a_date() -> None:
    assert read_days("on 9 and 10 March", None) == ()


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("on 8, 9 and 10 March 2021", (march(8, 10),)),
        ("on 8, 10 and 11 March 2021", (march(8, 8), march(10, 11))),
        ("on 1 and 2 and 4 March 2021", (march(1, 2), march(4, 4))),
        ("between 8 to 9 March 2021 and 10 March 2021", (march(8, 10),)),
        ("on 28 February and 1 March 2021", ((date(2021, 2, 28), date(2021, 3, 1)),)),
        ("on 31 December 2020 and 1 January 2021", ((date(2020, 12, 31), date(2021, 1, 1)),)),
    ],
)
def test_days_that_follow_each_other_are_one_period(text: str, periods: Days) -> None:
    assert read_days(text, None) == periods


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 9 March 2021", True),
        ("on 9 March", False),
        ("3 and 4 of them in 2020, on 9 March", False),
        ("on 9 March, and again on 10 May 2021", False),
        ("no days in 2021", False),
    ],
)
def test_whether_the_first_days_have_a_year(text: str, *, expected: bool) -> None:
    assert has_year(text) is expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("9 March 2021", date(2021, 3, 9)),
        ("  Date: 9th March 2021 ", date(2021, 3, 9)),
        ("9 March", None),
        ("On 9 March 2021 we came", None),
        ("9 March 2021 and later", None),
        ("31 February 2021", None),
    ],
)
def test_date_of_a_letter_is_a_line_of_its_own(text: str, day: date | None) -> None:
    assert read_letter_date(text) == day
