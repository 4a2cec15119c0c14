"""The marks of Markdown and HTML in a line of text: taken off, and what they say of it.

The five sample texts of real reports have these: `#` and `**bold**` around headings, `<b>` around
the heads of tables, links and forced line ends in the closing pages.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict, deque
from collections.abc import Iterator

from reports.ingest.text.typed.tables import with_tabs
from reports.ingest.wording import Wording

_HEADING_MARK = Wording(
    r"^\s{0,3}#{1,6}\s+|\s#+\s*$", samples=("## Heading", "Heading ##"), strangers=("#1 of 3",)
)
_EMPHASIS_BEGINS = Wording(
    r"(?P<kind>\*\*|__)(?=\S)", samples=("**Grade**", "__Grade__"), strangers=("2 ** 3 ** 4",)
)
_EMPHASIS_ENDS = Wording(
    r"(?<=\S)(?P<kind>\*\*|__)", samples=("Grade**", "Grade__"), strangers=("2 ** 3 ** 4",)
)
_EMPHASISED = Wording(
    r"^\s*(?P<sign>[*_])(?P<words>[^\s*_][^*_]*[^\s*_])(?P=sign)\s*$",
    samples=("*Main findings*", "_Main findings_"),
    strangers=("* Main findings", "**Main findings**", "*Main* findings"),
)
"""A line that is set in italics as a whole, as headings are."""
_EMPHASISED_LABEL = Wording(
    r"^\s*(?P<sign>[*_])(?P<label>[^\s*_][^*_]{1,60}:)(?P=sign)\s+(?=\S)",
    samples=("*Inspection dates:* 12 to 23 June", "_Lead inspector:_ Ada Bell"),
    strangers=("*Inspection dates*", "**Grade:** Good", "* Visits: often"),
)
_EMPTY_TAG = Wording(
    r"<(?P<tag>span|a)\b[^<>]*></(?P=tag)>",
    samples=('<span id="page-1"></span>', "<a name='x'></a>"),
    strangers=("<span>text</span>",),
)
"""The target of a link, which shows nothing."""
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
    r"\\([!-/:-@\[-`{-~])", samples=(r"12\.", r"\*", r"\&"), strangers=(r"C:\reports",)
)


def without_marks(raw: str) -> tuple[str, bool]:
    """The words of a line, and whether all of them were set as a heading or in bold.

    In a row of a Markdown table, tabs part the cells.
    """
    raw = _EMPTY_TAG.regex.sub("", raw)
    bare = _HEADING_MARK.regex.sub("", raw)
    is_heading = bare != raw
    bare = _EMPHASISED_LABEL.regex.sub(r"\g<label> ", bare)
    emphasised = _EMPHASISED.match(bare)
    if emphasised:
        bare, is_heading = emphasised["words"], True
    untagged, beside_tags = _without_pairs(bare, _BOLD_BEGINS, _BOLD_ENDS)
    plain, _ = _without_pairs(untagged, _EMPHASIS_BEGINS, _EMPHASIS_ENDS)
    _, beside_bold = _without_pairs(beside_tags, _EMPHASIS_BEGINS, _EMPHASIS_ENDS)
    is_bold = plain != bare and not beside_bold.strip()
    words = _IMAGE.regex.sub(r"\1", plain)
    words = _LINK.regex.sub(r"\1", words)
    words = _ADDRESS.regex.sub(r"\1", words)
    words = html.unescape(html.unescape(_TAG.regex.sub("", words)))
    words = _ESCAPE.regex.sub(r"\1", words)
    return with_tabs(words), is_heading or is_bold


def _without_pairs(text: str, begins: Wording, ends: Wording) -> tuple[str, str]:
    """The text without pairs of marks, and the text that is outside of every pair.

    A pair is a mark with the nearest one of its kind that ends it, at least a sign behind it. The
    text is read once: a pattern for whole pairs would look for the end again from each mark, which
    takes quadratic time.
    """
    ends_by_kind: dict[str, deque[re.Match[str]]] = defaultdict(deque)
    for end in _overlapping(ends.regex, text):
        ends_by_kind[end["kind"]].append(end)
    unmarked: list[str] = []
    outside: list[str] = []
    last = 0
    for begin in _overlapping(begins.regex, text):
        of_kind = ends_by_kind[begin["kind"]]
        while of_kind and of_kind[0].start() <= begin.end():
            of_kind.popleft()
        if of_kind and begin.start() >= last:
            before = text[last : begin.start()]
            unmarked += [before, text[begin.end() : of_kind[0].start()]]
            outside.append(before)
            last = of_kind[0].end()
    rest = text[last:]
    return "".join([*unmarked, rest]), "".join([*outside, rest])


def _overlapping(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """All matches, those too that begin inside the one before: of three stars the last two."""
    match = pattern.search(text)
    while match is not None:
        yield match
        match = pattern.search(text, match.start() + 1)
