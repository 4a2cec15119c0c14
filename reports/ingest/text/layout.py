"""What a file looks like, page by page and line by line, alike for PDF and text."""

from __future__ import annotations

from dataclasses import dataclass

_SAME_EDGE = 3.0
"""The most points by which the edges of cells along one ruled line differ."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table with ruled lines: its edges, in points from the page's bottom left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def is_beside(self, other: TableCell) -> bool:
        """Whether two cells of one page are in one row: they have more than an edge in common."""
        lower_top = min(self.top, other.top)
        return lower_top - max(self.bottom, other.bottom) > _SAME_EDGE


def is_same_edge(one: float, other: float) -> bool:
    """Whether two edges of cells, in points, are along one ruled line."""
    return abs(one - other) <= _SAME_EDGE


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is in the file, with a tab between two columns.

    Places are in points from the bottom left corner of the page. A text file has no pages and no
    sizes; its `left` is how far a line is indented, and only a mark of Markdown or HTML makes it
    bold.
    """

    text: str
    page: int | None = None
    left: float = 0.0
    right: float = 0.0
    baseline: float = 0.0
    size: float | None = None
    bold: bool = False
    spaced: bool = False
    """There is more room above than inside a paragraph: in a text file, an empty line."""
    cells: tuple[TableCell | None, ...] = ()
    """The cell of a ruled table that each part between tabs is in; () outside of tables."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page, counted from 1; a text file is one page without a number."""

    number: int | None
    lines: tuple[Line, ...]
    height: float | None = None
    sheet: int | None = None
    """The page of the PDF that it is printed on: another number where several share a sheet."""
    across: tuple[str, ...] = ()
    """Words of a PDF that are turned otherwise than the page's, or lie under others: a watermark."""
    is_dense: bool = False
    """Whether a wrapped text file has next to no empty lines between its paragraphs."""
    has_cut_words: bool = False
    """Whether words at line ends of a text file may have a hyphen too many, or lack theirs."""
    has_lost_characters: bool = False
    """Whether a text file has signs for characters that a program could not read."""
