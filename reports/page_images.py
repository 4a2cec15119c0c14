"""A page of a PDF as a picture, for the desk: drawn in a child process with limits on time and memory.

The only module that draws with the PDF library; the parser (`reports/ingest/text/pdf.py`) reads with it.
"""

from __future__ import annotations

import os
import resource
import struct
import subprocess
import sys
import zlib
from pathlib import Path

MOST_SECONDS = 20
"""What one page may take; the slowest real one takes under one second."""
MOST_MEMORY = 512 * 1024 * 1024
WIDTH = 900
"""Pixels: wide enough to read small print on a screen."""
HIGHEST = 3 * WIDTH

_PROJECT = Path(__file__).parents[1]
_CHILD = "from reports.page_images import draw; draw()"


class NoSuchPage(Exception):
    """The page cannot be drawn: the PDF has no such page, or drawing it broke a limit."""


def page_image(content: bytes, page: int) -> bytes:
    """The page of a PDF, counted from 1, as PNG in shades of grey. Raises `NoSuchPage`."""
    paths = [str(_PROJECT), os.environ.get("PYTHONPATH", "")]
    try:
        child = subprocess.run(
            [sys.executable, "-c", _CHILD, str(page)],
            input=content,
            capture_output=True,
            timeout=MOST_SECONDS,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))},
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise NoSuchPage(f"Page {page} could not be drawn.") from error
    return child.stdout


def draw() -> None:
    """A child's life: a PDF comes in, a picture of one page goes out."""
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(sys.stdin.buffer.read())
    page = int(sys.argv[1])
    if not 1 <= page <= len(document):
        raise SystemExit(1)
    drawn = document[page - 1]
    width, height = drawn.get_size()
    bitmap = drawn.render(scale=min(WIDTH / width, HIGHEST / height), grayscale=True)
    sys.stdout.buffer.write(png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride))


def png(grey: bytes, width: int, height: int, stride: int) -> bytes:
    """A PNG of rows of grey, one byte a pixel, `stride` bytes a row (PNG specification, sections 5 and 11).

    Twelve lines, so that the service needs no library of picture formats, with all that such libraries can read.
    """

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + grey[start : start + width] for start in range(0, height * stride, stride))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 6)) + chunk(b"IEND", b"")
