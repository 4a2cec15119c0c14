"""The judgements on the first page of a SIF report: the table, and the verdicts in sentences around it."""

from __future__ import annotations

from collections.abc import Sequence

from reports.ingest.before_2018.areas import BOARD, WRAPPED, area_of
from reports.ingest.parsed import PrintedJudgement
from reports.ingest.parts.grades import GRADE, grade_of, grades_in, label_and_grade
from reports.ingest.parts.judgement_table import JudgementTable, paired
from reports.ingest.text.characters import joined
from reports.ingest.text.layout import Line
from reports.ingest.wording import Wording
from reports.vocabulary import Area

VERDICT = Wording(
    r"^(?:the overall judge?ment\b.{0,60}?"
    r"|(?:overall, )?(?:children’s services|services for children) (?:in|on|for|at) .{2,80}? (?=are |is |requires? ))"
    rf"(?:\b(?:is|are|that it)\b:? *)*(?P<grade>{GRADE})\.?$",
    samples=(
        "The overall judgement is that children’s services are inadequate",
        "The overall judgement is requires improvement.",
        "Children’s services in Wexcombe require improvement to be good",
        "Children’s services in the Isles of Wexcombe are outstanding",
    ),
    strangers=(
        "Children’s services in Wexcombe are good because",
        "The overall judgement is that of inspectors.",
    ),
)
LOOSE_VERDICT = Wording(
    r"^[^.]{0,120}\b(?:services|judge?ment|effectiveness|authority|council|borough)\b[^.]{0,80}?"
    rf"(?:\b(?:is|are|judged|that it)\b:? *|: *| (?=require))+(?P<grade>{GRADE})\.?$",
    samples=(
        "Overall effectiveness: good",
        "The Royal Borough of Wexcombe requires improvement to be good",
    ),
    strangers=(
        "The local authority leads effective services that meet the requirements for good.",
    ),
)
"""How a report might say it otherwise; asked where no sentence of the usual form stands there."""
_NAMES = (
    r"(?:children (?:who|in need)|children looked after and|adoption performance"
    r"|(?:the )?exp\w+ and progress of care|leadership, management)"
)
_NUMBERED_ROW = Wording(
    rf"(?:1|2|2\.1|2\.2|3)\.?\s*{_NAMES}",
    samples=(
        "1. Children who need",
        "2.1 Adoption performance",
        "3. Leadership, management and governance",
    ),
    strangers=("1. The quality of plans", "Adoption performance"),
)
_ROW = Wording(
    rf"(?<!\S)(?<!\d )(?<!\d\. )(?=(?:(?:1|2|2\.1|2\.2|3)\.?\s*)?{_NAMES})",
    samples=("1. Children who need", "Adoption performance", "2.1 Adoption performance"),
    strangers=("1. The quality of plans", "Adopters"),
)
"""A row, its number missing perhaps, as where a list's own numbers are no text."""
_LONGEST_ROW = 70
_LONGEST_VERDICT = 3
"""Lines of a judgement in a sentence at most."""
_COLUMN = 100.0
"""Points by which the column of grades stands to the right of the labels."""
_FIRST_PAGES = 80
"""Lines among which the judgement table begins."""


def table_begins(lines: Sequence[Line], after: int) -> int:
    """The place of the table's first row, or of the grade that stands above it."""
    places = range(after, min(_FIRST_PAGES, len(lines)))
    numbered = [place for place in places if _NUMBERED_ROW.match(lines[place].text)]
    bare = [
        place
        for place in places
        if _ROW.match(lines[place].text) and label_and_grade(lines[place].text)[1]
    ]
    row = next(iter([*numbered, *bare]), after)
    while row > after and _is_grade_beside(lines[row - 1], lines[row]):
        row -= 1
    return row


def _is_grade_beside(line: Line, row: Line) -> bool:
    """Whether a line holds the grade, or its first word, of the row below: in text without places, "Requires"."""
    alone = not label_and_grade(line.text)[0]
    return alone and (
        line.left > row.left + _COLUMN or (line.size is None and line.text == "Requires")
    )


def verdict(lines: Sequence[Line], area: Area) -> tuple[PrintedJudgement | None, list[Line]]:
    """The judgement of `area` that stands among `lines` as a sentence, and the other lines."""
    for wording in (BOARD,) if area is Area.LSCB else (VERDICT, LOOSE_VERDICT):
        found, others = _sentence(lines, area, wording)
        if found is not None:
            return found, others
    return None, list(lines)


def _sentence(
    lines: Sequence[Line], area: Area, wording: Wording
) -> tuple[PrintedJudgement | None, list[Line]]:
    for begin in range(len(lines)):
        for end in range(begin + 1, min(begin + _LONGEST_VERDICT, len(lines)) + 1):
            sentence = joined(line.text for line in lines[begin:end])
            if judgement := judgement_in(sentence, area, wording):
                return judgement, [*lines[:begin], *lines[end:]]
    return None, list(lines)


def judgement_in(sentence: str, area: Area, wording: Wording) -> PrintedJudgement | None:
    """The judgement of `area` that a sentence is, where it has this wording."""
    found = wording.match(sentence)
    grade = grade_of(found["grade"]) if found and found["grade"] else None
    return PrintedJudgement(area, grade, sentence, found["grade"]) if found and grade else None


def read_table(lines: Sequence[Line], begin: int) -> JudgementTable:
    """The table whose first row, or the grade above it, is `lines[begin]`.

    Labels and grades are gathered apart, each in the order of the page: a label or a grade wraps, and a
    grade stands above, beside or below its label.
    """
    labels: list[str] = []
    grades: list[str] = []
    end = begin
    for line in lines[begin:]:
        label, grade = label_and_grade(line.text)
        if not _in_table(label, labels) or (_whole(labels, grades) and _ROW.match(label)):
            break
        labels += [label] * bool(label)
        grades += [grade] * bool(grade)
        end += 1
    return paired(_rows(labels), grades_in(grades), end, area_of)


def _in_table(label: str, labels: Sequence[str]) -> bool:
    begins = not label or _ROW.match(label) is not None
    return len(label) <= _LONGEST_ROW and (begins or bool(labels and WRAPPED.match(label)))


def _whole(labels: Sequence[str], grades: Sequence[str]) -> bool:
    """Whether the last row, leadership, has come with its grade."""
    rows = _rows(labels)
    return (
        bool(rows) and area_of(rows[-1]) is Area.LEADERSHIP and len(grades_in(grades)) == len(rows)
    )


def _rows(labels: Sequence[str]) -> list[str]:
    return [row.strip() for row in _ROW.regex.split(joined(labels)) if row.strip()]
