"""Pages are drawn as wide as a screen needs and no larger than the limits."""

from __future__ import annotations

from io import BytesIO

import pypdfium2 as pdfium
import pytest

from reports.files.drawing import HIGHEST, WIDTH, DrawnPage, draw_page


def pdf(*sizes: tuple[float, float]) -> bytes:
    """A PDF of empty pages, each of a width and a height in points."""
    document = pdfium.PdfDocument.new()
    for width, height in sizes:
        document.new_page(width, height)
    stored = BytesIO()
    document.save(stored)
    return stored.getvalue()


def drawn(content: bytes, page: int) -> DrawnPage:
    picture = draw_page(content, page)
    assert picture is not None
    return picture


def test_page_is_as_wide_as_the_limit_and_keeps_its_proportions() -> None:
    picture = drawn(pdf((300, 600)), 1)
    assert picture.width in (WIDTH, WIDTH + 1)
    assert picture.height in (2 * WIDTH, 2 * WIDTH + 1)
    assert len(picture.grey) == picture.stride * picture.height
    assert set(picture.grey[: picture.width]) == {255}


def test_long_page_is_drawn_smaller() -> None:
    picture = drawn(pdf((300, 3000)), 1)
    assert picture.height in (HIGHEST, HIGHEST + 1)
    assert picture.width in (HIGHEST // 10, HIGHEST // 10 + 1)


def test_pages_are_counted_from_one() -> None:
    content = pdf((300, 300), (300, 600))
    assert drawn(content, 1).height < drawn(content, 2).height
    assert draw_page(content, 0) is None
    assert draw_page(content, 3) is None


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"a text"])
def test_file_that_is_no_pdf_has_no_pages(content: bytes) -> None:
    assert draw_page(content, 1) is None
