"""From the bytes of a text file to a page of lines: encodings, and the marks of Markdown and HTML.

The five sample texts of real reports show the marks that occur: `#` and `**bold**` around
headings, `<b>` around table heads, links and forced line ends in the closing pages.
"""

from __future__ import annotations

import codecs
import html
import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports.ingest.problems import Refusal, UnreadableReport
from reports.ingest.text.layout import Line, Page
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
    return (Page(None, tuple(_lines(text))),)


def _decoded(content: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    head = content[:1000]
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if len(zeros) > 1 and zeros.count(0) > 0.8 * len(zeros):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


_LINE_END = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
_HEADING_MARK = Wording(
    r"^\s{0,3}#{1,6}\s+|\s#+\s*$", samples=("## Heading", "Heading ##"), strangers=("#1 of 3",)
)
_EMPHASIS_BEGINS = Wording(
    r"(?P<kind>\*\*|__)(?=\S)", samples=("**Grade**", "__Grade__"), strangers=("2 ** 3 ** 4",)
)
_EMPHASIS_ENDS = Wording(
    r"(?<=\S)(?P<kind>\*\*|__)", samples=("Grade**", "Grade__"), strangers=("2 ** 3 ** 4",)
)
_TAG = Wording(
    r"</?(?:b|strong|i|em|u|p|br|div|span|h[1-6]|sup|sub|table|thead|tbody|tr|td|th|ul|ol|li)\b[^<>]*>",
    samples=("<br/>", "</TD>", "<p class='x'>"),
    strangers=("a < b > c", "<script>"),
)
_BOLD_BEGINS = Wording(
    r"<(?P<kind>)(?:b|strong|h[1-6])\b[^<>]*>",
    samples=("<b>Grade", "<H2>Summary"),
    strangers=("<p>text</p>",),
)
_BOLD_ENDS = Wording(
    r"</(?P<kind>)(?:b|strong|h[1-6])>",
    samples=("Grade</b>", "Summary</H2>"),
    strangers=("<p>text</p>",),
)
_IMAGE = Wording(
    r"!\[([^\[\]]*)\]\([^()]*\)", samples=("![logo](logo.png)",), strangers=("[link](page)",)
)
_LINK = Wording(
    r"\[([^\[\]]*)\]\([^()]*\)", samples=("[link](page)",), strangers=("[sic] (page 3)",)
)
_ADDRESS = Wording(
    r"<((?:https?://|mailto:)[^<>\s]+)>", samples=("<https://example.org>",), strangers=("<b>",)
)
_ESCAPE = Wording(
    r"\\([\\`*_{}\[\]()#+.!|>-])", samples=(r"12\.", r"\*"), strangers=(r"C:\reports",)
)
_TABLE_RULE = Wording(
    r"^(?=.*---)[\s:|-]+$", samples=("|---|:---:|", "-----"), strangers=("- point", "--")
)
_NUMBER = Wording(
    r"^(\d{1,3})\.(\s*$)?", samples=("1.", "34. Children"), strangers=("1 child", "2019.")
)
_BULLET_ALONE = Wording(
    r"^[\u2022\u25a0-\u25ff\ue000-\uf8ff]$", samples=("\uf06e", "◼"), strangers=("◼ The quality",)
)


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    spaced = False
    for raw in _LINE_END.split(text):
        words, bold = _unmarked(raw)
        if words.strip():
            indent = len(words) - len(words.lstrip())
            lines.append(
                Line(words.strip(), left=indent * _WIDTH_OF_BLANK, bold=bold, spaced=spaced)
            )
            spaced = False
        elif not _TABLE_RULE.match(raw.strip()):
            spaced = True
    return list(_with_marks(lines))


def _with_marks(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, a number or a bullet that stands on a line of its own before its text, as
    `pdftotext` parts them.

    Where no empty line stands above it, a number must be the next to come: it may be the last word
    of a sentence.
    """
    last = 0
    mark: Line | None = None
    for line in lines:
        found = _NUMBER.match(line.text)
        whole = line if mark is None or found else replace(mark, text=f"{mark.text} {line.text}")
        if mark is not None and whole is line:
            yield mark
        alone = (
            found is not None
            and found[2] is not None
            and (line.spaced or int(found[1]) == last + 1)
        )
        last = int(found[1]) if found else last
        mark = line if alone or _BULLET_ALONE.match(line.text) else None
        if mark is None:
            yield whole
    if mark is not None:
        yield mark


def _unmarked(raw: str) -> tuple[str, bool]:
    """The line without marks, and whether all of it was set as a heading or in bold."""
    if _TABLE_RULE.match(raw.strip()):
        return "", False
    bare = _HEADING_MARK.regex.sub("", raw)
    heading = bare != raw
    untagged, beside_tags = _parted(bare, _BOLD_BEGINS, _BOLD_ENDS)
    unbold, _ = _parted(untagged, _EMPHASIS_BEGINS, _EMPHASIS_ENDS)
    _, rest = _parted(beside_tags, _EMPHASIS_BEGINS, _EMPHASIS_ENDS)
    words = _IMAGE.regex.sub(r"\1", unbold)
    words = _ADDRESS.regex.sub(r"\1", _LINK.regex.sub(r"\1", words))
    words = _ESCAPE.regex.sub(r"\1", html.unescape(_TAG.regex.sub("", words)))
    return _cells(words), heading or (unbold != bare and not rest.strip())


def _parted(text: str, begins: Wording, ends: Wording) -> tuple[str, str]:
    """The text without pairs of marks, and what of it stands in no pair.

    A pair is a mark with the nearest one of its kind that ends it, at least a sign behind it. The
    text is read once: a pattern for whole pairs would look for the end again from each mark, which
    takes quadratic time.
    """
    waiting: dict[str, deque[re.Match[str]]] = defaultdict(deque)
    for end in _overlapping(ends.regex, text):
        waiting[end["kind"]].append(end)
    unmarked: list[str] = []
    outside: list[str] = []
    last = 0
    for begin in _overlapping(begins.regex, text):
        of_kind = waiting[begin["kind"]]
        while of_kind and of_kind[0].start() <= begin.end():
            of_kind.popleft()
        if of_kind and begin.start() >= last:
            before = text[last : begin.start()]
            unmarked += [before, text[begin.end() : of_kind[0].start()]]
            outside.append(before)
            last = of_kind[0].end()
    return "".join([*unmarked, text[last:]]), "".join([*outside, text[last:]])


def _overlapping(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """All matches, those too that begin inside the one before: of three stars the last two."""
    place = 0
    while found := pattern.search(text, place):
        yield found
        place = found.start() + 1


def _cells(words: str) -> str:
    """A row of a Markdown table with tabs between its cells, as in the other texts."""
    bars = words.strip()
    if bars.startswith("|") and bars.endswith("|") and len(bars) > 1:
        return "\t".join(cell.strip() for cell in bars[1:-1].split("|"))
    return words
