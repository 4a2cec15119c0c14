"""Splits an ILACS report below its judgement table into parts; each line is in exactly one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from reports.ingest.ilacs.headings import Heading, find_headings
from reports.ingest.ilacs.slips import with_near_headings
from reports.ingest.parsed import NumberedParagraph, Problem
from reports.ingest.parts.list_items import with_bullets
from reports.ingest.parts.numbering import Start, find_starts, number_of, renumbered, without_number
from reports.ingest.parts.passages import BULLET
from reports.ingest.problems import note, warning
from reports.ingest.text.characters import ends_sentence, joined
from reports.ingest.text.layout import Line
from reports.ingest.text.typed.bullets import SIGN

_MARGIN_SLACK = 10.0
"""The most points from the margin of numbers to text that is said to be at it."""


@dataclass(frozen=True, slots=True)
class IlacsBody:
    """Summary and points as lines, the headings of sections, the numbered paragraphs under them."""

    summary: Sequence[Line]
    question: Heading | None
    """The heading that asks what needs to improve."""
    points: Sequence[Line]
    sections: Sequence[Heading]
    paragraphs: Sequence[NumberedParagraph]
    problems: Sequence[Problem]


def split_body(lines: Sequence[Line]) -> IlacsBody:
    """The parts of the lines below the judgement table."""
    headings = list(with_near_headings(list(find_headings(lines))))
    question = next((heading for heading in headings if heading.asks_what_to_improve), None)
    sections = [heading for heading in headings if heading is not question]
    if question:
        lines = _with_listed_points(lines, question, sections)
    in_headings = {place for heading in headings for place in heading.places}
    starts, problems = find_starts(lines, [heading.places for heading in headings])
    first_start = starts[0].place if starts else len(lines)
    first = min([first_start, *(section.begin for section in sections)])
    stray = _outside(in_headings, lines, first, first_start)
    if stray:
        message = "Text stands before the first numbered paragraph of its section."
        problems.append(warning("unnumbered-text", message, stray[0].page))
    problems += _unnumbered(lines, in_headings, starts)
    points: Sequence[Line] = ()
    summary_end = first
    if question:
        problems += _check_question(question, first)
        points = lines[question.end : first]
        summary_end = min(first, question.begin)
    else:
        summary_end = _list_begins(lines, first)
        points = with_bullets(lines[summary_end:first], numbered=False)
        problems += _check_list(points)
    return IlacsBody(
        summary=[*lines[:summary_end], *stray],
        question=question,
        points=points,
        sections=sections,
        paragraphs=renumbered(list(_paragraphs(lines, in_headings, sections, starts))),
        problems=problems,
    )


def _list_begins(lines: Sequence[Line], end: int) -> int:
    """Where a list without a heading begins in the summary of a text file; `end` without any."""
    for place in range(end):
        line = lines[place]
        if line.size is None and (BULLET.match(line.text) or SIGN.match(line.text)):
            return place
    return end


def _check_list(points: Sequence[Line]) -> Iterator[Problem]:
    if points:
        message = "A list without a heading is below the summary: it is read as the points."
        yield note("points-without-heading", message)


def _with_listed_points(
    lines: Sequence[Line], question: Heading, sections: Sequence[Heading]
) -> Sequence[Line]:
    """The lines with a bullet before each point, which text files may mark otherwise.

    Numbers are those of points where the numbers begin afresh below the next heading.
    """
    following = next((each for each in sections if each.begin >= question.end), None)
    if following is None:
        return lines
    is_first = following.end < len(lines) and number_of(lines[following.end]) == 1
    points = with_bullets(lines[question.end : following.begin], numbered=is_first)
    return [*lines[: question.end], *points, *lines[following.begin :]]


def _check_question(question: Heading, first: int) -> Iterator[Problem]:
    """Check that points follow the question, before `first`: the first section or paragraph."""
    if question.end >= first:
        message = f"No points stand below “{question.text}”."
        yield warning("points-missing", message, question.page)
    if question.begin > first:
        message = f"“{question.text}” stands among the paragraphs."
        yield warning("points-misplaced", message, question.page)


def _unnumbered(
    lines: Sequence[Line], in_headings: Set[int], starts: Sequence[Start]
) -> Iterator[Problem]:
    """Warn of text apart from a hanging paragraph and back at the margin: it has no number."""
    for start, end in _spans(starts, len(lines)):
        margin = lines[start.place].left + _MARGIN_SLACK
        for above, line in pairwise(_outside(in_headings, lines, start.place, end)):
            is_apart = line.spaced and line.size is not None and ends_sentence(above.text)
            if is_apart and above.left > margin >= line.left:
                message = f"Text without a number seems to stand below paragraph {start.number}."
                yield warning("unnumbered-text", message, line.page)


def _spans(starts: Sequence[Start], end: int) -> Iterator[tuple[Start, int]]:
    """Each start of a paragraph, and where the next one begins; after the last, `end`."""
    for start, following in pairwise(starts):
        yield start, following.place
    if starts:
        yield starts[-1], end


def _outside(in_headings: Set[int], lines: Sequence[Line], begin: int, end: int) -> list[Line]:
    """The lines from `begin` up to `end` that are part of no heading."""
    return [lines[place] for place in range(begin, end) if place not in in_headings]


def _paragraphs(
    lines: Sequence[Line],
    in_headings: Set[int],
    sections: Sequence[Heading],
    starts: Sequence[Start],
) -> Iterator[NumberedParagraph]:
    for start, end in _spans(starts, len(lines)):
        words = [line.text for line in _outside(in_headings, lines, start.place, end)]
        words[0] = without_number(words[0])
        above = [index for index, each in enumerate(sections) if each.begin < start.place]
        section = above[-1] if above else None
        yield NumberedParagraph(
            number=start.number,
            text=joined(words),
            section=section,
            area=sections[section].area if section is not None else None,
            page=lines[start.place].page,
        )
