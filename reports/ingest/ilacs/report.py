"""Reading an ILACS report: header, judgement table, summary, points to improve, numbered paragraphs under headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.ingest.ilacs.body import parts_of
from reports.ingest.ilacs.checks import check_ilacs
from reports.ingest.ilacs.header import Header, read_header
from reports.ingest.ilacs.judgements import ROW, TABLE_HEAD, read_table
from reports.ingest.parsed import LeftOut, ParsedReport, ParsedSection
from reports.ingest.parts.authority_names import match_authority
from reports.ingest.parts.judgement_table import JudgementTable
from reports.ingest.parts.passages import read_paragraphs, read_points
from reports.ingest.text.layout import Line
from reports.ingest.text.lines import ReportLines
from reports.vocabulary import Kind, Length, Omission

_LONGEST_SHORT = 7
"""Days on site of a short inspection; the first period of fieldwork decides."""


def read_ilacs(report: ReportLines) -> ParsedReport:
    """The reading of an ILACS report, with the problems that its parts raise against each other."""
    header_lines, table, body = _three_parts(report.lines)
    header = read_header(header_lines)
    authority = match_authority(header.authority, header.end) if header.authority else None
    contents = parts_of(body)
    question = contents.question
    asked = (LeftOut(Omission.FURNITURE, question.text, question.page),) if question else ()
    reading = ParsedReport(
        kind=Kind.ILACS,
        length=_length(header),
        title=header.title,
        authority=authority.name if authority else header.authority,
        authority_slug=authority.slug if authority else None,
        start_date=header.start,
        end_date=header.end,
        periods=header.periods,
        lead_inspector=header.lead_inspector,
        judgements=table.judgements,
        summary=tuple(read_paragraphs(contents.summary)),
        improvement_points=tuple(read_points(contents.points)),
        sections=tuple(
            ParsedSection(each.text, each.area, each.grade, each.page) for each in contents.sections
        ),
        paragraphs=tuple(contents.paragraphs),
        left_out=(*report.left_out, *asked),
    )
    return replace(reading, problems=(*contents.problems, *check_ilacs(reading, table)))


def _three_parts(lines: Sequence[Line]) -> tuple[Sequence[Line], JudgementTable, Sequence[Line]]:
    """The header's lines, the judgement table, the lines below it."""
    head = next((place for place, line in enumerate(lines) if TABLE_HEAD.match(line.text)), None)
    rows = (
        place for place, line in enumerate(lines) if place >= (head or 0) and ROW.match(line.text)
    )
    first = next(rows, len(lines))
    table = read_table(lines, first)
    return lines[: first if head is None else head], table, lines[table.end :]


def _length(header: Header) -> Length | None:
    if not header.periods:
        return None
    first, last = header.periods[0]
    return Length.SHORT if (last - first).days < _LONGEST_SHORT else Length.STANDARD
