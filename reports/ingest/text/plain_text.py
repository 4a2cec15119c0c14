"""From the bytes of a text file to a page of lines: encodings, line ends and marks on their own line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.ingest.problems import Refusal, UnreadableReport
from reports.ingest.text.layout import Line, Page
from reports.ingest.text.markup import without_marks
from reports.ingest.text.typed.decoding import decoded
from reports.ingest.text.typed.numbers import with_plain_numbers
from reports.ingest.text.typed.quoting import unquoted
from reports.ingest.text.typed.spacing import with_spacing
from reports.ingest.text.typed.tables import is_rule, with_cells
from reports.ingest.text.typed.web_pages import is_web_page, web_page_text
from reports.ingest.wording import Wording

MOST_BYTES = 1_000_000
"""Twice the longest report's text in UTF-16."""

_WIDTH_OF_BLANK = 6.0
"""In points, to compare with places in a PDF."""

_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d\ufffd]")
_MOST_UNREADABLE = 0.02
"""The share of signs that may be unreadable."""


def read_text(content: bytes) -> tuple[Page, ...]:
    """One page without number of the text's lines. Raises `UnreadableReport` where it is no text."""
    if len(content) > MOST_BYTES:
        limit = f"{MOST_BYTES // 1_000_000} MB"
        raise UnreadableReport(
            Refusal.TOO_LARGE,
            f"The text is longer than {limit}: no report is. Upload the report alone.",
        )
    text = decoded(content)
    if len(_UNREADABLE.findall(text)) > _MOST_UNREADABLE * len(text):
        raise UnreadableReport(
            Refusal.NOT_A_REPORT,
            "The file is neither a PDF nor text. Upload the report as PDF, text or Markdown.",
        )
    if is_web_page(text):
        text = web_page_text(text)
    lines = list(_with_joined_marks(_lines(text)))
    lines = with_plain_numbers(with_cells(lines))
    return (Page(None, tuple(with_spacing(lines))),)


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
    for raw in unquoted(_LINE_END.split(text)):
        if is_rule(raw):
            continue
        words, bold = without_marks(raw)
        if words.strip():
            indent = len(words) - len(words.lstrip())
            left = indent * _WIDTH_OF_BLANK
            lines.append(Line(words.strip(), left=left, bold=bold, spaced=spaced))
            spaced = False
        else:
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
