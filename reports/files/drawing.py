"""A page of a PDF as shades of grey. Runs in the child process alone.

The only module that draws with the PDF library; the parser (`reports/ingest/text/pdf.py`) reads
with it.
"""

from __future__ import annotations

from dataclasses import dataclass

import pypdfium2 as pdfium

WIDTH = 900
"""Pixels: wide enough to read small print on a screen."""
HIGHEST = 3 * WIDTH


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """Rows of pixels, a byte each, `stride` bytes a row."""

    width: int
    height: int
    stride: int
    grey: bytes


def draw_page(content: bytes, page: int) -> DrawnPage | None:
    """The page of a PDF, counted from 1; None where it cannot be opened or has no such page."""
    try:
        document = pdfium.PdfDocument(content)
        if not 1 <= page <= len(document):
            return None
        opened = document[page - 1]
        width, height = opened.get_size()
        bitmap = opened.render(scale=min(WIDTH / width, HIGHEST / height), grayscale=True)
    except pdfium.PdfiumError:
        return None
    return DrawnPage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
