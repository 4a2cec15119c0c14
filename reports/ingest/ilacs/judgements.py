"""The judgement table of an ILACS report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reports.facts.validity import FIVE_ROWS, FOUR_ROWS
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
_LONGEST_PART_OF_LABEL = 90


def read_table(lines: Sequence[Line], begin: int) -> JudgementTable:
    """The table whose first row is `lines[begin]`.

    A label or a grade may wrap, and its grade may stand after, between or beside the label's lines: so
    labels and grades are gathered apart, each in the order of the page, and paired.
    """
    labels: list[str] = []
    grades: list[str] = []
    end = begin
    for line in lines[begin:]:
        label, grade = label_and_grade(line.text)
        if not _is_label(label) or (label and _complete(labels, grades)):
            break
        labels += [label] * bool(label)
        grades += [grade] * bool(grade)
        end += 1
    return paired(_rows(labels), grades_in(grades), end, area_of)


def _is_label(words: str) -> bool:
    """Whether nothing but the words of labels stands there (a misprint allowed): the summary ends the table."""
    strangers = [word for word in re.findall(r"\w+", words.casefold()) if word not in _LABEL_WORDS]
    return len(strangers) <= 1 and len(words) <= _LONGEST_PART_OF_LABEL


def _complete(labels: list[str], grades: list[str]) -> bool:
    """Whether every row has come, so that what reads like one more begins the summary."""
    rows = _rows(labels)
    return len(rows) == len(grades_in(grades)) and {area_of(row) for row in rows} in (
        FOUR_ROWS,
        FIVE_ROWS,
    )


def _rows(labels: list[str]) -> list[str]:
    return [row.strip() for row in ROW.regex.split(joined(labels)) if row.strip()]
