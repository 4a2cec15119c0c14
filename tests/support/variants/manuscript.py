"""A report as typed text, block by block, so that it can be written in many ways.

The notation of a manuscript is nearly that of `tests.support.typeset`, one block a line:

    = title                  ~ Label: value         | cell | cell    a row of a table
    # heading                * bullet               12. paragraph
    ! line of the closing    anything else is a plain paragraph
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class BlockRole(StrEnum):
    """What a block of a manuscript is."""

    TITLE = "="
    LABEL = "~"
    ROW = "|"
    HEADING = "#"
    BULLET = "*"
    NUMBERED = "1"
    CLOSING = "!"
    PLAIN = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A block: its words, its cells where it is a row of a table, its number where it has one.

    `spaced` says whether an empty line is above it.
    """

    role: BlockRole
    text: str
    cells: tuple[str, ...] = ()
    number: int = 0
    spaced: bool = True


_LISTS = (BlockRole.ROW, BlockRole.BULLET, BlockRole.NUMBERED)
"""Blocks that follow each other without an empty line."""


def blocks_of(source: str) -> list[Block]:
    """The blocks of a manuscript in the notation above."""
    return list(_blocks(source))


def _blocks(source: str) -> Iterator[Block]:
    above = BlockRole.TITLE
    for line in source.splitlines():
        if line.strip():
            block = _block(line, above)
            above = block.role
            yield block


def _block(line: str, above: BlockRole) -> Block:
    numbered = re.match(r"(\d+)\. (.*)", line)
    sign, _, words = line.partition(" ")
    if numbered:
        spaced = above is not BlockRole.NUMBERED
        return Block(BlockRole.NUMBERED, numbered[2], number=int(numbered[1]), spaced=spaced)
    if sign not in {"=", "~", "|", "#", "*", "!"}:
        return Block(BlockRole.PLAIN, line)
    role = BlockRole(sign)
    spaced = role is not above or role not in _LISTS
    cells = tuple(cell.strip() for cell in words.split("|")) if role is BlockRole.ROW else ()
    return Block(role, words, cells, spaced=spaced)
