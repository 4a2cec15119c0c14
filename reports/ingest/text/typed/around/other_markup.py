"""Brings the marks of Org, AsciiDoc, wikis, forums and screen readers into those of Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_FEWEST = 3
"""Headings in the marks of a language before a text is taken to be in it."""
_ORG_HEADING = re.compile(r"\*{1,6}\s+(?P<words>\S.*)")
_ORG_TITLE = re.compile(r"#\+title:\s*(?P<words>\S.*)", re.IGNORECASE)
_ORG_ONLY = re.compile(r"#\+\w+:|:(?:properties|custom_id|end)\b", re.IGNORECASE)
_EQUALS = re.compile(r"={1,6}\s*(?P<words>[^=\s].*?)\s*=*")
"""A heading of AsciiDoc ("== Main findings") or of MediaWiki ("== Main findings ==")."""
_STARS = re.compile(r"\s*(?P<sign>[*~#-])(?P=sign){2,}\s+(?P<words>\w.*?)\s+(?P=sign){3,}\s*")
"""A heading between signs: "*** Main findings ***"."""
_CONFLUENCE = re.compile(r"h[1-6]\.\s+(?P<words>\S.*)")
_SPOKEN = re.compile(r"heading\s+(?:level\s+)?[1-6]\s*[:,]?\s+(?P<words>\S.*)", re.IGNORECASE)
"""A heading as programs read it out: "Heading level 2 Main findings"."""
_SPOKEN_BULLET = re.compile(r"bullet\s*[:,]?\s+(?=[A-Z])", re.IGNORECASE)
_SPOKEN_EDGE = re.compile(
    r"(?:list|table)\s+with\s+\d+\s+(?:items?|rows?\s+and\s+\d+\s+columns?)|out\s+of\s+(?:list|table)",
    re.IGNORECASE,
)
"""Where a list or a table begins or ends: "list with 4 items", "out of table"."""
_SPOKEN_CELL = re.compile(
    r"(?:row\s+\d+\s+)?column\s+(?P<column>\d+)\s+(?P<words>\S.*)", re.IGNORECASE
)
_FORUM_TAG = re.compile(
    r"\[/?(?:b|i|u|s|size|color|font|center|left|list|h[1-6])(?:=[^\]]*)?\]", re.IGNORECASE
)
_FORUM_BOLD = re.compile(r"\[b\](?P<words>.+?)\[/b\]", re.IGNORECASE)
_TABLE_MARK = re.compile(r"(?:\{\||\|\}|\|-+\s*$|\|={3,}\s*$|\[cols=|\[options=)")
"""Lines that begin, part or end a table in a wiki or in AsciiDoc."""
_CELLS = re.compile(r"\s*(?:\|{2}|!{2}|(?<=\s)[|](?!\|))\s*")


def in_markdown(lines: Sequence[str]) -> list[str]:
    """The lines in the marks of Markdown, where enough of them have those of another language."""
    plain = list(lines)
    if any(_ORG_ONLY.match(line) for line in lines):
        plain = [_with_heading(line, _ORG_TITLE, _ORG_HEADING) for line in lines]
        plain = [line for line in plain if not _ORG_ONLY.match(line)]
    if _count(plain, _SPOKEN.fullmatch) >= _FEWEST:
        plain = _without_spoken_marks(plain)
    for heading in (_EQUALS, _CONFLUENCE, _SPOKEN):
        if _count(plain, heading.fullmatch) >= _FEWEST:
            plain = [_with_heading(line, heading) for line in plain]
    plain = [_with_heading(line, _STARS) for line in plain]
    if _count(plain, _FORUM_BOLD.search) >= _FEWEST:
        plain = [_without_forum_tags(line) for line in plain]
    if _count(plain, _TABLE_MARK.match) or _count(plain, re.compile(r"\|\|.*\|\|\s*$").match):
        plain = [_with_bars(line) for line in plain if not _TABLE_MARK.match(line)]
    return plain


def _count(lines: Sequence[str], finds: Callable[[str], re.Match[str] | None]) -> int:
    return sum(finds(line) is not None for line in lines)


def _with_heading(line: str, *headings: re.Pattern[str]) -> str:
    """The line as a heading of Markdown, where one of the patterns finds a heading in all of it."""
    for heading in headings:
        match = heading.fullmatch(line)
        if match:
            return f"## {match['words']}"
    return line


def _without_spoken_marks(lines: Sequence[str]) -> list[str]:
    """The lines with bullets and rows of tables instead of what a screen reader says of them."""
    plain: list[str] = []
    for line in lines:
        cell = _SPOKEN_CELL.fullmatch(line)
        if cell and cell["column"] != "1" and plain:
            plain[-1] += f"\t{cell['words']}"
        elif cell:
            plain.append(cell["words"])
        else:
            plain.append("" if _SPOKEN_EDGE.fullmatch(line) else _SPOKEN_BULLET.sub("- ", line))
    return plain


def _without_forum_tags(line: str) -> str:
    bold = _FORUM_BOLD.sub(r"**\g<words>**", line)
    return _FORUM_TAG.sub("", bold).replace("[*]", "- ")


def _with_bars(line: str) -> str:
    """A row of a table with one bar around each cell."""
    if not line.startswith(("|", "!")):
        return line
    cells = _CELLS.split(line.strip().strip("|!").strip())
    return f"| {' | '.join(cells)} |"
