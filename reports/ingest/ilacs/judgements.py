"""The judgement table of an ILACS report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reports.facts.frameworks import frameworks_of
from reports.facts.vocabulary import Kind
from reports.ingest.ilacs.areas import AREA_BEGINS, AREAS, area_of
from reports.ingest.parts.grades import grades_in, label_and_grade
from reports.ingest.parts.judgement_table import JudgementTable, paired
from reports.ingest.text.characters import joined
from reports.ingest.text.layout import Line
from reports.ingest.wording import Wording

TABLE_HEAD = Wording(
    r"^judge?ments?\s*(?:\t?\s*grades?)?$",
    samples=("Judgement\tGrade", "Judgements Grades", "Judgement Grade", "Judgement"),
    strangers=("Judgement of managers is sound.",),
)
_GRADE_HEAD = Wording(
    r"^grades?$", samples=("Grade", "Grades"), strangers=("Grade of overall effectiveness",)
)
"""The head of the second column, where a text file has one column after the other."""
ROW = Wording(
    rf"(?<!\S)(?<!\bthe )(?={AREA_BEGINS})",
    samples=("The impact of leaders on practice", "Overall effectiveness"),
    strangers=("The progress of plans",),
)
_LABEL_WORDS = frozenset(
    word
    for _, area in AREAS
    for sample in area.samples
    for word in re.findall(r"\w+", sample.casefold())
)
_ROWS = [frozenset(framework.areas) for framework in frameworks_of(Kind.ILACS)]
_TABLES = [rows for rows in _ROWS if not any(rows < others for others in _ROWS)]
"""The areas of the table in each framework, but for tables that are part of another's."""
_LONGEST_PART_OF_LABEL = 90
"""The most letters in a line of a label."""


def read_table(lines: Sequence[Line], begin: int) -> JudgementTable:
    """The table whose first row is `lines[begin]`.

    A label or a grade may wrap, and a grade may be after, between or beside the lines of its label:
    so labels and grades are collected apart, each in the order of the page, and paired.
    """
    labels: list[str] = []
    grades: list[str] = []
    end = begin
    for line in lines[begin:]:
        label, grade = label_and_grade(line.text)
        if not _is_label(label) or (label and _is_complete(labels, grades)):
            break
        if label and not _GRADE_HEAD.match(label):
            labels.append(label)
        if grade:
            grades.append(grade)
        end += 1
    return paired(_rows(labels), grades_in(grades), end, area_of)


def _is_label(words: str) -> bool:
    """Whether all words but one (a misprint) are words of labels: the summary ends the table."""
    words_of_line = re.findall(r"\w+", words.casefold())
    strangers = [word for word in words_of_line if word not in _LABEL_WORDS]
    return len(strangers) <= 1 and len(words) <= _LONGEST_PART_OF_LABEL


def _is_complete(labels: list[str], grades: list[str]) -> bool:
    """Whether every row has been read, so that what reads like another one begins the summary."""
    rows = _rows(labels)
    areas = {area_of(row) for row in rows}
    return areas in _TABLES and len(rows) == len(grades_in(grades))


def _rows(labels: list[str]) -> list[str]:
    rows = [row.strip() for row in ROW.regex.split(joined(labels))]
    return [row for row in rows if row]
