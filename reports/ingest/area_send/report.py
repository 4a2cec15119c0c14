"""Reads the report of an area SEND inspection (special educational needs and disabilities)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.facts.vocabulary import Kind, Omission, SendOutcome
from reports.ingest.area_send.checks import check_area_send
from reports.ingest.area_send.headings import SendUse, is_send_heading, send_use_of
from reports.ingest.area_send.responsible_bodies import read_action_table
from reports.ingest.area_send.ruled_actions import read_ruled_box
from reports.ingest.area_send.team import read_lead_inspectors
from reports.ingest.area_send.typed_points import (
    is_typed_table,
    read_typed_actions,
    read_typed_points,
)
from reports.ingest.parsed import LeftOut, ParsedReport, Point
from reports.ingest.parts.authority_names import match_authority
from reports.ingest.parts.dates import DATES_LABEL, Period, last_day, read_periods
from reports.ingest.text.characters import joined
from reports.ingest.text.layout import Line
from reports.ingest.text.lines import ReportLines
from reports.ingest.text.omissions import omitted
from reports.ingest.text.typesetting import Typesetting
from reports.ingest.unnumbered.body import (
    NO_ACTION,
    UnnumberedBody,
    add_below_heading,
    add_blocks,
)
from reports.ingest.unnumbered.heading_wordings import Use
from reports.ingest.unnumbered.headings import HeadedLines, split_at_headings
from reports.ingest.unnumbered.paragraphs import Flow, read_blocks
from reports.ingest.unnumbered.report import unnumbered_reading
from reports.ingest.unnumbered.small_print import without_page_numbers
from reports.ingest.wording import Wording

TITLE = Wording(
    r"^area SEND (?:full |monitoring )?inspection(?: of|:)\s+(?P<authority>.+?)(?:['’]s)?"
    r"(?:\s+local area(?: partnership)?)?\W*$",
    samples=(
        "Area SEND inspection of Wexcombe Local Area Partnership",
        "Area SEND full inspection of Wexcombe",
        "Area SEND inspection: Wexcombe Local Area",
    ),
    strangers=("Area SEND inspection report: Wexcombe Local Area Partnership",),
)
TITLE_BEGINS = Wording(
    r"^area SEND (?:full |monitoring )?inspection(?: of\b|:)",
    samples=("Area SEND inspection of Wexcombe Local", "Area SEND inspection: Wexcombe"),
    strangers=("The next full area SEND inspection of the partnership",),
)
EARLIER_LABEL = Wording(
    r"^dates? of (?:the )?previous inspections?\b",
    samples=(
        "Dates of previous inspection: 24 to 28 January 2022",
        "Date of previous inspection: 3 June 2019",
    ),
    strangers=("Inspection dates: 3 to 7 June 2024",),
)
COMPLAINT = Wording(
    r"^if you are not happy with the inspection or the report",
    samples=(
        "If you are not happy with the inspection or the report, you can complain to Ofsted.",
    ),
    strangers=("If you are happy",),
)

_POINTS = {SendUse.IMPROVE: Use.IMPROVE, SendUse.PRIORITY: Use.PRIORITY}
_NAMES = (SendUse.DETAILS, SendUse.TEAM)
_PROSE = (SendUse.TEXT, SendUse.OUTCOME)

SendChapter = tuple[SendUse, HeadedLines]


def read_area_send(report: ReportLines) -> ParsedReport:
    """The reading of an area SEND report.

    Its lead inspector is Ofsted's; its summary is the text of the outcome.
    """
    numberless, page_numbers = without_page_numbers(report.lines)
    lines, complaint = _without_complaint(numberless)
    title, body_begin = _title_and_body(lines)
    periods = _periods([line.text for line in lines[:body_begin]])
    title_match = TITLE.match(title)
    printed = title_match["authority"] if title_match else None
    fact = match_authority(printed, last_day(periods)) if printed else None
    setting = Typesetting(lines[body_begin:])
    chapters = list(_chapters(setting))
    body = _read_body(setting, chapters)
    reading = replace(
        unnumbered_reading(Kind.AREA_SEND, title, (printed, fact), periods, body),
        lead_inspector=read_lead_inspectors(_team(setting, chapters)),
        outcome=_outcome(body),
        left_out=(
            *report.left_out,
            *page_numbers,
            *complaint,
            *_names(setting, chapters),
            *body.left_out,
        ),
    )
    return replace(reading, problems=tuple(check_area_send(reading, body)))


def _without_complaint(lines: Sequence[Line]) -> tuple[Sequence[Line], list[LeftOut]]:
    """The lines above the advice on complaints, which ends the report, and that advice."""
    for place, line in enumerate(lines):
        if COMPLAINT.match(line.text):
            return lines[:place], omitted(lines[place:], Omission.TAIL)
    return lines, []


def _title_and_body(lines: Sequence[Line]) -> tuple[str, int]:
    """The title, and the index of the line with which the body begins: the first heading."""
    begin = 0
    for place, line in enumerate(lines):
        if TITLE_BEGINS.match(line.text):
            begin = place
            break
    body = begin
    while body < len(lines) and not is_send_heading(lines[body].text):
        body += 1
    labels = [place for place in range(begin, body) if _is_label(lines[place].text)]
    end = labels[0] if labels else begin + 1
    return joined(line.text for line in lines[begin:end]), body


def _is_label(text: str) -> bool:
    return any(label.match(text) for label in (DATES_LABEL, EARLIER_LABEL))


def _periods(header: Sequence[str]) -> tuple[Period, ...]:
    """The days on site: beside their label, or on the line below it; empty if none can be read."""
    for place, text in enumerate(header):
        if DATES_LABEL.match(text):
            beside = _periods_after_label(text)
            return beside or _periods_after_label(joined(header[place : place + 2]))
    return ()


def _periods_after_label(text: str) -> tuple[Period, ...]:
    return read_periods(DATES_LABEL.regex.sub("", text, count=1))


def _chapters(setting: Typesetting) -> Iterator[SendChapter]:
    """The lines under each heading, and what they are.

    What is set like a heading inside a table or a list of names is no heading, unless its wording
    is one of those of the form. In a text file, the head of a table may repeat the heading.
    """
    use = SendUse.TEXT
    chapter: HeadedLines | None = None
    for headed in split_at_headings(setting, is_send_heading):
        next_use = send_use_of(headed.heading or "")
        if chapter is not None:
            is_repeated = next_use is use and use in _POINTS and not setting.paged
            if is_repeated or (next_use is None and use not in _PROSE):
                chapter = replace(chapter, end=headed.end)
                continue
            yield use, chapter
        use = next_use or SendUse.TEXT
        chapter = headed
    if chapter is not None:
        yield use, chapter


def _read_body(setting: Typesetting, chapters: Sequence[SendChapter]) -> UnnumberedBody:
    """The parts of the body, without the chapters that name organisations and inspectors."""
    body = UnnumberedBody()
    for use, headed in chapters:
        if use in _POINTS:
            _add_points(body, setting, headed, _POINTS[use])
        elif use not in _NAMES:
            blocks = list(read_blocks(setting, headed.begin, headed.end))
            part = Use.SUMMARY if use is SendUse.OUTCOME else Use.TEXT
            add_blocks(body, headed, blocks, part, {})
    return body


def _team(setting: Typesetting, chapters: Sequence[SendChapter]) -> list[Line]:
    """The lines that name the inspection team."""
    team: list[Line] = []
    for use, headed in chapters:
        if use is SendUse.TEAM:
            team += setting.lines[headed.begin : headed.end]
    return team


def _names(setting: Typesetting, chapters: Sequence[SendChapter]) -> Iterator[LeftOut]:
    """The names of the organisations and of the inspection team, with their headings."""
    for use, headed in chapters:
        if use in _NAMES:
            yield LeftOut(Omission.ADDRESS, headed.heading or "", headed.page)
            for line in setting.lines[headed.begin : headed.end]:
                yield LeftOut(Omission.ADDRESS, line.text, headed.page)


def _add_points(body: UnnumberedBody, setting: Typesetting, headed: HeadedLines, use: Use) -> None:
    """Add each row of a table of responsible bodies, or each paragraph of a box, as a point.

    What says that there are none, and what is below the table, are paragraphs under the heading.
    """
    lines = setting.lines[headed.begin : headed.end]
    is_typed = is_typed_table(lines)
    table = None if is_typed else read_action_table(lines)
    if is_typed:
        points = read_typed_actions(lines)
    elif table is None:
        points = _points_of_box(lines, setting)
    else:
        points = [*table.points]
        if table.head:
            body.left_out.append(LeftOut(Omission.FURNITURE, table.head, headed.page))
        body.has_table_without_rules |= not table.ruled
    listed = body.priority_actions if use is Use.PRIORITY else body.improvement_points
    listed += [point for point in points if not NO_ACTION.match(point.text)]
    others = [point for point in points if NO_ACTION.match(point.text)]
    if table is not None and table.outside:
        others += _points_of_box(table.outside, setting)
    add_below_heading(body, headed, others)


def _points_of_box(lines: Sequence[Line], setting: Typesetting) -> list[Point]:
    """A point for each row of a box with ruled lines, or else for each paragraph.

    The lines of the box are as close as those of the text around it, whose `setting` is given.
    """
    ruled = read_ruled_box(lines)
    if ruled is not None:
        return list(ruled)
    if lines and lines[0].size is None:
        return read_typed_points(lines)
    box = Typesetting(lines, most_pitch=setting.pitch)
    blocks = read_blocks(box, 0, len(box.lines), flow=Flow.BOX)
    return [Point(block.text, block.page) for block in blocks]


def _outcome(body: UnnumberedBody) -> SendOutcome | None:
    """The outcome whose words are in the summary; None if the words of none or of several are."""
    text = " ".join(passage.text for passage in body.summary).casefold()
    outcomes = [outcome for outcome in SendOutcome if outcome.words in text]
    return outcomes[0] if len(outcomes) == 1 else None
