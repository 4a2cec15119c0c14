"""From the bytes of a text file to a page of lines: encodings, line ends and marks on their own line."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.ingest.problems import Refusal, UnreadableReport
from reports.ingest.text.layout import Line, Page
from reports.ingest.text.markup import without_marks
from reports.ingest.text.typed.around.line_numbers import without_line_numbers
from reports.ingest.text.typed.around.other_markup import in_markdown
from reports.ingest.text.typed.around.quoting import unquoted
from reports.ingest.text.typed.around.web_pages import is_web_page, web_page_text, without_escapes
from reports.ingest.text.typed.bullets import (
    with_parted_items,
    with_plain_bullets,
    with_written_numbers,
)
from reports.ingest.text.typed.decoding import decoded
from reports.ingest.text.typed.headings import with_plain_headings
from reports.ingest.text.typed.hyphens import may_lack_hyphens, with_lost_hyphens, with_whole_words
from reports.ingest.text.typed.numbers import with_plain_numbers
from reports.ingest.text.typed.spacing import (
    may_be_heading,
    parts_by_room_alone,
    with_close_stops,
    with_spacing,
)
from reports.ingest.text.typed.tables import is_rule, with_cells
from reports.ingest.wording import Wording

MOST_BYTES = 1_000_000
"""Twice the longest report's text in UTF-16."""

_WIDTH_OF_BLANK = 6.0
"""The width in points that a blank counts for, to compare indents with places in a PDF."""

_COMMENT = re.compile(r"<!--[^<>]{0,500}-->")
"""A remark in HTML or Markdown that no reader sees."""
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d\ufffd]")
_LOST_APOSTROPHE = re.compile(r"(?<=[A-Za-z])[\ufffd?](?=(?:s|t|re|ll|ve|d|m)\b)")
"""What programs write for an apostrophe that they cannot read: "children\ufffds", "children?s"."""
_MOST_UNREADABLE = 0.02
"""The largest share of unreadable signs in a text."""


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
    text = _COMMENT.sub("", without_escapes(text))
    if is_web_page(text):
        text = web_page_text(text)
    text = with_written_numbers(_LOST_APOSTROPHE.sub("\u2019", text))
    text, has_cut_words = with_whole_words(with_lost_hyphens(with_close_stops(text)))
    lines = list(_with_joined_marks(_lines(text)))
    lines = with_plain_numbers(with_parted_items(with_cells(lines)))
    lines = with_plain_headings(with_plain_bullets(lines))
    page = Page(
        None,
        tuple(with_spacing(lines)),
        is_dense=parts_by_room_alone(lines),
        has_cut_words=has_cut_words or may_lack_hyphens(text),
        has_lost_characters="\ufffd" in text,
    )
    return (page,)


_WIDE_BLANK = re.compile(r"(?<=\S) {4,}(?=\S)")
"""What parts columns where a program sets a text as its page is laid out."""
_PAGE_MARK = re.compile(
    r"^\s*(?:[-\u2013\u2014=*_~]+\s*|\[\s*)(?:page\s+)?(\d{1,3})(?:\s+of\s+\d{1,3})?"
    r"(?:\s*[-\u2013\u2014=*_~]+|\s*\])\s*$",
    re.IGNORECASE,
)
"""The number of a page with signs on both sides, as "- 3 -" or "[Page 3]"."""
_LINE_END = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
_NUMBER = Wording(
    r"^(?P<value>\d{1,3})\.(?P<end>\s*$)?",
    samples=("1.", "34. Children"),
    strangers=("1 child", "2019."),
)
_BULLET_ALONE = Wording(
    r"^[\u2010-\u2015\u2022\u2212\u25a0-\u25ff\ue000-\uf8ff-]$",
    samples=("\uf06e", "◼", "−"),
    strangers=("◼ The quality",),
)


def _lines(text: str) -> list[Line]:
    """The lines that have words; `spaced` says of each whether an empty line is above it."""
    lines: list[Line] = []
    spaced = False
    raw_lines = in_markdown(without_line_numbers(unquoted(_LINE_END.split(text))))
    for raw in raw_lines:
        if is_rule(raw):
            continue
        marked = _PAGE_MARK.sub(r"Page \1", raw)
        words, bold = without_marks(_WIDE_BLANK.sub("\t", marked))
        if bold and words.strip().isdecimal():
            words = f"{words.rstrip()}."
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

    `pdftotext` writes them so; where it takes a page for columns, and in pdfminer, several marks
    come first and their texts after them, parted by empty lines. Where no empty line is above it,
    a number must be the next to come: it may be the last word of a sentence.
    """
    last_number = 0
    marks: deque[Line] = deque()
    is_first = False
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else None
        if _is_mark(line, following, last_number):
            if marks and not is_first:
                yield from _emptied(marks)
            marks.append(line)
            is_first = True
            last_number = _number_of(line, last_number)
            continue
        if is_first:
            texts = _texts_below(lines, place, last_number)
            while len(marks) > max(texts, 1):
                yield marks.popleft()
        if marks and _takes_mark(line, following, is_first=is_first, is_last=len(marks) == 1):
            mark = marks.popleft()
            yield replace(mark, text=f"{mark.text} {line.text}")
        else:
            yield line
        is_first = False
        last_number = _number_of(line, last_number)
    yield from marks


def _number_of(line: Line, default: int) -> int:
    """The number that a line begins with; `default` where it begins with none."""
    number = _NUMBER.match(line.text)
    return int(number["value"]) if number else default


def _texts_below(lines: Sequence[Line], begin: int, last_number: int) -> int:
    """How many texts that take a mark are from `begin` up to the next mark."""
    texts = 0
    for place in range(begin, len(lines)):
        following = lines[place + 1] if place + 1 < len(lines) else None
        if _is_mark(lines[place], following, last_number):
            break
        texts += _takes_mark(lines[place], following, is_first=place == begin, is_last=False)
    return texts


def _emptied(marks: deque[Line]) -> Iterator[Line]:
    """The marks, which are taken off."""
    while marks:
        yield marks.popleft()


def _is_mark(line: Line, following: Line | None, last_number: int) -> bool:
    """Whether a line is a bullet, or the number of a paragraph, that is alone on it."""
    if _BULLET_ALONE.match(line.text):
        return True
    number = _NUMBER.match(line.text)
    if number is None or number["end"] is None:
        return False
    value = int(number["value"])
    begins = value == 1 and following is not None and following.spaced
    return line.spaced or value == last_number + 1 or begins


def _takes_mark(line: Line, following: Line | None, *, is_first: bool, is_last: bool) -> bool:
    """Whether a line is the text of the first mark that waits for one.

    The line below a single mark is. Of several texts, each begins below an empty line and is no
    heading.
    """
    if is_first and is_last:
        return True
    if not is_first and not line.spaced:
        return False
    is_alone = following is None or following.spaced
    is_heading = is_alone and may_be_heading(line)
    return not is_heading and not line.text[0].islower()
