"""Finds the headings of a long report before 2018: by type or, in text files, by their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports.facts.vocabulary import Area, Grade
from reports.ingest.before_2018.areas import BOARD, WRAPPED, area_of, grade_in, names_board
from reports.ingest.before_2018.chapters.wordings import LABEL, TABLE_HEAD, TEAM, Holds, holds_of
from reports.ingest.parts.grades import label_and_grade
from reports.ingest.parts.numbering import number_of
from reports.ingest.parts.passages import BULLET
from reports.ingest.text.characters import ends_sentence, joined
from reports.ingest.text.layout import Line

LARGE = 1.1
"""Type that is larger than the text by this factor is that of a heading."""
_COLUMN = 150.0
"""The least points from an area to the grade, if the grade is in a column of its own."""
_LONGEST_HEADING = 5
"""The most lines of a heading."""
_LONGEST_LABEL = 80
"""The most letters of a heading in plain type above a list."""
_LONGEST_CELL = 70
"""The most letters in a line of a cell."""
_LONGEST_WORDED = 140
"""The most letters of a heading that is recognised by its words alone."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading, which fills the lines from `begin` up to `end`, and its text, up to `stop`."""

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
    """Whether it says nothing of its own, as "Summary"."""
    stop: int = 0


def without_sign(line: Line) -> Line:
    """A heading of a text file without the colon or the full stop that its writer has put behind it.

    Other lines stay as they are, as an area and its grade with a full stop: it may be an old one.
    """
    if line.size is not None or not line.spaced or line.text[-1] not in ":.":
        return line
    words, sign = line.text[:-1].rstrip(), line.text[-1]
    is_graded = area_of(words) is not None and grade_in(words) is not None
    is_judgement = sign == ":" and is_graded
    return replace(line, text=words) if is_judgement or holds_of(words) else line


def heading_end(lines: Sequence[Line], begin: int, body: float) -> int:
    """Where the heading that begins at `begin` ends; `begin` itself where none begins.

    `body` is the size of the report's type in points.
    """
    line = lines[begin]
    if BULLET.match(line.text) or number_of(line) is not None:
        return begin
    if line.size is None:
        return _worded_end(lines, begin)
    in_table = begin > 0 and TABLE_HEAD.match(lines[begin - 1].text) is not None
    if not in_table and _is_in_sentence(lines, begin):
        return begin
    if not in_table and not _set_as_heading(line, body):
        return begin + 1 if _is_subheading(lines, begin, body) else begin
    if TABLE_HEAD.match(line.text):
        return begin + 1
    end = begin + 1
    furthest = min(begin + _LONGEST_HEADING, len(lines))
    while end < furthest and _goes_on(line, lines[end], body, in_table=in_table):
        end += 1
    return end


def _goes_on(first: Line, line: Line, body: float, *, in_table: bool) -> bool:
    """Whether a line goes on with the heading of `first`; a table may be set in plain type."""
    if line.page != first.page or number_of(line) is not None or BULLET.match(line.text):
        return False
    if in_table:
        return not (line.bold and line.spaced) and len(line.text) <= _LONGEST_CELL
    ends_heading = first.bold and line.text[0].islower()
    return (ends_heading or not line.spaced) and _set_as_heading(line, body)


def _is_in_sentence(lines: Sequence[Line], place: int) -> bool:
    """Whether a line of a PDF, whatever its type, is part of a sentence that begins above it.

    So are large letters that go on with lines of the same type, and bold words that fill a line.
    """
    line = lines[place]
    if line.text[0].islower():
        return True
    if place == 0:
        return False
    above = lines[place - 1]
    if not line.bold:
        return not line.spaced and _alike(line, above) and not _parts_pages(above, line)
    if place + 1 == len(lines) or line.page != above.page:
        return False
    below = lines[place + 1]
    runs_in = not line.spaced and not above.bold and not ends_sentence(above.text)
    return runs_in and not below.spaced and not below.bold and below.text[0].islower()


def _alike(line: Line, above: Line) -> bool:
    """Whether two lines are set in the same plain type."""
    return not above.bold and line.size == above.size


def _parts_pages(above: Line, line: Line) -> bool:
    """Whether a page break is between two lines, and a sentence ends above it."""
    return above.page != line.page and ends_sentence(above.text)


def _set_as_heading(line: Line, body: float) -> bool:
    is_set_apart = line.bold or (line.size or 0) > LARGE * body
    return is_set_apart and not BULLET.match(line.text)


def _is_subheading(lines: Sequence[Line], place: int, body: float) -> bool:
    """Whether a plain line is alone above a list: "The quality of social work practice".

    The list of the inspection team may be set as plain text.
    """
    if place + 1 >= len(lines):
        return False
    line, below = lines[place], lines[place + 1]
    if line.spaced and TEAM.match(line.text):
        return True
    is_short = len(line.text) <= _LONGEST_LABEL and line.text[-1] not in ".:;,"
    if not is_short or not line.spaced or not below.spaced:
        return False
    if not BULLET.match(below.text) and number_of(below) is None:
        return False
    if not line.text[0].isupper():
        return False
    above = lines[place - 1] if place else None
    return above is None or _set_as_heading(above, body) or ends_sentence(above.text)


def _worded_end(lines: Sequence[Line], begin: int) -> int:
    """Where a heading of a text file ends, recognised by its words or by a mark of Markdown."""
    text = lines[begin].text
    if lines[begin].bold or _is_usual_line(text):
        return begin + 1
    furthest = min(begin + _LONGEST_HEADING, len(lines))
    for end in range(begin + 1, furthest + 1):
        if _reads_as_heading(lines[begin:end]):
            is_wrapped = end < len(lines) and WRAPPED.match(lines[end].text)
            return end + 1 if is_wrapped else end
    if "graded" in text and len(text) <= _LONGEST_WORDED and area_of(text):
        return begin + 1
    return begin


def _is_usual_line(text: str) -> bool:
    """Whether a line has the words of a usual heading, and is no sentence."""
    if not text[0].isupper() or ". " in text:
        return False
    return holds_of(text) is not None or names_board(text)


def _reads_as_heading(part: Sequence[Line]) -> bool:
    """Whether lines name an area and its grade alone; in a list of old grades there is a colon."""
    heading = heading_of(part, 0, len(part))
    if heading.area is None or heading.grade is None or len(heading.text) > _LONGEST_WORDED:
        return False
    if ". " in heading.text:
        return False
    first = part[0].text
    if ":" in first and not first.startswith("The "):
        return False
    return heading.area is not Area.LSCB or BOARD.match(heading.text) is not None


def heading_of(part: Sequence[Line], begin: int, end: int) -> Chapter:
    """The heading that the lines of `part` make; they are the lines from `begin` up to `end`."""
    text = _text_of(part)
    area = area_of(text)
    graded = grade_in(text) if area else None
    return Chapter(
        text=text,
        begin=begin,
        end=end,
        page=part[0].page,
        holds=Holds.FINDINGS,
        area=area,
        grade=graded[0] if graded else None,
        is_label=LABEL.match(text) is not None or TABLE_HEAD.match(text) is not None,
    )


def _text_of(part: Sequence[Line]) -> str:
    """The words of a heading; where area and grade are in columns, "area: grade"."""
    cells = [label_and_grade(line.text) for line in part]
    label = joined(label for label, _ in cells)
    grade = joined(grade for _, grade in cells)
    ends_in_verb = label.endswith((" is", " are", " it"))
    if grade and area_of(label) and not ends_in_verb and _in_columns(part):
        return f"{label}: {grade}"
    return joined(line.text for line in part)


def _in_columns(part: Sequence[Line]) -> bool:
    """Whether a grade is beside its area: behind a tab, far to the right or, in text, on a line."""
    for line in part:
        if "\t" in line.text:
            return True
        label, _ = label_and_grade(line.text)
        is_right = line.left > part[0].left + _COLUMN or line.size is None
        if not label and is_right:
            return True
    return False
