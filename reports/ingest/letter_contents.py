"""The text of a letter in its parts: summary, points to improve, priority actions, sections with paragraphs numbered by us."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from reports.ingest.blocks import Block, Flow, HeadedLines, Setting, part_at_headings, read_blocks
from reports.ingest.headings import number_of
from reports.ingest.layout import Line
from reports.ingest.paragraphs import find_starts
from reports.ingest.parsed import LeftOut, NumberedParagraph, Passage, Point, Section
from reports.ingest.wording import Wording
from reports.vocabulary import NumberedBy, Omission

_FEWEST_PRINTED = 5
"""Numbers that must follow each other before lines that begin with one are taken for numbered paragraphs."""


class Use(Enum):
    """What the text under a heading is."""

    SUMMARY = "summary"
    IMPROVE = "improvement points"
    PRIORITY = "priority actions"
    TEXT = "paragraphs"


SUMMARY_HEADING = Wording(
    r"^(?:headline findings|overview|summary(?: of (?:the )?(?:key )?findings)?|overall findings?)[\s:.\d]*$",
    samples=("Headline findings", "Headline Findings", "Overview", "Overview:", "Summary of findings"),
    strangers=("Overview of practice is weak.", "Main findings"),
)
IMPROVE_HEADING = Wording(
    r"^(?:what (?:needs?|does .{1,60} need) to improve\b.{0,60}|areas? (?:for|of) (?:improvement|development)[\s?:.\d]*)$",
    samples=(
        "What needs to improve in this area of social work practice",
        "What needs to improve in this area of social work practice:",
        "What needs to improve?1",
        "Areas for improvement:",
        "Area for improvement",
    ),
    strangers=("What needs to improve most is the quality of plans, which inspectors found to be weak for too many children.",),
)
PRIORITY_HEADING = Wording(
    r"^(?:(?:areas?|actions?) for (?:priority|immediate) actions?|priority actions?|priority and immediate actions?)[\s?:.\d]*$",
    samples=("Areas for priority action", "Area for priority action", "Areas for priority action:"),
    strangers=("Areas for priority action were set in 2019.",),
)
TEXT_HEADING = Wording(
    r"^(?:(?:main |key |detailed )?findings|findings and evaluation of progress|(?:key )?strengths|context|next steps"
    r"|areas covered by the visit|(?:case|practice) study\b.{0,60}|leadership(?: and|,) management(?: and governance)?)[\s:.\d]*$",
    samples=("Main findings", "Findings", "Key Strengths", "Next steps", "Case study: area(s) for improvement"),
    strangers=("Findings of the audit were shared.",),
)
NONE_SET = Wording(
    r"^(?:there (?:are|were) no|no|none)\b.{0,40}\b(?:priority action|areas? for|identified)",
    samples=("There are no areas for priority action", "No areas for priority action were identified."),
    strangers=("No child has a plan.",),
)


@dataclass(slots=True)
class Contents:
    """What the text of a letter holds, each word in one place."""

    opening: str = ""
    summary: list[Passage] = field(default_factory=list)
    improvement_points: list[Point] = field(default_factory=list)
    priority_actions: list[Point] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    paragraphs: list[NumberedParagraph] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def use_of(heading: str | None) -> Use:
    """What stands under a heading of that wording."""
    for use, wording in ((Use.SUMMARY, SUMMARY_HEADING), (Use.IMPROVE, IMPROVE_HEADING), (Use.PRIORITY, PRIORITY_HEADING)):
        if heading and wording.match(heading):
            return use
    return Use.TEXT


def is_known_heading(text: str) -> bool:
    """Whether a line is, word for word, a heading that letters have."""
    return use_of(text) is not Use.TEXT or TEXT_HEADING.match(text) is not None


def read_contents(
    lines: Sequence[Line], *, use_of: Callable[[str | None], Use] = use_of, known: Callable[[str], bool] = is_known_heading
) -> Contents:
    """The parts of a letter's text; `use_of` is asked for each heading in turn."""
    setting = Setting(lines)
    printed = _printed_numbers(lines)
    contents = Contents()
    for each in part_at_headings(setting, known):
        use = use_of(each.heading)
        flow = Flow.LIST if use in (Use.IMPROVE, Use.PRIORITY) else Flow.PROSE
        blocks = list(read_blocks(setting, each.begin, each.end, flow=flow, starts=printed))
        if each.heading is None:
            contents.opening = "\n".join(block.text for block in blocks)
        add(contents, each, blocks, use, printed)
    contents.paragraphs = list(_numbered(contents.paragraphs))
    return contents


def add(contents: Contents, headed: HeadedLines, blocks: Sequence[Block], use: Use, printed: dict[int, int]) -> None:
    """Put the blocks under a heading where they belong; what is no bullet is no point, but a paragraph."""
    points = contents.priority_actions if use is Use.PRIORITY else contents.improvement_points
    paragraphs = []
    for block in blocks:
        if use is Use.SUMMARY:
            contents.summary.append(Passage(block.text, block.page))
        elif use is not Use.TEXT and block.bullet and not NONE_SET.match(block.text):
            points.append(Point(block.text, block.page))
        else:
            paragraphs.append(block)
    if headed.heading is not None:
        if paragraphs or use is Use.TEXT:
            contents.sections.append(Section(headed.heading, None, None, headed.page))
        else:
            contents.left_out.append(LeftOut(Omission.FURNITURE, headed.heading, headed.page))
    section = len(contents.sections) - 1 if contents.sections else None
    contents.paragraphs += [_paragraph(block, section, printed.get(block.place)) for block in paragraphs]


def _paragraph(block: Block, section: int | None, number: int | None) -> NumberedParagraph:
    if number is None:
        return NumberedParagraph(0, block.text, section, None, block.page, NumberedBy.ARCHIVE)
    words = block.text[len(str(number)) :].lstrip(".) ")
    return NumberedParagraph(number, words, section, None, block.page, NumberedBy.REPORT)


def _numbered(paragraphs: Sequence[NumberedParagraph]) -> Iterator[NumberedParagraph]:
    """The paragraphs with numbers: printed ones as they are, ours from 1 or from the number after the last printed one."""
    number = max((each.number for each in paragraphs), default=0)
    for each in paragraphs:
        if each.numbered_by is NumberedBy.ARCHIVE:
            number += 1
            yield NumberedParagraph(number, each.text, each.section, None, each.page, NumberedBy.ARCHIVE)
        else:
            yield each


def _printed_numbers(lines: Sequence[Line]) -> dict[int, int]:
    """The numbers that a few letters print, by the place of their line; none where they are no unbroken sequence."""
    starts, _ = find_starts(lines, ())
    numbers = {start.place: start.number for start in starts if start.firm and number_of(lines[start.place])}
    whole = len(numbers) >= _FEWEST_PRINTED and list(numbers.values()) == list(range(1, len(numbers) + 1))
    return numbers if whole else {}
