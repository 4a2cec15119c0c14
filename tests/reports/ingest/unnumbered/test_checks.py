"""What the checks of letters and area SEND reports warn of."""

from dataclasses import replace
from datetime import date

import pytest

from reports.facts.vocabulary import Kind, NumberedBy, Severity
from reports.ingest.parsed import NumberedParagraph, ParsedReport, ParsedSection, Point
from reports.ingest.unnumbered.checks import check_days, check_text

MONDAY, TUESDAY = date(2021, 3, 8), date(2021, 3, 9)
READING = ParsedReport(
    Kind.FOCUSED_VISIT,
    "Focused visit",
    "Wexcombe",
    "wexcombe",
    MONDAY,
    TUESDAY,
    periods=((MONDAY, TUESDAY),),
    improvement_points=(Point("Plans."),),
    sections=(ParsedSection("Main findings", None, None),),
    paragraphs=(NumberedParagraph(1, "Words.", 0, None, None, NumberedBy.ARCHIVE),),
)


def days(
    start: date, end: date, written: date | None = None, most_days: int = 10
) -> list[tuple[str, Severity]]:
    reading = replace(READING, start_date=start, end_date=end, periods=((start, end),))
    return [(each.code, each.severity) for each in check_days(reading, written, most_days)]


DOUBTFUL = [("dates-doubtful", Severity.WARNING)]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (MONDAY, TUESDAY, []),
        (TUESDAY, MONDAY, DOUBTFUL),
        (MONDAY, date(2021, 3, 17), []),
        (MONDAY, date(2021, 3, 18), DOUBTFUL),
        (date(2021, 3, 7), TUESDAY, DOUBTFUL),
    ],
    ids=["two days", "backwards", "nine days later", "ten days later", "from Sunday"],
)
def test_days_on_site(start: date, end: date, expected: list[tuple[str, Severity]]) -> None:
    assert days(start, end) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (TUESDAY, []),
        (date(2021, 8, 6), []),
        (date(2021, 8, 7), DOUBTFUL),
        (MONDAY, DOUBTFUL),
        (None, []),
    ],
    ids=["on the last day", "150 days later", "151 days later", "before the end", "no letter"],
)
def test_date_of_the_letter(written: date | None, expected: list[tuple[str, Severity]]) -> None:
    assert days(MONDAY, TUESDAY, written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (date(2020, 1, 21), [("letter-year-doubtful", Severity.INFO)]),
        (date(2020, 2, 21), DOUBTFUL),
        (date(2019, 1, 21), DOUBTFUL),
    ],
    ids=["January of the old year", "February", "two years early"],
)
def test_a_letter_of_january_may_have_the_old_year(
    written: date, expected: list[tuple[str, Severity]]
) -> None:
    assert days(date(2020, 12, 14), date(2020, 12, 15), written) == expected


def test_days_that_cannot_be_read() -> None:
    for reading in (replace(READING, start_date=None), replace(READING, end_date=None)):
        (problem,) = check_days(reading, TUESDAY, 10)
        assert problem.code == "dates-unreadable"


def codes(reading: ParsedReport) -> list[str]:
    return [problem.code for problem in check_text(reading)]


def test_a_text_with_all_its_parts_is_right() -> None:
    assert codes(READING) == []


def test_what_a_text_lacks() -> None:
    assert codes(replace(READING, sections=())) == ["paragraphs-missing"]
    assert codes(replace(READING, paragraphs=())) == ["paragraphs-missing"]
    without_points = replace(READING, improvement_points=())
    assert codes(without_points) == ["improvement-points-missing"]
    assert codes(replace(without_points, priority_actions=(Point("Act."),))) == []


def test_long_paragraphs_and_printed_numbers() -> None:
    printed = NumberedParagraph(1, "word " * 500, 0, None)
    assert codes(replace(READING, paragraphs=(printed,))) == ["numbers-printed"]
    long = replace(printed, text="word " * 501)
    assert codes(replace(READING, paragraphs=(long,))) == ["paragraph-doubtful", "numbers-printed"]
