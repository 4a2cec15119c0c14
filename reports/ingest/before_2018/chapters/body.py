"""The body of the long reports before 2018, so that each line stands in exactly one part of the reading.

Below a heading stand numbered paragraphs, or points to improve with the numbers that they share with the
paragraphs, or text without numbers. The earliest reports of 2014 have bullets only: those get numbers of ours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reports.ingest.before_2018.chapters.context import find_chapters
from reports.ingest.before_2018.chapters.headings import Chapter
from reports.ingest.before_2018.chapters.numbering import Numbering, Stretch, find_numbering
from reports.ingest.before_2018.chapters.wordings import TABLE_HEAD, Holds
from reports.ingest.parsed import LeftOut, NumberedParagraph, ParsedSection, Passage, Point, Problem
from reports.ingest.parts.numbering import NUMBER
from reports.ingest.parts.passages import BULLET, read_mixed, read_points
from reports.ingest.problems import note, warning
from reports.ingest.text.characters import joined
from reports.ingest.text.layout import Line
from reports.ingest.wording import Wording
from reports.vocabulary import Area, NumberedBy, Omission

_DOTTED_NUMBER = Wording(
    r"^(\d{1,3})\.\s", samples=("12. Children",), strangers=("12 children", "2019. In")
)
_FEW = 3
"""Numbers that a report of bullets may hold by chance."""


@dataclass(slots=True)
class ChapteredBody:
    """What the lines below the judgements make; filled from the first line to the last."""

    sections: list[ParsedSection] = field(default_factory=list)
    paragraphs: list[NumberedParagraph] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    judgement: int | None = None
    """The section that the last judgement began."""


def read_body(
    lines: Sequence[Line], *, whole: Area | None = None, numbers_points: bool = True
) -> ChapteredBody:
    """The parts of a long report.

    `whole` is the area of a report with one area alone. Where `numbers_points`, a number below
    "Recommendations" is a point's, else a paragraph's.
    """
    chapters = find_chapters(lines, whole)
    numbering, problems = find_numbering(lines, chapters)
    numbered = len(numbering.numbers) > _FEW
    body = ChapteredBody(problems=problems if numbered else [])
    ends = [chapter.begin for chapter in chapters] + [len(lines)]
    body.passages += read_mixed(lines[: ends[0]], None)
    for chapter, end in zip(chapters, ends[1:], strict=True):
        section = _open(body, chapter)
        if numbered:
            for stretch in numbering.stretches(lines, chapter.end, end):
                _read_stretch(body, chapter, section, stretch, numbers_points=numbers_points)
        else:
            _read_unnumbered(body, chapter, section, lines[chapter.end : end])
    body.problems += _check_numbers(lines, numbering if numbered else None, body)
    return body


def _open(body: ChapteredBody, chapter: Chapter) -> int:
    """The section that a heading begins; a bare "Summary" or "Inspection findings" goes on with the judgement's own."""
    of_table = TABLE_HEAD.match(chapter.text) is not None
    if body.sections and (of_table or (chapter.is_label and body.judgement is not None)):
        body.left_out.append(LeftOut(Omission.FURNITURE, chapter.text, chapter.page))
        return len(body.sections) - 1 if body.judgement is None or of_table else body.judgement
    body.sections.append(ParsedSection(chapter.text, chapter.area, chapter.grade, chapter.page))
    section = len(body.sections) - 1
    if chapter.opens:
        body.judgement = section
    return section


def _read_stretch(
    body: ChapteredBody, chapter: Chapter, section: int, stretch: Stretch, *, numbers_points: bool
) -> None:
    if stretch.number is None:
        _read_text(body, chapter, section, stretch.lines)
        return
    first, *others = stretch.lines
    text = joined(
        [NUMBER.regex.sub("", first.text), *(BULLET.regex.sub("", line.text) for line in others)]
    )
    if chapter.holds is Holds.POINTS and numbers_points:
        body.points.append(Point(text, first.page, stretch.number, section))
    else:
        body.paragraphs.append(
            NumberedParagraph(stretch.number, text, section, chapter.area, first.page)
        )


def _read_text(body: ChapteredBody, chapter: Chapter, section: int, lines: Sequence[Line]) -> None:
    """Text without numbers: among the points to improve, each bullet is one."""
    first = next((place for place, line in enumerate(lines) if BULLET.match(line.text)), len(lines))
    listed = lines[first:] if chapter.holds is Holds.POINTS else ()
    body.passages += read_mixed(lines[:first] if listed else lines, section)
    body.points += [Point(each.text, each.page, None, section) for each in read_points(listed)]


def _read_unnumbered(
    body: ChapteredBody, chapter: Chapter, section: int, lines: Sequence[Line]
) -> None:
    """A chapter of a report without numbers: each of its findings gets a number of ours."""
    if chapter.holds is not Holds.FINDINGS:
        _read_text(body, chapter, section, lines)
        return
    for number, each in enumerate(read_mixed(lines, section), len(body.paragraphs) + 1):
        body.paragraphs.append(
            NumberedParagraph(
                number, each.text, section, chapter.area, each.page, NumberedBy.ARCHIVE
            )
        )


def _check_numbers(
    lines: Sequence[Line], numbering: Numbering | None, body: ChapteredBody
) -> Iterator[Problem]:
    """Whether the numbers are printed, run through the report but once, and were followed to their end."""
    if numbering is None:
        if body.paragraphs:
            said = (
                "The report prints no paragraph numbers; the archive has numbered its paragraphs."
            )
            yield note("numbers-given", said)
        return
    printed = {
        place: number
        for place, line in enumerate(lines)
        if (number := _printed_number(line)) is not None
    }
    counted = Counter(printed.values())
    if min(counted[1], counted[2]) > 1:
        again = [place for place, number in printed.items() if number == 1]
        yield warning(
            "numbers-restart",
            "The paragraphs are numbered afresh within the report.",
            lines[again[-1]].page,
        )
    last = max(numbering.numbers.values())
    for place, number in printed.items():
        if number > last and place > max(numbering.numbers) and lines[place].spaced:
            said = f"The numbers are read up to {last}, yet a line begins with {number}."
            yield warning("numbers-broken", said, lines[place].page)
            return


def _printed_number(line: Line) -> int | None:
    found = _DOTTED_NUMBER.match(line.text)
    return int(found[1]) if found else None
