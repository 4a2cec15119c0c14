"""The parts of an ILACS report below its judgement table, so that each line stands in exactly one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.ingest.characters import joined
from reports.ingest.headings import NUMBER, Heading, find_headings
from reports.ingest.layout import Line
from reports.ingest.paragraphs import Start, find_starts
from reports.ingest.parsed import NumberedParagraph, Problem
from reports.ingest.problems import warning


@dataclass(frozen=True, slots=True)
class Contents:
    """Summary and points as lines, the headings of sections, the numbered paragraphs under them."""

    summary: Sequence[Line]
    question: Heading | None
    points: Sequence[Line]
    sections: Sequence[Heading]
    paragraphs: Sequence[NumberedParagraph]
    problems: Sequence[Problem]


def part(lines: Sequence[Line]) -> Contents:
    """Part the lines below the judgement table."""
    headings = tuple(find_headings(lines))
    question = next((heading for heading in headings if heading.asks_what_to_improve), None)
    sections = tuple(heading for heading in headings if heading is not question)
    starts, problems = find_starts(lines, headings)
    end = len(lines)
    first_section = min(
        (place for place in (*(each.begin for each in sections), *(each.place for each in starts))), default=end
    )
    first_start = starts[0].place if starts else end
    stray = [
        line
        for place, line in enumerate(lines[first_section:first_start], first_section)
        if not any(heading.begin <= place < heading.end for heading in headings)
    ]
    if stray:
        problems.append(
            warning("unnumbered-text", "Text stands before the first numbered paragraph of its section.", stray[0].page)
        )
    asked = question.begin if question and question.begin < first_section else first_section
    return Contents(
        summary=(*lines[:asked], *stray),
        question=question,
        points=lines[question.end : first_section] if question else (),
        sections=sections,
        paragraphs=tuple(_paragraphs(lines, headings, sections, starts)),
        problems=problems,
    )


def _paragraphs(
    lines: Sequence[Line], headings: Sequence[Heading], sections: Sequence[Heading], starts: Sequence[Start]
) -> Iterator[NumberedParagraph]:
    inside = {place for heading in headings for place in range(heading.begin, heading.end)}
    ends = [start.place for start in starts[1:]] + [len(lines)]
    for start, end in zip(starts, ends, strict=True):
        words = [lines[place].text for place in range(start.place, end) if place not in inside]
        words[0] = NUMBER.regex.sub("", words[0])
        section = max((index for index, each in enumerate(sections) if each.begin < start.place), default=None)
        yield NumberedParagraph(
            number=start.number,
            text=joined(words),
            section=section,
            area=sections[section].area if section is not None else None,
            page=lines[start.place].page,
        )
