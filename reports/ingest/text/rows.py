"""From runs of words and their places on a page to its lines, as a reader sees them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from reports.ingest.text.layout import Line
from reports.ingest.wording import Wording

# Distances in font sizes.
_SAME_ROW = 0.25
_RAISED_AT_MOST = 0.6
_RAISED_SIZE = 0.8
_TOUCHING = 0.5
_WORD_GAP = 0.15
_COLUMN_GAP = 1.5
_PARAGRAPH_GAP = 1.5
_OVERPRINTED = 0.15

_RAISED = Wording(
    r"^(?:\d{1,2}|st|nd|rd|th)$", samples=("1", "12", "th"), strangers=("2019", "that")
)
_RAISED_SIGNS = str.maketrans("0123456789stndrh", "⁰¹²³⁴⁵⁶⁷⁸⁹ˢᵗⁿᵈʳʰ")
"""Note marks and the ends of "1st", "2nd", "3rd", "4th": the line's text itself says that they are
raised.
"""


@dataclass(frozen=True, slots=True)
class Run:
    """Words set in one font at one place: x and y (of the baseline) in points from the bottom left."""

    text: str
    x: float
    y: float
    right: float
    size: float
    bold: bool


def lines_of(runs: list[Run], page: int) -> Iterator[Line]:
    """The lines of a page from the top down; a tab stands where columns part."""
    above: Line | None = None
    for row in _rows(runs):
        line = _line(row, page)
        if above is not None:
            drop = above.baseline - line.baseline
            line = replace(line, spaced=drop > _PARAGRAPH_GAP * (line.size or drop))
        yield line
        above = line


def _rows(runs: list[Run]) -> list[list[Run]]:
    """Runs that share a baseline, from the top of the page down; what is raised joins the row below
    it.
    """
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda each: -each.y):
        if rows and rows[-1][0].y - run.y <= _SAME_ROW * max(run.size, rows[-1][0].size):
            rows[-1].append(run)
        else:
            rows.append([run])
    for upper, lower in pairwise(tuple(rows)):
        if all(_raised(run, lower) for run in upper):
            lower.extend(replace(run, text=_marked(run.text)) for run in upper)
            upper.clear()
    return [_once(sorted(row, key=lambda each: each.x)) for row in rows if row]


def _once(row: list[Run]) -> list[Run]:
    """The runs of a row without those printed a second time over the first, as some programs make
    letters bold.
    """
    kept: list[Run] = []
    last: dict[str, float] = {}
    for run in row:
        if run.x - last.get(run.text, -inf) > _OVERPRINTED * run.size:
            kept.append(run)
        last[run.text] = run.x
    return kept


def _marked(text: str) -> str:
    return text.translate(_RAISED_SIGNS) if _RAISED.match(text.strip()) else text


def _raised(run: Run, row: list[Run]) -> bool:
    """Whether a run is set small, above a row and touching its words ("18th", a note mark) or near
    before them all.
    """
    first = min(each.x for each in row)
    return any(
        run.size <= _RAISED_SIZE * each.size
        and 0 < run.y - each.y <= _RAISED_AT_MOST * each.size
        and (
            min(abs(run.x - each.right), abs(run.right - each.x)) <= _TOUCHING * each.size
            or 0 <= first - run.right <= _COLUMN_GAP * each.size
        )
        for each in row
    )


def _line(row: list[Run], page: int) -> Line:
    text = row[0].text
    for before, run in pairwise(row):
        gap = run.x - before.right
        if gap > _COLUMN_GAP * run.size:
            text = text.rstrip() + "\t" + run.text.lstrip()
        elif run.y - before.y > _SAME_ROW * before.size:
            text = text.rstrip() + run.text
        elif gap > _WORD_GAP * run.size and not text[-1].isspace():
            text += " " + run.text
        else:
            text += run.text
    main = max(row, key=lambda each: len(each.text))
    bold = sum(len(run.text) * (1 if run.bold else -1) for run in row) > 0
    return Line(text.strip(), page, row[0].x, row[-1].right, main.y, main.size, bold)
