"""What the checks of an ILACS reading warn of, each on its own."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from reports.facts.vocabulary import Area, Grade, Kind, Omission, Severity
from reports.ingest.ilacs.checks import check_ilacs
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

AREAS = (
    Area.LEADERS,
    Area.HELP_AND_PROTECTION,
    Area.IN_CARE,
    Area.CARE_LEAVERS,
    Area.OVERALL,
)
TAIL = LeftOut(Omission.TAIL, "About Ofsted.")


def judgements(*areas: Area) -> tuple[PrintedJudgement, ...]:
    return tuple(PrintedJudgement(area, Grade.GOOD, area.label, "Good") for area in areas)


def between(first: date, last: date) -> dict[str, Any]:
    return {"start_date": first, "end_date": last, "periods": ((first, last),)}


MONDAY, FRIDAY = date(2023, 6, 12), date(2023, 6, 23)
READING = ParsedReport(
    Kind.ILACS,
    "Inspection of Wexcombe local authority children’s services",
    "Wexcombe",
    "wexcombe",
    MONDAY,
    FRIDAY,
    periods=((MONDAY, FRIDAY),),
    lead_inspector="Ada Bell",
    judgements=judgements(*AREAS),
    summary=(Passage("Help is good."),),
    improvement_points=(Point("Plans."),),
    sections=tuple(ParsedSection(area.label, area, Grade.GOOD) for area in AREAS[:-1]),
    paragraphs=(NumberedParagraph(1, "Help is good.", 0, Area.LEADERS),),
    left_out=(TAIL,),
)


def codes(*, whole: bool = True, **changed: Any) -> list[str]:
    reading = replace(READING, **changed)
    return [problem.code for problem in check_ilacs(reading, table(reading, whole))]


def table(reading: ParsedReport, whole: bool) -> JudgementTable:
    return JudgementTable(reading.judgements, 0, whole)


def words(count: int) -> str:
    return "Word " * (count - 1) + "end."


def test_a_whole_reading_is_right() -> None:
    assert codes() == []


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2023, 6, 12), date(2023, 6, 14), []),
        (date(2023, 6, 12), date(2023, 6, 13), ["dates-doubtful"]),
        (date(2023, 6, 6), date(2023, 6, 12), []),
        (date(2023, 6, 5), date(2023, 6, 12), ["dates-doubtful"]),
        (date(2023, 6, 12), date(2023, 6, 22), []),
        (date(2023, 6, 13), date(2023, 6, 22), ["dates-doubtful"]),
        (date(2023, 6, 12), date(2023, 6, 26), ["dates-doubtful"]),
        (date(2018, 1, 1), date(2018, 1, 5), ["judgements-unexpected"]),
        (date(2017, 12, 28), date(2018, 1, 3), ["dates-doubtful", "judgements-unexpected"]),
        (date(2023, 6, 11), date(2023, 6, 16), ["dates-doubtful"]),
        (FRIDAY, MONDAY, ["dates-doubtful"]),
    ],
)
def test_days_on_site(first: date, last: date, expected: list[str]) -> None:
    assert codes(**between(first, last)) == expected


def test_unusual_days_that_a_footer_repeats_are_right() -> None:
    footer = LeftOut(Omission.FURNITURE, "12 to 26 June 2023")
    days = between(MONDAY, date(2023, 6, 26))
    assert codes(**days, left_out=(TAIL, footer)) == []


def test_days_that_cannot_be_read() -> None:
    assert codes(periods=(), start_date=None, end_date=None) == ["dates-unreadable"]


def test_a_second_period_before_the_first_runs_backwards() -> None:
    early = (date(2023, 5, 1), date(2023, 5, 5))
    both = ((MONDAY, FRIDAY), early)
    assert codes(periods=both, start_date=MONDAY) == ["dates-doubtful"]
    assert codes(periods=both, start_date=early[0]) == []


def test_other_dates_in_a_footer_are_noted_with_the_earliest() -> None:
    footers = (
        LeftOut(Omission.FURNITURE, "5 to 9 June 2023\t4"),
        LeftOut(Omission.FURNITURE, "1 to 2 June 2023"),
        LeftOut(Omission.CAPTION, "1 to 2 May 2023"),
    )
    reading = replace(READING, left_out=(TAIL, *footers))
    (problem,) = check_ilacs(reading, table(reading, True))
    assert (problem.code, problem.severity) == ("footer-dates-differ", Severity.INFO)
    assert problem.message.endswith("2023-06-01 to 2023-06-02.")


def test_the_day_of_printing_in_a_footer_is_none_of_the_inspection() -> None:
    printed = LeftOut(Omission.FURNITURE, "28/11/2026, 14:05\tInspection report")
    reading = replace(READING, left_out=(TAIL, printed))
    assert list(check_ilacs(reading, table(reading, True))) == []


@pytest.mark.parametrize(
    ("footer", "expected"),
    [
        ("Inspection of Bristol local authority children’s services", ["authority-doubtful"]),
        ("Inspection of Wexcombe local authority children’s services", []),
        ("Inspection of Nowhere local authority children’s services", []),
    ],
)
def test_another_authority_in_a_footer(footer: str, expected: list[str]) -> None:
    assert codes(left_out=(TAIL, LeftOut(Omission.FURNITURE, footer))) == expected


def test_judgements_of_the_table() -> None:
    assert codes(whole=False) == ["judgements-unreadable"]
    without_overall = judgements(*AREAS[:-1])
    assert codes(judgements=without_overall) == ["judgements-unexpected"]
    twice = (*READING.judgements, READING.judgements[0])
    assert codes(judgements=twice) == ["judgements-unexpected"]


@pytest.mark.parametrize(
    ("last", "expected"),
    [(date(2026, 3, 31), ["judgements-unexpected"]), (date(2026, 4, 1), [])],
)
def test_overall_effectiveness_ends_in_april_2026(last: date, expected: list[str]) -> None:
    days = between(last - timedelta(days=5), last)
    assert codes(**days, judgements=judgements(*AREAS[:-1])) == expected


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        ((ParsedSection("Care", None, None),), ["heading-unknown"]),
        ((ParsedSection("Adoption", Area.ADOPTION, None),), ["heading-not-judged"]),
        ((ParsedSection("Leaders", Area.LEADERS, Grade.INADEQUATE),), ["grades-differ"] * 1),
    ],
)
def test_headings_beside_the_table(
    sections: tuple[ParsedSection, ...], expected: list[str]
) -> None:
    rest = READING.sections if sections[0].area is not Area.LEADERS else READING.sections[1:]
    assert codes(sections=(*sections, *rest)) == expected


def test_headings_that_are_missing_or_come_twice() -> None:
    assert codes(sections=READING.sections[1:]) == ["section-missing"]
    assert codes(sections=(*READING.sections, READING.sections[0])) == ["section-twice"]


def test_a_heading_without_a_grade_is_right() -> None:
    ungraded = tuple(replace(section, grade=None) for section in READING.sections)
    assert codes(sections=ungraded) == []


@pytest.mark.parametrize(
    ("count", "expected"), [(150, []), (151, ["point-doubtful"])], ids=["as long", "too long"]
)
def test_how_long_a_point_may_be(count: int, expected: list[str]) -> None:
    assert codes(improvement_points=(Point(words(count), 4),)) == expected


@pytest.mark.parametrize(("count", "expected"), [(700, []), (701, ["summary-doubtful"])])
def test_how_long_a_summary_may_be(count: int, expected: list[str]) -> None:
    assert codes(summary=(Passage(words(count)),)) == expected


@pytest.mark.parametrize(("count", "expected"), [(400, []), (401, ["paragraph-doubtful"])])
def test_how_long_a_paragraph_may_be(count: int, expected: list[str]) -> None:
    paragraph = NumberedParagraph(1, words(count), 0, Area.LEADERS)
    assert codes(paragraphs=(paragraph,)) == expected


@pytest.mark.parametrize(("count", "expected"), [(500, []), (501, ["closing-long"])])
def test_how_long_the_closing_pages_may_be(count: int, expected: list[str]) -> None:
    footer = LeftOut(Omission.FURNITURE, words(600))
    assert codes(left_out=(LeftOut(Omission.TAIL, words(count)), footer)) == expected


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"summary": ()}, ["summary-missing"]),
        ({"summary": (Passage("◼ Plans."),)}, ["summary-doubtful"]),
        ({"improvement_points": ()}, ["improvement-points-missing"]),
        ({"paragraphs": ()}, ["paragraphs-missing"]),
        ({"left_out": ()}, ["closing-missing"]),
        ({"lead_inspector": None}, ["lead-inspector-missing"]),
        ({"authority_slug": None}, ["authority-unknown"]),
    ],
)
def test_what_is_missing(changed: dict[str, Any], expected: list[str]) -> None:
    assert codes(**changed) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("help is good.", ["paragraph-doubtful"]),
        ("Help is good for families", ["paragraph-unfinished"]),
        ("Help is good.", []),
    ],
)
def test_sentences_of_a_paragraph(text: str, expected: list[str]) -> None:
    assert codes(paragraphs=(NumberedParagraph(1, text, 0, Area.LEADERS),)) == expected
