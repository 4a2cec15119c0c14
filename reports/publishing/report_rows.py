"""The rows that a parsed report makes, not yet saved and belonging to no inspection yet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reports.facts.vocabulary import NumberedBy, Role
from reports.ingest.parsed import ParsedReport, Passage, Point
from reports.models import Abbreviation, Judgement, Paragraph
from reports.publishing.abbreviations import WORD, defined_in
from reports.publishing.targets import READ_FIELDS


def fields_of(report: ParsedReport) -> dict[str, Any]:
    """What the report says of the inspection; None where it says nothing."""
    return {field: getattr(report, field) for field in READ_FIELDS}


def judgements_of(report: ParsedReport) -> list[Judgement]:
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
    """Every passage in the order in which the archive keeps them: summary, points, numbered
    paragraphs.
    """
    paragraphs = [
        *(_passage(report, Role.SUMMARY, each) for each in report.summary),
        *(_passage(report, Role.POINT, each) for each in report.improvement_points),
        *(_passage(report, Role.PRIORITY, each) for each in report.priority_actions),
        *_numbered(report),
    ]
    for position, paragraph in enumerate(paragraphs):
        paragraph.position = position
    return paragraphs


def abbreviations_of(paragraphs: Iterable[Paragraph]) -> list[Abbreviation]:
    """The abbreviations that the passages explain themselves."""
    texts = [paragraph.text for paragraph in paragraphs]
    found = sorted({pair for text in texts for pair in defined_in(text)})
    words = {word for text in texts for word in WORD.findall(text)} if found else set()
    return [
        Abbreviation(short=short, long=long, is_word=short.lower() in words)
        for short, long in found
    ]


def _passage(report: ParsedReport, role: Role, passage: Passage | Point) -> Paragraph:
    number = passage.number if isinstance(passage, Point) else None
    return Paragraph(
        role=role,
        text=passage.text,
        page=passage.page,
        number=number,
        numbered_by=NumberedBy.REPORT if number is not None else "",
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
        row.area = paragraph.area or ""
        rows.append(row)
    return rows


def _section(report: ParsedReport, place: int | None) -> dict[str, str]:
    if place is None:
        return {}
    section = report.sections[place]
    return {"heading": section.heading, "area": section.area or "", "grade": section.grade or ""}
