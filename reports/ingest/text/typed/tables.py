"""Rows of a table in whatever way their cells are parted, with tabs between the cells instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reports.ingest.text.layout import Line
from reports.ingest.wording import Wording

_SIGN = r"\s*(?P<sign>[:;,=/]|[-\u2010-\u2015]|->|=>|[\u2190-\u21ff]|\.{2,}|…)\s*"
HEADS = (
    Wording(
        rf"^(?:key )?judge?ments?{_SIGN}(?:judge?ment )?grades?$",
        samples=(
            "Judgement: Grade",
            "Judgements – Grades",
            "Judgement,Grade",
            "Judgement ... Grade",
        ),
        strangers=("Judgement\tGrade", "Judgement", "Judgement: good"),
    ),
    Wording(
        rf"^(?:responsible bod(?:y|ies){_SIGN}areas? for .{{3,40}})$",
        samples=("Responsible body: Areas for priority action",),
        strangers=("Responsible body\tAreas for priority action",),
    ),
    Wording(
        rf"^ofsted{_SIGN}care quality commission(?: \(CQC\))?$",
        samples=("Ofsted – Care Quality Commission",),
        strangers=("Ofsted and the Care Quality Commission",),
    ),
)
"""The heads of the tables in reports, their two cells parted by a sign."""
_FIRST_SIGN_PARTS = 1
"""The heads from this one on have long second cells, in which the sign may be again."""
_LONGEST_GRADE = 45
"""Letters of a cell with a grade."""
_BOX = re.compile(r"[│┃║¦]")
_BOX_RULE = re.compile(r"^(?=.*[\u2500-\u257f=-]{3})[\s\u2500-\u257f+=|:-]+$")
_QUOTED_CELLS = re.compile(r'^"[^"]*"(?:[,;]"[^"]*")+$')


def is_rule(raw: str) -> bool:
    """Whether a line is drawn: the border of a table, the line below a heading."""
    return _BOX_RULE.match(raw) is not None


def with_tabs(words: str) -> str:
    """A line with tabs between what bars, or quotes and commas, part."""
    row = words.strip()
    if _QUOTED_CELLS.match(row):
        return "\t".join(re.findall(r'"([^"]*)"', row))
    row = _BOX.sub("|", row)
    if "|" not in row:
        return words
    is_framed = len(row) > 1 and row.startswith("|") and row.endswith("|")
    cells = [cell.strip() for cell in (row[1:-1] if is_framed else row).split("|")]
    return "\t".join(cells) if is_framed or all(cells) else words


def with_cells(lines: Sequence[Line]) -> list[Line]:
    """The lines with tabs in the rows of each table whose head parts its cells by a sign."""
    parted = list(lines)
    for place, line in enumerate(lines):
        for index, head in enumerate(HEADS):
            match = head.match(line.text)
            if match:
                at_first = index >= _FIRST_SIGN_PARTS
                _part_rows(parted, place, match["sign"], at_first=at_first)
    return parted


def _part_rows(lines: list[Line], head: int, sign: str, *, at_first: bool) -> None:
    """Put tabs in the rows from the head on, up to a line that is no row."""
    shown = re.escape(sign[:2]) + "+" if sign.startswith(".") else re.escape(sign)
    mark = re.compile(rf"\s*{shown}\s*")
    for place in range(head, len(lines)):
        text = lines[place].text
        marks = list(mark.finditer(text))
        if not marks or (lines[place].spaced and place > head + 1):
            break
        parting = marks[0] if at_first or place == head else marks[-1]
        last_cell = text[parting.end() :]
        if not at_first and len(last_cell) > _LONGEST_GRADE:
            break
        lines[place] = replace(lines[place], text=f"{text[: parting.start()]}\t{last_cell}")
