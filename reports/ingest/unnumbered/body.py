"""A text without printed numbers in its parts: summary, points, priority actions and paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reports.facts.vocabulary import NumberedBy, Omission
from reports.ingest.parsed import LeftOut, NumberedParagraph, ParsedSection, Passage, Point
from reports.ingest.parts.list_items import with_bullets, with_marked_items
from reports.ingest.parts.numbering import find_starts, number_of
from reports.ingest.text.layout import Line
from reports.ingest.text.typesetting import Typesetting
from reports.ingest.unnumbered.heading_wordings import (
    FINDINGS,
    Use,
    is_usual_heading,
    use_of,
    with_key_findings,
)
from reports.ingest.unnumbered.headings import HeadedLines, split_at_headings
from reports.ingest.unnumbered.paragraphs import Block, Flow, read_blocks
from reports.ingest.wording import Wording

_FEWEST_PRINTED = 5
"""Numbers that must follow each other before lines that begin with one are numbered paragraphs."""

NO_ACTION = Wording(
    r"^(?:(?:there (?:are|were) no|no|none)\b.{0,40}\b(?:priority action|areas? for|identified)"
    r"|(?:the|this|our)?\s*(?:inspection|inspectors|visit|we)\b.{0,20}\b(?:not|no)\b"
    r".{0,30}\b(?:any\b.{0,30}\b)?(?:priority actions?|areas? for)\b.{0,40}$)",
    samples=(
        "There are no areas for priority action",
        "No areas for priority action were identified.",
        "The inspection did not find any areas for priority action.",
        "Inspectors have not identified any priority actions.",
    ),
    strangers=(
        "No child has a plan.",
        "Inspectors found that leaders do not know the areas for improvement that children name",
    ),
)
_CLOSING_SENTENCE = Wording(
    r"^(?:ofsted|(?:his|her) majesty|i am|i will|i have|we (?:will|are|have)|yours|a copy|this letter"
    r"|the \w+(?: [\w’]+){0,4} should (?:send|prepare|submit|write)|(?:these|this|the) findings? )",
    samples=(
        "Ofsted will take the findings into account when planning your next inspection.",
        "I am copying this letter to the Department for Education.",
        "The director of children’s services should send a written statement.",
    ),
    strangers=("It is recognised that this is not confined to Wexcombe.", "Children wait."),
)
"""How the paragraphs begin that letters have below their last list."""
_EARLIER_POINTS = Wording(
    r"^(?:the|these|those|all)(?: \w+)? (?:areas? for|points? to|(?:priority )?actions?|recommendations?)\b",
    samples=(
        "The areas for improvement set at the last visit remain.",
        "All the actions are done.",
    ),
    strangers=("The police should act.", "The quality of plans."),
)
"""How prose begins that speaks of the points of an earlier visit."""
_POINTS = (Use.IMPROVE, Use.PRIORITY)


@dataclass(slots=True)
class UnnumberedBody:
    """The parts of a text, each word in one of them. Paragraphs without a printed number have 0."""

    opening: str = ""
    """The paragraphs above the first heading, one a line."""
    summary: list[Passage] = field(default_factory=list)
    improvement_points: list[Point] = field(default_factory=list)
    priority_actions: list[Point] = field(default_factory=list)
    sections: list[ParsedSection] = field(default_factory=list)
    paragraphs: list[NumberedParagraph] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    has_list_in_summary: bool = False
    """Whether a text file has bullets in its summary, which may be points without a heading."""
    has_text_below_points: bool = False
    """Whether a text file has paragraphs below its points, which may be the rest of the last one."""
    headings_without_points: list[str] = field(default_factory=list)
    """The headings of points that only prose stands below in a text file: marks may be lost."""
    has_table_without_rules: bool = False
    """Whether a table of actions has no ruled lines, so that only its words show its cells."""


def read_unnumbered_body(
    lines: Sequence[Line], *, use_of: Callable[[str | None], Use] = use_of
) -> UnnumberedBody:
    """The parts of a text; `use_of` is called once for each heading, from the first to the last."""
    setting = Typesetting(lines)
    parts = list(split_at_headings(setting, is_usual_heading))
    headings = [headed.heading for headed in parts]
    uses = with_key_findings(headings, [use_of(heading) for heading in headings])
    chapters = list(zip(parts, uses, strict=True))
    if not setting.paged or not _printed_numbers(lines):
        setting = Typesetting(_with_listed_points(lines, chapters))
    printed = _printed_numbers(setting.lines)
    if not setting.paged:
        setting = Typesetting(_with_listed_text(setting.lines, chapters, is_numbered=bool(printed)))
    body = UnnumberedBody()
    for headed, use in chapters:
        flow = Flow.LIST if use in _POINTS else Flow.PROSE
        blocks = list(read_blocks(setting, headed.begin, headed.end, flow=flow, starts=printed))
        if headed.heading is None:
            body.opening = "\n".join(block.text for block in blocks)
        add_blocks(body, headed, blocks, use, printed)
    return body


def _with_listed_points(
    lines: Sequence[Line], chapters: Sequence[tuple[HeadedLines, Use]]
) -> list[Line]:
    """The lines with a bullet before each point, which may be marked otherwise."""
    listed = list(lines)
    for headed, use in chapters:
        if use in _POINTS:
            listed[headed.begin : headed.end] = with_bullets(lines[headed.begin : headed.end])
    return listed


def _with_listed_text(
    lines: Sequence[Line], chapters: Sequence[tuple[HeadedLines, Use]], *, is_numbered: bool
) -> list[Line]:
    """The lines with a bullet before each item of a list that is all of a chapter, as strengths are.

    Findings are none. With `is_numbered`, numbers are those of paragraphs.
    """
    listed = list(lines)
    for headed, use in chapters:
        is_list = headed.heading is not None and not FINDINGS.match(headed.heading)
        if is_list and use not in _POINTS:
            items = lines[headed.begin : headed.end]
            listed[headed.begin : headed.end] = with_marked_items(items, numbered=not is_numbered)
    return listed


def add_blocks(
    body: UnnumberedBody,
    headed: HeadedLines,
    blocks: Sequence[Block],
    use: Use,
    printed: Mapping[int, int],
) -> None:
    """Add the blocks under a heading to the part that they belong to.

    Under a heading of points, bullets are points and other blocks are paragraphs. `printed` has the
    printed number of a paragraph by the index of its first line.
    """
    if use is Use.SUMMARY:
        body.summary += [Passage(block.text, block.page) for block in blocks]
        body.has_list_in_summary |= any(block.bullet and block.page is None for block in blocks)
        _leave_out_heading(body, headed)
        return
    points: list[Block] = []
    others: list[Block] = []
    for block in blocks:
        target = points if use in _POINTS and _is_point(block) else others
        if target is others and points and _may_be_rest(block):
            body.has_text_below_points = True
        target.append(block)
    if use in _POINTS and not points and any(_may_be_rest(block) for block in others):
        body.headings_without_points.append(headed.heading or "")
    section = None
    if headed.heading is not None and (others or use_of(headed.heading) is Use.TEXT):
        section = len(body.sections)
        body.sections.append(ParsedSection(headed.heading, None, None, headed.page))
    else:
        _leave_out_heading(body, headed)
    listed = body.priority_actions if use is Use.PRIORITY else body.improvement_points
    listed += [Point(block.text, block.page, section=section) for block in points]
    for block in others:
        body.paragraphs.append(_paragraph(block, section, printed.get(block.place)))


def add_below_heading(body: UnnumberedBody, headed: HeadedLines, texts: Sequence[Point]) -> None:
    """Add what is under a heading of points and is none: paragraphs of its section.

    Without any, the heading only names its list, and is left out.
    """
    if not texts:
        _leave_out_heading(body, headed)
        return
    section = len(body.sections)
    body.sections.append(ParsedSection(headed.heading or "", None, None, headed.page))
    for each in texts:
        body.paragraphs.append(
            NumberedParagraph(0, each.text, section, None, each.page, NumberedBy.ARCHIVE)
        )


def _is_point(block: Block) -> bool:
    return block.bullet and not NO_ACTION.match(block.text)


def _may_be_rest(block: Block) -> bool:
    """Whether a block of a text file may be a point, or the rest of the one above it.

    An empty line may have cut it off, or its bullet is lost.
    """
    others = (_CLOSING_SENTENCE, NO_ACTION, _EARLIER_POINTS)
    return block.page is None and not any(other.match(block.text) for other in others)


def _leave_out_heading(body: UnnumberedBody, headed: HeadedLines) -> None:
    """List a heading that only names its list, and so makes no section."""
    if headed.heading is not None:
        body.left_out.append(LeftOut(Omission.FURNITURE, headed.heading, headed.page))


def _paragraph(block: Block, section: int | None, number: int | None) -> NumberedParagraph:
    if number is None:
        return NumberedParagraph(0, block.text, section, None, block.page, NumberedBy.ARCHIVE)
    words = block.text.removeprefix(str(number)).lstrip(".) ")
    return NumberedParagraph(number, words, section, None, block.page, NumberedBy.REPORT)


def with_numbers(paragraphs: Sequence[NumberedParagraph]) -> Iterator[NumberedParagraph]:
    """The paragraphs with numbers: printed ones as printed, ours after the last printed one."""
    number = max((each.number for each in paragraphs), default=0)
    for each in paragraphs:
        if each.numbered_by is NumberedBy.REPORT:
            yield each
        else:
            number += 1
            yield replace(each, number=number)


def _printed_numbers(lines: Sequence[Line]) -> dict[int, int]:
    """The printed numbers by the index of their line; empty where they do not run from 1 unbroken."""
    starts, _ = find_starts(lines, ())
    numbers: dict[int, int] = {}
    for start in starts:
        if start.firm and not start.again and number_of(lines[start.place]):
            numbers[start.place] = start.number
    unbroken = list(numbers.values()) == list(range(1, len(numbers) + 1))
    return numbers if unbroken and len(numbers) >= _FEWEST_PRINTED else {}
