"""The judgements of the single inspection framework: their table, the verdicts in sentences, the headings that grade."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reports.ingest.characters import joined
from reports.ingest.areas import GRADES as FOUR_GRADES
from reports.ingest.judgements import Table
from reports.ingest.layout import Line
from reports.ingest.parsed import PrintedJudgement
from reports.ingest.wording import Wording
from reports.vocabulary import Area, Grade

_BOARD = r"(?:the )?(?:(?:\w+ ){0,5}safeguarding children(?:’s)? board(?: ?\(\w{2,5}\))?|\w{0,4}SCB)"

AREAS: tuple[tuple[Area, Wording], ...] = (
    (
        Area.ADOPTION,
        Wording(
            r"^(?:2\.1\.? *)?(?:the )?(?:graded )?(?:judge?ment (?:for|about|on|of) (?:the )?)?adoption\b",
            samples=("2.1 Adoption performance", "The graded judgment for adoption performance is good"),
            strangers=("Adopters wait too long.",),
        ),
    ),
    (
        Area.CARE_LEAVERS,
        Wording(
            r"^(?:2\.2\.? *)?(?:the )?(?:graded )?(?:judge?ment (?:for|about|on|of) )?(?:the )?experiences? and progress of care leavers",
            samples=(
                "2.2 Experiences and progress of care leavers",
                "The graded judgement about the experience and progress of care leavers",
            ),
            strangers=("Care leavers are well prepared.",),
        ),
    ),
    (
        Area.HELP_AND_PROTECTION,
        Wording(
            r"^(?:1\.? *)?(?:the )?(?:experiences? and progress of )?children (?:who need|in need of|who are in need of) help (?:and|or) protection",
            samples=(
                "1. Children who need help and protection",
                "The experiences and progress of children who need help and protection",
            ),
            strangers=("Most children who need help and protection",),
        ),
    ),
    (
        Area.LOOKED_AFTER,
        Wording(
            r"^(?:2\.? *)?(?:the )?(?:experiences? and progress of )?(?:children looked after|looked after children) and achieving",
            samples=(
                "2. Children looked after and achieving permanence",
                "The experiences and progress of children looked after and achieving",
            ),
            strangers=("Children looked after live in stable homes.",),
        ),
    ),
    (
        Area.LEADERSHIP,
        Wording(
            r"^(?:3\.? *)?leadership, management and governance\b",
            samples=("3. Leadership, management and governance", "Leadership, management and governance are good"),
            strangers=("Leadership is strong.",),
        ),
    ),
    (
        Area.LSCB,
        Wording(
            rf"^(?:section (?:2|two):? *)?(?:the )?(?:judge?ment (?:for|on|about) the )?(?:effectiveness (?:of )?)?{_BOARD}(?= |$|[:.])",
            samples=(
                "The Local Safeguarding Children Board (LSCB)",
                "Section 2: The effectiveness local safeguarding children board",
                "The effectiveness of the LSCB requires improvement",
                "The judgement for the effectiveness of the Local Safeguarding Children Board (LSCB) is requires improvement",
            ),
            strangers=("Members of the board meet.",),
        ),
    ),
)
"""What the table, the contents and the headings call each area."""

GRADES: tuple[tuple[Grade, Wording], ...] = (
    *FOUR_GRADES,
    (Grade.NOT_JUDGED, Wording(r"not judged\b", samples=("Not judged", "Not Judged"))),
)
_GRADE = "|".join(wording.pattern for _, wording in GRADES)

VERDICT = Wording(
    rf"^(?:the overall judge?ment\b.{{0,60}}?|(?:overall, )?children’s services (?:in|on|for) .{{2,80}}? (?=are |is |requires? ))"
    rf"(?:\b(?:is|are|that it)\b:? *)*(?P<grade>{_GRADE})\.?$",
    samples=(
        "The overall judgement is that children’s services are inadequate",
        "The overall judgement is requires improvement.",
        "Children’s services in Wexcombe require improvement to be good",
        "Children’s services in the Isles of Wexcombe are outstanding",
    ),
    strangers=("Children’s services in Wexcombe are good because", "The overall judgement is that of inspectors."),
)
GRADED = Wording(
    rf"(?:[:,]|\b(?:is|are|that it is|that it)\b)*\s*(?P<grade>{_GRADE})\.?$",
    samples=(
        "Leadership, management and governance are good",
        "is that it requires improvement to be good.",
        "The LSCB is good",
    ),
    strangers=("good leadership",),
)
_ROW = Wording(
    r"(?<!\S)(?=(?:1\.? |2\.? |2\.1\.? |2\.2\.? |3\.? )(?:children|adoption|(?:the )?experiences?|leadership))",
    samples=("1. Children who need", "2.1 Adoption performance", "3. Leadership, management and governance"),
    strangers=("1. The quality of plans",),
)
_GRADE_AT_END = Wording(
    r"(?:(?:^|\s+)(?:outstanding|inadequate|requires?|improvement|to|be|good|not|judged))+\.?$",
    samples=("2.1 Adoption performance Good", "Requires", "improvement", "to be good", "Not judged"),
    strangers=("children in need",),
)
_LONGEST_ROW = 70


def area_of(wording: str) -> Area | None:
    """The area that a row of the table or a heading names."""
    return next((area for area, pattern in AREAS if pattern.match(wording)), None)


def grade_of(wording: str) -> Grade | None:
    """The grade that `wording` begins with."""
    return next((grade for grade, pattern in GRADES if pattern.match(wording)), None)


def names_board(heading: str) -> bool:
    """Whether a heading is nothing but the name of the part on the safeguarding children board."""
    return (
        re.fullmatch(rf"(?:section (?:2|two):? *)?(?:the )?(?:effectiveness (?:of )?)?{_BOARD}", heading, re.IGNORECASE)
        is not None
    )


def grade_in(sentence: str) -> tuple[Grade, str] | None:
    """The grade that ends a heading or a verdict, and its wording."""
    found = GRADED.search(sentence)
    grade = grade_of(found["grade"]) if found else None
    return (grade, found["grade"]) if found and grade else None


def parted(text: str) -> tuple[str, str]:
    """A line in columns as its part of a label and its part of a grade."""
    cells = text.replace("\t", " ").strip()
    found = _GRADE_AT_END.search(cells)
    return (cells[: found.start()], found[0].strip(" .")) if found else (cells, "")


def begins_table(line: Line) -> bool:
    """Whether a line is a row of the table: its number and its area."""
    return _ROW.match(parted(line.text)[0]) is not None


def read_table(lines: Sequence[Line], begin: int) -> Table:
    """The table whose first row, or the grade above it, is `lines[begin]`.

    Labels and grades are gathered apart, each in the order of the page: a label or a grade wraps, and a
    grade stands above, beside or below its label.
    """
    labels: list[str] = []
    grades: list[str] = []
    end = begin
    for line in lines[begin:]:
        label, grade = parted(line.text)
        if not _in_table(label, labels) or (_whole(labels, grades) and label):
            break
        labels += [label] * bool(label)
        grades += [grade] * bool(grade)
        end += 1
    return _paired(labels, grades, end)


def _in_table(label: str, labels: Sequence[str]) -> bool:
    starts = not label or _ROW.match(label) is not None
    wraps = re.fullmatch(
        r"(?:and )?(?:achieving )?permanence|(?:and )?protection|(?:and )?governance|(?:of )?(?:care )?leavers",
        label,
        re.I,
    )
    return len(label) <= _LONGEST_ROW and (starts or bool(labels and wraps))


def _whole(labels: Sequence[str], grades: Sequence[str]) -> bool:
    """Whether the last row, leadership, has come with its grade."""
    rows = _rows(labels)
    return bool(rows) and area_of(rows[-1]) is Area.LEADERSHIP and len(_printed_grades(grades)) == len(rows)


def _rows(labels: Sequence[str]) -> list[str]:
    return [row.strip() for row in _ROW.regex.split(joined(labels)) if row.strip()]


def _printed_grades(grades: Sequence[str]) -> list[str]:
    return re.findall(_GRADE, joined(grades), re.IGNORECASE)


def _paired(labels: Sequence[str], grades: Sequence[str], end: int) -> Table:
    rows, printed = _rows(labels), _printed_grades(grades)
    if len(rows) != len(printed):
        return Table((), end, whole=False)
    pairs = [(area_of(row), grade_of(grade), row, grade) for row, grade in zip(rows, printed, strict=True)]
    judgements = tuple(PrintedJudgement(area, grade, row, words) for area, grade, row, words in pairs if area and grade)
    return Table(judgements, end, whole=len(judgements) == len(rows))
