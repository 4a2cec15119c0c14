"""The headings in the body of an ILACS report, told by type (bold) or, in plain text, by their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.ingest.ilacs.areas import AREA_BEGINS, area_of
from reports.ingest.parts.grades import GRADE, grade_of
from reports.ingest.parts.numbering import number_of
from reports.ingest.parts.passages import BULLET
from reports.ingest.text.characters import ends_sentence, joined
from reports.ingest.text.layout import Line
from reports.ingest.wording import Wording
from reports.vocabulary import Area, Grade

IMPROVE = Wording(
    r"^(?:what (?:needs?|does .{1,60} need) to (?:be )?improved?|areas? for improvement)\b[\s?:.]*"
    r"[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{0,2}[\s?:.]*$",
    samples=(
        *(
            "What needs to improve?",
            "What needs to improve:",
            "What needs to improve",
            "What needs to improve?1",
        ),
        *("What needs to be improved?", "Areas for improvement"),
    ),
    strangers=("What needs to improve most is the quality of plans.",),
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
"""Lines of a heading at most."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and the lines it fills, from `begin` up to `end`."""

    text: str
    begin: int
    end: int
    page: int | None

    @property
    def places(self) -> range:
        """The places of its lines."""
        return range(self.begin, self.end)

    @property
    def asks_what_to_improve(self) -> bool:
        return IMPROVE.match(self.text) is not None

    @property
    def area(self) -> Area | None:
        return area_of(self.text)

    @property
    def grade(self) -> Grade | None:
        found = HEADING.match(self.text)
        return grade_of(found["grade"]) if found and found["grade"] else None


def find_headings(lines: Sequence[Line]) -> Iterator[Heading]:
    """Every heading among `lines`, in order."""
    place = 0
    while place < len(lines):
        end = _end(lines, place)
        if end > place:
            yield Heading(
                joined(line.text for line in lines[place:end]), place, end, lines[place].page
            )
        place = max(end, place + 1)


def _end(lines: Sequence[Line], begin: int) -> int:
    """Where the heading that begins at `begin` ends; `begin` itself where none begins."""
    line = lines[begin]
    if asked := _question_end(lines, begin):
        return asked
    if number_of(line) is not None or BULLET.match(line.text):
        return begin
    bold_end = _bold_end(lines, begin)
    if line.bold and (area_of(line.text) or _numbered(lines, bold_end)):
        return _worded_end(lines, begin, bold_end) or bold_end
    return (_worded_end(lines, begin, begin + 1) or begin) if _stands_apart(lines, begin) else begin


def _question_end(lines: Sequence[Line], begin: int) -> int | None:
    """Where the question what needs to improve ends; only in bold may it run over the line's end."""
    ends = range(begin + 1, (_bold_end(lines, begin) if lines[begin].bold else begin + 1) + 1)
    return next(
        (end for end in ends if IMPROVE.match(joined(line.text for line in lines[begin:end]))), None
    )


def _bold_end(lines: Sequence[Line], begin: int) -> int:
    """Where the lines end that are set in bold with the one at `begin`."""
    end = begin + 1
    while (
        end < len(lines)
        and lines[end].bold
        and not lines[end].spaced
        and not area_of(lines[end].text)
    ):
        end += 1
    return end


def _worded_end(lines: Sequence[Line], begin: int, first: int) -> int | None:
    """Where the lines from `begin` read as a heading, at `first` or a few lines on; None where they never do."""
    furthest = min(begin + _LONGEST_HEADING, len(lines) - 1)
    return next(
        (end for end in range(first, furthest + 1) if _reads_as_heading(lines, begin, end)), None
    )


def _stands_apart(lines: Sequence[Line], place: int) -> bool:
    """Whether nothing above runs on into this line; in a PDF, type must part them too."""
    line = lines[place]
    if place == 0 or line.spaced or line.size is None:
        return True
    return line.page != lines[place - 1].page and ends_sentence(lines[place - 1].text)


def _reads_as_heading(lines: Sequence[Line], begin: int, end: int) -> bool:
    """Whether plain lines are a heading by their words: an area, then a grade or no full stop, a number below."""
    if not _numbered(lines, end):
        return False
    text = joined(line.text for line in lines[begin:end])
    found = HEADING.match(text)
    return (
        found is not None
        and area_of(text) is not None
        and (found["grade"] is not None or text[-1] != ".")
    )


def _numbered(lines: Sequence[Line], place: int) -> bool:
    return place < len(lines) and number_of(lines[place]) is not None
