"""Pages as pictures: pixels alone are taken from the process that draws them."""

from __future__ import annotations

import zlib

import pytest

from reports.files.drawing import DrawnPage
from reports.files.page_images import NoSuchPage, page_image, png
from tests.reports.files.conftest import TakeOver
from tests.support.typeset import typeset

PAGE = typeset("= A page\nWith a line of text.")
WRITE = (
    "import os\nleft = {answer!r}\nwhile left:\n    left = left[os.write(1, left):]\nos._exit(0)"
)


def test_a_page_image_is_a_whole_picture() -> None:
    image = page_image(PAGE, 1)
    width, height = (int.from_bytes(image[place : place + 4], "big") for place in (16, 20))
    start = image.index(b"IDAT") + 4
    length = int.from_bytes(image[start - 8 : start - 4], "big")
    pixels = zlib.decompress(image[start : start + length])
    assert width in (900, 901)
    assert len(pixels) == height * (width + 1)
    # Paper, and something printed on it.
    assert {0, 255} <= set(pixels)


@pytest.mark.parametrize(
    ("content", "page"), [(b"%PDF-1.7 nothing", 1), (PAGE, 0), (PAGE, 2), (b"", 1)]
)
def test_page_that_is_not_there(content: bytes, page: int) -> None:
    with pytest.raises(NoSuchPage):
        page_image(content, page)


NO_PICTURES = [
    b"\x89PNG\r\n\x1a\n",
    b"[]",
    b"{}\n",
    b'{"width": 2, "height": 2, "stride": 2}\nxxx',
    b'{"width": 2, "height": 2, "stride": 2}\nxxxxx',
    b'{"width": 100000, "height": 0, "stride": 100000}\n',
    b'{"width": -1, "height": -1, "stride": -1}\nx',
    b'{"width": 2, "height": 2, "stride": 900}\n' + b"x" * 1800,
    b'{"width": "2", "height": 1, "stride": 2}\nxx',
    b'{"width": true, "height": true, "stride": true}\nx',
    b"[" * 100_000,
    b'{"width": 2',
]


def test_answer_that_is_no_picture_is_refused(take_over: TakeOver) -> None:
    for answer in NO_PICTURES:
        with pytest.raises(NoSuchPage):
            page_image(WRITE.format(answer=answer).encode(), 1)


def test_endless_picture_is_refused(take_over: TakeOver) -> None:
    with pytest.raises(NoSuchPage):
        page_image(b"import os\nwhile True: os.write(1, b'x' * 65536)", 1)


def test_picture_of_pixels_is_taken(take_over: TakeOver) -> None:
    answer = b'{"width": 2, "height": 1, "stride": 4}\n\x00\xff__'
    image = page_image(WRITE.format(answer=answer).encode(), 1)
    assert image == png(DrawnPage(2, 1, 4, b"\x00\xff__"))
    assert image.startswith(b"\x89PNG")
