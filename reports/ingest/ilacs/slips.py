"""Rows and headings that name an area with a slip, where table and headings agree what is meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.facts.vocabulary import Area, Grade
from reports.ingest.ilacs.areas import near_area
from reports.ingest.ilacs.headings import Heading
from reports.ingest.parsed import PrintedJudgement, Problem
from reports.ingest.parts.grades import grade_of, without_grade
from reports.ingest.parts.judgement_table import JudgementTable, UnreadRow
from reports.ingest.problems import note


def with_near_rows(
    table: JudgementTable, headings: Sequence[Heading]
) -> tuple[JudgementTable, list[Problem]]:
    """The table with the rows that are near an area's wording, and a note for each of them.

    A heading has to name that area with the same grade, and no other row may.
    """
    judgements = list(table.judgements)
    unread: list[UnreadRow] = []
    problems: list[Problem] = []
    for row in table.unread:
        area = near_area(row.label)
        grade = grade_of(row.grade)
        is_taken = any(each.area is area for each in judgements)
        if area is None or grade is None or is_taken or not _agrees(headings, area, grade):
            unread.append(row)
            continue
        judgements.insert(row.place, PrintedJudgement(area, grade, row.label, row.grade))
        message = f"The row “{row.label}” is read as {area.label}, as its heading is."
        problems.append(note("row-near", message))
    whole = replace(
        table, judgements=tuple(judgements), unread=tuple(unread), whole=_is_whole(table, unread)
    )
    return whole, problems


def _is_whole(table: JudgementTable, unread: Sequence[UnreadRow]) -> bool:
    return table.whole or (bool(table.unread) and not unread)


def _agrees(headings: Sequence[Heading], area: Area, grade: Grade) -> bool:
    of_area = [heading for heading in headings if heading.area is area]
    return len(of_area) == 1 and of_area[0].grade in (grade, None)


def with_near_headings(headings: Sequence[Heading]) -> Iterator[Heading]:
    """The headings, those near an area's wording with that area, unless another heading names it."""
    named = [heading.area for heading in headings]
    for heading in headings:
        if heading.area is not None or heading.asks_what_to_improve:
            yield heading
            continue
        label, grade = without_grade(heading.text)
        area = near_area(label)
        if area is None or area in named:
            yield heading
        else:
            yield replace(heading, area=area, grade=heading.grade or grade)
