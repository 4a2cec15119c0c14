"""The ways in which reports print the days on site."""

from datetime import date

import pytest

from reports.ingest.parts.dates import read_periods


def days(*printed: str) -> tuple[tuple[date, date], ...]:
    return tuple(
        (date.fromisoformat(each[:10]), date.fromisoformat(each[-10:])) for each in printed
    )


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("16 to 27 January 2023", days("2023-01-16 2023-01-27")),
        ("3 June 2024 to 14 June 2024", days("2024-06-03 2024-06-14")),
        ("28 February to 4 March 2022", days("2022-02-28 2022-03-04")),
        ("02 March 2020 to 13 March 2020", days("2020-03-02 2020-03-13")),
        ("11 – 22 July 2022", days("2022-07-11 2022-07-22")),
        ("9–24 November 2017", days("2017-11-09 2017-11-24")),
        ("9th to 13th December 2019", days("2019-12-09 2019-12-13")),
        ("Monday 5 to Friday 9 February 2024", days("2024-02-05 2024-02-09")),
        ("12 December to 13 January 2023", days("2022-12-12 2023-01-13")),
        ("18 Feb 2014 – 12 March 2014", days("2014-02-18 2014-03-12")),
        ("1/06/2015 – 25/06/2015", days("2015-06-01 2015-06-25")),
        (
            "8 July 2019 to 12 July 2019 and 7 August 2019 to 8 August 2019",
            days("2019-07-08 2019-07-12", "2019-08-07 2019-08-08"),
        ),
        ("31 January and 1 February 2018", days("2018-01-31 2018-01-31", "2018-02-01 2018-02-01")),
        ("5 May 2021", days("2021-05-05 2021-05-05")),
        ("3 to 14 June 2024 (on site 10 to 14 June 2024)", days("2024-06-03 2024-06-14")),
        (
            "3 to 7 June (remote) and 10 to 14 June 2024",
            days("2024-06-03 2024-06-07", "2024-06-10 2024-06-14"),
        ),
        ("3 → 14 June 2024", days("2024-06-03 2024-06-14")),
    ],
)
def test_dates_as_printed(printed: str, expected: tuple[tuple[date, date], ...]) -> None:
    assert read_periods(printed) == expected


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "to be agreed",
        "30 to 31 February 2023",
        "16 to 27 January",
        "16 to January 2023",
        "16 27",
        "16 to 20 January (and 3 February) 2023",
    ],
)
def test_dates_that_cannot_be_understood_are_not_guessed(printed: str) -> None:
    assert read_periods(printed) == ()
