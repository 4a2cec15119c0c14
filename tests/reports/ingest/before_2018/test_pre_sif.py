"""Grades, covers and closing records of the reports of 2013, before the single framework."""

from __future__ import annotations

import pytest

from reports.facts.vocabulary import Area, Grade, Kind, Omission, Severity
from reports.ingest.before_2018 import pre_sif
from reports.ingest.parsed import (
    LeftOut,
    NumberedParagraph,
    ParsedReport,
    ParsedSection,
    Passage,
    PrintedJudgement,
)
from reports.ingest.text.layout import Line
from tests.support.lines import set_line, text_lines

OVERALL = ParsedSection("Overall effectiveness: Grade 3 (Adequate)", Area.OVERALL, Grade.ADEQUATE)
SAFE = ParsedSection("Safeguarding: Grade 2 (Good)", None, Grade.GOOD, page=4)
HEADING_ALONE = ParsedSection("Inspection findings", None, None)
JUDGEMENT = PrintedJudgement(
    Area.OVERALL, Grade.ADEQUATE, "Overall effectiveness", "Grade 3 (Adequate)"
)
RECORD = Passage("Record of main findings: Overall effectiveness Adequate")


def report(
    *sections: ParsedSection,
    judgements: tuple[PrintedJudgement, ...] = (JUDGEMENT,),
    summary: tuple[Passage, ...] = (RECORD,),
) -> ParsedReport:
    return ParsedReport(
        kind=Kind.PRE_SIF,
        title="Inspection of looked after children services",
        authority="Wexcombe",
        authority_slug="wexcombe",
        start_date=None,
        end_date=None,
        judgements=judgements,
        summary=summary,
        sections=sections,
    )


def problems_of(read: ParsedReport) -> list[tuple[Severity, str, int | None]]:
    return [(each.severity, each.code, each.page) for each in pre_sif._check(read)]


def test_report_with_one_judgement_that_its_record_repeats_has_no_problem() -> None:
    assert problems_of(report(HEADING_ALONE, OVERALL)) == []


@pytest.mark.parametrize("judgements", [(), (JUDGEMENT, JUDGEMENT)])
def test_report_has_exactly_one_judgement(judgements: tuple[PrintedJudgement, ...]) -> None:
    read = report(OVERALL, judgements=judgements)
    assert problems_of(read) == [(Severity.WARNING, "judgements-unreadable", None)]


def test_grade_of_an_area_of_2013_is_noted_with_its_page() -> None:
    read = report(SAFE, OVERALL)
    assert problems_of(read) == [(Severity.INFO, "judgement-not-compared", 4)]


def test_grade_that_the_record_does_not_repeat_is_doubtful() -> None:
    other = Passage("Overall effectiveness Good. Safeguarding Adequate")
    read = report(OVERALL, summary=(other,))
    assert problems_of(read) == [(Severity.WARNING, "grades-differ", None)]


def test_record_may_fill_several_passages() -> None:
    parts = (Passage("Record"), Passage("Overall effectiveness"), Passage("adequate"))
    assert problems_of(report(OVERALL, summary=parts)) == []


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        (
            "Overall effectiveness Grade 3 (Adequate)",
            ParsedSection(OVERALL.heading, Area.OVERALL, Grade.ADEQUATE, 2),
        ),
        (
            "Overall effectiveness of services grade: 4 – inadequate",
            ParsedSection(
                "Overall effectiveness of services: grade: 4 – inadequate",
                Area.OVERALL,
                Grade.INADEQUATE,
                2,
            ),
        ),
        (
            "Capacity to improve Grade 1 (Outstanding)",
            ParsedSection("Capacity to improve: Grade 1 (Outstanding)", None, Grade.OUTSTANDING, 2),
        ),
        ("Leadership", ParsedSection("Leadership", Area.LEADERSHIP, None, 2)),
    ],
)
def test_grade_at_the_end_of_a_heading(heading: str, section: ParsedSection) -> None:
    assert pre_sif._graded(ParsedSection(heading, section.area, None, 2)) == section


def test_only_overall_effectiveness_with_a_grade_is_a_judgement() -> None:
    without_grade = ParsedSection("Overall effectiveness", Area.OVERALL, None)
    assert list(pre_sif._judgements([SAFE, without_grade, OVERALL])) == [JUDGEMENT]


def test_paragraph_has_the_area_of_its_section() -> None:
    def paragraph(section: int | None, area: Area | None) -> NumberedParagraph:
        return NumberedParagraph(1, "Words.", section, area)

    sections = [SAFE, OVERALL]
    assert pre_sif._with_area(paragraph(1, None), sections) == paragraph(1, Area.OVERALL)
    assert pre_sif._with_area(paragraph(0, Area.LEADERSHIP), sections) == paragraph(0, None)
    assert pre_sif._with_area(paragraph(None, None), sections) == paragraph(None, None)


IMPRINT = "Title\n© Crown copyright 2013\nWebsite: www.example.org\nWords.\nAge group: All"


@pytest.mark.parametrize(("begin", "end"), [(0, 0), (1, 3), (2, 3), (3, 3), (4, 5), (5, 5)])
def test_imprint_ends_with_the_first_other_line(begin: int, end: int) -> None:
    assert pre_sif._end_of_imprint(text_lines(IMPRINT), begin) == end


def test_cover_leaves_out_its_imprint_alone() -> None:
    assert pre_sif._cover(text_lines(IMPRINT)) == [
        LeftOut(Omission.FURNITURE, "© Crown copyright 2013"),
        LeftOut(Omission.FURNITURE, "Website: www.example.org"),
        LeftOut(Omission.FURNITURE, "Age group: All"),
    ]


def test_headings_are_plain_from_the_closing_record_on() -> None:
    def bold(text: str) -> Line:
        return set_line(text, bold=True, spaced=True)

    lines = [
        bold("Safeguarding"),
        bold("Grade 2 (Good)"),
        set_line("Words."),
        bold("Record of main findings"),
        bold("Overall effectiveness"),
    ]
    read = list(pre_sif._with_plain_headings(lines))
    assert [line.bold for line in read] == [True, True, False, True, False]
    assert [line.spaced for line in read] == [True, False, False, True, True]
