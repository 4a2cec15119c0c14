"""Finds the headings below the judgement table: by bold type or, in text files, by their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.facts.vocabulary import Area, Grade
from reports.ingest.ilacs.areas import AREA_BEGINS, area_of
from reports.ingest.parts.grades import GRADE, grade_of, without_grade
from reports.ingest.parts.numbering import number_of
from reports.ingest.parts.passages import BULLET
from reports.ingest.text.characters import ends_sentence, joined
from reports.ingest.text.layout import Line
from reports.ingest.wording import Wording

IMPROVE = Wording(
    r"^(?:what (?:needs?|does .{1,60} need) (?:to (?:be )?improved?|improving)(?: in (?-i:[A-Z])[^.?]{1,40})?"
    r"|areas? (?:for improvement|to improve))\b[\s?:.]*"
    r"[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{0,2}[\s?:.]*$",
    samples=(
        "What needs to improve?",
        "What needs to improve:",
        "What needs to improve",
        "What needs to improve?1",
        "What needs to be improved?",
        "Areas for improvement",
        "Areas to improve",
        "What needs to improve in Wexcombe?",
        "What needs improving?",
    ),
    strangers=(
        "What needs to improve most is the quality of plans.",
        "What needs to improve in the next year is the quality",
    ),
)
HEADING = Wording(
    rf"^(?P<area>{AREA_BEGINS}.{{0,90}}?)\s*(?:(?:[:;(–—-]|\b(?:is|are)\b:?)?\s*(?P<grade>{GRADE}))?\s*[.:)]?$",
    samples=(
        "The experiences and progress of care leavers: good",
        "The experiences and progress of children in care and care leavers is: Outstanding",
        "The impact of leaders on social work practice with children and families requires improvement to be good.",
        "The experience and progress of children in care",
        "The experience and progress of children in care – good",
        "The experiences and progress of care leavers (Good)",
    ),
    strangers=("What needs to improve?",),
)
_LONGEST_HEADING = 4
"""The most lines of a heading that is recognised by its words."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and the lines it fills, from `begin` up to `end`; area and grade where it has one."""

    text: str
    begin: int
    end: int
    page: int | None
    asks_what_to_improve: bool = False
    area: Area | None = None
    grade: Grade | None = None

    @property
    def places(self) -> range:
        """The indexes of its lines."""
        return range(self.begin, self.end)


def find_headings(lines: Sequence[Line]) -> Iterator[Heading]:
    """Every heading among `lines`, in order."""
    place = 0
    while place < len(lines):
        end = _end(lines, place)
        if end > place:
            yield _heading(lines, place, end)
        place = max(end, place + 1)


def _heading(lines: Sequence[Line], begin: int, end: int) -> Heading:
    text = joined(line.text for line in lines[begin:end])
    area, grade = _area_and_grade(text)
    return Heading(
        text=text,
        begin=begin,
        end=end,
        page=lines[begin].page,
        asks_what_to_improve=IMPROVE.match(text) is not None,
        area=area,
        grade=grade,
    )


def _area_and_grade(text: str) -> tuple[Area | None, Grade | None]:
    """The area and the grade that a heading names; the grade is at its end, or anywhere else."""
    match = HEADING.match(text)
    if match and match["grade"]:
        return area_of(text), grade_of(match["grade"])
    words, grade = without_grade(text)
    if grade is not None and text[-1] != "." and HEADING.match(words):
        return area_of(words), grade
    return area_of(text), None


def _end(lines: Sequence[Line], begin: int) -> int:
    """Where the heading that begins at `begin` ends; `begin` itself where none begins."""
    line = lines[begin]
    question_end = _question_end(lines, begin)
    if question_end is not None:
        return question_end
    if number_of(line) is not None or BULLET.match(line.text):
        return begin
    if line.bold and not _is_in_sentence(lines, begin):
        bold_end = _bold_end(lines, begin)
        if area_of(line.text) or _numbered(lines, bold_end):
            return _worded_end(lines, begin, bold_end) or bold_end
    if _stands_apart(lines, begin):
        return _worded_end(lines, begin, begin + 1) or begin
    return begin


def _question_end(lines: Sequence[Line], begin: int) -> int | None:
    """Where the question what needs to improve ends; only in bold may it fill several lines."""
    furthest = _bold_end(lines, begin) if lines[begin].bold else begin + 1
    for end in range(begin + 1, furthest + 1):
        if IMPROVE.match(joined(line.text for line in lines[begin:end])):
            return end
    return None


def _bold_end(lines: Sequence[Line], begin: int) -> int:
    """Where the lines end that are set in bold with the one at `begin`."""
    end = begin + 1
    while end < len(lines) and _goes_on_in_bold(lines[end]):
        end += 1
    return end


def _goes_on_in_bold(line: Line) -> bool:
    """Whether a line goes on with a bold heading above it; an area begins a heading of its own."""
    return line.bold and not line.spaced and area_of(line.text) is None


def _worded_end(lines: Sequence[Line], begin: int, first: int) -> int | None:
    """Where the lines from `begin` read as a heading, at `first` or later; None where they do not."""
    furthest = min(begin + _LONGEST_HEADING, len(lines) - 1)
    for end in range(first, furthest + 1):
        if _reads_as_heading(lines, begin, end):
            return end
    return None


def _is_in_sentence(lines: Sequence[Line], place: int) -> bool:
    """Whether a line without an area goes on with the sentence of the line above it in a PDF."""
    line = lines[place]
    if place == 0 or line.spaced or line.size is None or area_of(line.text):
        return False
    above = lines[place - 1]
    return above.page == line.page and not above.bold and not ends_sentence(above.text)


def _stands_apart(lines: Sequence[Line], place: int) -> bool:
    """Whether no sentence goes on in this line; in a PDF, room or a page must be above it."""
    line = lines[place]
    if place == 0 or line.spaced or line.size is None:
        return True
    above = lines[place - 1]
    return line.page != above.page and ends_sentence(above.text)


def _reads_as_heading(lines: Sequence[Line], begin: int, end: int) -> bool:
    """Whether lines name an area, have a grade or no full stop, and a number below them."""
    if not _numbered(lines, end):
        return False
    text = joined(line.text for line in lines[begin:end])
    area, grade = _area_and_grade(text)
    if area is None:
        return False
    return grade is not None or (text[-1] != "." and HEADING.match(text) is not None)


def _numbered(lines: Sequence[Line], place: int) -> bool:
    return place < len(lines) and number_of(lines[place]) is not None
