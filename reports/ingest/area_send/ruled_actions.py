"""The tables of an area SEND report where ruled lines part their cells, on however many pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reports.ingest.parsed import Point
from reports.ingest.parts.passages import BULLET
from reports.ingest.text.characters import ends_sentence, joined
from reports.ingest.text.layout import Line, TableCell
from reports.ingest.wording import Wording

_SLACK = 3.0
"""Points by which edges of cells that are one line may differ."""


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell with the words of its lines as running text."""

    page: int | None
    edges: TableCell
    text: str


@dataclass(frozen=True, slots=True)
class RuledAction:
    """An action with the bodies beside it, as one page has them; either may be empty."""

    page: int | None
    body: str
    action: str


def read_ruled_actions(
    lines: Sequence[Line], head: Wording
) -> tuple[str, tuple[Point, ...]] | None:
    """The words of the head, and a point for each action; None where no ruled cell has the head.

    A row may run over a page, where the head may be repeated; a body's cell may be beside several
    actions.
    """
    cells = _cells_of(lines)
    head_cell = next((cell for cell in cells if head.search(cell.text)), None)
    if head_cell is None:
        return None
    head_row = [cell.text for cell in cells if _are_beside(cell, head_cell)]
    below_head = [cell for cell in cells if cell.text not in head_row]
    rows = list(_rows_of(below_head, head_cell.edges.left))
    bodies = [row.body for row in rows]

    def goes_on(above: RuledAction, row: RuledAction) -> bool:
        if not row.body or not row.action or not above.action:
            return True
        is_second_half = row.body not in bodies and joined([above.body, row.body]) in bodies
        return is_second_half or _text_goes_on(above, row)

    whole = _joined_over_pages(rows, goes_on)
    points = [Point(row.action, row.page, responsible=row.body or None) for row in whole]
    return "\t".join(head_row), tuple(points)


def read_ruled_box(lines: Sequence[Line]) -> tuple[Point, ...] | None:
    """A point for each row of a box of one column; None where a line is in no such row."""
    if not all(len(set(line.cells)) == 1 and line.cells[0] for line in lines):
        return None
    rows = [RuledAction(cell.page, "", cell.text) for cell in _cells_of(lines)]
    return tuple(Point(row.action, row.page) for row in _joined_over_pages(rows, _text_goes_on))


def _cells_of(lines: Sequence[Line]) -> list[RuledCell]:
    """The cells that the lines are in, in the order of the page."""
    texts: dict[tuple[int | None, TableCell], list[str]] = defaultdict(list)
    for line in lines:
        for text, edges in zip(line.text.split("\t"), line.cells, strict=False):
            if edges is not None:
                texts[line.page, edges].append(text)
    return [RuledCell(page, edges, joined(words)) for (page, edges), words in texts.items()]


def _are_beside(cell: RuledCell, other: RuledCell) -> bool:
    """Whether two cells are in one row of a page."""
    if cell.page != other.page:
        return False
    lower_top = min(cell.edges.top, other.edges.top)
    return lower_top - max(cell.edges.bottom, other.edges.bottom) > _SLACK


def _rows_of(cells: Sequence[RuledCell], body_column: float) -> Iterator[RuledAction]:
    """Each action on a page with the bodies beside it.

    A body without any action beside it, as below a page break, is a row of its own.
    """
    bodies = [cell for cell in cells if abs(cell.edges.left - body_column) <= _SLACK]
    actions = [cell for cell in cells if cell not in bodies]
    for cell in cells:
        if cell in actions:
            beside = [body.text for body in bodies if _are_beside(body, cell)]
            yield RuledAction(cell.page, joined(beside), cell.text)
        elif not any(_are_beside(cell, action) for action in actions):
            yield RuledAction(cell.page, cell.text, "")


def _joined_over_pages(
    rows: Sequence[RuledAction], goes_on: Callable[[RuledAction, RuledAction], bool]
) -> Iterator[RuledAction]:
    """The rows, a last one of a page joined with the first of the next page that goes on with it."""
    whole: RuledAction | None = None
    page: int | None = None
    for row in rows:
        if whole is not None and row.page != page and goes_on(whole, row):
            action = joined([whole.action, row.action])
            whole = RuledAction(whole.page, joined([whole.body, row.body]), action)
        else:
            if whole is not None:
                yield whole
            whole = row
        page = row.page
    if whole is not None:
        yield whole


def _text_goes_on(above: RuledAction, row: RuledAction) -> bool:
    """Whether the words of a row go on with those of the row above it."""
    is_unfinished = not ends_sentence(above.action) or above.action[-1] in ":;,"
    return is_unfinished or BULLET.match(row.action) is not None or row.action[:1].islower()
