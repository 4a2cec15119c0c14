"""Gives each heading what it takes from those above it: the use of its text, its judgement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reports.facts.vocabulary import Area
from reports.ingest.before_2018.areas import names_board
from reports.ingest.before_2018.chapters.headings import LARGE, Chapter, heading_end, heading_of
from reports.ingest.before_2018.chapters.wordings import ENDS_PARTS, TABLE_HEAD, Holds, holds_of
from reports.ingest.text.layout import Line
from reports.ingest.text.typesetting import usual_size


def find_chapters(lines: Sequence[Line], whole: Area | None = None) -> list[Chapter]:
    """Every heading among `lines` with its text, in order; `whole` as in `read_chapters`."""
    body = usual_size(lines)
    if not any(line.bold for line in lines):
        lines = _without_type(lines, body)
    chapters: list[Chapter] = []
    place = 0
    while place < len(lines):
        end = heading_end(lines, place, body)
        if end > place:
            heading = heading_of(lines[place:end], place, end)
            is_large = _is_large(lines[place], body)
            chapters.append(_in_context(heading, chapters, is_large=is_large, whole=whole))
        place = max(end, place + 1)
    return _with_stops(chapters, len(lines))


def _is_large(line: Line, body: float) -> bool:
    return (line.size or 0) > LARGE * body


def _without_type(lines: Sequence[Line], body: float) -> list[Line]:
    """The lines without sizes but those in large type, of a file that does not say what is bold.

    A line without a size is taken for a heading by its words alone.
    """
    return [line if _is_large(line, body) else replace(line, size=None) for line in lines]


def _with_stops(chapters: Sequence[Chapter], end: int) -> list[Chapter]:
    """The chapters, each ending where the next one begins, the last at `end`."""
    stops = [following.begin for _, following in pairwise(chapters)] + [end]
    return [replace(chapter, stop=stop) for chapter, stop in zip(chapters, stops, strict=False)]


def _in_context(
    heading: Chapter, before: Sequence[Chapter], *, is_large: bool, whole: Area | None
) -> Chapter:
    """The heading with what it takes from those above: the part on the board, the judgement."""
    if TABLE_HEAD.match(heading.text):
        return heading
    above = before[-1] if before else None
    holds = holds_of(heading.text)
    in_points = above is not None and above.holds is Holds.POINTS
    if _opens_part(heading, holds, in_points=in_points, is_large=is_large):
        return replace(heading, holds=Holds.FINDINGS, opens=True)
    if ENDS_PARTS.match(heading.text):
        return replace(heading, holds=Holds.BACKGROUND, area=whole, grade=None)
    if holds is None and above is not None and not (in_points and is_large):
        return replace(heading, holds=above.holds, area=above.area, grade=above.grade)
    holds = holds or Holds.FINDINGS
    if above is not None and (above.area is Area.LSCB or heading.is_label):
        return replace(heading, holds=holds, area=above.area, grade=above.grade)
    return replace(heading, holds=holds, area=whole, grade=None)


def _opens_part(heading: Chapter, holds: Holds | None, *, in_points: bool, is_large: bool) -> bool:
    """Whether a heading begins the part of a judgement; among points, areas are subheadings."""
    if heading.area is None or heading.is_label:
        return False
    if heading.grade is not None or "graded" in heading.text.casefold():
        return True
    is_title = (is_large and heading.area is not Area.LSCB) or names_board(heading.text)
    return holds is None and is_title and not in_points
