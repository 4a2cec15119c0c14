"""Reading an ILACS report: header, judgement table, summary, points, paragraphs under headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.facts.vocabulary import Kind, Length, Omission
from reports.ingest.ilacs.body import split_body
from reports.ingest.ilacs.checks import check_ilacs
from reports.ingest.ilacs.header import read_header
from reports.ingest.ilacs.headings import Heading
from reports.ingest.ilacs.judgements import ROW, TABLE_HEAD, read_table
from reports.ingest.ilacs.slips import with_near_rows
from reports.ingest.ilacs.table_columns import with_usual_columns
from reports.ingest.parsed import LeftOut, ParsedReport, ParsedSection
from reports.ingest.parts.authority_names import match_authority
from reports.ingest.parts.dates import Period, first_day, last_day
from reports.ingest.parts.grades import label_and_grade
from reports.ingest.parts.judgement_table import JudgementTable
from reports.ingest.parts.passages import BULLET, read_paragraphs, read_points
from reports.ingest.text.layout import Line
from reports.ingest.text.lines import ReportLines
from reports.ingest.wording import Wording

_MARK_OF_ROW = Wording(
    rf"(?:{BULLET.pattern})|^\d{{1,2}}[.)]\s+",
    samples=("- Overall effectiveness", "5. Overall effectiveness"),
    strangers=("Overall effectiveness",),
)
_LONGEST_SHORT = 7
"""Days on site of a short inspection, from the first to the last; longer ones are standard."""


def read_ilacs(report: ReportLines) -> ParsedReport:
    """The reading of an ILACS report, with the problems that its parts show."""
    lines, other_columns = with_usual_columns(_with_plain_rows(report.lines))
    header_lines, table, body_lines = _three_parts(lines)
    header = read_header(header_lines)
    last_day_on_site = last_day(header.periods)
    authority = None
    if header.authority:
        authority = match_authority(header.authority, last_day_on_site)
    body = split_body(body_lines)
    table, slips = with_near_rows(table, body.sections)
    left_out = [*report.left_out, *other_columns]
    if body.question:
        left_out.append(LeftOut(Omission.FURNITURE, body.question.text, body.question.page))
    reading = ParsedReport(
        kind=Kind.ILACS,
        length=_length(header.periods),
        title=header.title,
        authority=authority.name if authority else header.authority,
        authority_slug=authority.slug if authority else None,
        start_date=first_day(header.periods),
        end_date=last_day_on_site,
        periods=header.periods,
        lead_inspector=header.lead_inspector,
        judgements=table.judgements,
        summary=tuple(read_paragraphs(body.summary)),
        improvement_points=tuple(read_points(body.points)),
        sections=tuple(_section(heading) for heading in body.sections),
        paragraphs=tuple(body.paragraphs),
        left_out=tuple(left_out),
    )
    return replace(reading, problems=(*body.problems, *slips, *check_ilacs(reading, table)))


def _section(heading: Heading) -> ParsedSection:
    return ParsedSection(heading.text, heading.area, heading.grade, heading.page)


def _with_plain_rows(lines: Sequence[Line]) -> list[Line]:
    """The lines without bullets or numbers before the rows of the table, as in some text files."""
    plain: list[Line] = []
    for line in lines:
        words = (BULLET if line.size else _MARK_OF_ROW).regex.sub("", line.text)
        is_row = words != line.text and ROW.match(words) and label_and_grade(words)[1]
        plain.append(replace(line, text=words) if is_row else line)
    return plain


def _three_parts(
    lines: Sequence[Line],
) -> tuple[Sequence[Line], JudgementTable, Sequence[Line]]:
    """The header's lines, the judgement table, the lines below it."""
    heads = [place for place, line in enumerate(lines) if TABLE_HEAD.match(line.text)]
    first_row = heads[0] if heads else 0
    while first_row < len(lines) and not ROW.match(lines[first_row].text):
        first_row += 1
    table = read_table(lines, first_row)
    header_end = heads[0] if heads else first_row
    return lines[:header_end], table, lines[table.end :]


def _length(periods: Sequence[Period]) -> Length | None:
    """Short or standard by the days of the first period on site; None without dates."""
    if not periods:
        return None
    first, last = periods[0]
    return Length.SHORT if (last - first).days < _LONGEST_SHORT else Length.STANDARD
