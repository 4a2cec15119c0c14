"""What the checks of reports before 2018 warn of, each on its own."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from reports.facts.vocabulary import Area, Grade, Kind, Omission
from reports.ingest.before_2018.checks import check_board, check_common, check_sif
from reports.ingest.before_2018.front_page import FrontPage
from reports.ingest.parsed import (
    LeftOut,
    NumberedParagraph,
    ParsedReport,
    ParsedSection,
    Passage,
    Point,
    PrintedJudgement,
)
from reports.ingest.parts.judgement_table import JudgementTable

MONDAY, FRIDAY = date(2016, 1, 18), date(2016, 2, 12)
AREAS = (
    Area.OVERALL,
    Area.HELP_AND_PROTECTION,
    Area.LOOKED_AFTER,
    Area.ADOPTION,
    Area.CARE_LEAVERS,
    Area.LEADERSHIP,
)
READING = ParsedReport(
    Kind.SIF,
    "Inspection of services",
    "Wexcombe",
    "wexcombe",
    MONDAY,
    FRIDAY,
    periods=((MONDAY, FRIDAY),),
    lead_inspector="Ada Bell",
    judgements=tuple(PrintedJudgement(area, Grade.GOOD, area.label, "Good") for area in AREAS),
    improvement_points=(Point("Plans."),),
    sections=tuple(ParsedSection(area.label, area, Grade.GOOD) for area in AREAS[1:]),
    paragraphs=(NumberedParagraph(1, "Help is good.", 0, Area.LEADERSHIP),),
    left_out=(LeftOut(Omission.TAIL, "About Ofsted."),),
)
BOARD = PrintedJudgement(Area.LSCB, Grade.GOOD, "The LSCB is good", "good")


def common(published: date | None = date(2016, 4, 4), **changed: Any) -> list[str]:
    reading = replace(READING, **changed)
    front = FrontPage(reading.title, "Wexcombe", None, reading.periods, published, 3)
    return [problem.code for problem in check_common(reading, front)]


def between(first: date, last: date) -> dict[str, Any]:
    return {"start_date": first, "end_date": last, "periods": ((first, last),)}


def test_a_whole_reading_is_right() -> None:
    assert common() == []
    assert sif() == []


@pytest.mark.parametrize(
    ("first", "days", "expected"),
    [
        (date(2016, 1, 19), 9, []),
        (date(2016, 1, 19), 8, ["dates-doubtful"]),
        (date(2016, 1, 18), 32, []),
        (date(2016, 1, 18), 33, ["dates-doubtful"]),
        (date(2016, 1, 17), 10, ["dates-doubtful"]),
    ],
)
def test_days_on_site(first: date, days: int, expected: list[str]) -> None:
    last = first + timedelta(days=days - 1)
    assert common(**between(first, last)) == expected


@pytest.mark.parametrize(
    ("kind", "first", "last", "expected"),
    [
        (Kind.SIF, date(2013, 11, 4), date(2013, 11, 22), []),
        (Kind.SIF, date(2013, 10, 31), date(2013, 11, 22), ["dates-doubtful"]),
        (Kind.SIF, date(2018, 12, 3), date(2018, 12, 31), []),
        (Kind.SIF, date(2018, 12, 3), date(2019, 1, 1), ["dates-doubtful"]),
        (Kind.PRE_SIF, date(2013, 7, 15), date(2013, 7, 19), []),
        (Kind.PRE_SIF, date(2014, 7, 14), date(2014, 7, 18), ["dates-doubtful"]),
        (Kind.LSCB_REVIEW, date(2015, 7, 14), date(2015, 7, 15), []),
    ],
)
def test_years_of_each_kind(kind: Kind, first: date, last: date, expected: list[str]) -> None:
    published = last + timedelta(days=60)
    assert common(published, kind=kind, **between(first, last)) == expected


def test_dates_that_run_backwards_or_cannot_be_read() -> None:
    assert "dates-doubtful" in common(**between(FRIDAY, MONDAY))
    missing = common(periods=(), start_date=None, end_date=None)
    assert missing == ["dates-unreadable"]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, ["publication-doubtful"]),
        (1, []),
        (239, []),
        (240, ["publication-doubtful"]),
        (-1, ["publication-doubtful"]),
    ],
)
def test_days_from_the_end_to_publication(days: int, expected: list[str]) -> None:
    assert common(FRIDAY + timedelta(days=days)) == expected


def test_a_date_of_publication_that_is_missing_or_cannot_be_read() -> None:
    assert common(None) == ["publication-missing"]
    unreadable = (Passage("Report published: in April"),)
    assert common(None, summary=unreadable) == ["publication-doubtful"]


def test_what_a_report_lacks() -> None:
    assert common(paragraphs=()) == ["paragraphs-missing"]
    assert common(improvement_points=()) == ["improvement-points-missing"]
    assert common(left_out=()) == ["closing-missing"]
    assert common(lead_inspector=None) == ["lead-inspector-missing"]
    assert common(authority=None) == ["authority-unreadable"]


def test_a_report_of_2013_has_no_closing_lines() -> None:
    days = between(date(2013, 7, 15), date(2013, 7, 19))
    assert common(date(2013, 9, 1), kind=Kind.PRE_SIF, left_out=(), **days) == []


@pytest.mark.parametrize(("count", "expected"), [(600, []), (601, ["paragraph-doubtful"])])
def test_how_long_a_paragraph_may_be(count: int, expected: list[str]) -> None:
    paragraph = NumberedParagraph(1, "word " * count, 0, None)
    assert common(paragraphs=(paragraph,)) == expected


def sif(*, whole: bool = True, **changed: Any) -> list[str]:
    reading = replace(READING, **changed)
    table = JudgementTable(reading.judgements, 9, whole)
    return [problem.code for problem in check_sif(reading, table)]


def test_judgements_of_the_framework() -> None:
    unreadable = ["judgements-unreadable"]
    assert sif(whole=False) == unreadable
    assert sif(judgements=READING.judgements[:-1]) == unreadable
    assert sif(judgements=(*READING.judgements, READING.judgements[0])) == unreadable
    sections = (*READING.sections, ParsedSection("The LSCB", Area.LSCB, None))
    assert sif(judgements=(*READING.judgements, BOARD), sections=sections) == []


def test_headings_of_the_judgements() -> None:
    changed = replace(READING.sections[0], grade=Grade.INADEQUATE)
    assert sif(sections=(changed, *READING.sections[1:])) == ["grades-differ"]
    ungraded = replace(READING.sections[0], grade=None)
    assert sif(sections=(ungraded, *READING.sections[1:])) == []
    assert sif(sections=READING.sections[1:]) == ["section-missing"]


def test_a_report_with_a_review_of_the_board_has_its_grade() -> None:
    title = "Inspection and review of the Local Safeguarding Children Board"
    assert sif(title=title) == ["judgements-unreadable"]
    assert [each.code for each in check_board(READING)] == ["judgements-unreadable"]
    assert list(check_board(replace(READING, judgements=(BOARD,)))) == []
