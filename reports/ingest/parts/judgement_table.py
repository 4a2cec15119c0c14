"""Builds a table of judgements from its labels and grades."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reports.facts.vocabulary import Area
from reports.ingest.parsed import PrintedJudgement
from reports.ingest.parts.grades import grade_of


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """A row that was not read: its index among the rows, its label, and its grade as printed."""

    place: int
    label: str
    grade: str


@dataclass(frozen=True, slots=True)
class JudgementTable:
    """The judgements in the order of the table.

    `end` is the index of the first line after the table. `whole` says whether every row was read;
    `unread` has the other rows.
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
    """The table of labels and grades, in the order of the page; empty if their numbers differ."""
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
