"""Reads tables of an area SEND report whose cells have ruled lines around them, over all pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from reports.ingest.parsed import Point
from reports.ingest.parts.passages import BULLET
from reports.ingest.text.characters import ends_sentence, joined
from reports.ingest.text.layout import Line, TableCell, is_same_edge
from reports.ingest.wording import Wording

_BODIES_AND_ACTIONS = 2
"""The columns of a table that has no others."""
_FEWEST_COUNTED = 2
"""The fewest texts of a list with numbers; the number of a single text may belong to it."""
_COUNTED = Wording(
    r"^(?:(?:no\.?|number)|\W?\d{1,2}\W{0,2})$",
    samples=("1", "2.", "(3)", "No."),
    strangers=("2 children",),
)
"""A cell that only numbers its row."""
_ACTION_HEAD = Wording(
    r"^(?:areas? for\b|priority (?:area|action)s?\b|actions?\b|what (?:needs|must))",
    samples=("Areas for priority action", "Priority action", "Actions"),
    strangers=("Responsible body", "By when", "No."),
)
"""The head of the column of actions; other columns may be beside it, as one of dates."""
_COUNT = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")
_ENDS_IN_LIST = Wording(
    r"\s(?:[•▪■◼–-]|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\))\s[^.!?]*$",
    samples=("Leaders should: • act • plan", "Leaders should: (a) act (b) plan"),
    strangers=("Leaders should act – soon. They know", "well-known"),
)
"""A text whose end is a list: its last item may lack a full stop."""


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell with the words of its lines as running text."""

    page: int | None
    edges: TableCell
    text: str


@dataclass(frozen=True, slots=True)
class RuledAction:
    """An action and the bodies beside it, as far as one page has them; either may be empty."""

    page: int | None
    body: str
    action: str


def read_ruled_actions(
    lines: Sequence[Line], is_head: Callable[[str], bool]
) -> tuple[str, tuple[Point, ...]] | None:
    """The words of the head, and a point for each action; None where no column names bodies.

    `is_head` says of a cell's words whether they are the head of that column. A row may run over a
    page, where the head may be repeated; a body's cell may be beside several actions.
    """
    cells = cells_of(lines)
    head_cell = next((cell for cell in cells if is_head(cell.text)), None)
    if head_cell is not None:
        body_column = head_cell.edges.left
    else:
        head_cell, body_column = _unnamed_bodies(cells)
        if head_cell is None:
            return None
    heads = [cell for cell in cells if _are_beside(cell, head_cell)]
    head_row = [cell.text for cell in heads]
    if ends_sentence(head_row[-1]):
        head_row = []
    below_head = list(_below_head(cells, head_row))
    others = [cell.edges.left for cell in _other_heads(heads, body_column)]
    is_other = [_COUNTED.match(cell.text) or _is_in(cell, others) for cell in below_head]
    left_out = [cell.text for cell, other in zip(below_head, is_other, strict=True) if other]
    below_head = [cell for cell, other in zip(below_head, is_other, strict=True) if not other]
    rows = list(_rows_of(below_head, body_column))
    bodies = [row.body for row in rows]

    def goes_on(above: RuledAction, row: RuledAction) -> bool:
        if not row.body or not row.action or not above.action:
            return True
        is_second_half = row.body not in bodies and joined([above.body, row.body]) in bodies
        if is_second_half or row.action[:1].islower():
            return True
        return _text_goes_on(above, row) and not _ENDS_IN_LIST.search(above.action)

    whole = list(_joined_over_pages(rows, goes_on))
    actions = without_count([row.action for row in whole])
    bodies = without_count([row.body for row in whole])
    points = [
        Point(action, row.page, responsible=body or None)
        for row, action, body in zip(whole, actions, bodies, strict=True)
    ]
    return "\t".join([*head_row, *left_out]), tuple(points)


def without_count(texts: Sequence[str]) -> list[str]:
    """The texts without their numbers if these count them: 1, 2, 3; else the texts unchanged."""
    counted = [_COUNT.match(text) for text in texts]
    numbers = [int(match[1]) if match else 0 for match in counted]
    if len(texts) < _FEWEST_COUNTED or numbers != list(range(1, len(texts) + 1)):
        return list(texts)
    return [_COUNT.sub("", text, count=1) for text in texts]


def _other_heads(heads: Sequence[RuledCell], body_column: float) -> list[RuledCell]:
    """The heads of columns that have neither bodies nor actions, as dates; none where no head, or
    several, may be that of the actions.
    """
    beside = [cell for cell in heads if not is_same_edge(cell.edges.left, body_column)]
    actions = [cell for cell in beside if _ACTION_HEAD.match(cell.text)]
    return [cell for cell in beside if cell not in actions] if len(actions) == 1 else []


def _is_in(cell: RuledCell, columns: Sequence[float]) -> bool:
    """Whether a cell is in one of the columns with these left edges, in points."""
    return any(is_same_edge(cell.edges.left, left) for left in columns)


def _unnamed_bodies(cells: Sequence[RuledCell]) -> tuple[RuledCell | None, float]:
    """The first cell of the left one of two columns, and its left edge, where the right one alone
    has sentences: those are actions. The cell is None where there are no two such columns.
    """
    columns: dict[int, list[RuledCell]] = defaultdict(list)
    for cell in cells:
        if not _COUNTED.match(cell.text):
            columns[round(cell.edges.left)].append(cell)
    if len(columns) != _BODIES_AND_ACTIONS:
        return None, 0.0
    left, right = (columns[edge] for edge in sorted(columns))
    has_sentences = any(ends_sentence(cell.text) for cell in left)
    actions = [cell for cell in right if ends_sentence(cell.text)]
    if has_sentences or len(actions) < len(right) - 1:
        return None, 0.0
    return left[0], left[0].edges.left


def _below_head(cells: Sequence[RuledCell], head_row: Sequence[str]) -> Iterator[RuledCell]:
    """The cells without those of the head, which a page may repeat in one cell with a row."""
    for cell in cells:
        if cell.text in head_row:
            continue
        repeated = next((text for text in head_row if cell.text.startswith(f"{text} ")), "")
        yield replace(cell, text=cell.text[len(repeated) :].lstrip())


def read_ruled_box(lines: Sequence[Line]) -> tuple[Point, ...] | None:
    """A point for each row of a box of one column; None where a line is in no such row, or where
    the box has no rows.
    """
    if not all(len(set(line.cells)) == 1 and line.cells[0] for line in lines):
        return None
    cells = cells_of(lines)
    if len({cell.page for cell in cells}) == len(cells):
        return None
    rows = [RuledAction(cell.page, "", cell.text) for cell in cells]
    return tuple(Point(row.action, row.page) for row in _joined_over_pages(rows, _text_goes_on))


def cells_of(lines: Sequence[Line]) -> list[RuledCell]:
    """The cells that the lines are in, in the order of the page."""
    texts: dict[tuple[int | None, TableCell], list[str]] = defaultdict(list)
    for line in lines:
        for text, edges in zip(line.text.split("\t"), line.cells, strict=False):
            if edges is not None:
                texts[line.page, edges].append(text)
    return [RuledCell(page, edges, joined(words)) for (page, edges), words in texts.items()]


def _are_beside(cell: RuledCell, other: RuledCell) -> bool:
    """Whether two cells are in one row of a page."""
    return cell.page == other.page and cell.edges.is_beside(other.edges)


def _rows_of(cells: Sequence[RuledCell], body_column: float) -> Iterator[RuledAction]:
    """Each action on a page with the bodies beside it.

    A body without any action beside it, as below a page break, is a row of its own.
    """
    bodies = [cell for cell in cells if is_same_edge(cell.edges.left, body_column)]
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
    """Whether the words of a row continue those of the row above it."""
    is_unfinished = not ends_sentence(above.action) or above.action[-1] in ":;,"
    return is_unfinished or BULLET.match(row.action) is not None or row.action[:1].islower()
