"""From the bytes of a text file to a page of lines: encodings, line ends and marks on their own line."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.ingest.problems import Refusal, UnreadableReport
from reports.ingest.text.layout import Line, Page
from reports.ingest.text.markup import is_table_rule, without_marks
from reports.ingest.wording import Wording

MOST_BYTES = 1_000_000
"""Twice the longest report's text in UTF-16."""

_WIDTH_OF_BLANK = 6.0
"""In points, to compare with places in a PDF."""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d\ufffd]")
_MOST_UNREADABLE = 0.02
"""The share of signs that may be unreadable."""
_ZEROS = 0.8
"""The share of every second byte that is zero in UTF-16, at least."""
_BYTES_OF_HEAD = 1000
"""Bytes that tell UTF-16 without a byte order mark."""


def read_text(content: bytes) -> tuple[Page, ...]:
    """One page without number of the text's lines. Raises `UnreadableReport` where it is no text."""
    if len(content) > MOST_BYTES:
        limit = f"{MOST_BYTES // 1_000_000} MB"
        raise UnreadableReport(
            Refusal.TOO_LARGE,
            f"The text is longer than {limit}: no report is. Upload the report alone.",
        )
    text = _decoded(content)
    if len(_UNREADABLE.findall(text)) > _MOST_UNREADABLE * len(text):
        raise UnreadableReport(
            Refusal.NOT_A_REPORT,
            "The file is neither a PDF nor text. Upload the report as PDF, text or Markdown.",
        )
    return (Page(None, tuple(_with_joined_marks(_lines(text)))),)


def _decoded(content: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    head = content[:_BYTES_OF_HEAD]
    for encoding, high_bytes in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if len(high_bytes) > 1 and high_bytes.count(0) > _ZEROS * len(high_bytes):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


_LINE_END = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
_NUMBER = Wording(
    r"^(?P<value>\d{1,3})\.(?P<end>\s*$)?",
    samples=("1.", "34. Children"),
    strangers=("1 child", "2019."),
)
_BULLET_ALONE = Wording(
    r"^[\u2022\u25a0-\u25ff\ue000-\uf8ff]$", samples=("\uf06e", "◼"), strangers=("◼ The quality",)
)


def _lines(text: str) -> list[Line]:
    """The lines that have words, each told whether an empty line is above it."""
    lines: list[Line] = []
    spaced = False
    for raw in _LINE_END.split(text):
        words, bold = without_marks(raw)
        if words.strip():
            indent = len(words) - len(words.lstrip())
            left = indent * _WIDTH_OF_BLANK
            lines.append(Line(words.strip(), left=left, bold=bold, spaced=spaced))
            spaced = False
        elif not is_table_rule(raw):
            spaced = True
    return lines


def _with_joined_marks(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, each number or bullet on a line of its own put before the text that follows.

    `pdftotext` writes them so. Where no empty line is above it, a number must be the next to come:
    it may be the last word of a sentence.
    """
    last_number = 0
    mark: Line | None = None
    for line in lines:
        number = _NUMBER.match(line.text)
        whole = line
        if mark is not None and number:
            yield mark
        elif mark is not None:
            whole = replace(mark, text=f"{mark.text} {line.text}")
        is_mark = _BULLET_ALONE.match(line.text) is not None
        if number:
            value = int(number["value"])
            is_alone = number["end"] is not None
            is_mark = is_alone and (line.spaced or value == last_number + 1)
            last_number = value
        mark = line if is_mark else None
        if mark is None:
            yield whole
    if mark is not None:
        yield mark
