"""The text of a letter in its parts: summary, points, priority actions, sections with paragraphs numbered by us."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reports.ingest.letters.heading_wordings import Use, is_known_heading, use_of
from reports.ingest.letters.headings import HeadedLines, part_at_headings
from reports.ingest.letters.paragraphs import Block, Flow, read_blocks
from reports.ingest.parsed import LeftOut, NumberedParagraph, Passage, Point, Section
from reports.ingest.parts.numbering import find_starts, number_of
from reports.ingest.text.layout import Line
from reports.ingest.text.typesetting import Typesetting
from reports.ingest.wording import Wording
from reports.vocabulary import NumberedBy, Omission

_FEWEST_PRINTED = 5
"""Numbers that must follow each other before lines that begin with one are taken for numbered paragraphs."""


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


def read_contents(lines: Sequence[Line], *, use_of: Callable[[str | None], Use] = use_of) -> Contents:
    """The parts of a letter's text; `use_of` is asked for each heading in turn."""
    setting = Typesetting(lines)
    printed = _printed_numbers(lines)
    contents = Contents()
    for each in part_at_headings(setting, is_known_heading):
        use = use_of(each.heading)
        flow = Flow.LIST if use in (Use.IMPROVE, Use.PRIORITY) else Flow.PROSE
        blocks = list(read_blocks(setting, each.begin, each.end, flow=flow, starts=printed))
        if each.heading is None:
            contents.opening = "\n".join(block.text for block in blocks)
        add_blocks(contents, each, blocks, use, printed)
    return contents


def add_blocks(
    contents: Contents, headed: HeadedLines, blocks: Sequence[Block], use: Use, printed: Mapping[int, int]
) -> None:
    """Put the blocks under a heading where they belong; what is no bullet is no point, but a paragraph."""
    listed = [block for block in blocks if block.bullet and not NONE_SET.match(block.text)]
    points = listed if use in (Use.IMPROVE, Use.PRIORITY) else []
    others = [block for block in blocks if block not in points]
    if use is Use.SUMMARY:
        contents.summary += [Passage(block.text, block.page) for block in others]
        others = []
    section = _section(
        contents, headed, made=bool(others) or (use is not Use.SUMMARY and use_of(headed.heading) is Use.TEXT)
    )
    kept = contents.priority_actions if use is Use.PRIORITY else contents.improvement_points
    kept += [Point(block.text, block.page, section=section) for block in points]
    contents.paragraphs += [_paragraph(block, section, printed.get(block.place)) for block in others]


def _section(contents: Contents, headed: HeadedLines, *, made: bool) -> int | None:
    """The place of the section that a heading makes; a heading that only names its list makes none."""
    if headed.heading is None:
        return None
    if made:
        contents.sections.append(Section(headed.heading, None, None, headed.page))
        return len(contents.sections) - 1
    contents.left_out.append(LeftOut(Omission.FURNITURE, headed.heading, headed.page))
    return None


def _paragraph(block: Block, section: int | None, number: int | None) -> NumberedParagraph:
    if number is None:
        return NumberedParagraph(0, block.text, section, None, block.page, NumberedBy.ARCHIVE)
    words = block.text[len(str(number)) :].lstrip(".) ")
    return NumberedParagraph(number, words, section, None, block.page, NumberedBy.REPORT)


def with_numbers(paragraphs: Sequence[NumberedParagraph]) -> Iterator[NumberedParagraph]:
    """The paragraphs with numbers: printed ones as they are, ours from 1 or after the last printed one."""
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
