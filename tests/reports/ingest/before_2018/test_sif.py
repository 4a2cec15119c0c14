"""What SIF reports print in several ways: each wording is read, or said to be doubtful."""

from pathlib import Path

import pytest

from reports.facts.vocabulary import Area, Grade, Severity
from reports.ingest.parsed import ParsedReport
from reports.ingest.report import read_report
from tests.support.typeset import typeset

REPORT = (Path(__file__).parents[1] / "examples" / "sif-2016-with-board.pages").read_text(
    encoding="utf-8"
)
DATES = "Inspection date: 18 January 2016–11 February 2016"
PUBLISHED = "Report published: 4 April 2016"
LEAD = "Lead inspector: Leonora Quill"


def read(printed: str, instead: str) -> ParsedReport:
    assert printed in REPORT
    return read_report(typeset(REPORT.replace(printed, instead)), "report.pdf")


def warnings(reading: ParsedReport) -> set[str]:
    return {problem.code for problem in reading.problems if problem.severity is Severity.WARNING}


@pytest.mark.parametrize(
    ("printed", "periods"),
    [
        ("Inspection dates: 18 Jan 2016 – 11 Feb 2016", [("2016-01-18", "2016-02-11")]),
        ("Inspection dates: 18/01/2016 – 11/02/2016", [("2016-01-18", "2016-02-11")]),
        ("Inspection dates:\n18 January – 11 February 2016", [("2016-01-18", "2016-02-11")]),
        ("Inspection dates: 18 January 2016 – // 11 February 2016", [("2016-01-18", "2016-02-11")]),
        ("Inspection dates: 30 November – 17 December 2015", [("2015-11-30", "2015-12-17")]),
        (
            "Inspection dates: 11 January – 21 January 2016 and // 1 February – 3 February 2016",
            [("2016-01-11", "2016-01-21"), ("2016-02-01", "2016-02-03")],
        ),
    ],
)
def test_dates_are_read_however_they_are_written(
    printed: str, periods: list[tuple[str, str]]
) -> None:
    reading = read(DATES, printed)
    assert [(str(first), str(last)) for first, last in reading.periods] == periods
    assert not warnings(reading)


@pytest.mark.parametrize(
    "printed",
    ["18 January – 13 February 2016", "18 February – 11 January 2016", "18 – 19 January 2016"],
)
def test_wrong_dates_are_said_to_be_doubtful(printed: str) -> None:
    assert "dates-doubtful" in warnings(read(DATES, f"Inspection dates: {printed}"))


@pytest.mark.parametrize(
    "printed",
    [
        "Published: 4th April 2016",
        "Publication date: 4 April 2016",
        "Date published:\n4 April 2016",
    ],
)
def test_date_of_publication(printed: str) -> None:
    assert str(read(PUBLISHED, printed).published) == "2016-04-04"


@pytest.mark.parametrize(
    "printed", ["Report published: April 2016", "Report published: 4 April 2013"]
)
def test_a_wrong_date_of_publication_is_doubtful(printed: str) -> None:
    assert "publication-doubtful" in warnings(read(PUBLISHED, printed))


@pytest.mark.parametrize(
    ("printed", "lead"),
    [
        ("Lead Inspector Ottilie Marsh, HMI", "Ottilie Marsh"),
        ("Lead inspector\nOttilie Marsh, Her Majesty’s Inspector", "Ottilie Marsh"),
        ("Lead inspectors: Ottilie Marsh HMI, Ada Bell HMI", "Ottilie Marsh and Ada Bell"),
    ],
)
def test_lead_inspector(printed: str, lead: str) -> None:
    assert read(LEAD, printed).lead_inspector == lead


def test_grade_of_the_board_in_a_sentence_below_the_table() -> None:
    last_row = "| **3. Leadership, management and governance** | Good"
    sentence = "# The Local Safeguarding Children Board is inadequate"
    reading = read(last_row, f"{last_row}\n{sentence}")
    grades = {each.area: each.grade for each in reading.judgements}
    assert grades[Area.LSCB] is Grade.INADEQUATE


def test_the_head_of_the_judgement_table_is_left_out() -> None:
    first_row = "| **1. Children who need help and protection**"
    reading = read(first_row, f"| Key judgement | Grade\n{first_row}")
    assert "Key judgement\tGrade" in [each.text for each in reading.left_out]
    assert not [each for each in reading.summary if each.text.startswith("Key judgement")]
