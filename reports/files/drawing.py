"""Draw a page of a PDF in shades of grey. Runs only in the child process.

The only module that draws with the PDF library; the parser (`reports/ingest/text/pdf.py`) reads
with it.
"""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2 as pdfium

WIDTH = 900
"""Pixels: wide enough to read small print on a screen."""
HIGHEST = 3 * WIDTH
"""Pixels: a longer page is drawn smaller."""


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A drawn page: `grey` holds `height` rows of `stride` bytes, of which `width` are pixels."""

    width: int
    height: int
    stride: int
    grey: bytes


def draw_page(content: bytes, page: int) -> DrawnPage | None:
    """Draw a page of a PDF, counted from 1, at most `WIDTH` by `HIGHEST` pixels.

    Returns None when the PDF cannot be opened or has no such page.
    """
    try:
        document = pdfium.PdfDocument(content)
        if not 1 <= page <= len(document):
            return None
        opened = document[page - 1]
        width, height = opened.get_size()
        scale = min(WIDTH / width, HIGHEST / height)
        bitmap = opened.render(scale=scale, grayscale=True)
    except pdfium.PdfiumError:
        return None
    return DrawnPage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
