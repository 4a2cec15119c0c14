"""Where the headings of a long report before 2018 stand, and what each says: told by type, in plain text by words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.ingest.before_2018.areas import BOARD, WRAPPED, area_of, grade_in, names_board
from reports.ingest.before_2018.chapters.wordings import (
    LABEL,
    TABLE_HEAD,
    Holds,
    holds_of,
)
from reports.ingest.parts.grades import label_and_grade
from reports.ingest.parts.numbering import number_of
from reports.ingest.parts.passages import BULLET
from reports.ingest.text.characters import ends_sentence, joined
from reports.ingest.text.layout import Line
from reports.vocabulary import Area, Grade

LARGE = 1.1
"""Times the size of the text: type that is larger is a heading's."""
_COLUMN = 150.0
"""Points by which a grade in a column of its own stands to the right."""
_LONGEST_HEADING = 5
_LONGEST_LABEL = 80
_LONGEST_CELL = 70
_LONGEST_WORDED = 140


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading, the lines it fills from `begin` up to `end`, and what it makes of the lines up to the next."""

    text: str
    begin: int
    end: int
    page: int | None
    holds: Holds
    area: Area | None = None
    grade: Grade | None = None
    opens: bool = False
    """Whether it begins the part of a judgement."""
    is_label: bool = False


def heading_end(lines: Sequence[Line], begin: int, body: float) -> int:
    """Where the heading that begins at `begin` ends; `begin` itself where none begins."""
    line = lines[begin]
    if BULLET.match(line.text) or number_of(line) is not None:
        return begin
    if line.size is None:
        return _worded_end(lines, begin)
    below_head = begin > 0 and TABLE_HEAD.match(lines[begin - 1].text) is not None
    if not _set_as_heading(line, body) and not below_head:
        return begin + 1 if _is_subheading(lines, begin, body) else begin
    if TABLE_HEAD.match(line.text):
        return begin + 1
    end = begin + 1
    furthest = min(begin + _LONGEST_HEADING, len(lines))
    while end < furthest and _runs_on(line, lines[end], body, in_table=below_head):
        end += 1
    return end


def _runs_on(first: Line, line: Line, body: float, *, in_table: bool) -> bool:
    """Whether a heading that begins with `first` runs on over `line`; a row of a table may be set in plain type."""
    if line.page != first.page or number_of(line) is not None or BULLET.match(line.text):
        return False
    if in_table:
        return not line.bold and len(line.text) <= _LONGEST_CELL
    return not line.spaced and _set_as_heading(line, body)


def _set_as_heading(line: Line, body: float) -> bool:
    return (line.bold or (line.size or 0) > LARGE * body) and not BULLET.match(line.text)


def _is_subheading(lines: Sequence[Line], place: int, body: float) -> bool:
    """Whether a plain line stands alone above a list: "The quality of social work practice"."""
    line, below = lines[place], lines[place + 1 : place + 2]
    if (
        not (line.spaced and below and below[0].spaced and len(line.text) <= _LONGEST_LABEL)
        or line.text[-1] in ".:;,"
    ):
        return False
    above = lines[place - 1] if place else None
    rested = above is None or _set_as_heading(above, body) or ends_sentence(above.text)
    listed = BULLET.match(below[0].text) is not None or number_of(below[0]) is not None
    return rested and listed and line.text[0].isupper()


def _worded_end(lines: Sequence[Line], begin: int) -> int:
    """In plain text, a heading is told by its words alone; a mark of Markdown (bold) tells it too."""
    text = lines[begin].text
    if lines[begin].bold or (
        text[0].isupper() and ". " not in text and (holds_of(text) or names_board(text))
    ):
        return begin + 1
    furthest = min(begin + _LONGEST_HEADING, len(lines))
    end = next(
        (end for end in range(begin + 1, furthest + 1) if _reads_as_heading(lines[begin:end])), None
    )
    if end is None:
        return (
            begin + 1
            if "graded" in text and len(text) <= _LONGEST_WORDED and area_of(text)
            else begin
        )
    return end + 1 if end < len(lines) and WRAPPED.match(lines[end].text) else end


def _reads_as_heading(part: Sequence[Line]) -> bool:
    """Whether plain lines name an area and its grade and nothing more; a colon stands in lists of earlier grades."""
    heading = heading_of(part, 0, len(part))
    if heading.area is None or heading.grade is None or len(heading.text) > _LONGEST_WORDED:
        return False
    if ". " in heading.text or (":" in part[0].text and not part[0].text.startswith("The ")):
        return False
    return heading.area is not Area.LSCB or BOARD.match(heading.text) is not None


def heading_of(part: Sequence[Line], begin: int, end: int) -> Chapter:
    """The heading that lines make, put together from its columns where the grade stands beside the area."""
    printed = joined(line.text for line in part)
    cells = [label_and_grade(line.text) for line in part]
    in_columns = any(
        "\t" in line.text
        or (not label and (line.left > part[0].left + _COLUMN or line.size is None))
        for line, (label, _) in zip(part, cells, strict=True)
    )
    label, grade = joined(label for label, _ in cells), joined(grade for _, grade in cells)
    if in_columns and grade and area_of(label) and not label.endswith((" is", " are", " it")):
        printed = f"{label}: {grade}"
    area, found = area_of(printed), grade_in(printed)
    return Chapter(
        text=printed,
        begin=begin,
        end=end,
        page=part[0].page,
        holds=Holds.FINDINGS,
        area=area,
        grade=found[0] if found and area else None,
        is_label=LABEL.match(printed) is not None or TABLE_HEAD.match(printed) is not None,
    )
