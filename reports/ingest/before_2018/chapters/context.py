"""The chapters of a long report before 2018: each heading in its context, and what stands below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.ingest.before_2018.areas import names_board
from reports.ingest.before_2018.chapters.headings import (
    LARGE,
    Chapter,
    heading_end,
    heading_of,
)
from reports.ingest.before_2018.chapters.wordings import (
    ENDS_PARTS,
    TABLE_HEAD,
    Holds,
    holds_of,
)
from reports.ingest.text.layout import Line
from reports.ingest.text.typesetting import usual_size
from reports.vocabulary import Area


def find_chapters(lines: Sequence[Line], whole: Area | None = None) -> list[Chapter]:
    """Every heading among `lines`, in order; `whole` is the area of the report where it has one alone."""
    body = usual_size(lines)
    if not any(
        line.bold for line in lines
    ):  # the file does not say which type is bold: words must tell the headings
        lines = [
            line if (line.size or 0) > LARGE * body else replace(line, size=None) for line in lines
        ]
    chapters: list[Chapter] = []
    place = 0
    while place < len(lines):
        end = heading_end(lines, place, body)
        if end > place:
            heading = heading_of(lines[place:end], place, end)
            large = (lines[place].size or 0) > LARGE * body
            chapters.append(_in_context(heading, chapters, large=large, whole=whole))
        place = max(end, place + 1)
    return chapters


def _in_context(
    heading: Chapter, before: Sequence[Chapter], *, large: bool, whole: Area | None
) -> Chapter:
    """The heading with what it takes from those above: the part on the board, the judgement it stands under."""
    if TABLE_HEAD.match(heading.text):
        return heading
    above = before[-1] if before else None
    holds = holds_of(heading.text)
    in_points = above is not None and above.holds is Holds.POINTS
    if _opens_part(heading, holds, in_points=in_points, large=large):
        return replace(heading, holds=Holds.FINDINGS, opens=True)
    if ENDS_PARTS.match(heading.text):
        return replace(heading, holds=Holds.BACKGROUND, area=whole, grade=None)
    if holds is None and above is not None and not (in_points and large):
        return replace(heading, holds=above.holds, area=above.area, grade=above.grade)
    part = above if above is not None and (above.area is Area.LSCB or heading.is_label) else None
    return replace(
        heading,
        holds=holds or Holds.FINDINGS,
        area=part.area if part else whole,
        grade=part.grade if part else None,
    )


def _opens_part(heading: Chapter, holds: Holds | None, *, in_points: bool, large: bool) -> bool:
    """Whether a heading begins the part of a judgement; among the points to improve, areas are but subheadings."""
    if heading.area is None or heading.is_label:
        return False
    graded = heading.grade is not None or "graded" in heading.text.casefold()
    titled = (large and heading.area is not Area.LSCB) or names_board(heading.text)
    return graded or (holds is None and titled and not in_points)
