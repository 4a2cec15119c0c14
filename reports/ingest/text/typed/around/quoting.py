"""What mails and Markdown put around a text: signs of quotation, fences, forced line ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

_QUOTED = re.compile(r"^\s*(?:>[ \t]?)+")
_FENCE = re.compile(r"^\s*(?:`{3,}|~{3,})\s*\w*\s*$")
_CALLOUT = re.compile(r"^\s*>\s*\[![\w-]+\][+-]?\s+(?=\S)")
"""The heading of a box in notes of Markdown: "> [!note] Main findings"."""
_SHOWN_ENDS = "\\¶↵⏎"
"""Signs of line ends: forced ones of Markdown, and those that word processors show."""
_MOST = 0.8
"""The share of lines that begin with a sign where the whole text is quoted, at least."""


def unquoted(lines: Sequence[str]) -> list[str]:
    """The lines without the signs of a mail that quotes all of them, and without fences."""
    written = [line for line in lines if line.strip()]
    quoted = [line for line in written if _QUOTED.match(line)]
    is_quoted = len(quoted) > _MOST * len(written)
    plain: list[str] = []
    for line in lines:
        if _FENCE.match(line):
            continue
        bare = _QUOTED.sub("", line) if is_quoted else line
        plain.append(_CALLOUT.sub("## ", bare).rstrip(_SHOWN_ENDS))
    return plain
