"""Reading a report of the invented framework of 2027."""

from __future__ import annotations

from collections.abc import Sequence

from reports.facts.vocabulary import Area, Grade, Kind
from reports.ingest.parsed import (
    NumberedParagraph,
    ParsedReport,
    ParsedSection,
    Passage,
    Point,
    PrintedJudgement,
)
from reports.ingest.parts.authority_names import match_authority
from reports.ingest.parts.dates import first_day, last_day, read_periods
from reports.ingest.text.lines import ReportLines
from reports.ingest.wording import Wording

TITLE = Wording(
    r"^children and families inspection of (?P<authority>.+)$",
    samples=("Children and families inspection of Wexcombe",),
    strangers=("Inspection of Wexcombe local authority children’s services",),
)
FIELD = Wording(
    r"^(?P<name>[a-z ]+): (?P<value>.+)$",
    samples=("Inspection dates: 7 to 18 June 2027", "Safety at home: Secure"),
    strangers=("Safety at home",),
)
PARAGRAPH = Wording(
    r"^(?P<number>\d+)\. (?P<text>.+)$",
    samples=("1. Leaders know families.",),
    strangers=("In 2027. Leaders",),
)
POINT = Wording(r"^[-•] ?(?P<text>.+)$", samples=("- The help.",), strangers=("The help.",))
AREAS = {area.label: area for area in Area}
GRADES = {grade.label: grade for grade in Grade}


def read(report: ReportLines) -> ParsedReport:
    """The reading of a report, whose lines are each a field, a heading, a point or a paragraph."""
    texts = [line.text for line in report.lines]
    title = TITLE.match(texts[0])
    fields = {match["name"]: match["value"] for match in map(FIELD.match, texts) if match}
    periods = read_periods(fields["Inspection dates"])
    authority = match_authority(title["authority"], last_day(periods)) if title else None
    judged = {name: grade for name, grade in fields.items() if name in AREAS}
    judgements = [
        PrintedJudgement(AREAS[name], GRADES[grade], name, grade) for name, grade in judged.items()
    ]
    grades = {judgement.area: judgement.grade for judgement in judgements}
    sections, paragraphs = _body(texts, grades)
    return ParsedReport(
        kind=Kind("renewed"),
        title=texts[0],
        authority=authority.name if authority else None,
        authority_slug=authority.slug if authority else None,
        start_date=first_day(periods),
        end_date=last_day(periods),
        periods=periods,
        lead_inspector=fields["Lead inspector"],
        judgements=tuple(judgements),
        summary=tuple(Passage(text) for text in texts if text.startswith("Families say")),
        improvement_points=tuple(
            Point(match["text"]) for match in map(POINT.match, texts) if match
        ),
        sections=tuple(sections),
        paragraphs=tuple(paragraphs),
        left_out=report.left_out,
    )


def _body(
    texts: Sequence[str], grades: dict[Area, Grade]
) -> tuple[list[ParsedSection], list[NumberedParagraph]]:
    sections: list[ParsedSection] = []
    paragraphs: list[NumberedParagraph] = []
    for text in texts:
        if text in AREAS:
            judged = AREAS[text]
            sections.append(ParsedSection(text, judged, grades[judged]))
        elif match := PARAGRAPH.match(text):
            section = len(sections) - 1
            area = sections[section].area
            number = int(match["number"])
            paragraphs.append(NumberedParagraph(number, match["text"], section, area))
    return sections, paragraphs
