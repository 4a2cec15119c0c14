"""Reading an "Inspection of looked after children services" of 2013, before the single inspection
framework.

It judges overall effectiveness and four areas that no later framework judges in the same way. Only
the first can be compared, so the others have their grades in the sections and in a note.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.facts.vocabulary import Area, Grade, Kind, Omission
from reports.ingest.before_2018.chapters.body import read_chapters
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
from reports.ingest.problems import note, warning
from reports.ingest.text.layout import Line
from reports.ingest.text.lines import ReportLines
from reports.ingest.text.omissions import omitted
from reports.ingest.wording import Wording

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
    "outstanding": Grade.OUTSTANDING,
    "good": Grade.GOOD,
    "adequate": Grade.ADEQUATE,
    "inadequate": Grade.INADEQUATE,
}


def read_pre_sif(report: ReportLines) -> ParsedReport:
    """The reading of a report of 2013."""
    lines, trimmings = trimmed(report.lines)
    front = read_front_page(lines)
    inside = _end_of_imprint(lines, front.end)
    body = read_chapters(list(_with_plain_headings(lines[inside:])), numbers_points=False)
    sections = [_graded(section) for section in body.sections]
    reading = replace(
        common_reading(Kind.PRE_SIF, front, lines, body),
        sections=tuple(sections),
        paragraphs=tuple(_with_area(paragraph, sections) for paragraph in body.paragraphs),
        judgements=tuple(_judgements(sections)),
        left_out=(*report.left_out, *trimmings, *_cover(lines[:inside]), *body.left_out),
    )
    problems = [*body.problems, *check_common(reading, front), *_check(reading)]
    return replace(reading, problems=tuple(problems))


def _end_of_imprint(lines: Sequence[Line], begin: int) -> int:
    """Where the lines end, from `begin`, that say how the report may be used."""
    place = begin
    while place < len(lines) and _IMPRINT.match(lines[place].text):
        place += 1
    return place


def _with_plain_headings(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with a grade on the heading above it, and with the closing record as text."""
    in_record = False
    for line in lines:
        if line.bold and NUMBERED_GRADE.match(line.text):
            yield replace(line, spaced=False)
        else:
            yield replace(line, bold=line.bold and not in_record)
        in_record = in_record or _RECORD.match(line.text) is not None


def _graded(section: ParsedSection) -> ParsedSection:
    """The section with the grade that its heading ends with: "Grade 3 (Adequate)"."""
    match = NUMBERED_GRADE.search(section.heading)
    if match is None:
        return section
    name = section.heading[: match.start()]
    return replace(
        section,
        heading=f"{name}: {match[0].strip()}",
        area=Area.OVERALL if _OVERALL.match(name) else None,
        grade=_GRADES[match["grade"].casefold()],
    )


def _with_area(
    paragraph: NumberedParagraph, sections: Sequence[ParsedSection]
) -> NumberedParagraph:
    if paragraph.section is None:
        return paragraph
    return replace(paragraph, area=sections[paragraph.section].area)


def _judgements(sections: Sequence[ParsedSection]) -> Iterator[PrintedJudgement]:
    for section in sections:
        if section.area is Area.OVERALL and section.grade is not None:
            printed_area, _, printed_grade = section.heading.rpartition(": ")
            yield PrintedJudgement(section.area, section.grade, printed_area, printed_grade)


def _cover(lines: Sequence[Line]) -> list[LeftOut]:
    """What the cover says beside title, dates and names."""
    imprint = [line for line in lines if _IMPRINT.match(line.text)]
    return omitted(imprint, Omission.FURNITURE)


def _check(report: ParsedReport) -> Iterator[Problem]:
    """Check that there is one judgement, and that the closing record repeats its grade."""
    if len(report.judgements) != 1:
        message = "The judgement on overall effectiveness cannot be read."
        yield warning("judgements-unreadable", message)
    record = " ".join(passage.text for passage in report.summary).casefold()
    for section in report.sections:
        if section.grade is None:
            continue
        if section.area is None:
            message = f"Judged under the framework of 2013 only: {section.heading}."
            yield note("judgement-not-compared", message, section.page)
        elif f"overall effectiveness {section.grade.label.casefold()}" not in record:
            message = f"The record of main findings does not repeat the grade “{section.heading}”."
            yield warning("grades-differ", message, section.page)
