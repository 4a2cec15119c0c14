"""A page of a PDF as an image for the desk. A child process draws it, and returns only pixels."""

from __future__ import annotations

import logging
import struct
import zlib

from reports.files.drawing import HIGHEST, WIDTH, DrawnPage
from reports.files.processes import Limits, NoAnswer, ask

LIMITS = Limits(seconds=20, memory=512 * 1024 * 1024, answer=(WIDTH + 8) * (HIGHEST + 2))
"""The slowest real page takes under one second."""

logger = logging.getLogger(__name__)


class NoSuchPage(Exception):
    """The page cannot be drawn: the PDF has no such page, or drawing it broke a limit."""


def page_image(content: bytes, page: int) -> bytes:
    """The page of a PDF, counted from 1, as a PNG in shades of grey.

    Raises `NoSuchPage` when the page does not exist or cannot be drawn within `LIMITS`.
    """
    try:
        answer, grey = ask({"task": "draw", "page": page}, content, LIMITS)
        drawn = _drawn_page(answer, grey)
    except (NoAnswer, ValueError) as error:
        logger.warning("Page %d of a PDF could not be drawn: %s", page, error)
        raise NoSuchPage(f"Page {page} could not be drawn.") from error
    return png(drawn)


def _drawn_page(answer: dict[str, object], grey: bytes) -> DrawnPage:
    """The page that the child drew, its sizes checked.

    Raises `NoSuchPage` when the PDF has no such page, `ValueError` when the answer is no picture.
    """
    if answer.get("missing") is True:
        raise NoSuchPage("The PDF has no such page.")
    width, height, stride = answer.get("width"), answer.get("height"), answer.get("stride")
    if not (type(width) is int and type(height) is int and type(stride) is int):
        raise ValueError("the answer has no width, height and stride")
    # The library rounds the size up by one pixel at most, and a row to eight bytes.
    size_fits = 1 <= width <= WIDTH + 1 and 1 <= height <= HIGHEST + 1
    stride_fits = width <= stride <= width + 7
    if not size_fits or not stride_fits or len(grey) != stride * height:
        raise ValueError("the answer is no picture")
    return DrawnPage(width, height, stride, grey)


def png(drawn: DrawnPage) -> bytes:
    """A page as PNG (PNG specification, sections 5 and 11).

    Written here, because a picture library would be a further risk: it can read every format that
    an attacker may send.
    """
    header = struct.pack(">IIBBBBB", drawn.width, drawn.height, 8, 0, 0, 0, 0)
    starts = range(0, drawn.height * drawn.stride, drawn.stride)
    # Each row begins with the number of its filter type: 0, none.
    rows = b"".join(b"\0" + drawn.grey[start : start + drawn.width] for start in starts)
    signature = b"\x89PNG\r\n\x1a\n"
    return (
        signature
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(rows, 6))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)
