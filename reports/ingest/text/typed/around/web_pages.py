"""From a web page, or a part of one, to lines of text: blocks, list items and rows as lines."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

_BLOCK_TAG = re.compile(
    r"</?(?:p|div|h[1-6]|ul|ol|li|table|tr|td|th|body|main|section|article)\b[^<>]*>",
    re.IGNORECASE,
)
_FEWEST_TAGS = 6
"""Tags of blocks that make a text a part of a web page; one or two may be in any text."""

_SPACED = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote"})
"""Blocks with an empty line above them."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LINES = frozenset(
    {
        "div",
        "section",
        "article",
        "main",
        "header",
        "body",
        "html",
        "dl",
        "dt",
        "dd",
        "figure",
        "figcaption",
        "address",
        "hr",
        "br",
        "tr",
        "pre",
        "thead",
        "tbody",
        "tfoot",
        "caption",
        "form",
        "fieldset",
        "center",
    }
)
_CELLS = frozenset({"td", "th"})
_FLOWING = frozenset({"p", "li", "td", "th", "dt", "dd", *_HEADINGS})
"""Blocks in which line ends of the source are spaces."""
_LEFT_OUT = frozenset(
    {
        "head",
        "script",
        "style",
        "nav",
        "footer",
        "aside",
        "noscript",
        "template",
        "button",
        "select",
        "svg",
        "iframe",
    }
)
"""What is no text of the page, or belongs to the whole site."""
_COUNTED_TWICE = re.compile(r"^\d{1,4}\. (?=\d{1,3}[.)]\s)")
"""The number of an item whose text has one of its own."""
_ESCAPED_TAG = re.compile(r"&lt;/?(?:p|div|h[1-6]|ul|ol|li|table|tr|td|th)\b", re.IGNORECASE)
_BOLD = frozenset({"b", "strong"})


def without_escapes(text: str) -> str:
    """The text with tags in place of "&lt;p&gt;", where the source of a page was escaped."""
    tags = _ESCAPED_TAG.finditer(text)
    is_escaped = sum(1 for _ in zip(range(_FEWEST_TAGS), tags, strict=False)) == _FEWEST_TAGS
    return html.unescape(text) if is_escaped else text


def is_web_page(text: str) -> bool:
    """Whether the text is HTML, or has parts that are."""
    tags = _BLOCK_TAG.finditer(text)
    return sum(1 for _, _ in zip(range(_FEWEST_TAGS), tags, strict=False)) == _FEWEST_TAGS


def web_page_text(text: str) -> str:
    """The lines of a web page; headings begin with `##`, items with `-` or their number.

    A row of a table is a line with tabs between its cells. Plain lines around the tags stay lines.
    """
    reader = _PageReader()
    reader.feed(text)
    reader.close()
    return reader.finished()


class _PageReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line = ""
        self._cells: list[str] | None = None
        """The cells of the row that is open, without the last one."""
        self._lists: list[int | None] = []
        """The open lists: the number of the next item, None where items have bullets."""
        self._flowing = 0
        self._left_out = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LEFT_OUT:
            self._left_out += 1
        elif self._left_out:
            return
        elif tag in _CELLS:
            self._begin_cell()
        elif tag == "li":
            self._begin_item(dict(attrs))
        elif tag in _SPACED or tag in _LINES:
            self._begin_block(tag, dict(attrs))
        elif tag in _BOLD and self._cells is None:
            self._line += "<b>"
        self._flowing += tag in _FLOWING

    def handle_endtag(self, tag: str) -> None:
        if tag in _LEFT_OUT:
            self._left_out = max(0, self._left_out - 1)
        elif self._left_out:
            return
        elif tag == "tr":
            self._end_row()
        elif tag in _BOLD and self._cells is None:
            self._line += "</b>"
        elif tag not in _CELLS and (tag in _SPACED or tag in _LINES or tag == "li"):
            self._end_line()
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        if tag in _FLOWING:
            self._flowing = max(0, self._flowing - 1)

    def handle_data(self, data: str) -> None:
        if self._left_out:
            return
        if self._flowing or self._cells is not None:
            self._line += re.sub(r"\s+", " ", data)
            return
        first, *others = data.split("\n")
        self._line += first
        for line in others:
            if not self._line.strip() and not line.strip() and self._lines[-1:] == [""]:
                continue
            self._end_line(even_empty=True)
            self._line = line

    def _begin_block(self, tag: str, attributes: dict[str, str | None]) -> None:
        if self._cells is not None and tag != "tr":
            self._line += " "
            return
        self._end_line()
        if tag in _SPACED:
            self._lines.append("")
        if tag in _HEADINGS:
            self._line = "## "
        elif tag == "tr":
            self._cells = []
        elif tag == "ul":
            self._lists.append(None)
        elif tag == "ol":
            self._lists.append(_number(attributes.get("start")) or 1)

    def _begin_cell(self) -> None:
        if self._cells is None:
            self._end_line()
            self._cells = []
        elif self._line.strip() or self._cells:
            self._cells.append(self._line.strip())
        self._line = ""

    def _begin_item(self, attributes: dict[str, str | None]) -> None:
        self._end_line()
        number = self._lists[-1] if self._lists else None
        if number is None:
            self._line = "- "
            return
        number = _number(attributes.get("value")) or number
        self._line = f"{number}. "
        self._lists[-1] = number + 1

    def _end_row(self) -> None:
        if self._cells is not None:
            self._line = "\t".join([*self._cells, self._line.strip()])
        self._cells = None
        self._end_line()

    def _end_line(self, *, even_empty: bool = False) -> None:
        if self._cells is not None:
            return
        if self._lists:
            self._line = _COUNTED_TWICE.sub("", self._line)
        if self._line.strip() or even_empty:
            self._lines.append(self._line.rstrip())
        self._line = ""

    def finished(self) -> str:
        """The text of the page."""
        self._end_row()
        return "\n".join(self._lines)


def _number(attribute: str | None) -> int | None:
    return int(attribute) if attribute and re.fullmatch(r"\d{1,4}", attribute) else None
