"""Finds pages that are missing, out of order or repeated, by their printed numbers and words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reports.ingest.parsed import Problem
from reports.ingest.problems import Refusal, UnreadableReport, warning
from reports.ingest.text.furniture import at_edge
from reports.ingest.text.layout import Page

_NUMBER_AT_END = re.compile(r"(?:^|\s)(\d{1,2})(?: of \d{1,2})?$")
_OUTERMOST = 2
"""The page number is looked for in so many lines at the top and at the foot of a page."""
_FEWEST_LINES = 4
"""The fewest lines of a page that counts as repeated: shorter pages may be equal by chance."""
_MOST_ACROSS = 150
"""The most letters of a watermark or a stamp at the margin of a page."""
_MOST_FALLS = 1
"""How often the numbers may begin again: once in a report that has another one bound behind it."""


def refuse_disorder(pages: Sequence[Page]) -> None:
    """Raise `UnreadableReport` if the printed numbers fall several times, as in a booklet."""
    printed = [(page.number, number) for page in pages for number in _printed_numbers(page)]
    falls = [pair for pair in pairwise(printed) if pair[1][1] < pair[0][1]]
    if len(falls) <= _MOST_FALLS:
        return
    (_, last), (page, first) = falls[0]
    raise UnreadableReport(
        Refusal.PAGES_OUT_OF_ORDER,
        f"The pages are out of order: page {last} is followed by page {first}."
        " Print or save the report page by page, and upload that.",
        page,
    )


def check_pages(pages: Sequence[Page]) -> Iterator[Problem]:
    """Warn of repeated pages, and of printed numbers that are out of order or skip some."""
    yield from _check_repeated(pages)
    printed = [(page.number, number) for page in pages for number in _printed_numbers(page)]
    numbers = [number for _, number in printed]
    if numbers != sorted(numbers) and len(set(numbers)) == len(numbers):
        message = f"The pages are not in the order of their numbers: {_listed(numbers)}."
        yield warning("pages-out-of-order", message)
    yield from _check_skipped(pages, printed)
    yield from _check_across(pages)


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(str(number) for number in numbers)


def _check_repeated(pages: Sequence[Page]) -> Iterator[Problem]:
    """Warn of a page with the same lines as an earlier one."""
    first_pages: dict[tuple[str, ...], int | None] = {}
    for page in pages:
        words = tuple(line.text for line in page.lines)
        if len(words) >= _FEWEST_LINES and words in first_pages:
            message = f"Page {page.number} is page {first_pages[words]} again: leave it out."
            yield warning("page-twice", message, page.number)
        first_pages.setdefault(words, page.number)


def _check_skipped(
    pages: Sequence[Page], printed: Sequence[tuple[int | None, int]]
) -> Iterator[Problem]:
    """Warn if the printed numbers skip some at one place, and fit the pages before and after it."""
    offsets = [number - (place or 0) for place, number in printed]
    if len(set(offsets)) != 2 or offsets != sorted(offsets):
        return
    for (above, last), (below, first) in pairwise(printed):
        skipped = (first - last) - ((below or 0) - (above or 0))
        if skipped > 0 and len(printed) >= len(pages) - 1:
            message = f"Page {last} is followed by page {first}: pages are missing in the file."
            yield warning("pages-missing", message, below)


def _check_across(pages: Sequence[Page]) -> Iterator[Problem]:
    """Warn of more turned words on a page than a watermark or a stamp has: perhaps a table."""
    for page in pages:
        letters = sum(len(text) for text in page.across)
        if letters > _MOST_ACROSS:
            message = (
                f"On page {page.number} {letters} letters lie across the text, and are left out."
            )
            yield warning("words-turned", message, page.number)


def _printed_numbers(page: Page) -> list[int]:
    """The number that a page prints; empty if no line, or several, may be it."""
    outermost = [*page.lines[:_OUTERMOST], *page.lines[-_OUTERMOST:]]
    numbers: set[int] = set()
    for line in outermost:
        match = _NUMBER_AT_END.search(line.text)
        if match and page.number is not None and at_edge(line, page):
            numbers.add(int(match[1]))
    return list(numbers) if len(numbers) == 1 else []
