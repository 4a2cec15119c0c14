"""The headings of the long reports before 2018, and what stands below each: findings, points to improve, background."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports.ingest.chapter_wordings import ENDS_PARTS, LABEL, TABLE_HEAD, Holds, holds_of
from reports.ingest.characters import joined
from reports.ingest.headings import number_of
from reports.ingest.layout import Line
from reports.ingest.passages import BULLET, SENTENCE_END
from reports.ingest.sif_judgements import area_of, grade_in, names_board, parted
from reports.vocabulary import Area, Grade

_LARGE = 1.1
_COLUMN = 150.0
_LONGEST_HEADING = 5
_LONGEST_LABEL = 80
_LONGEST_CELL = 70


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading, the lines it fills from `begin` up to `end`, and what it makes of the lines up to the next."""

    text: str
    begin: int
    end: int
    page: int | None
    holds: Holds
    area: Area | None = None
    grade: Grade | None = None
    opens: bool = False
    """Whether it begins the part of a judgement."""
    is_label: bool = False


def find_chapters(lines: Sequence[Line], whole: Area | None = None) -> list[Chapter]:
    """Every heading among `lines`, in order; `whole` is the area of the report where it has one alone."""
    body = _body_size(lines)
    chapters: list[Chapter] = []
    place = 0
    while place < len(lines):
        end = _end(lines, place, body)
        if end > place:
            heading = _heading(lines[place:end], place, end)
            large = (lines[place].size or 0) > _LARGE * body
            chapters.append(_in_context(heading, chapters, large=large, whole=whole))
        place = max(end, place + 1)
    return chapters


def _body_size(lines: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size or 0, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _end(lines: Sequence[Line], begin: int, body: float) -> int:
    """Where the heading that begins at `begin` ends; `begin` itself where none begins."""
    line = lines[begin]
    if BULLET.match(line.text) or number_of(line) is not None:
        return begin
    if line.size is None:
        return _worded_end(lines, begin)
    below_head = begin > 0 and TABLE_HEAD.match(lines[begin - 1].text) is not None
    if not _set_as_heading(line, body) and not below_head:
        return begin + 1 if _is_subheading(lines, begin) else begin
    if TABLE_HEAD.match(line.text):
        return begin + 1
    end = begin + 1
    while end < min(begin + _LONGEST_HEADING, len(lines)) and _runs_on(lines[begin], lines[end], body, in_table=below_head):
        end += 1
    return end


def _runs_on(first: Line, line: Line, body: float, *, in_table: bool) -> bool:
    """Whether a heading that begins with `first` runs on over `line`; a row of a table may be set in plain type."""
    if line.page != first.page or number_of(line) is not None or BULLET.match(line.text):
        return False
    if in_table:
        return not line.bold and len(line.text) <= _LONGEST_CELL
    return not line.spaced and _set_as_heading(line, body)


def _set_as_heading(line: Line, body: float) -> bool:
    return (line.bold or (line.size or 0) > _LARGE * body) and not BULLET.match(line.text)


def _is_subheading(lines: Sequence[Line], place: int) -> bool:
    """Whether a plain line stands alone above a list: "The quality of social work practice"."""
    line, below = lines[place], lines[place + 1 : place + 2]
    if not (line.spaced and below and below[0].spaced and len(line.text) <= _LONGEST_LABEL) or line.text[-1] in ".:;,":
        return False
    above = lines[place - 1].text if place else "."
    listed = BULLET.match(below[0].text) or number_of(below[0]) is not None
    return bool(listed) and SENTENCE_END.search(above) is not None and line.text[0].isupper()


def _worded_end(lines: Sequence[Line], begin: int) -> int:
    """In plain text, a heading is told by its words alone; a mark of Markdown (bold) tells it too."""
    text = lines[begin].text
    if lines[begin].bold or holds_of(text) is not None:
        return begin + 1
    area = area_of(text)
    whole = area is not None and (grade_in(text) or names_board(text))
    return begin + 1 if whole else begin


def _heading(part: Sequence[Line], begin: int, end: int) -> Chapter:
    """The heading that lines make, put together from its columns where the grade stands beside the area."""
    printed = joined(line.text for line in part)
    cells = [parted(line.text) for line in part]
    in_columns = any(
        "\t" in line.text or (not label and line.left > part[0].left + _COLUMN)
        for line, (label, _) in zip(part, cells, strict=True)
    )
    label, grade = joined(label for label, _ in cells), joined(grade for _, grade in cells)
    if in_columns and grade and area_of(label):
        printed = f"{label}: {grade}"
    area, found = area_of(printed), grade_in(printed)
    return Chapter(
        text=printed,
        begin=begin,
        end=end,
        page=part[0].page,
        holds=Holds.FINDINGS,
        area=area,
        grade=found[0] if found and area else None,
        is_label=LABEL.match(printed) is not None or TABLE_HEAD.match(printed) is not None,
    )


def _in_context(heading: Chapter, before: Sequence[Chapter], *, large: bool, whole: Area | None) -> Chapter:
    """The heading with what it takes from those above it: a report's part on the board, the judgement it stands under."""
    above = before[-1] if before else None
    if TABLE_HEAD.match(heading.text):
        return heading
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
        heading, holds=holds or Holds.FINDINGS, area=part.area if part else whole, grade=part.grade if part else None
    )


def _opens_part(heading: Chapter, holds: Holds | None, *, in_points: bool, large: bool) -> bool:
    """Whether a heading begins the part of a judgement; among the points to improve, areas are but subheadings."""
    if heading.area is None or heading.is_label:
        return False
    graded = heading.grade is not None or "graded" in heading.text.casefold()
    return graded or (holds is None and (large or heading.area is Area.LSCB) and not in_points)
