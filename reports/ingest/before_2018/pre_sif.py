"""Reading an "Inspection of looked after children services" of 2013, before the single inspection framework.

It judges overall effectiveness and four things that no later framework judges in that cut; only the first can be
compared, so the others stand with their grades in the sections and in a note.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.ingest.before_2018.chapters.body import read_body
from reports.ingest.before_2018.checks import check_common
from reports.ingest.before_2018.front_page import read_front_page
from reports.ingest.before_2018.report import common_reading
from reports.ingest.before_2018.trimming import trimmed
from reports.ingest.parsed import (
    LeftOut,
    NumberedParagraph,
    ParsedReport,
    ParsedSection,
    PrintedJudgement,
    Problem,
)
from reports.ingest.parts.grades import GRADES
from reports.ingest.problems import note, warning
from reports.ingest.text.layout import Line
from reports.ingest.text.lines import ReportLines
from reports.ingest.wording import Wording
from reports.vocabulary import Area, Grade, Kind, Omission

NUMBERED_GRADE = Wording(
    r"\s*\bgrade:? ?[1-4] ?[-–(]? ?(?P<grade>outstanding|good|adequate|inadequate)\)?$",
    samples=("Grade 3 (Adequate)", "Capacity to improve Grade 2 (Good)", "Grade 4 – Inadequate"),
    strangers=("Adequate (Grade 3) A service that only meets minimum", "requires grade 3"),
)
_OVERALL = Wording(
    r"^overall effectiveness\b",
    samples=("Overall effectiveness of services for looked after children and young people",),
    strangers=("The overall effectiveness",),
)
_IMPRINT = Wording(
    r"^(?:age group\b|©|website\b|this document may be|that the information|publication are|further copies)",
    samples=("Age group:\tAll", "© Crown copyright 2013", "Website: www.example.org"),
    strangers=("The purpose of the inspection",),
)
_RECORD = Wording(
    r"^record of main findings$",
    samples=("Record of main findings",),
    strangers=("Record keeping",),
)
_GRADES = {
    "adequate": Grade.ADEQUATE,
    **{wording.samples[0].casefold(): grade for grade, wording in GRADES},
}


def read_pre_sif(report: ReportLines) -> ParsedReport:
    """The reading of a report of 2013."""
    lines, contents = trimmed(report.lines)
    front = read_front_page(lines)
    inside = next(
        (each for each in range(front.end, len(lines)) if not _IMPRINT.match(lines[each].text)),
        len(lines),
    )
    body = read_body(list(_headed(lines[inside:])), numbers_points=False)
    sections = tuple(_graded(section) for section in body.sections)
    reading = replace(
        common_reading(Kind.PRE_SIF, front, lines, body),
        sections=sections,
        paragraphs=tuple(_of_section(each, sections) for each in body.paragraphs),
        judgements=tuple(_judgements(sections)),
        left_out=(*report.left_out, *contents, *_cover(lines[:inside]), *body.left_out),
    )
    problems = (*body.problems, *check_common(reading, front), *_check(reading))
    return replace(reading, problems=problems)


def _headed(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with their headings plain: a grade goes with the heading above it, the closing record is text."""
    recorded = False
    for line in lines:
        if line.bold and NUMBERED_GRADE.match(line.text):
            yield replace(line, spaced=False)
        else:
            yield replace(line, bold=line.bold and not recorded)
        recorded = recorded or _RECORD.match(line.text) is not None


def _graded(section: ParsedSection) -> ParsedSection:
    found = NUMBERED_GRADE.search(section.heading)
    if found is None:
        return section
    heading = f"{section.heading[: found.start()]}: {found[0].strip()}"
    area = Area.OVERALL if _OVERALL.match(heading) else None
    return replace(section, heading=heading, area=area, grade=_GRADES[found["grade"].casefold()])


def _of_section(
    paragraph: NumberedParagraph, sections: Sequence[ParsedSection]
) -> NumberedParagraph:
    return (
        replace(paragraph, area=sections[paragraph.section].area)
        if paragraph.section is not None
        else paragraph
    )


def _judgements(sections: Sequence[ParsedSection]) -> Iterator[PrintedJudgement]:
    for section in sections:
        if section.area is Area.OVERALL and section.grade is not None:
            printed_area, _, printed_grade = section.heading.rpartition(": ")
            yield PrintedJudgement(section.area, section.grade, printed_area, printed_grade)


def _cover(lines: Sequence[Line]) -> list[LeftOut]:
    """What the cover says beside title, dates and names."""
    return [
        LeftOut(Omission.FURNITURE, line.text, line.page)
        for line in lines
        if _IMPRINT.match(line.text)
    ]


def _check(report: ParsedReport) -> Iterator[Problem]:
    if len(report.judgements) != 1:
        yield warning(
            "judgements-unreadable", "The judgement on overall effectiveness cannot be read."
        )
    record = " ".join(each.text for each in report.summary).casefold()
    for section in report.sections:
        if section.grade is not None and section.area is None:
            yield note(
                "judgement-not-compared",
                f"Judged under the framework of 2013 only: {section.heading}.",
                section.page,
            )
        elif (
            section.grade is not None
            and f"overall effectiveness {section.grade.label.casefold()}" not in record
        ):
            yield warning(
                "grades-differ",
                f"The record of main findings does not repeat the grade “{section.heading}”.",
                section.page,
            )
