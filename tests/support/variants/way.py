"""How a report is written: a function for each kind of block, and for the whole text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tests.support.variants.manuscript import Block, BlockRole

Table = Callable[[Sequence[Block]], list[str]]


def marked(mark: str) -> Callable[[int, str], str]:
    """A writer of items and paragraphs: `mark` before the text, `{}` in it for the number."""
    return lambda number, text: mark.replace("{}", str(number)) + text


def is_spaced(block: Block) -> bool:
    """Whether a block has an empty line above it in the manuscript."""
    return block.spaced


def with_tabs(rows: Sequence[Block]) -> list[str]:
    """The rows of a table as lines, tabs between their cells."""
    return ["\t".join(row.cells) for row in rows]


_with_dash = marked("- ")
_with_number = marked("{}. ")


@dataclass(frozen=True, slots=True)
class Way:
    """How each kind of block is written, and what is done to the whole text.

    `bullet` gets the place of the bullet in its list, from 1, and its text; `number` the number of
    the paragraph and its text; `spaced` says whether an empty line is above a block.
    """

    title: Callable[[str], str] = str
    label: Callable[[str], str] = str
    heading: Callable[[str], str] = str
    bullet: Callable[[int, str], str] = _with_dash
    number: Callable[[int, str], str] = _with_number
    plain: Callable[[str], str] = str
    table: Table = with_tabs
    spaced: Callable[[Block], bool] = is_spaced
    blocks: Callable[[Sequence[Block]], Sequence[Block]] = list
    whole: Callable[[str], str] = str
    encoded: Callable[[str], bytes] = str.encode

    def written(self, blocks: Sequence[Block]) -> bytes:
        """The text of a manuscript written in this way."""
        lines: list[str] = []
        for block, text in self._pieces(self.blocks(blocks)):
            if lines and self.spaced(block):
                lines.append("")
            lines.append(text)
        return self.encoded(self.whole("\n".join(lines) + "\n"))

    def _pieces(self, blocks: Sequence[Block]) -> Iterator[tuple[Block, str]]:
        place = 0
        bullets = 0
        while place < len(blocks):
            block = blocks[place]
            if block.role is BlockRole.ROW:
                end = place
                while end < len(blocks) and blocks[end].role is BlockRole.ROW:
                    end += 1
                yield block, "\n".join(self.table(blocks[place:end]))
                place = end
                continue
            bullets = bullets + 1 if block.role is BlockRole.BULLET else 0
            yield block, self._text(block, bullets)
            place += 1

    def _text(self, block: Block, bullets: int) -> str:
        if block.role is BlockRole.BULLET:
            return self.bullet(bullets, block.text)
        if block.role is BlockRole.NUMBERED:
            return self.number(block.number, block.text)
        writers = {
            BlockRole.TITLE: self.title,
            BlockRole.LABEL: self.label,
            BlockRole.HEADING: self.heading,
        }
        return writers.get(block.role, self.plain)(block.text)
