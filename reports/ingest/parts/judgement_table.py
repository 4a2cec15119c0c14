"""A table of judgements, put together from labels and grades in columns and wrapped lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reports.facts.vocabulary import Area
from reports.ingest.parsed import PrintedJudgement
from reports.ingest.parts.grades import grade_of


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """A row whose label names no area, or whose words make no grade."""

    place: int
    label: str
    grade: str


@dataclass(frozen=True, slots=True)
class JudgementTable:
    """The judgements in the order of the table.

    `end` is the index of the first line after it; `whole` is whether every row was understood.
    `unread` has the rows that were not, each with its place among the rows and its grade's words.
    """

    judgements: tuple[PrintedJudgement, ...]
    end: int
    whole: bool
    unread: tuple[UnreadRow, ...] = ()


def paired(
    rows: Sequence[str],
    grades: Sequence[str],
    end: int,
    area_of: Callable[[str], Area | None],
) -> JudgementTable:
    """The table of rows and grades, each in the order of the page; empty where they differ in number."""
    if len(rows) != len(grades):
        return JudgementTable((), end, whole=False)
    judgements: list[PrintedJudgement] = []
    unread: list[UnreadRow] = []
    for place, (row, words) in enumerate(zip(rows, grades, strict=True)):
        area = area_of(row)
        grade = grade_of(words)
        if area and grade:
            judgements.append(PrintedJudgement(area, grade, row, words))
        else:
            unread.append(UnreadRow(place, row, words))
    return JudgementTable(tuple(judgements), end, whole=not unread, unread=tuple(unread))
