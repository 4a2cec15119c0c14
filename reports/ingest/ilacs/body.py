"""The parts of an ILACS report below its judgement table, so that each line stands in exactly one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reports.ingest.ilacs.headings import Heading, find_headings
from reports.ingest.parsed import NumberedParagraph, Problem
from reports.ingest.parts.numbering import NUMBER, Start, find_starts
from reports.ingest.problems import warning
from reports.ingest.text.characters import ends_sentence, joined
from reports.ingest.text.layout import Line

_MARGIN_SLACK = 10.0
"""Points by which text may stand beside the numbers' margin."""


@dataclass(frozen=True, slots=True)
class IlacsBody:
    """Summary and points as lines, the headings of sections, the numbered paragraphs under them."""

    summary: Sequence[Line]
    question: Heading | None
    points: Sequence[Line]
    sections: Sequence[Heading]
    paragraphs: Sequence[NumberedParagraph]
    problems: Sequence[Problem]


def parts_of(lines: Sequence[Line]) -> IlacsBody:
    """Part the lines below the judgement table."""
    headings = tuple(find_headings(lines))
    question = next((heading for heading in headings if heading.asks_what_to_improve), None)
    sections = tuple(heading for heading in headings if heading is not question)
    starts, problems = find_starts(lines, [heading.places for heading in headings])
    first_start = starts[0].place if starts else len(lines)
    first = min([each.begin for each in sections] + [first_start])
    stray = _outside(headings, lines, first, first_start)
    if stray:
        said = "Text stands before the first numbered paragraph of its section."
        problems.append(warning("unnumbered-text", said, stray[0].page))
    problems += _unnumbered(lines, headings, starts)
    if question and question.end >= first:
        problems.append(
            warning("points-missing", f"No points stand below “{question.text}”.", question.page)
        )
    if question and question.begin > first:
        problems.append(
            warning(
                "points-misplaced", f"“{question.text}” stands among the paragraphs.", question.page
            )
        )
    return IlacsBody(
        summary=(*lines[: min(first, question.begin if question else first)], *stray),
        question=question,
        points=lines[question.end : first] if question else (),
        sections=sections,
        paragraphs=tuple(_paragraphs(lines, headings, sections, starts)),
        problems=problems,
    )


def _unnumbered(
    lines: Sequence[Line], headings: Sequence[Heading], starts: Sequence[Start]
) -> Iterator[Problem]:
    """Where text stands apart, back at the numbers' margin, below a hanging paragraph: one without a number."""
    ends = [*(start.place for start in starts[1:]), len(lines)]
    for start, end in zip(starts, ends, strict=False):
        margin = lines[start.place].left + _MARGIN_SLACK
        inside = _outside(headings, lines, start.place, end)
        for above, line in pairwise(inside):
            apart = line.spaced and line.size is not None and ends_sentence(above.text)
            if apart and above.left > margin >= line.left:
                said = f"Text without a number seems to stand below paragraph {start.number}."
                yield warning("unnumbered-text", said, line.page)


def _outside(
    headings: Sequence[Heading], lines: Sequence[Line], begin: int, end: int
) -> list[Line]:
    """The lines from `begin` up to `end` that are part of no heading."""
    inside = {place for heading in headings for place in heading.places}
    return [lines[place] for place in range(begin, end) if place not in inside]


def _paragraphs(
    lines: Sequence[Line],
    headings: Sequence[Heading],
    sections: Sequence[Heading],
    starts: Sequence[Start],
) -> Iterator[NumberedParagraph]:
    ends = [*(start.place for start in starts[1:]), len(lines)]
    for start, end in zip(starts, ends, strict=False):
        words = [line.text for line in _outside(headings, lines, start.place, end)]
        words[0] = NUMBER.regex.sub("", words[0])
        section = max(
            (index for index, each in enumerate(sections) if each.begin < start.place), default=None
        )
        yield NumberedParagraph(
            number=start.number,
            text=joined(words),
            section=section,
            area=sections[section].area if section is not None else None,
            page=lines[start.place].page,
        )
