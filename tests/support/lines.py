"""Lines as the parser gets them from a PDF or from a text file, made without a file."""

from __future__ import annotations

from reports.ingest.text.layout import Line
from reports.ingest.text.plain_text import read_text

PITCH = 14.0
"""Points from one line of a paragraph to the next."""
SIZE = 12.0


def set_line(
    text: str,
    *,
    page: int = 1,
    left: float = 72.0,
    right: float = 500.0,
    baseline: float = 700.0,
    size: float = SIZE,
    bold: bool = False,
    spaced: bool = False,
) -> Line:
    """A line of a PDF; places and sizes are in points, from the lower left corner of the page."""
    return Line(text, page, left, right, baseline, size, bold, spaced)


def set_lines(*texts: str, page: int = 1, left: float = 72.0, top: float = 700.0) -> list[Line]:
    """Lines of a paragraph on one page of a PDF, from the top down."""
    lines: list[Line] = []
    for place, text in enumerate(texts):
        lines.append(set_line(text, page=page, left=left, baseline=top - PITCH * place))
    return lines


def text_lines(text: str) -> list[Line]:
    """The lines of a text file."""
    (page,) = read_text(text.encode())
    return list(page.lines)
