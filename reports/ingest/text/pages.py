"""The pages of any file: its first bytes show its format; what cannot be a report is refused."""

from __future__ import annotations

import re

from reports.ingest.problems import Refusal, UnreadableReport
from reports.ingest.text.layout import Page
from reports.ingest.text.pdf import read_pdf
from reports.ingest.text.plain_text import read_text

MOST_BYTES = 25_000_000
"""The largest report at hand has 0.8 MB."""

_HEAD = 1024
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00")
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_HTML = re.compile(rb"^\W{0,8}<(!doctype\s+html|html|head|script|body)\b", re.IGNORECASE)


def read_pages(content: bytes) -> tuple[Page, ...]:
    """The pages of a PDF or of a text file, web pages too.

    Raises `UnreadableReport` where it is neither.
    """
    if not content.strip():
        message = "The file is empty. Download or copy the report again."
        raise UnreadableReport(Refusal.EMPTY, message)
    if len(content) > MOST_BYTES:
        raise UnreadableReport(
            Refusal.TOO_LARGE,
            f"The file is larger than {MOST_BYTES // 1_000_000} MB. Reports are under 1 MB:"
            " upload the report itself.",
        )
    head = content[:_HEAD]
    if b"%PDF-" in head:
        return read_pdf(content)
    _refuse_other_formats(head)
    return read_text(content)


def _refuse_other_formats(head: bytes) -> None:
    """Raise `UnreadableReport` for a picture or an office document."""
    if _is_image(head):
        message = "The file is a picture. Upload the report as PDF or text."
        raise UnreadableReport(Refusal.IMAGE, message)
    if head.startswith(_OFFICE):
        raise UnreadableReport(
            Refusal.WORD_DOCUMENT,
            "The file is a Word or other office document. Save it as PDF or text and upload that.",
        )


def is_html(content: bytes) -> bool:
    """Whether a file begins as a web page does."""
    return _HTML.match(content[:_HEAD]) is not None


def _is_image(head: bytes) -> bool:
    is_heif = head[4:12] in (b"ftypheic", b"ftypavif")
    is_webp = head[8:12] == b"WEBP"
    return head.startswith(_IMAGES) or is_heif or is_webp
