"""Pages that are missing inside a file: the printed page numbers skip some."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reports.ingest.parsed import Problem
from reports.ingest.problems import warning
from reports.ingest.text.furniture import at_edge
from reports.ingest.text.layout import Page

_NUMBER_AT_END = re.compile(r"(?:^|\s)(\d{1,2})$")
_OUTERMOST = 2
"""Lines at the top and at the foot of a page among which its number is."""


def check_page_numbers(pages: Sequence[Page]) -> Iterator[Problem]:
    """Warn where the printed numbers skip some, once, and fit the pages before and behind."""
    printed = [(page.number, number) for page in pages for number in _printed_numbers(page)]
    offsets = [number - (place or 0) for place, number in printed]
    if len(set(offsets)) != 2 or offsets != sorted(offsets):
        return
    for (above, last), (below, first) in pairwise(printed):
        skipped = (first - last) - ((below or 0) - (above or 0))
        if skipped > 0 and len(printed) >= len(pages) - 1:
            message = f"Page {last} is followed by page {first}: pages are missing in the file."
            yield warning("pages-missing", message, below)


def _printed_numbers(page: Page) -> list[int]:
    """The number that a page prints; none where no line, or several, may be it."""
    outermost = [*page.lines[:_OUTERMOST], *page.lines[-_OUTERMOST:]]
    numbers: set[int] = set()
    for line in outermost:
        match = _NUMBER_AT_END.search(line.text)
        if match and page.number is not None and at_edge(line, page):
            numbers.add(int(match[1]))
    return list(numbers) if len(numbers) == 1 else []
