"""The judgement table of an ILACS report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reports.ingest.ilacs.areas import AREA_BEGINS, AREAS, FIVE_ROWS, FOUR_ROWS, GRADE, area_of, grade_of
from reports.ingest.parsed import PrintedJudgement
from reports.ingest.text.characters import joined
from reports.ingest.text.layout import Line
from reports.ingest.wording import Wording

TABLE_HEAD = Wording(
    r"^judge?ments?\s*(?:\t?\s*grade)?$",
    samples=("Judgement\tGrade", "Judgement Grade", "Judgement"),
    strangers=("Judgement of managers is sound.",),
)
ROW = Wording(
    rf"(?<!\S)(?<!\bthe )(?={AREA_BEGINS})",
    samples=("The impact of leaders on practice", "Overall effectiveness"),
    strangers=("The progress of plans",),
)
_GRADE_AT_END = Wording(
    r"(?:(?:^|\s+)(?:outstanding|inadequate|requires?|improvement|to|be|good))+\.?$",
    samples=(
        "Overall effectiveness Good",
        "families Requires improvement to be",
        "to be good",
        "be good",
        "Outstanding",
    ),
    strangers=("children in care",),
)
_LABEL_WORDS = frozenset(
    word for _, area in AREAS for sample in area.samples for word in re.findall(r"\w+", sample.casefold())
)
_LONGEST_PART_OF_LABEL = 90


@dataclass(frozen=True, slots=True)
class Table:
    """The judgements in the order of the table, where it ends among the lines, and whether every row was understood."""

    judgements: tuple[PrintedJudgement, ...]
    end: int
    whole: bool


def read_table(lines: Sequence[Line], begin: int) -> Table:
    """The table whose first row is `lines[begin]`.

    A label or a grade may wrap, and its grade may stand after, between or beside the label's lines: so
    labels and grades are gathered apart, each in the order of the page, and paired.
    """
    labels: list[str] = []
    grades: list[str] = []
    end = begin
    for line in lines[begin:]:
        label, grade = _parted(line.text)
        if not _is_label(label) or (label and _complete(labels, grades)):
            break
        labels += [label] * bool(label)
        grades += [grade] * bool(grade)
        end += 1
    return _paired(_rows(labels), _grades(grades), end)


def _parted(text: str) -> tuple[str, str]:
    """A line of the table as its part of a label and its part of a grade."""
    cells = text.replace("\t", " ").strip()
    found = _GRADE_AT_END.search(cells)
    return (cells[: found.start()], found[0].strip()) if found else (cells, "")


def _is_label(words: str) -> bool:
    """Whether nothing but the words of labels stands there (a misprint allowed): the summary ends the table."""
    strangers = [word for word in re.findall(r"\w+", words.casefold()) if word not in _LABEL_WORDS]
    return len(strangers) <= 1 and len(words) <= _LONGEST_PART_OF_LABEL


def _complete(labels: list[str], grades: list[str]) -> bool:
    """Whether every row has come, so that what reads like one more begins the summary."""
    rows = _rows(labels)
    return len(rows) == len(_grades(grades)) and {area_of(row) for row in rows} in (FOUR_ROWS, FIVE_ROWS)


def _grades(grades: list[str]) -> list[str]:
    return re.findall(GRADE, joined(grades), re.IGNORECASE)


def _rows(labels: list[str]) -> list[str]:
    return [row.strip() for row in ROW.regex.split(joined(labels)) if row.strip()]


def _paired(rows: list[str], grades: list[str], end: int) -> Table:
    if len(rows) != len(grades):
        return Table((), end, whole=False)
    judgements = []
    for row, printed in zip(rows, grades, strict=True):
        area, grade = area_of(row), grade_of(printed)
        if area and grade:
            judgements.append(PrintedJudgement(area, grade, row, printed))
    return Table(tuple(judgements), end, whole=len(judgements) == len(rows))
