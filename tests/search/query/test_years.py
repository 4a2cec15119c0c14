"""Dates and ranges of years in a reader's words; nothing here needs the database."""

from __future__ import annotations

from datetime import date

import pytest

from search.query.years import ranges_in

YEARS = [str(year) for year in range(2009, 2027)]
TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("since 2022", 2022, 2026),
        ("Since March 2022", 2022, 2026),
        ("after 2021", 2022, 2026),
        ("post-2021", 2022, 2026),
        ("from 2022 onwards", 2022, 2026),
        ("2022 or later", 2022, 2026),
        ("before 2012", 2009, 2011),
        ("pre-2012", 2009, 2011),
        ("prior to 2012", 2009, 2011),
        ("up to 2012", 2009, 2012),
        ("2012 and earlier", 2009, 2012),
        ("2018-2020", 2018, 2020),
        ("2018 – 2020", 2018, 2020),
        ("from 2018 to 2020", 2018, 2020),
        ("between May 2018 and 2020", 2018, 2020),
        ("2020 to 2018", 2018, 2020),
        ("2023/24", 2023, 2024),
        ("2023-24", 2023, 2024),
        ("21 February 2022", 2022, 2022),
        ("autumn 2022", 2022, 2022),
        ("2022-02-21", 2022, 2022),
        ("21/02/2022", 2022, 2022),
        ("last year", 2025, 2025),
        ("this year", 2026, 2026),
        ("the last three years", 2023, 2026),
        ("past 2 years", 2024, 2026),
    ],
)
def test_a_range_has_its_years(typed: str, first: int, last: int) -> None:
    (years,) = ranges_in(f"neglect {typed}", YEARS, TODAY)
    assert years.years == tuple([str(year) for year in range(first, last + 1)])
    assert f"neglect {typed}"[years.start : years.end] == typed


@pytest.mark.parametrize(
    "typed",
    [
        "24/7 support",
        "before 2009",
        "neglect 2018",
        "in their last year at school",
        "caseloads rose last year to 30",
        "five years old",
    ],
)
def test_other_numbers_and_years_are_no_range(typed: str) -> None:
    assert ranges_in(typed, YEARS, TODAY) == []
