"""The text of a long report before 2018 in its parts, each line in exactly one of them.

Below a heading there are numbered paragraphs, or points to improve whose numbers run on from those
of the paragraphs, or text without numbers. The earliest reports of 2014 have bullets only: their
paragraphs get numbers of the archive.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from reports.facts.vocabulary import Area, NumberedBy, Omission
from reports.ingest.before_2018.chapters.context import find_chapters
from reports.ingest.before_2018.chapters.headings import Chapter, without_sign
from reports.ingest.before_2018.chapters.numbering import Numbering, Stretch, find_numbering
from reports.ingest.before_2018.chapters.wordings import (
    ENDS_PARTS,
    LEADS_TEAM,
    MEANING,
    PART,
    TABLE_HEAD,
    TEAM,
    Holds,
    holds_of,
)
from reports.ingest.parsed import (
    LeftOut,
    NumberedParagraph,
    ParsedSection,
    Passage,
    Point,
    Problem,
)
from reports.ingest.parts.list_items import with_bullets, with_marked_items
from reports.ingest.parts.numbering import renumbered, without_number
from reports.ingest.parts.passages import BULLET, read_mixed, read_points
from reports.ingest.problems import note, warning
from reports.ingest.text.characters import joined
from reports.ingest.text.layout import Line
from reports.ingest.text.omissions import omitted
from reports.ingest.wording import Wording

_DOTTED_NUMBER = Wording(
    r"^(\d{1,3})\.\s", samples=("12. Children",), strangers=("12 children", "2019. In")
)
_FEW = 3
"""The most numbers that a report of bullets may have by chance."""


@dataclass(slots=True)
class ChapteredBody:
    """The parts of the lines below the judgements, filled from the first line to the last."""

    sections: list[ParsedSection] = field(default_factory=list)
    paragraphs: list[NumberedParagraph] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    judgement: int | None = None
    """Index of the section that the last judgement began."""


def read_chapters(
    lines: Sequence[Line], *, whole: Area | None = None, numbers_points: bool = True
) -> ChapteredBody:
    """The parts of a long report.

    `whole` is the area of a report that is about one area alone. With `numbers_points`, a number
    below "Recommendations" is a point's, else a paragraph's.
    """
    lines = [without_sign(line) for line in lines]
    chapters = find_chapters(lines, whole)
    numbering, problems = find_numbering(lines, chapters)
    is_numbered = len(numbering.numbers) > _FEW
    body = ChapteredBody()
    first = chapters[0].begin if chapters else len(lines)
    body.passages += read_mixed(lines[:first], None)
    for chapter in _without_closing(body, lines, chapters, numbering):
        section = _open(body, chapter)
        if is_numbered:
            for stretch in numbering.stretches(lines, chapter.end, chapter.stop):
                _read_stretch(body, chapter, section, stretch, numbers_points=numbers_points)
        else:
            _read_unnumbered(body, chapter, section, lines[chapter.end : chapter.stop])
    body.paragraphs = renumbered(body.paragraphs)
    if is_numbered:
        body.problems += [*problems, *_check_numbers(lines, chapters, numbering)]
    elif body.paragraphs:
        body.problems.append(_numbers_given(is_text=lines[0].size is None))
    return body


def _numbers_given(*, is_text: bool) -> Problem:
    """The problem that the archive numbered the paragraphs: of a text file, numbers may be lost."""
    if is_text:
        message = "No paragraph numbers can be read in the text: compare it with the report."
        return warning("numbers-given", message)
    message = "The report prints no paragraph numbers; the archive has numbered its paragraphs."
    return note("numbers-given", message)


def _without_closing(
    body: ChapteredBody, lines: Sequence[Line], chapters: Sequence[Chapter], numbering: Numbering
) -> Iterator[Chapter]:
    """The chapters but those of every report alike: what judgements mean, and who inspected.

    A chapter with numbered paragraphs is always kept.
    """
    reason: Omission | None = None
    for chapter in chapters:
        if any(place in numbering.numbers for place in range(chapter.begin, chapter.stop)):
            reason = None
        elif TEAM.match(chapter.text):
            reason = Omission.ADDRESS
        elif MEANING.match(chapter.text):
            reason = Omission.TAIL
        elif chapter.opens or (holds_of(chapter.text) and not PART.match(chapter.text)):
            reason = None
        if reason is None:
            end = _team_begins(lines, chapter, numbering)
            yield replace(chapter, stop=end)
            body.left_out += omitted(lines[end : chapter.stop], Omission.ADDRESS)
        else:
            body.left_out += omitted(lines[chapter.begin : chapter.stop], reason)


def _team_begins(lines: Sequence[Line], chapter: Chapter, numbering: Numbering) -> int:
    """Where a closing chapter names the team without a heading for it; its end elsewhere."""
    if ENDS_PARTS.match(chapter.text):
        for place in range(chapter.end, chapter.stop):
            is_below_numbers = max(numbering.numbers, default=0) < place
            if is_below_numbers and LEADS_TEAM.match(lines[place].text):
                is_titled = place - 1 >= chapter.end and TEAM.match(lines[place - 1].text)
                return place - 1 if is_titled else place
    return chapter.stop


def _open(body: ChapteredBody, chapter: Chapter) -> int:
    """The index of the section of a chapter, which its heading begins.

    A bare "Summary" or "Inspection findings" goes on with the section of the judgement above, the
    head of a table with the section above.
    """
    is_table_head = TABLE_HEAD.match(chapter.text) is not None
    continued: int | None = None
    if is_table_head and body.sections:
        continued = len(body.sections) - 1
    elif chapter.is_label:
        continued = body.judgement
    if continued is not None:
        body.left_out.append(LeftOut(Omission.FURNITURE, chapter.text, chapter.page))
        return continued
    body.sections.append(ParsedSection(chapter.text, chapter.area, chapter.grade, chapter.page))
    section = len(body.sections) - 1
    if chapter.opens:
        body.judgement = section
    return section


def _read_stretch(
    body: ChapteredBody,
    chapter: Chapter,
    section: int,
    stretch: Stretch,
    *,
    numbers_points: bool,
) -> None:
    if stretch.number is None:
        _read_text(body, chapter, section, stretch.lines)
        return
    first = stretch.lines[0]
    words = [BULLET.regex.sub("", line.text) for line in stretch.lines]
    words[0] = without_number(first.text)
    text = joined(words)
    if chapter.holds is Holds.POINTS and numbers_points:
        body.points.append(Point(text, first.page, stretch.number, section))
    else:
        area = body.sections[section].area
        body.paragraphs.append(NumberedParagraph(stretch.number, text, section, area, first.page))


def _read_text(body: ChapteredBody, chapter: Chapter, section: int, lines: Sequence[Line]) -> None:
    """Read text without numbers of paragraphs; below a heading of points, each bullet is a point.

    In a text file, numbers may mark the items of a list in the background.
    """
    first = len(lines)
    if chapter.holds is Holds.BACKGROUND and chapter.page is None:
        lines = with_marked_items(lines)
    if chapter.holds is Holds.POINTS:
        lines = with_bullets(lines, numbered=False)
        bullets = (place for place, line in enumerate(lines) if BULLET.match(line.text))
        first = next(bullets, len(lines))
    body.passages += read_mixed(lines[:first], section)
    for point in read_points(lines[first:]):
        body.points.append(Point(point.text, point.page, None, section))


def _read_unnumbered(
    body: ChapteredBody, chapter: Chapter, section: int, lines: Sequence[Line]
) -> None:
    """Read a chapter of a report without numbers: each of its findings gets one of the archive's."""
    if chapter.holds is not Holds.FINDINGS:
        _read_text(body, chapter, section, lines)
        return
    for passage in read_mixed(lines, section):
        number = len(body.paragraphs) + 1
        body.paragraphs.append(
            NumberedParagraph(
                number,
                passage.text,
                section,
                body.sections[section].area,
                passage.page,
                NumberedBy.ARCHIVE,
            )
        )


def _check_numbers(
    lines: Sequence[Line], chapters: Sequence[Chapter], numbering: Numbering
) -> Iterator[Problem]:
    """Check that the numbers run through the report once, and are read to their end."""
    lists = set(_places_in_lists(chapters, numbering))
    printed = {
        place: number for place, number in _printed_numbers(lines).items() if place not in lists
    }
    counts = Counter(printed.values())
    if counts[1] > 1 and counts[2] > 1:
        restart = max(place for place, number in printed.items() if number == 1)
        message = "The paragraphs are numbered afresh within the report."
        yield warning("numbers-restart", message, lines[restart].page)
    last_number = max(numbering.numbers.values())
    last_place = max(numbering.numbers)
    for place, number in printed.items():
        if number > last_number and place > last_place and lines[place].spaced:
            message = f"The numbers are read up to {last_number}, yet a line begins with {number}."
            yield warning("numbers-broken", message, lines[place].page)
            return


def _places_in_lists(chapters: Sequence[Chapter], numbering: Numbering) -> Iterator[int]:
    """The indices of lines in the background of a text file, where no paragraph is numbered."""
    for chapter in chapters:
        places = range(chapter.begin, chapter.stop)
        is_typed = chapter.holds is Holds.BACKGROUND and chapter.page is None
        if is_typed and not any(place in numbering.numbers for place in places):
            yield from places


def _printed_numbers(lines: Sequence[Line]) -> dict[int, int]:
    """The number that each line begins with ("12. Children"), by the index of the line."""
    numbers: dict[int, int] = {}
    for place, line in enumerate(lines):
        match = _DOTTED_NUMBER.match(line.text)
        if match:
            numbers[place] = int(match[1])
    return numbers
