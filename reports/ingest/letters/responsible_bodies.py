"""The table of an area SEND report that says which body is responsible for which action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reports.ingest.parsed import Point
from reports.ingest.text.characters import ends_sentence, joined
from reports.ingest.text.layout import Line
from reports.ingest.text.typesetting import Typesetting
from reports.ingest.wording import Wording

HEAD = Wording(
    r"\bresponsible bod(?:y|ies)\b",
    samples=("Responsible body\tAreas for priority action", "Areas for priority action\tResponsible bodies"),
    strangers=("The body responsible",),
)
_COLUMN_APART = 40.0
"""Points by which the second column begins to the right of the first one, at least."""


@dataclass(frozen=True, slots=True)
class ActionTable:
    """The words of the table's head, and a point for each row: the body, a colon, the action."""

    head: str
    points: Sequence[Point]


@dataclass(slots=True)
class _Row:
    page: int | None
    cells: tuple[list[str], list[str]] = field(default_factory=lambda: ([], []))


def read_table(setting: Typesetting, begin: int, end: int) -> ActionTable | None:
    """The table between two places; None where no line there is its head."""
    head = next((place for place in range(begin, end) if HEAD.search(setting.lines[place].text)), None)
    if head is None:
        return None
    words = setting.lines[head].text
    body_first = HEAD.search(words.split("\t")[0]) is not None
    rows = _rows([*setting.lines[begin:head], *setting.lines[head + 1 : end]])
    return ActionTable(words, tuple(_point(row, body_first=body_first) for row in rows))


def _point(row: _Row, *, body_first: bool) -> Point:
    first, second = (joined(cell) for cell in row.cells)
    body, action = (first, second) if body_first else (second, first)
    return Point(f"{body}: {action}" if body and action else body or action, row.page)


def _rows(lines: Sequence[Line]) -> Iterator[_Row]:
    """The rows: one begins where both cells of the row above are complete and both columns, or the first, go on."""
    left = min((line.left for line in lines), default=0.0)
    row: _Row | None = None
    before = (False, False)
    for line in lines:
        cells = _cells(line, left)
        filled = (bool(cells[0]), bool(cells[1]))
        if row is None or (filled[0] and _is_complete(row) and (filled[1] or not before[0])):
            if row is not None:
                yield row
            row = _Row(line.page)
        for kept, text in zip(row.cells, cells, strict=True):
            kept.extend([text] if text else [])
        before = filled
    if row is not None:
        yield row


def _cells(line: Line, left: float) -> tuple[str, str]:
    if "\t" in line.text:
        first, second = line.text.split("\t", 1)
        return first, second
    return ("", line.text) if line.left > left + _COLUMN_APART else (line.text, "")


def _is_complete(row: _Row) -> bool:
    """Whether the action of a row has come to its end; the bodies are no sentence."""
    return any(cell and ends_sentence(cell[-1]) and cell[-1][-1] not in ":;" for cell in row.cells)
