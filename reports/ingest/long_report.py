"""The body of the long reports before 2018, so that each line stands in exactly one part of the reading.

Below a heading stand numbered paragraphs, or points to improve with the numbers that they share with the
paragraphs, or text without numbers. The earliest reports of 2014 have bullets only: those get numbers of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import mode

from reports.ingest.chapters import Chapter, Holds, find_chapters
from reports.ingest.characters import joined
from reports.ingest.headings import NUMBER, Heading
from reports.ingest.layout import Line
from reports.ingest.paragraphs import Start, find_starts
from reports.ingest.parsed import LeftOut, NumberedParagraph, Passage, Point, Problem, Section
from reports.ingest.passages import BULLET, SENTENCE_END, read_points, read_summary
from reports.ingest.problems import note, warning
from reports.vocabulary import Area, NumberedBy, Omission

_HANGING = 15.0
"""Points by which a paragraph's text stands to the right of its number."""
_FEW = 3
"""Numbers that a report of bullets may hold by chance."""


@dataclass(slots=True)
class Body:
    """What the lines below the judgements make; filled from the first line to the last."""

    sections: list[Section] = field(default_factory=list)
    paragraphs: list[NumberedParagraph] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    judgement: int | None = None
    """The section that the last judgement began."""


def read_body(lines: Sequence[Line], *, whole: Area | None = None, numbers_points: bool = True) -> Body:
    """The parts of a long report. Where `numbers_points`, a number below "Recommendations" is a point's, else a paragraph's."""
    body = Body()
    chapters = find_chapters(lines, whole)
    starts, body.problems = _starts(lines, chapters)
    places = {start.place: start for start in starts} if len(starts) > _FEW else {}
    hanging = _hanging(lines, list(places))
    ends = [chapter.begin for chapter in chapters[1:]] + [len(lines)]
    body.passages += _passages(lines[: chapters[0].begin if chapters else len(lines)], None)
    for chapter, end in zip(chapters, ends, strict=True):
        section = _open(body, chapter)
        part = lines[chapter.end : end]
        inside = [start for place, start in places.items() if chapter.end <= place < end]
        if places:
            _read_numbered(
                body, chapter, section, _blocks(lines, chapter, end, inside, hanging), numbers_points=numbers_points
            )
        else:
            _read_bullets(body, chapter, section, part)
    return body


def _open(body: Body, chapter: Chapter) -> int:
    """The section that a heading begins; a bare "Summary" or "Inspection findings" goes on with the judgement's own."""
    if chapter.is_label and body.sections and (body.judgement is not None or chapter.begin + 1 == chapter.end):
        body.left_out.append(LeftOut(Omission.FURNITURE, chapter.text, chapter.page))
        return len(body.sections) - 1 if body.judgement is None else body.judgement
    body.sections.append(Section(chapter.text, chapter.area, chapter.grade, chapter.page))
    section = len(body.sections) - 1
    if chapter.opens:
        body.judgement = section
    return section


def _starts(lines: Sequence[Line], chapters: Sequence[Chapter]) -> tuple[list[Start], list[Problem]]:
    """Where the numbered paragraphs begin: first sought outside the background, where other numbers stand."""
    tries = []
    for skipped in (True, False):
        ends = [chapter.begin for chapter in chapters[1:]] + [len(lines)]
        headings = [
            Heading(each.text, each.begin, end if skipped and each.holds is Holds.BACKGROUND else each.end, each.page)
            for each, end in zip(chapters, ends, strict=True)
        ]
        starts, problems = find_starts(lines, headings)
        tries.append((starts, [each for each in problems if each.code == "number-missing"]))
    return max(tries, key=lambda found: len(found[0]) - len(found[1]))


def _hanging(lines: Sequence[Line], places: Sequence[int]) -> float:
    """How far the text of most paragraphs stands to the right of their numbers."""
    offsets = [
        round(lines[place + 1].left - lines[place].left)
        for place, following in pairwise([*places, len(lines)])
        if place + 1 < following and lines[place + 1].page == lines[place].page
    ]
    return float(mode(offsets)) if offsets else 0.0


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that belong together; `number` where they are a numbered paragraph."""

    number: int | None
    lines: Sequence[Line]


def _blocks(
    lines: Sequence[Line], chapter: Chapter, end: int, starts: Sequence[Start], hanging: float
) -> Iterator[_Block]:
    """A chapter's lines as numbered paragraphs and what stands between them."""
    first = starts[0].place if starts else end
    if first > chapter.end:
        yield _Block(None, lines[chapter.end : first])
    for start, after in zip(starts, [*starts[1:], None][: len(starts)], strict=True):
        following = after.place if after else end
        stop = next(
            (
                place
                for place in range(start.place + 1, following)
                if hanging > _HANGING and _leaves(lines, start.place, place, hanging)
            ),
            following,
        )
        yield _Block(start.number, lines[start.place : stop])
        if stop < following:
            yield _Block(None, lines[stop:following])


def _leaves(lines: Sequence[Line], start: int, place: int, hanging: float) -> bool:
    """Whether a line stands out of the paragraph's hanging text, back at the margin, as a new one does."""
    line, above = lines[place], lines[place - 1]
    if line.left > lines[start].left + hanging / 2:
        return False
    return SENTENCE_END.search(above.text) is not None and (line.spaced or line.page != above.page)


def _read_numbered(
    body: Body, chapter: Chapter, section: int, blocks: Iterator[_Block], *, numbers_points: bool
) -> None:
    for block in blocks:
        if block.number is None and chapter.holds is Holds.POINTS:
            _read_points(body, section, block.lines)
        elif block.number is None:
            body.passages += _passages(block.lines, section)
        else:
            text = joined([NUMBER.regex.sub("", block.lines[0].text), *(_unbulleted(line) for line in block.lines[1:])])
            page = block.lines[0].page
            if chapter.holds is Holds.POINTS and numbers_points:
                body.points.append(Point(text, page, block.number, section))
            else:
                body.paragraphs.append(NumberedParagraph(block.number, text, section, chapter.area, page))


def _unbulleted(line: Line) -> str:
    return BULLET.regex.sub("", line.text)


def _read_points(body: Body, section: int, lines: Sequence[Line]) -> None:
    """Points without numbers are bullets; what stands above the first is text."""
    first = next((place for place, line in enumerate(lines) if BULLET.match(line.text)), len(lines))
    body.passages += _passages(lines[:first], section)
    body.points += [Point(each.text, each.page, None, section) for each in read_points(lines[first:])]


def _read_bullets(body: Body, chapter: Chapter, section: int, lines: Sequence[Line]) -> None:
    """A chapter of a report without numbers: each finding gets a number of ours."""
    if chapter.holds is Holds.POINTS:
        _read_points(body, section, lines)
    elif chapter.holds is Holds.BACKGROUND:
        body.passages += _passages(lines, section)
    else:
        for each in _passages(lines, section):
            number = len(body.paragraphs) + 1
            body.paragraphs.append(
                NumberedParagraph(number, each.text, section, chapter.area, each.page, NumberedBy.ARCHIVE)
            )


def _passages(lines: Sequence[Line], section: int | None) -> Iterator[Passage]:
    """Text without numbers: each bullet of the first level, with those below it, and each paragraph."""
    place = 0
    while place < len(lines):
        end = place + 1
        listed = BULLET.match(lines[place].text) is not None
        while end < len(lines) and (not _list_ends(lines, place, end) if listed else not BULLET.match(lines[end].text)):
            end += 1
        part = lines[place:end]
        for each in read_points(part) if listed else read_summary(part):
            yield Passage(each.text, each.page, section)
        place = end


def _list_ends(lines: Sequence[Line], begin: int, place: int) -> bool:
    """Whether a list that begins at `begin` has ended above `place`: a new paragraph stands at its margin."""
    line, above = lines[place], lines[place - 1]
    if BULLET.match(line.text) or SENTENCE_END.search(above.text) is None:
        return False
    return line.left <= lines[begin].left + 3 and (line.spaced or line.page != above.page)


def check_numbers(lines: Sequence[Line], body: Body) -> Iterator[Problem]:
    """Whether the printed numbers hold together."""
    printed = [each.number for each in body.paragraphs if each.numbered_by is NumberedBy.REPORT]
    printed += [each.number for each in body.points if each.number is not None]
    if not printed and body.paragraphs:
        yield note("numbers-given", "The report prints no paragraph numbers; the archive has numbered its paragraphs.")
    again = [line for line in lines if re.match(r"1\.\s", line.text)]
    if printed and len(again) > 1 and max(printed) < len(again):
        yield warning("numbers-restart", "The paragraphs are numbered afresh within the report.", again[-1].page)
