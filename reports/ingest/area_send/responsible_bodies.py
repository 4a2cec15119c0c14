"""Reads the table of an area SEND report that says which body is responsible for which action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reports.ingest.area_send.ruled_actions import read_ruled_actions
from reports.ingest.parsed import Point
from reports.ingest.parts.passages import BULLET
from reports.ingest.text.characters import ends_sentence, joined
from reports.ingest.text.layout import Line
from reports.ingest.text.typesetting import Typesetting
from reports.ingest.wording import Wording

HEAD = Wording(
    r"\bresponsible (?:bod(?:y|ies)|partners?|organi[sz]ations?|agenc(?:y|ies))\b"
    r"|^(?:who is responsible|lead (?:body|partner|organi[sz]ation|agency))\b",
    samples=(
        "Responsible body\tAreas for priority action",
        "Areas for priority action\tResponsible bodies",
        "Responsible partner",
        "Who is responsible?",
        "Lead organisation",
    ),
    strangers=("The body responsible", "The council leads"),
)
_LONGEST_HEAD = 100
"""The most letters of the head of the column of bodies."""
_COLUMN_APART = 40.0
"""Points by which the second column begins to the right of the first one, at least."""


@dataclass(frozen=True, slots=True)
class ActionTable:
    """The words of the table's head, and a point for each row: the action, and who is responsible."""

    head: str
    points: Sequence[Point]
    ruled: bool = False
    """Whether ruled lines separate its cells."""
    outside: Sequence[Line] = ()
    """Lines that are in no cell of such a table."""


@dataclass(slots=True)
class _ActionRow:
    """A row of the table: the lines of its left cell and of its right cell."""

    page: int | None
    left: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)


def read_action_table(lines: Sequence[Line]) -> ActionTable | None:
    """The table among `lines`; None if no line is its head."""
    ruled = read_ruled_actions(lines, names_bodies)
    if ruled is not None:
        return ActionTable(*ruled, True, [line for line in lines if not line.cells])
    for place, line in enumerate(lines):
        if names_bodies(line.text):
            body_is_left = HEAD.search(line.text.split("\t")[0]) is not None
            below = [*lines[:place], *lines[place + 1 :]]
            rows = _spaced_rows(below) or _rows(below)
            points = [_point(row, body_is_left=body_is_left) for row in rows]
            return ActionTable(line.text, tuple(points))
    return None


def names_bodies(text: str) -> bool:
    """Whether words are the head of the column of bodies, and no action about them."""
    if len(text) > _LONGEST_HEAD or ends_sentence(text.rstrip("?:")):
        return False
    return HEAD.search(text) is not None


def _point(row: _ActionRow, *, body_is_left: bool) -> Point:
    bodies, actions = (row.left, row.right) if body_is_left else (row.right, row.left)
    if row.page is None:
        bodies, listed = _without_list(bodies)
        actions = [*actions, *listed]
    body, action = joined(bodies), joined(actions)
    if not action:
        return Point(body, row.page)
    return Point(action, row.page, responsible=body or None)


def _without_list(bodies: list[str]) -> tuple[list[str], list[str]]:
    """The lines of bodies, and those from a bullet on: in a text file they go on with the action."""
    for place, text in enumerate(bodies):
        if place and BULLET.match(text) and not BULLET.match(bodies[0]):
            return bodies[:place], bodies[place:]
    return bodies, []


def _spaced_rows(lines: Sequence[Line]) -> list[_ActionRow]:
    """The rows of a table with room between all rows; empty if a row lacks one of its two cells.

    In such a table a short cell may be beside the middle of a long one.
    """
    margin = min((line.left for line in lines), default=0.0)
    setting = Typesetting(lines)
    rows: list[_ActionRow] = []
    for place, line in enumerate(lines):
        is_apart = setting.spaced(place)
        if rows and setting.tops_page(place):
            is_apart = _is_complete(rows[-1])
        if not rows or (setting.paged and is_apart):
            rows.append(_ActionRow(line.page))
        left, right = _cells(line, margin)
        rows[-1].left += [left] if left else []
        rows[-1].right += [right] if right else []
    is_whole = len(rows) > 1 and all(row.left and row.right for row in rows)
    return rows if is_whole else []


def _rows(lines: Sequence[Line]) -> Iterator[_ActionRow]:
    """The rows of the table.

    A row begins where the action above is complete and both columns, or the left one again after
    the right one alone, have words.
    """
    margin = min((line.left for line in lines), default=0.0)
    row: _ActionRow | None = None
    above_had_left = False
    for line in lines:
        left, right = _cells(line, margin)
        both_or_again = left and (right or not above_had_left)
        if row is None or (both_or_again and _is_complete(row)):
            if row is not None:
                yield row
            row = _ActionRow(line.page)
        if left:
            row.left.append(left)
        if right:
            row.right.append(right)
        above_had_left = bool(left)
    if row is not None:
        yield row


def _cells(line: Line, margin: float) -> tuple[str, str]:
    """The words of a line in the left and in the right column."""
    if "\t" in line.text:
        left, right = line.text.split("\t", 1)
        return left, right
    if line.left > margin + _COLUMN_APART:
        return "", line.text
    return line.text, ""


def _is_complete(row: _ActionRow) -> bool:
    """Whether the action of a row has ended: one of its cells ends as sentences do."""
    return any(cell and _ends_action(cell[-1]) for cell in (row.left, row.right))


def _ends_action(text: str) -> bool:
    return ends_sentence(text) and text[-1] not in ":;"
