"""Making rows from a parsed report. They are not saved, and have no inspection yet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reports.facts.vocabulary import NumberedBy, Role
from reports.ingest.parsed import ParsedReport, Passage, Point
from reports.models import Abbreviation, Judgement, Paragraph
from reports.publishing.content.abbreviations import WORD, defined_in
from reports.publishing.content.targets import READ_FIELDS


def fields_of(report: ParsedReport) -> dict[str, Any]:
    """The report's value for each of `READ_FIELDS`; None for a field that it does not give."""
    return {field: getattr(report, field) for field in READ_FIELDS}


def judgements_of(report: ParsedReport) -> list[Judgement]:
    """The report's judgements, in the order of the report."""
    return [
        Judgement(
            area=judgement.area,
            grade=judgement.grade,
            printed_area=judgement.printed_area,
            printed_grade=judgement.printed_grade,
            position=position,
        )
        for position, judgement in enumerate(report.judgements)
    ]


def paragraphs_of(report: ParsedReport) -> list[Paragraph]:
    """Every passage in the order of the page: summary, points, priority actions, paragraphs.

    `position` counts them from 0.
    """
    paragraphs = [_passage(report, Role.SUMMARY, each) for each in report.summary]
    paragraphs += [_passage(report, Role.POINT, each) for each in report.improvement_points]
    paragraphs += [_passage(report, Role.PRIORITY, each) for each in report.priority_actions]
    paragraphs += _numbered(report)
    for position, paragraph in enumerate(paragraphs):
        paragraph.position = position
    return paragraphs


def abbreviations_of(paragraphs: Iterable[Paragraph]) -> list[Abbreviation]:
    """The abbreviations that the passages define, in alphabetical order.

    `is_word` says that the report also has the abbreviation as an ordinary word in lower case.
    """
    texts = [paragraph.text for paragraph in paragraphs]
    definitions: set[tuple[str, str]] = set()
    for text in texts:
        definitions.update(defined_in(text))
    if not definitions:
        return []
    words: set[str] = set()
    for text in texts:
        words.update(WORD.findall(text))
    return [
        Abbreviation(short=short, long=long, is_word=short.lower() in words)
        for short, long in sorted(definitions)
    ]


def _passage(report: ParsedReport, role: Role, passage: Passage | Point) -> Paragraph:
    number = passage.number if isinstance(passage, Point) else None
    responsible = passage.responsible if isinstance(passage, Point) else None
    return Paragraph(
        role=role,
        text=passage.text,
        page=passage.page,
        number=number,
        numbered_by=NumberedBy.REPORT if number is not None else "",
        responsible=responsible or "",
        **_section(report, passage.section),
    )


def _numbered(report: ParsedReport) -> list[Paragraph]:
    rows = []
    for paragraph in report.paragraphs:
        row = Paragraph(
            role=Role.NUMBERED,
            text=paragraph.text,
            page=paragraph.page,
            number=paragraph.number,
            numbered_by=paragraph.numbered_by,
            **_section(report, paragraph.section),
        )
        # The area of the paragraph itself, which may differ from that of its section.
        row.area = paragraph.area or ""
        rows.append(row)
    return rows


def _section(report: ParsedReport, index: int | None) -> dict[str, str]:
    """Heading, area and grade of a section of the report; empty for a passage outside sections."""
    if index is None:
        return {}
    section = report.sections[index]
    return {"heading": section.heading, "area": section.area or "", "grade": section.grade or ""}
